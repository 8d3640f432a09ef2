"""Streaks: how many days somebody has studied without letting go, with some mercy.

The rules, in the order in which they are applied to each day:

- On the first of a calendar month there are two freezes; what was left of the month before is gone.
- A day with an answer counts, whatever day of the week it is.
- Seven answered days in a row give one freeze back, and so does each further seven; never are there more than two.
- A day without an answer on which nothing was due changes nothing: a resting day of the week, or one on which the
  bot itself was away. It does not interrupt the seven in a row either.
- Any other day without an answer is missed. It interrupts the seven in a row. A streak that runs takes a freeze for
  it and goes on, one day not longer; without a freeze it ends. Where no streak runs nothing is taken.
- Today is missed only once it is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

FREEZES = 2
"""A calendar month, and at most at any time."""
EARNED_BY = 7
"""Answered days in a row for one freeze."""


@dataclass(frozen=True, slots=True)
class Streak:
    """``current`` and ``longest`` in answered days, and the freezes left in today's month.

    ``frozen`` are the missed days on which a freeze saved the current streak, in order.
    """

    current: int = 0
    longest: int = 0
    freezes_left: int = FREEZES
    frozen: tuple[date, ...] = ()
    today_done: bool = False


@dataclass(slots=True)
class _Walk:
    """What is known after some day."""

    current: int = 0
    longest: int = 0
    in_a_row: int = 0
    freezes: int = FREEZES
    frozen: list[date] = field(default_factory=list)

    def answered(self) -> None:
        self.current += 1
        self.longest = max(self.longest, self.current)
        self.in_a_row += 1
        if self.in_a_row % EARNED_BY == 0:
            self.freezes = min(FREEZES, self.freezes + 1)

    def missed(self, day: date) -> None:
        self.in_a_row = 0
        if not self.current:
            return
        if self.freezes:
            self.freezes -= 1
            self.frozen.append(day)
        else:
            self.current = 0
            self.frozen.clear()


def streak(
    days: Iterable[date], today: date, resting: Collection[int] = (), excused: Collection[date] = ()
) -> Streak:
    """The streak on ``today`` from the study days that have at least one answer, in any order, repeats allowed.

    ``resting`` are days of the week (Monday is 0) without questions, ``excused`` days on which the bot was away.
    Days after today, which a journey westwards can leave behind, count once they come. Raises ``ValueError`` for
    a day of the week that is none.
    """
    if wrong := [day for day in resting if not 0 <= day <= 6]:
        raise ValueError(f"days of the week are 0 (Monday) to 6, not {wrong[0]}")
    done = set(days)
    if not done:
        return Streak()
    walk = _Walk()
    for ordinal in range(min(done).toordinal(), today.toordinal() + 1):
        _pass(walk, date.fromordinal(ordinal), today, done, resting, excused)
    return Streak(walk.current, walk.longest, walk.freezes, tuple(walk.frozen), today in done)


def _pass(
    walk: _Walk,
    day: date,
    today: date,
    done: Collection[date],
    resting: Collection[int],
    excused: Collection[date],
) -> None:
    if day.day == 1:
        walk.freezes = FREEZES
    if day in done:
        walk.answered()
    elif day != today and day.weekday() not in resting and day not in excused:
        walk.missed(day)
