"""Buttons around reviews and goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class More(Press):
    """Review what is due, or go on with it."""

    prefix: ClassVar[str] = "v"


@dataclass(frozen=True, slots=True)
class NewItems(Press):
    """Review new items, beyond the number for today."""

    prefix: ClassVar[str] = "rn"


@dataclass(frozen=True, slots=True)
class StartAfresh(Press):
    """Spread what has piled up over the coming days."""

    prefix: ClassVar[str] = "rf"


@dataclass(frozen=True, slots=True)
class SetPace(Press):
    """Take on so many new items and so many reviews a day."""

    prefix: ClassVar[str] = "rp"
    new: int
    reviews: int


@dataclass(frozen=True, slots=True)
class AskMe(Press):
    """Ask the item whose explanation was shown first, in a session at ``position``."""

    prefix: ClassVar[str] = "rq"
    session: int
    position: int


@dataclass(frozen=True, slots=True)
class Recall(Press):
    """Show the explanation of an item that another one presupposes."""

    prefix: ClassVar[str] = "rr"
    deck: str
    item: str


@dataclass(frozen=True, slots=True)
class DropGoal(Press):
    """There is no exam any more."""

    prefix: ClassVar[str] = "rg"
