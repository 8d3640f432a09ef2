"""A screen as data: what is said and which buttons stand below, before it is anybody's markup.

Screens hold keys of ``bot/locales`` and values, not sentences; a renderer turns them into Telegram's HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.presses.press import Press
from study.values import Place


@dataclass(frozen=True, slots=True)
class Say:
    """Words of the locale. String arguments are somebody's text: they are escaped when shown.

    An argument may be words of the locale itself, without markup.
    """

    key: str
    args: Mapping[str, Value] = field(default_factory=dict)


Value = str | int | float | Say


@dataclass(frozen=True, slots=True)
class Prose:
    """A deck author's Markdown, such as an explanation."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Link:
    """A title in a list that leads somewhere; without ``url`` the bare title."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


GAP = Gap()
Part = Say | Prose | Link | Gap


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label is words of the locale or, with ``text``, a text of its own.

    Instead of a press it may have a ``url`` that it opens.
    """

    press: Press | None
    key: str = ""
    args: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """Parts from top to bottom, a line each, and rows of buttons."""

    parts: tuple[Part, ...]
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Send:
    """Show a screen as a new message; ``question`` is the question it carries."""

    place: Place
    screen: Screen
    question: int | None = None
    reply_to: int = 0
    board: int | None = None
    """The contest whose lobby and table this message carries."""
    urgent: bool = False
    """A step of a contest: it goes before all that can wait in its chat."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Show a screen in the place of an earlier message."""

    place: Place
    message: int
    screen: Screen
    question: int | None = None
    board: int | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """Give an earlier message other buttons; its text stays."""

    place: Place
    message: int
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an earlier message of ours away. Telegram allows it for 48 hours."""

    place: Place
    message: int


@dataclass(frozen=True, slots=True)
class Tidy:
    """Take several messages away at once, as far as the bot may."""

    place: Place
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """A native quiz poll: plain texts, the numbers of the right options, seconds until it ends by itself.

    ``brief`` is what Telegram shows after an answer.
    """

    place: Place
    question: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    seconds: int
    brief: str = ""
    carries: int | None = None
    """The question that it asks."""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, drawn when it is sent from its description, with a screen as its caption."""

    place: Place
    description: Mapping[str, Any]
    screen: Screen
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Whisper:
    """A word in a group that only one person sees, in answer to a message of theirs that only the bot saw.

    Worthless later, so it is not stored. ``reply_to`` is the number of their ephemeral message.
    """

    place: Place
    person: int
    screen: Screen
    reply_to: int = 0


@dataclass(frozen=True, slots=True)
class React:
    """A sign below somebody's message; worthless later, as a whisper."""

    place: Place
    message: int
    sign: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words beside a plain member's name; without ``key`` those that are there go."""

    place: Place
    person: int
    key: str = ""
    args: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Toast:
    """A short notice on top of the chat, in answer to a button."""

    key: str
    args: Mapping[str, Value] = field(default_factory=dict)
    alert: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file with a screen as its caption."""

    place: Place
    name: str
    content: bytes
    screen: Screen


Act = File | Send | Edit | Buttons | Remove | Tidy | Poll | Picture | Whisper | React | Tag | Toast
