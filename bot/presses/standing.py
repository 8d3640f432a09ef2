"""Buttons of the tables of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class ShowTop(Press):
    """Show a group's table: ``span`` is a ``study.standing.Span``, ``month`` such as 202611 (0: the current one),
    ``deck`` a slug (empty: all decks)."""

    prefix: ClassVar[str] = "tp"
    room: ClassVar[str] = "top"
    span: str
    month: int
    deck: str


@dataclass(frozen=True, slots=True)
class TopDecks(Press):
    """Choose the deck of a table, on a page of the list of those that were played."""

    prefix: ClassVar[str] = "tk"
    room: ClassVar[str] = "top"
    span: str
    month: int
    page: int
