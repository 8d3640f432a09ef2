"""How a person studies: where the day begins for them, how much they take on, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from study.days import moment_of, study_day
from study.zones import zone

DEFAULT_ZONE = "Europe/Moscow"
"""Where a day ends for somebody who has not told their zone yet. Only counted days depend on it: nothing is ever
sent before the zone is known."""
DAY_STARTS = time(4)
"""Whoever studies after midnight still studies on the evening before."""
PACE = 10
DOSE = 40
MOST_PACE = 100
MOST_DOSE = 500


@dataclass(frozen=True, slots=True)
class Habits:
    """``zone`` is an IANA name, empty until it is told; ``pace`` new items and ``dose`` reviews a day at most."""

    person: int
    zone: str = ""
    day_starts: time = DAY_STARTS
    pace: int = PACE
    dose: int = DOSE

    @property
    def counted_zone(self) -> str:
        """The zone in which days are counted."""
        return self.zone or DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class Goal:
    """An exam on a ``day``, about ``decks`` (empty: all)."""

    person: int
    day: date
    decks: tuple[str, ...] = ()


def day_of(habits: Habits, now: datetime) -> date:
    """The learner's study day."""
    return study_day(now, zone(habits.counted_zone), habits.day_starts)


def day_begins(habits: Habits, day: date) -> datetime:
    """The instant at which a study day of the learner's begins."""
    return moment_of(day, habits.day_starts, zone(habits.counted_zone))


def noon_of(habits: Habits, day: date) -> datetime:
    """The middle of a day where the learner lives."""
    return moment_of(day, time(12), zone(habits.counted_zone))
