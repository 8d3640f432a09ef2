"""A week of a learner: what they did, what improved, what is slipping, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from content.deck import Item
from content.library import Library
from study.cards import Card
from study.daily.values import Schedule
from study.habits import day_of
from study.memory import Algorithm
from study.ports import Work
from study.streak import Streak
from study.summary import streak_of
from study.values import Outcome

WEEK = timedelta(days=7)
SHOWN = 3
SLIPPING = 0.8
"""Items with a lower predicted recall are slipping."""


@dataclass(frozen=True, slots=True)
class Digest:
    """``days`` studied and ``answers`` given this week, of them ``right``; the streak; items that are right by now
    and were not, items that are slipping, and how many fall due in the next seven days."""

    days: tuple[date, ...]
    answers: int
    right: int
    streak: Streak
    improved: tuple[Item, ...]
    slipping: tuple[Item, ...]
    load: int


def digest_of(
    work: Work, library: Library, algorithm: Algorithm, schedule: Schedule, now: datetime
) -> Digest | None:
    """The digest of the seven days before; ``None`` for a learner of whom there is nothing to tell."""
    person = schedule.owner
    cards = [card for card in work.cards(person) if library.by_key(card.key)]
    if not cards:
        return None
    answers = work.answers_since(person, now - WEEK)
    before = {
        card.key: _outcome_before(work, person, card, now - WEEK)
        for card in cards
        if _answered_since(card, now)
    }
    improved = [
        card
        for card in cards
        if card.last is Outcome.CORRECT and before.get(card.key, card.last) is not card.last
    ]
    at_risk = [card for card in cards if algorithm.recall(card.memory, now) < SLIPPING]
    at_risk.sort(key=lambda card: algorithm.recall(card.memory, now))
    load = sum(card.memory is not None and card.memory.due <= now + WEEK for card in cards)
    today = day_of(work.habits(person), now)
    return Digest(
        days=tuple(sorted({answer.day for answer in answers})),
        answers=len(answers),
        right=sum(answer.counted is Outcome.CORRECT for answer in answers),
        streak=streak_of(work, person, today),
        improved=_items(library, improved),
        slipping=_items(library, at_risk),
        load=load,
    )


def _answered_since(card: Card, now: datetime) -> bool:
    return card.last_at is not None and card.last_at >= now - WEEK


def _outcome_before(work: Work, person: int, card: Card, since: datetime) -> Outcome | None:
    """What the last answer to an item was worth before an instant; ``None`` where it had not been met."""
    earlier = [one for one in work.answers_about(person, card.deck, card.item) if one.at < since]
    return earlier[-1].counted if earlier else None


def _items(library: Library, cards: list[Card]) -> tuple[Item, ...]:
    found = (library.by_key(card.key) for card in cards[:SHOWN])
    return tuple(pair[1] for pair in found if pair)
