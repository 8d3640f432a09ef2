"""When a group is told its result: fortnights end at night for most, and nobody is woken by the league."""

from __future__ import annotations

from datetime import datetime, time

from study.chat_days import clock_of
from study.days import after_quiet_hours
from study.ports import Work

NIGHT = time(22), time(9)
"""By the group's clock."""


def tell_at(work: Work, chat: int, now: datetime) -> datetime:
    """From when on a group may be told something: now, or after its night and its quiet hours.

    Where these leave no time of the day, its own quiet hours are what counts.
    """
    settings, tz = work.chat_settings(chat), clock_of(work, chat)
    quiet = settings.quiet_from, settings.quiet_to
    after_night = after_quiet_hours(after_quiet_hours(now, tz, *quiet), tz, *NIGHT)
    at = after_quiet_hours(after_night, tz, *quiet)
    if after_quiet_hours(at, tz, *NIGHT) == at:
        return at
    return after_quiet_hours(now, tz, *quiet)
