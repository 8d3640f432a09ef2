"""The calendar of the league: weeks from Monday to Monday by UTC, two of them a fortnight.

One clock for all: a group whose week began earlier than another's could be told the questions.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
"""A Monday. Weeks are counted from it, the first is 0; fortnights are pairs of weeks."""
WEEK = timedelta(days=7)
FORTNIGHT_WEEKS = 2


def week_of(at: datetime) -> int:
    """The league week of an instant."""
    return (at - EPOCH) // WEEK


def week_begins(week: int) -> datetime:
    """Monday 00:00 UTC."""
    return EPOCH + week * WEEK


def week_ends(week: int) -> datetime:
    """The Monday after, 00:00 UTC: that instant belongs to the next week."""
    return week_begins(week + 1)


def fortnight_of(week: int) -> int:
    """The fortnight that a week belongs to."""
    return week // FORTNIGHT_WEEKS


def weeks_of(fortnight: int) -> tuple[int, ...]:
    """The weeks of a fortnight."""
    first = fortnight * FORTNIGHT_WEEKS
    return tuple(range(first, first + FORTNIGHT_WEEKS))


def fortnight_ends(fortnight: int) -> datetime:
    """When a fortnight is over."""
    return week_ends(weeks_of(fortnight)[-1])
