"""A long list of buttons, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.presses.press import Press
from bot.screen import Button

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Page(Generic[Thing]):
    """The things of one page. ``number`` counts from 0; ``last`` is the number of the last page."""

    shown: Sequence[Thing]
    number: int
    last: int

    def turning(self, to: Callable[[int], Press]) -> tuple[tuple[Button, ...], ...]:
        """The row that leads to the pages before and after; no row where there is but one page."""
        beside = ((self.number - 1, "page-back"), (self.number + 1, "page-on"))
        turn = tuple(Button(to(number), key) for number, key in beside if 0 <= number <= self.last)
        return (turn,) if turn else ()


def page_of(things: Sequence[Thing], number: int, size: int) -> Page[Thing]:
    """A page of ``size`` things; the nearest there is, where there is none of that number."""
    last = max(0, (len(things) - 1) // size)
    number = max(0, min(number, last))
    return Page(things[number * size : (number + 1) * size], number, last)
