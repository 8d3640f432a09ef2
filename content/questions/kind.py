"""What every kind of question can do."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Protocol

from content.deck import Item
from content.grading import Judgement
from content.judge import Judge


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question ready to be shown: its text and its options in the order shown (none: free text)."""

    text: str
    options: tuple[str, ...] = ()


class Kind(Protocol):
    """A way of asking an item. ``given`` is what the log keeps of an answer."""

    def fits(self, item: Item) -> bool:
        """Whether the item has what this kind needs."""

    def deal(self, item: Item, chance: Random) -> tuple[int, ...]:
        """The order of the options, drawn once per question; empty where there are none."""

    def prompt(self, item: Item, options: tuple[int, ...]) -> Prompt:
        """The question as it is shown."""

    def read(self, item: Item, options: tuple[int, ...], text: str) -> str | None:
        """What a typed text means as an answer of this kind; ``None`` where it is none."""

    def judge(self, item: Item, given: str, judge: Judge) -> Judgement:
        """The verdict on an answer."""
