"""The judge of a process: one grader, and each item's rubric compiled once."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from content.deck import Item
from content.grading import CompiledRubric, Grader, Judgement, Rubric

MOST_COMPILED = 5000
"""Rubrics kept; those compiled first go first."""


class Judge:
    """Judges free text against an item. Rubrics are compiled when first needed and kept."""

    def __init__(self, grader: Grader | None = None) -> None:
        self._grader = grader or Grader()
        self._one_at_a_time = Lock()  # the stemmers keep state while they work
        self._compiled: OrderedDict[int, tuple[Item, CompiledRubric]] = OrderedDict()

    def words(self, item: Item, answer: str) -> Judgement:
        """The verdict on an answer in somebody's own words. Never raises."""
        with self._one_at_a_time:
            return self._grader.grade(self._rubric(item), answer)

    def _rubric(self, item: Item) -> CompiledRubric:
        kept = self._compiled.get(id(item))
        if kept is None or kept[0] is not item:
            kept = self._compiled[id(item)] = (item, self._grader.compile(Rubric.of(item)))
            while len(self._compiled) > MOST_COMPILED:
                self._compiled.popitem(last=False)
        return kept[1]

    def warm(self) -> None:
        """Load the grader's dictionaries, so that the first answer does not wait for them."""
        with self._one_at_a_time:
            self._grader.warm()
