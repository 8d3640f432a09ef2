"""How sessions and learners are doing, told from the log of answers."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from content.library import Library
from study.daily.values import Coming, Schedule
from study.days import study_day
from study.ports import Work
from study.streak import Streak, streak
from study.values import Answer, DeckProgress, Outcome, Place, Session, Standing, Summary
from study.zones import zone


def summarise(work: Work, session: Session) -> Summary:
    """Counts and missed items of a session; for a round its standings too, best first."""
    answers = work.answers_in(session.id)
    if session.shared:
        return _of_round(work, session, answers)
    counts = Counter(answer.counted for answer in answers)
    missed = tuple(answer.key for answer in answers if answer.counted is not Outcome.CORRECT)
    return Summary(
        session,
        counts[Outcome.CORRECT],
        counts[Outcome.PARTIAL],
        counts[Outcome.WRONG],
        counts[Outcome.SKIPPED],
        missed,
    )


def _of_round(work: Work, session: Session, answers: tuple[Answer, ...]) -> Summary:
    """A round missed what nobody, or fewer than half of those who answered, got right."""
    by_key: dict[str, list[Answer]] = {key: [] for key in work.asked_keys(session.id)}
    for answer in answers:
        by_key.setdefault(answer.key, []).append(answer)
    missed = tuple(key for key, given in by_key.items() if 2 * _right(given) < max(1, len(given)))
    counts = Counter(answer.counted for answer in answers)
    return Summary(
        session,
        counts[Outcome.CORRECT],
        counts[Outcome.PARTIAL],
        counts[Outcome.WRONG],
        counts[Outcome.SKIPPED],
        missed,
        standings(work, answers),
    )


def standings(work: Work, answers: tuple[Answer, ...]) -> tuple[Standing, ...]:
    """The table of a round: most points first, then fewer answers, then the name."""
    names = work.names(sorted({answer.person for answer in answers}))
    rows: dict[int, Counter[Outcome]] = {}
    for answer in answers:
        rows.setdefault(answer.person, Counter())[answer.counted] += 1
    table = [
        Standing(person, names.get(person, "?"), row[Outcome.CORRECT], row[Outcome.PARTIAL], row.total())
        for person, row in rows.items()
    ]
    return tuple(sorted(table, key=lambda row: (-row.points, row.answered, row.name)))


def _right(answers: list[Answer]) -> int:
    return sum(answer.counted is Outcome.CORRECT for answer in answers)


def streak_of(work: Work, person: int, today: date) -> Streak:
    """A learner's streak on a study day of theirs.

    Days of the week without daily questions rest; days on which the bot itself came too late are excused.
    """
    place = Place(person)
    schedule = work.schedule(place, Coming.DAILY)
    late = work.days_late(place, Coming.DAILY)
    return streak(work.study_days(person), today, resting=_resting(schedule), excused=late)


def group_streak(work: Work, schedule: Schedule, now: datetime) -> Streak:
    """The streak of a group, by its own zone: days on which anybody answered here."""
    today = study_day(now, zone(schedule.zone))
    late = work.days_late(schedule.place, Coming.DAILY)
    return streak(work.group_days(schedule.place), today, resting=_resting(schedule), excused=late)


def _resting(schedule: Schedule | None) -> tuple[int, ...]:
    return () if schedule is None else tuple(day for day in range(7) if not schedule.weekdays >> day & 1)


def progress(work: Work, person: int, library: Library) -> tuple[DeckProgress, ...]:
    """How far a person is in every deck of the library, in the library's order."""
    cards = work.cards(person)
    rows = []
    for deck in library.decks:
        mine = [card for card in cards if card.deck == deck.slug and card.item in deck.by_id]
        known = sum(card.last is Outcome.CORRECT for card in mine)
        rows.append(DeckProgress(deck.slug, len(mine), known, len(deck.items)))
    return tuple(rows)
