"""Studying for an exam: what it asks for a day, and how ready one will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.library import Library
from study.daily.picking import decks_of
from study.habits import Goal, day_of, noon_of
from study.memory import Algorithm
from study.memory.dose import Plan, readiness
from study.ports import Work
from study.today import known_cards, limits_of
from study.values import item_key


@dataclass(frozen=True, slots=True)
class Prospect:
    """An exam, ``days`` from today's study day (negative: it was).

    ``plan`` says what a day takes, ``None`` once it is over. ``ready``: the mean predicted recall, 0..1, of each of
    its decks (by slug) at noon of that day, were nothing more learned until then; ``overall`` that of all items.
    """

    goal: Goal
    days: int
    plan: Plan | None
    ready: dict[str, float]
    overall: float


def prospect_of(
    work: Work, library: Library, algorithm: Algorithm, person: int, now: datetime
) -> Prospect | None:
    """What is ahead of a learner; ``None`` without an exam."""
    goal = work.goal(person)
    if goal is None:
        return None
    habits = work.habits(person)
    cards = known_cards(work, library, person)
    on = noon_of(habits, goal.day)
    memories = {
        deck.slug: [
            cards[key].memory if key in cards else None
            for key in (item_key(deck.slug, item.id) for item in deck.items)
        ]
        for deck in decks_of(library, goal.decks)
    }
    every = [memory for of_deck in memories.values() for memory in of_deck]
    limits = limits_of(work, library, algorithm, person, now)
    return Prospect(
        goal,
        (goal.day - day_of(habits, now)).days,
        limits.plan,
        {slug: readiness(of_deck, algorithm, on) for slug, of_deck in memories.items()},
        readiness(every, algorithm, on),
    )


@dataclass(frozen=True, slots=True)
class Load:
    """Reviews that fall due by the end of today's study day, and within seven days."""

    today: int
    week: int


def load_of(work: Work, library: Library, person: int, today_ends: datetime, week_ends: datetime) -> Load:
    """How much falls due soon."""
    dues = [card.memory.due for card in known_cards(work, library, person).values() if card.memory]
    return Load(sum(due < today_ends for due in dues), sum(due < week_ends for due in dues))
