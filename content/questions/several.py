"""Several right options among others: all of them are to be chosen, and nothing else."""

from __future__ import annotations

import re

from content.deck import Item, Verdict
from content.grading import Judgement
from content.judge import Judge
from content.questions.options import WithOptions, by_sign, by_text, chosen_in, given_of

LEAST_RIGHT = 2
BETWEEN = re.compile(r"[\s,;.()+/&]+")
"""What may stand between the letters of an answer."""
AND = frozenset({"и", "and"})
WORDS = frozenset(
    {"ад", "беда", "бег", "веб", "вега", "где", "да", "дева", "еда", "едва", "be", "bad", "bed"}
)
"""Words that consist of the letters of options, and mean none of them."""


class SeveralQuestion(WithOptions):
    """Answered by the letters or numbers of all options that are right."""

    def fits(self, item: Item) -> bool:
        """It needs two right options at least, and a wrong one."""
        return LEAST_RIGHT <= len(item.rights) < len(item.choices)

    def read(self, item: Item, options: tuple[int, ...], text: str) -> str | None:
        """The indices of the options meant by letters or numbers, together or apart ("АВ", "1, 3", "б и г").

        So does the text of an option itself, or texts on lines of their own. ``None``: something else stands there.
        """
        lines = [line for line in text.splitlines() if line.strip()]
        meant = [by_text(item, options, line) for line in lines] if lines else [None]
        if None in meant:
            meant = self._by_signs(options, text)
        known = [index for index in meant if index is not None]
        return given_of(known) if known and len(known) == len(meant) else None

    def _by_signs(self, options: tuple[int, ...], text: str) -> list[int | None]:
        parts = [part for part in BETWEEN.split(text.casefold()) if part and part not in AND]
        if any(part in WORDS for part in parts):
            return []
        return [by_sign(options, sign) for part in parts for sign in part]

    def judge(self, item: Item, given: str, judge: Judge) -> Judgement:
        """The share of the right options that were chosen, less one of them for each wrong one; without doubt.

        So choosing everything earns nothing but what the right ones outnumber the wrong ones by.
        """
        chosen = chosen_in(given)
        right = sum(item.choices[index].correct for index in chosen)
        share = max(0, 2 * right - len(chosen)) / len(item.rights)
        if share == 1:
            return Judgement(Verdict.CORRECT, 1.0, 1.0)
        return Judgement(Verdict.PARTIAL if share > 0 else Verdict.WRONG, share, 1.0)
