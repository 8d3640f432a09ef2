"""How sessions and learners are doing, told from the log of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from content.library import Library
from study.daily.values import Coming, Schedule
from study.days import EVERY_DAY, study_day
from study.habits import DAY_STARTS
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

    Days rest on which no question was expected (by what was set then), and those of slots that the bot missed.
    """
    return _streak(work, Place(person), work.study_days(person), today, work.habits(person).day_starts)


def group_streak(work: Work, schedule: Schedule, now: datetime) -> Streak:
    """The streak of a group, by its own zone: days on which anybody answered here."""
    today = study_day(now, zone(schedule.zone))
    return _streak(work, schedule.place, work.group_days(schedule.place), today, DAY_STARTS)


def _streak(work: Work, place: Place, days: Sequence[date], today: date, starts: time) -> Streak:
    schedule = work.schedule(place, Coming.DAILY)
    early = schedule is not None and schedule.wall < starts  # such a slot belongs to the study day before
    missed = {day - timedelta(days=early) for day in work.days_missed(place, Coming.DAILY)}
    resting = rests(work.plans(place), min(days, default=today), today)
    return streak(days, today, excused=missed | resting)


def rests(plans: Sequence[tuple[date, int]], first: date, last: date) -> set[date]:
    """Days from ``first`` to ``last`` on which nothing was expected, by plans with their first days."""
    resting, expected, steps = set(), EVERY_DAY, list(plans)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        while steps and steps[0][0] <= day:
            expected = steps.pop(0)[1]
        if not expected >> day.weekday() & 1:
            resting.add(day)
    return resting


def progress(work: Work, person: int, library: Library) -> tuple[DeckProgress, ...]:
    """How far a person is in every deck of the library, in the library's order."""
    cards = work.cards(person)
    rows = []
    for deck in library.decks:
        mine = [card for card in cards if card.deck == deck.slug and card.item in deck.by_id]
        known = sum(card.last is Outcome.CORRECT for card in mine)
        rows.append(DeckProgress(deck.slug, len(mine), known, len(deck.items)))
    return tuple(rows)
