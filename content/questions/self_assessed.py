"""Answered in one's own words, or in one's head, and compared with the explanation by the learner themself."""

from __future__ import annotations

from content.deck import Item, Verdict
from content.grading import Judgement
from content.judge import Judge
from content.questions.open import OpenQuestion


class SelfAssessed(OpenQuestion):
    """Asked openly where there is no rubric: nobody but the learner can tell how it went.

    So are items that were imported from notes. They are for one learner alone: in a group everybody would be
    their own judge.
    """

    def fits(self, item: Item) -> bool:
        """It needs something to compare with."""
        return item.self_assessed and bool(item.explanation)

    def judge(self, item: Item, given: str, judge: Judge) -> Judgement:
        """Neither right nor wrong, without any confidence: the learner has not said it yet."""
        return Judgement(Verdict.PARTIAL, 0.5, 0.0)
