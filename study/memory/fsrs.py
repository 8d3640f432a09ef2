"""FSRS, by the ``fsrs`` package: https://github.com/open-spaced-repetition/py-fsrs, version 6 of the algorithm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import fsrs

from study.memory.model import ANOTHER_DAY, Grade, Memory, Phase

RETENTION = 0.9
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.99
PHASES = {
    fsrs.State.Learning: Phase.LEARNING,
    fsrs.State.Review: Phase.REVIEW,
    fsrs.State.Relearning: Phase.RELEARNING,
}
STATES = {phase: state for state, phase in PHASES.items()}
RATINGS = {grade: fsrs.Rating(grade.value) for grade in Grade}
DAY = timedelta(days=1)


class Fsrs:
    """The library's scheduler with its default parameters and steps, or others.

    Intervals are not fuzzed: the same log must always give the same memory. ``retention`` lies in 0.7..0.99;
    ``parameters`` are the 21 weights, as its optimiser finds them. Raises ``ValueError`` outside of these.
    """

    name = "fsrs-6"

    def __init__(self, retention: float = RETENTION, parameters: Sequence[float] = ()) -> None:
        if not LEAST_RETENTION <= retention <= MOST_RETENTION:
            raise ValueError(f"a retention lies in {LEAST_RETENTION}..{MOST_RETENTION}, not {retention}")
        options: dict[str, Any] = {"parameters": tuple(parameters)} if parameters else {}
        self._scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False, **options)
        self.retention = retention
        self._decay = -self._scheduler.parameters[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def after(self, memory: Memory | None, grade: Grade, at: datetime) -> Memory:
        """The memory after an answer. A clock that went back counts as no time at all."""
        at = at.astimezone(UTC)
        if memory is not None:
            at = max(at, memory.last)
        card, _ = self._scheduler.review_card(_card(memory, at), RATINGS[grade], at)
        missed = memory is not None and grade is Grade.AGAIN and at - memory.last >= ANOTHER_DAY
        return Memory(
            stability=card.stability or 0.0,
            difficulty=card.difficulty or 0.0,
            due=card.due,
            last=at,
            phase=PHASES[card.state],
            step=card.step,
            lapses=(memory.lapses if memory else 0) + missed,
        )

    def recall(self, memory: Memory | None, at: datetime) -> float:
        """The forgetting curve of FSRS-6: (1 + factor · days / stability) ** decay, with days as a fraction.

        The library counts whole days; that is what it schedules by. Here items of one day are told apart.
        """
        if memory is None or memory.stability <= 0:
            return 0.0
        days = max(0.0, (at - memory.last) / DAY)
        return float((1 + self._factor * days / memory.stability) ** self._decay)


def _card(memory: Memory | None, at: datetime) -> fsrs.Card:
    """The library's card. It is given an id: without one it waits a millisecond to make its own."""
    if memory is None:
        return fsrs.Card(card_id=1, due=at)
    return fsrs.Card(
        card_id=1,
        state=STATES[memory.phase],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )
