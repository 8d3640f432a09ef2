"""What the clock on somebody's wall shows, worked out without ``study.days``: by looking at it minute by minute.

A zone is taken for nothing but a function from an instant to a wall time. A year of it is looked through once and
kept as stretches in which the wall clock runs evenly. Instants are whole minutes since 1970 UTC here, and so are
wall times (as if the wall showed UTC).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

DAY = 24 * 60
LOOK = 15
"""Minutes between two looks at the clock; where it has been changed in between, every minute is looked at."""


def minute(at: datetime) -> int:
    """An instant in minutes, rounded down."""
    return int(at.timestamp() // 60)


def instant(minute: int) -> datetime:
    """The instant of a minute."""
    return datetime.fromtimestamp(minute * 60, UTC)


def wall_minute(day: date, wall: time) -> int:
    """What a wall clock shows, in minutes."""
    return minute(datetime.combine(day, wall, UTC))


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to before ``end`` the wall shows the instant and ``ahead`` minutes."""

    start: int
    end: int
    ahead: int


class WallClock:
    """A zone's wall clock between two instants."""

    def __init__(self, zone: tzinfo, start: datetime, end: datetime) -> None:
        self._zone = zone
        self._stretches = tuple(self._look_through(minute(start), minute(end)))
        self._firsts: dict[tuple[date, time], int] = {}

    @property
    def changes(self) -> int:
        """How often the clock is put forward or back."""
        return len(self._stretches) - 1

    def awkward(self) -> tuple[time, ...]:
        """Times of day that the wall skips or shows twice on some day, a quarter of an hour apart."""
        found = set()
        for before, after in pairwise(self._stretches):
            first, last = sorted((after.start + before.ahead, after.start + after.ahead))
            found |= {instant(shown).time() for shown in range(first, last, LOOK)}
        return tuple(sorted(found))

    def shows(self, at: int) -> datetime:
        """The wall time at an instant, without a zone."""
        ahead = next(one.ahead for one in self._stretches if at < one.end)
        return instant(at + ahead).replace(tzinfo=None)

    def first(self, day: date, wall: time) -> int:
        """The first instant at which the wall shows this time of this day, or a later one where it skips it."""
        known = self._firsts.get((day, wall))
        if known is None:
            known = self._firsts[day, wall] = self._first(wall_minute(day, wall))
        return known

    def exists(self, day: date) -> bool:
        """Whether the wall ever shows this day."""
        return self.shows(self.first(day, time())).date() == day

    def moments(self, day: date, wall: time, weekdays: int) -> Iterator[tuple[int, date]]:
        """From a day on, each chosen one that there is, with the instant of its time of day."""
        while True:
            if weekdays >> day.weekday() & 1 and self.exists(day):
                yield self.first(day, wall), day
            day += timedelta(days=1)

    def after(self, at: int, wall: time, weekdays: int) -> tuple[int, date]:
        """The first chosen moment after an instant, and its day."""
        yesterday = self.shows(at).date() - timedelta(days=1)
        return next(found for found in self.moments(yesterday, wall, weekdays) if found[0] > at)

    def day_begun(self, at: int, starts: time) -> date:
        """The latest day whose beginning, a time of day, has come."""
        day = self.shows(at).date() + timedelta(days=1)
        while self.first(day, starts) > at:
            day -= timedelta(days=1)
        return day

    def quiet(self, at: int, begin: time, end: time) -> bool:
        """Whether the quiet hours began later than they ended."""
        return self.first(self.day_begun(at, begin), begin) > self.first(self.day_begun(at, end), end)

    def skips(self, day: date, wall: time) -> bool:
        """Whether the wall never shows this time of day."""
        return self.shows(self.first(day, wall)) != datetime.combine(day, wall)

    def repeats(self, day: date, wall: time) -> bool:
        """Whether the wall shows this time of day twice."""
        shown = wall_minute(day, wall)
        return sum(one.start <= shown - one.ahead < one.end for one in self._stretches) > 1

    def _first(self, shown: int) -> int:
        for one in self._stretches:
            at = max(one.start, shown - one.ahead)
            if at < one.end:
                return at
        raise ValueError("beyond the time that was looked through")

    def _look_through(self, start: int, end: int) -> Iterator[Stretch]:
        begun, ahead = start, self._ahead(start)
        for look in range(start + LOOK, end + LOOK, LOOK):
            if self._ahead(look) == ahead:
                continue
            for at in range(look - LOOK + 1, look + 1):
                if (now := self._ahead(at)) != ahead:
                    yield Stretch(begun, at, ahead)
                    begun, ahead = at, now
        yield Stretch(begun, end, ahead)

    def _ahead(self, at: int) -> int:
        shown = instant(at).astimezone(self._zone).replace(tzinfo=UTC)
        return minute(shown) - at
