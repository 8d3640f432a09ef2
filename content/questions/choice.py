"""One right option among several."""

from __future__ import annotations

from content.deck import Item, Verdict
from content.grading import Judgement
from content.judge import Judge
from content.questions.options import WithOptions, by_sign, by_text


class ChoiceQuestion(WithOptions):
    """Answered by position, letter or the option's text."""

    def fits(self, item: Item) -> bool:
        """It needs two options at least, one of them right."""
        return len(item.choices) > 1 and bool(item.rights)

    def read(self, item: Item, options: tuple[int, ...], text: str) -> str | None:
        """The index of the option meant by a letter ("б", "B"), a number ("2") or its own text."""
        meant = by_sign(options, text.strip().rstrip(").").casefold())
        if meant is None:
            meant = by_text(item, options, text)
        return None if meant is None else str(meant)

    def judge(self, item: Item, given: str, judge: Judge) -> Judgement:
        """Right or wrong, without doubt."""
        right = item.choices[int(given)].correct
        return Judgement(Verdict.CORRECT if right else Verdict.WRONG, float(right), 1.0)
