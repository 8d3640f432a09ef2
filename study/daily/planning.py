"""Planning: which slots have come. Nothing is put together here, so 100 000 at once cost little.

A schedule holds local wall time and zone; its next instant is computed anew each time, from the zone's present
rules. A slot is taken by inserting its row, whose key is (place, kind, local day): a second process, a restart or a
clock that jumps back finds it taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from study.daily.ports import Calendar
from study.daily.values import Due, State
from study.days import day_of, local_day, moment_of, next_moment
from study.zones import zone

WINDOW = timedelta(hours=3)
"""A delivery that is later than this is not caught up."""
HALF_DAY = timedelta(hours=12)
BATCH = 500
MOST_SLOTS = 400
"""Slots of one schedule that are looked at in one go: a year of downtime."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What one batch did: schedules that were due, slots taken, of them too late.

    ``broken`` are the chats of schedules that cannot be reckoned with, such as by a zone that is gone: they stop.
    """

    due: int
    claimed: int
    late: int
    broken: tuple[int, ...] = ()

    @property
    def more(self) -> bool:
        """Whether another batch may be waiting."""
        return self.due >= BATCH


def plan(calendar: Calendar, now: datetime, window: timedelta = WINDOW) -> Planned:
    """Take the slots that have come, a batch of schedules at a time, and set when each comes next."""
    stamped = milliseconds(now)
    due = calendar.due(stamped, BATCH)
    latest = stamped - milliseconds_of(window)
    slots: list[tuple[int, int, str, str, int, str]] = []
    moments: list[tuple[int | None, int, int, str]] = []
    broken: list[int] = []
    for one in due:
        moment, days = one.next_at, 0
        try:
            _slot(one.zone, one.wall, one.weekdays, moment)
        except ValueError:
            broken.append(one.chat)
            moments.append((None, one.chat, one.topic, one.kind))
            continue
        while moment <= stamped and days < MOST_SLOTS:
            day, following = _slot(one.zone, one.wall, one.weekdays, moment)
            if one.reachable:
                state = State.CLAIMED if moment >= latest else State.LATE
                slots.append((one.chat, one.topic, one.kind, day, moment, state.value))
            moment, days = following, days + 1
        if moment <= stamped:  # away for more than a year: the days between are nobody's
            moment = _next(one, stamped)
        moments.append((moment, one.chat, one.topic, one.kind))
    calendar.claim(slots)
    calendar.come_next(moments)
    late = sum(slot[5] == State.LATE for slot in slots)
    return Planned(len(due), len(slots) - late, late, tuple(broken))


def follow_rules(calendar: Calendar, now: datetime) -> int:
    """Compute the instants that schedules wait for anew: the rules of a zone may have changed with an update.

    To be called at start, before anything is planned. Returns how many different instants moved.
    """
    moved = 0
    for name, wall, moment in calendar.moments_ahead(milliseconds(now)):
        try:
            tz, time_of_day = zone(name), wall_time(wall)
        except ValueError:
            continue  # planning will meet it, and say so
        at = instant(moment)
        days = (local_day(at + shift, tz) for shift in (-HALF_DAY, timedelta(), HALF_DAY))
        by_rules = min((moment_of(day, time_of_day, tz) for day in days), key=lambda one: abs(one - at))
        if by_rules != at:
            calendar.shift(name, wall, moment, milliseconds(by_rules))
            moved += 1
    return moved


@lru_cache(maxsize=4096)
def _slot(zone_name: str, wall: int, weekdays: int, moment: int) -> tuple[str, int]:
    """The local day of a slot and the instant of the one after it. Many learners share both."""
    tz, at, time_of_day = zone(zone_name), instant(moment), wall_time(wall)
    day = day_of(at, time_of_day, tz)
    return day.isoformat(), milliseconds(next_moment(at, time_of_day, tz, weekdays))


def _next(due: Due, after: int) -> int:
    tz = zone(due.zone)
    return milliseconds(next_moment(instant(after), wall_time(due.wall), tz, due.weekdays))


def wall_time(minutes: int) -> time:
    """Minutes after midnight as a time of day."""
    return time(*divmod(minutes, 60))


def minutes(wall: time) -> int:
    """A time of day as minutes after midnight."""
    return wall.hour * 60 + wall.minute


def milliseconds(at: datetime) -> int:
    """An instant as milliseconds since 1970 UTC."""
    return round(at.timestamp() * 1000)


def milliseconds_of(span: timedelta) -> int:
    """A span in milliseconds."""
    return round(span.total_seconds() * 1000)


def instant(stamped: int) -> datetime:
    """The instant of a stamp."""
    return datetime.fromtimestamp(stamped / 1000, UTC)
