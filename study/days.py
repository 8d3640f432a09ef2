"""Local days and times of day, in zones whose clocks change.

Wall time and zone are what people mean; the instant is computed from both each time it is needed, by the zone's
present rules. In the gap of spring a time of day comes at the first moment after the gap, in the overlap of autumn
at its first occurrence. (PEP 495 on ``fold``.)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
EVERY_DAY = 0b1111111
MOST_DAYS = 370


def local_day(at: datetime, zone: tzinfo) -> date:
    """The calendar day of an instant in a zone."""
    return at.astimezone(zone).date()


def study_day(at: datetime, zone: tzinfo, starts: time = time(4)) -> date:
    """The day that an instant counts for: before ``starts``, local wall time, it is still the day before.

    A day begins once: where the clock is put back over ``starts`` it stays the day that has begun.
    """
    return next(day for day in _days_around(at, zone) if moment_of(day, starts, zone) <= at)


@lru_cache(maxsize=8192)
def moment_of(day: date, wall: time, zone: tzinfo) -> datetime:
    """The instant at which a local day has a time of day: after a gap its first moment, of two the first.

    A gap may end the day (Nuuk, 23:00 to 24:00): its first moment after is then the next day's beginning. A day
    that its zone skipped (Apia, 30 December 2011) has no such instant: the next day's beginning is returned here
    too, and ``next_moment`` passes the day over.
    """
    naive = datetime.combine(day, wall)
    instant = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == naive:
        return instant
    return _after_gap(instant, zone)


def _after_gap(near: datetime, zone: tzinfo) -> datetime:
    """The first moment after the change of clocks that lies closest around an instant.

    ``fold=0`` reads a time inside the gap by the offset before it, which lands behind the gap: the change lies
    before that, at most a day (whole days have been skipped) and to the second.
    """
    after = near.astimezone(zone).utcoffset()
    early, late = near - 2 * DAY, near
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == after:
            late = middle
        else:
            early = middle
    return late.replace(microsecond=0)


def next_moment(after: datetime, wall: time, zone: tzinfo, weekdays: int = EVERY_DAY) -> datetime:
    """The first instant after ``after`` at which a chosen weekday (bits, Monday first) has a time of day.

    Each chosen local day has exactly one. Raises ``ValueError`` where no weekday is chosen.
    """
    if not weekdays & EVERY_DAY:
        raise ValueError("no day of the week is chosen")
    day = local_day(after, zone) - DAY
    for _ in range(MOST_DAYS):
        if weekdays >> day.weekday() & 1:
            moment = moment_of(day, wall, zone)
            if moment > after and not _skipped(day, zone):
                return moment
        day += DAY
    raise ValueError(f"{zone} has no {wall} on these days")


def day_of(moment: datetime, wall: time, zone: tzinfo) -> date:
    """The local day that ``next_moment`` meant: where a gap ends a day, the one before that the instant falls on.

    An instant computed by rules that have changed since belongs to the day it falls on.
    """
    day = local_day(moment, zone)
    if moment_of(day, wall, zone) != moment == moment_of(day - DAY, wall, zone):
        return day - DAY
    return day


@lru_cache(maxsize=8192)
def _skipped(day: date, zone: tzinfo) -> bool:
    """Whether a zone has no moment of a day. Whole days are skipped from midnight to midnight."""
    return local_day(moment_of(day, time(), zone), zone) != day


def in_quiet_hours(at: datetime, zone: tzinfo, begin: time, end: time) -> bool:
    """Whether an instant lies in the quiet hours, which may reach over midnight; equal ends mean there are none.

    They begin and end once a day: where the clock is put back over their end they are not begun again.
    """
    return _latest(at, begin, zone) > _latest(at, end, zone)


def _latest(at: datetime, wall: time, zone: tzinfo) -> datetime:
    """The last instant, ``at`` included, at which a local day had a time of day."""
    moments = (moment_of(day, wall, zone) for day in _days_around(at, zone))
    return next(moment for moment in moments if moment <= at)


def _days_around(at: datetime, zone: tzinfo) -> list[date]:
    """The local days near an instant, latest first: clocks put back over midnight make some of tomorrow past."""
    tomorrow = local_day(at, zone) + DAY
    return [tomorrow - back * DAY for back in range(4)]


def after_quiet_hours(at: datetime, zone: tzinfo, begin: time, end: time) -> datetime:
    """The instant itself, or the end of the quiet hours it lies in."""
    return next_moment(at, end, zone) if in_quiet_hours(at, zone, begin, end) else at


def bits(weekdays: Iterable[int]) -> int:
    """Days of the week (Monday is 0) as bits."""
    chosen = 0
    for day in weekdays:
        chosen |= 1 << day
    return chosen
