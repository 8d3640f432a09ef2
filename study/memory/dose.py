"""How much on a day: what is due, most endangered first, what is new at a chosen pace, what an exam asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Protocol, TypeVar

from study.memory.model import Algorithm, Memory

BACKLOG_DAYS = 3
"""More than so many days' doses due at once is a backlog: starting fresh is offered."""


class Studied(Protocol):
    """Anything that holds a memory, such as a card."""

    @property
    def memory(self) -> Memory | None:
        """What is remembered; ``None`` for an item never answered."""


S = TypeVar("S", bound=Studied)


def due_of(cards: Iterable[S], algorithm: Algorithm, now: datetime) -> list[S]:
    """The cards that are due, most endangered (least likely to be recalled) first, then the longest due."""
    due = [card for card in cards if card.memory is not None and card.memory.due <= now]
    return sorted(due, key=lambda card: (algorithm.recall(card.memory, now), _due(card)))


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
        return self.days > 0 and self.new_a_day <= 50


def plan_for(
    memories: Sequence[Memory | None], algorithm: Algorithm, now: datetime, today: date, exam: date
) -> Plan:
    """The daily dose until an exam.

    New items are spread so that the last is met two days before, to be seen again once. Reviews: what falls due
    until then by the present schedule, plus about three looks at each new item (at once, the next day, within the
    week), spread over the days left.
    """
    days = max(0, (exam - today).days)
    unmet = sum(memory is None for memory in memories)
    if days == 0:
        return Plan(0, unmet, unmet, len(memories) - unmet)
    new_a_day = ceil(unmet / max(1, days - 2)) if unmet else 0
    falling = sum(memory is not None and (memory.due - now).days < days for memory in memories)
    return Plan(days, unmet, new_a_day, ceil((falling + 3 * unmet) / days))


def _due(card: Studied) -> float:
    return card.memory.due.timestamp() if card.memory else 0.0
