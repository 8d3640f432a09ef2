"""Buttons of decks that people bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class KeepDecks(Press):
    """Keep the decks of a file as one's own; in a group (``shared`` 1) there, too."""

    prefix: ClassVar[str] = "bk"
    room: ClassVar[str] = "arrival"
    arrival: int
    shared: int


@dataclass(frozen=True, slots=True)
class RenewDecks(Press):
    """Take the decks of a file for other versions of those one has."""

    prefix: ClassVar[str] = "br"
    room: ClassVar[str] = "arrival"
    arrival: int


@dataclass(frozen=True, slots=True)
class DropArrival(Press):
    """Forget a file."""

    prefix: ClassVar[str] = "bx"
    room: ClassVar[str] = "arrival"
    arrival: int


@dataclass(frozen=True, slots=True)
class OwnDecks(Press):
    """Show one's own decks; in a group the decks that were put there."""

    prefix: ClassVar[str] = "bl"
    room: ClassVar[str] = "own"
    page: int


@dataclass(frozen=True, slots=True)
class OwnDeck(Press):
    """Show one of them, and what can be done with it."""

    prefix: ClassVar[str] = "bd"
    room: ClassVar[str] = "own"
    deck: int


@dataclass(frozen=True, slots=True)
class RenameDeck(Press):
    """The next text is a deck's new title."""

    prefix: ClassVar[str] = "bn"
    room: ClassVar[str] = "own"
    deck: int


@dataclass(frozen=True, slots=True)
class DownloadDeck(Press):
    """Send a deck as a file; ``to`` is the name of a format, empty to choose one."""

    prefix: ClassVar[str] = "bf"
    room: ClassVar[str] = "own"
    deck: int
    to: str


@dataclass(frozen=True, slots=True)
class DeleteDeck(Press):
    """Forget a deck; asked back first (``sure`` 0)."""

    prefix: ClassVar[str] = "bz"
    room: ClassVar[str] = "own"
    deck: int
    sure: int


@dataclass(frozen=True, slots=True)
class ShareList(Press):
    """Show a page of one's decks, to put one into a group; ``group`` is the chat without its sign."""

    prefix: ClassVar[str] = "bm"
    group: int
    page: int


@dataclass(frozen=True, slots=True)
class ShareTo(Press):
    """Put one's deck into a group."""

    prefix: ClassVar[str] = "bg"
    deck: int
    group: int


@dataclass(frozen=True, slots=True)
class TakeOut(Press):
    """In a group: take a deck out of it."""

    prefix: ClassVar[str] = "bo"
    room: ClassVar[str] = "own"
    deck: int


@dataclass(frozen=True, slots=True)
class Withdraw(Press):
    """Take one's deck out of all groups."""

    prefix: ClassVar[str] = "bw"
    room: ClassVar[str] = "own"
    deck: int
