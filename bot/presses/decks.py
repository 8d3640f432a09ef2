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
class MineToShare(Press):
    """In a group: show the own decks of whoever presses, to put one there."""

    prefix: ClassVar[str] = "bm"
    room: ClassVar[str] = "own"
    page: int


@dataclass(frozen=True, slots=True)
class ShareDeck(Press):
    """In a group: put one's deck there (1), or take a deck out (0)."""

    prefix: ClassVar[str] = "bg"
    room: ClassVar[str] = "own"
    deck: int
    on: int
