"""Who stands where in a group: over a week, a month, since ever; in all decks or in one.

Of the answers that somebody gives on one day the best ``BEST`` bring points, one for each item: a table shows who
knew, not who had the most time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from study.chat_days import chat_day
from study.contest.table import placed
from study.contest.values import Line
from study.days import DAY
from study.ports import Work
from study.rating.model import Rating
from study.standing_ports import Tally

BEST = 30
"""Answers of a person and a day that bring points, each about another item."""
LEAST_FOR_A_TITLE = 2
"""A champion has beaten somebody."""
MOST_GROUPS = 10


class Span(StrEnum):
    """What a table is about."""

    WEEK = "w"
    MONTH = "m"
    ALL = "a"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included; of a week it is the current one, from Monday on."""

    span: Span
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Top:
    """A group's table. ``earlier`` and ``later`` are the nearest months (their first days) with answers beside the
    one that is shown; ``champions`` those of the month before the current one, ``crowned``."""

    period: Period
    deck: str
    lines: tuple[Line, ...]
    ratings: dict[int, Rating]
    current: date
    crowned: date
    champions: frozenset[int]
    earlier: date | None = None
    later: date | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Somebody's place this month in a group of theirs, among so many ``players``; no ``line``: not played yet."""

    chat: int
    line: Line | None
    players: int


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return month_of(month.replace(day=28) + timedelta(days=4))


def month_before(month: date) -> date:
    """The first day of the month before."""
    return month_of(month_of(month) - DAY)


def period_of(span: Span, today: date, month: date | None = None) -> Period:
    """The days of a span; ``month`` (any day of it) for another month than the current one."""
    if span is Span.WEEK:
        monday = today - today.weekday() * DAY
        return Period(span, monday, monday + 6 * DAY)
    if span is Span.MONTH:
        first = month_of(month or today)
        return Period(span, first, month_after(first) - DAY)
    return Period(span, date.min, date.max)


def table(tallies: Sequence[Tally]) -> tuple[Line, ...]:
    """Tallies with their places, best first; equal points share one."""
    lines = (Line(0, one.name, one.points, one.right, one.answered, one.person) for one in tallies)
    return placed(lines, lambda line: (line.points,))


def standings(work: Work, chat: int, period: Period, deck: str = "") -> tuple[Line, ...]:
    """A group's table over a period."""
    return table(work.tallies(chat, period.first, period.last, deck))


def champions(work: Work, chat: int, month: date) -> frozenset[int]:
    """Who won a month in a group; several where they tie, nobody where fewer than two played."""
    lines = standings(work, chat, period_of(Span.MONTH, month))
    if len(lines) < LEAST_FOR_A_TITLE:
        return frozenset()
    return frozenset(line.person for line in lines if line.place == 1 and line.points > 0)


def top_of(
    work: Work, chat: int, now: datetime, span: Span, month: date | None = None, deck: str = ""
) -> Top:
    """The table of a group with what stands around it."""
    today = chat_day(work, chat, now)
    current, crowned = month_of(today), month_before(today)
    period = period_of(span, today, min(month_of(month), current) if month else None)
    lines = standings(work, chat, period, deck)
    earlier = later = None
    if span is Span.MONTH:
        earlier = work.played_before(chat, period.first)
        if period.first < current:
            later = work.played_from(chat, month_after(period.first)) or current
    return Top(
        period,
        deck,
        lines,
        work.ratings(line.person for line in lines),
        current,
        crowned,
        champions(work, chat, crowned),
        earlier and month_of(earlier),
        later and month_of(later),
    )


def own_places(work: Work, person: int, now: datetime) -> tuple[OwnPlace, ...]:
    """Where somebody stands this month in the groups they last played in, the latest first."""
    found = []
    for chat in work.groups_of(person)[:MOST_GROUPS]:
        lines = standings(work, chat, period_of(Span.MONTH, chat_day(work, chat, now)))
        own = next((line for line in lines if line.person == person), None)
        found.append(OwnPlace(chat, own, len(lines)))
    return tuple(found)


def reigns(work: Work, person: int, now: datetime) -> date | None:
    """The month that somebody was champion of, in any of their groups, while the month after it lasts."""
    for chat in work.groups_of(person)[:MOST_GROUPS]:
        crowned = month_before(chat_day(work, chat, now))
        if person in champions(work, chat, crowned):
            return crowned
    return None
