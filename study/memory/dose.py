"""How much on a day: what is due, most endangered first, what is new at a chosen pace, what an exam asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Protocol, TypeVar

from study.memory.model import Algorithm, Grade, Memory

DAY = timedelta(days=1)
MOST_NEW = 50
MOST_LOOKS = 50
MISSED = 1.25
"""Reviews for each that would be needed if nothing were ever missed, at a retention of 0.9."""
BACKLOG_DAYS = 3
"""More than so many days' doses due at once is a backlog: starting fresh is offered."""


class Studied(Protocol):
    """Anything that holds a memory, such as a card."""

    @property
    def key(self) -> str:
        """The item's name."""

    @property
    def memory(self) -> Memory | None:
        """What is remembered; ``None`` for an item never answered."""


S = TypeVar("S", bound=Studied)


def due_of(cards: Iterable[S], algorithm: Algorithm, now: datetime) -> list[S]:
    """The cards that are due, most endangered (least likely to be recalled) first, then the longest due."""
    due = [card for card in cards if card.memory is not None and card.memory.due <= now]
    return sorted(due, key=lambda card: (algorithm.recall(card.memory, now), _due(card), card.key))


def is_backlog(due: int, dose: int) -> bool:
    """Whether so many are due, at ``dose`` reviews a day, that catching up would take days."""
    return due > BACKLOG_DAYS * dose


def readiness(memories: Sequence[Memory | None], algorithm: Algorithm, on: datetime) -> float:
    """The mean predicted recall, 0..1, of all items of a deck at an instant; one never answered counts 0."""
    if not memories:
        return 0.0
    return sum(algorithm.recall(memory, on) for memory in memories) / len(memories)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an exam asks for: ``days`` left (the exam's own not counted), new items and reviews a day."""

    days: int
    unmet: int
    new_a_day: int
    reviews_a_day: int

    @property
    def feasible(self) -> bool:
        """Whether everything can be met before the exam without more than 50 new items a day."""
        return self.new_a_day <= (MOST_NEW if self.days else 0)


def plan_for(
    memories: Sequence[Memory | None], algorithm: Algorithm, now: datetime, today: date, exam: date
) -> Plan:
    """The daily dose until an exam.

    New items are spread so that the last is met two days before, to be seen again once. Reviews: as often as the
    algorithm would ask each item until the exam if it were always known, and a quarter more for what is missed; a
    simulated learner needed that within a fifth, for 7 to 120 days.
    """
    days = max(0, (exam - today).days)
    unmet = sum(memory is None for memory in memories)
    if days == 0:
        return Plan(0, unmet, unmet, len(memories) - unmet)
    new_a_day = ceil(unmet / max(1, days - 2)) if unmet else 0
    end = now + days * DAY
    looks: float = sum(_looks(memory, algorithm, now, end) for memory in memories if memory is not None)
    # New items begin on any day until two before: the mean of an early, a middle and a late one stands for all.
    begins = [now + share * max(0, days - 2) * DAY for share in (0.0, 0.5, 1.0)]
    looks += unmet * sum(_looks(None, algorithm, begin, end) for begin in begins) / len(begins)
    return Plan(days, unmet, new_a_day, ceil(looks * MISSED / days))


def _looks(memory: Memory | None, algorithm: Algorithm, now: datetime, end: datetime) -> int:
    """How often an item is asked from now to the end if it is known each time."""
    count, at = 0, now if memory is None else max(now, memory.due)
    while at < end and count < MOST_LOOKS:
        memory = algorithm.after(memory, Grade.GOOD, at)
        count, at = count + 1, memory.due
    return count


def _due(card: Studied) -> float:
    return card.memory.due.timestamp() if card.memory else 0.0
