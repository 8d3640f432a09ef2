"""What is known of one person's memory of one item, and what an algorithm that schedules must do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Protocol

LEECH_LAPSES = 4
"""Anki calls a card a leech after 8 lapses. Ours are whole explanations, asked days apart: half of that will do."""

ANOTHER_DAY = timedelta(hours=12)
"""An answer so long after the one before tells of memory; a sooner one of what was just read."""
LEARNED_DAYS = 21.0
"""Anki calls a card mature from three weeks on."""


class Grade(IntEnum):
    """How well something was recalled, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(StrEnum):
    """Where an item is: met lately, in the long run, or forgotten and learned anew."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """``stability``: days until the probability of recall falls to 0.9. ``difficulty``: 1..10.

    ``due`` says when to ask again.
    ``last`` is the latest answer, ``step`` the step of learning (``None`` in the long run). ``lapses`` counts how
    often it was missed on another day than the answer before.
    """

    stability: float
    difficulty: float
    due: datetime
    last: datetime
    phase: Phase
    step: int | None = None
    lapses: int = 0


class Algorithm(Protocol):
    """Decides when to ask again. Another one takes its place by being given to ``Quiz`` and to the rebuild."""

    name: str
    retention: float
    """The probability of recall at which an item is due, in 0..1."""

    def after(self, memory: Memory | None, grade: Grade, at: datetime) -> Memory:
        """The memory once an answer of that grade was given; ``None`` is that of an item never answered."""

    def recall(self, memory: Memory | None, at: datetime) -> float:
        """The probability, 0..1, of recalling the item at an instant; 0 where it was never answered."""


def is_leech(memory: Memory | None) -> bool:
    """Whether an item is missed again and again, so that asking it once more will not help by itself.

    It is one no longer once it is remembered for weeks.
    """
    return memory is not None and memory.lapses >= LEECH_LAPSES and memory.stability < LEARNED_DAYS
