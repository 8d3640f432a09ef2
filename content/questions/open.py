"""Answered in one's own words."""

from __future__ import annotations

from random import Random

from content.deck import Item
from content.grading import Judgement
from content.judge import Judge
from content.questions.kind import Prompt


class OpenQuestion:
    """Asked without options; the grader compares the answer with the item's key points."""

    def fits(self, item: Item) -> bool:
        """It needs key points to judge by."""
        return bool(item.key_points)

    def deal(self, item: Item, chance: Random) -> tuple[int, ...]:
        """No options."""
        return ()

    def prompt(self, item: Item, options: tuple[int, ...]) -> Prompt:
        """The bare question."""
        return Prompt(item.question)

    def read(self, item: Item, options: tuple[int, ...], text: str) -> str | None:
        """Any text that is not blank."""
        return text.strip() or None

    def judge(self, item: Item, given: str, judge: Judge) -> Judgement:
        """What the grader says."""
        return judge.words(item, given)
