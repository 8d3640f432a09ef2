"""Streaks against their rules, and against a second calculation that shares nothing with the first."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.streak import Streak, streak

MONDAY = date(2026, 6, 1)


def june(*days: int) -> list[date]:
    return [date(2026, 6, day) for day in days]


def test_nobody_who_never_answered_has_a_streak():
    assert streak([], MONDAY) == Streak(0, 0, 2, (), today_done=False)


def test_days_in_a_row_count_once_each_in_any_order():
    found = streak(june(3, 1, 2, 2, 1), date(2026, 6, 3))
    assert found == Streak(3, 3, 2, (), today_done=True)


def test_today_is_missed_only_once_it_is_over():
    assert streak(june(1, 2), date(2026, 6, 3)) == Streak(2, 2, 2, (), today_done=False)
    assert streak(june(1, 2), date(2026, 6, 4)) == Streak(2, 2, 1, tuple(june(3)), today_done=False)


def test_a_missed_day_takes_a_freeze_and_is_not_counted():
    assert streak(june(1, 2, 4), date(2026, 6, 4)) == Streak(3, 3, 1, tuple(june(3)), today_done=True)


def test_the_third_missed_day_of_a_month_ends_the_streak():
    assert streak(june(1, 3, 5), date(2026, 6, 6)).freezes_left == 0
    assert streak(june(1, 3, 5), date(2026, 6, 7)) == Streak(0, 3, 0, (), today_done=False)
    assert streak(june(1, 3, 5, 7), date(2026, 6, 7)) == Streak(1, 3, 0, (), today_done=True)


def test_where_no_streak_runs_no_freeze_is_taken():
    lost = streak(june(1), date(2026, 6, 25))
    assert (lost.current, lost.freezes_left) == (0, 0)
    again = streak([*june(1), date(2026, 7, 10)], date(2026, 7, 11))
    assert (again.current, again.freezes_left) == (1, 2)


def test_a_new_month_brings_two_and_carries_nothing_over():
    spent = [date(2026, 6, 26), date(2026, 6, 29)]
    assert streak(spent, date(2026, 6, 30)).freezes_left == 0
    assert streak([*spent, date(2026, 6, 30)], date(2026, 7, 1)).freezes_left == 2
    unspent = [date(2026, 6, 29), date(2026, 6, 30)]
    assert streak(unspent, date(2026, 7, 1)).freezes_left == 2


def test_seven_answered_days_in_a_row_earn_one_back():
    days = june(1, 3, *range(4, 10))
    assert streak(days[:-1], date(2026, 6, 8)).freezes_left == 1
    assert streak(days, date(2026, 6, 9)).freezes_left == 2


def test_there_are_never_more_than_two():
    assert streak(june(*range(1, 29)), date(2026, 6, 28)).freezes_left == 2


def test_fourteen_in_a_row_earn_two():
    days = june(1, 4, *range(5, 18))
    assert streak(days[:-8], date(2026, 6, 9)).freezes_left == 0
    assert streak(days, date(2026, 6, 17)).freezes_left == 2


def test_resting_and_excused_days_cost_nothing_and_interrupt_nothing():
    weekend = (5, 6)
    work = june(2, 3, 4, 5, 8, 9, 10)
    spent = [date(2026, 5, 29), *work]
    assert streak(spent, date(2026, 6, 10), resting=weekend) == Streak(
        8, 8, 2, tuple(june(1)), today_done=True
    )
    away = june(6, 7)
    assert streak(spent, date(2026, 6, 10), resting=weekend) == streak(
        spent, date(2026, 6, 10), excused=[date(2026, 5, 30), date(2026, 5, 31), *away]
    )


def test_an_answer_on_a_resting_day_counts():
    assert streak(june(5, 6, 7), date(2026, 6, 7), resting=(5, 6)).current == 3


def test_days_after_today_wait_for_their_day():
    days = june(1, 2, 3)
    assert streak(days, date(2026, 6, 2)) == Streak(2, 2, 2, (), today_done=True)
    assert streak(days, date(2026, 5, 31)) == Streak()


def test_the_last_day_of_the_calendar_is_a_day():
    assert streak([date.max], date.max).current == 1


@pytest.mark.parametrize("wrong", [-1, 7])
def test_a_day_of_the_week_that_is_none(wrong: int):
    with pytest.raises(ValueError, match=f"not {wrong}"):
        streak([MONDAY], MONDAY, resting=[wrong])


def by_looking_back(days: set[date], today: date, resting: set[int], excused: set[date]) -> Streak:
    """The rules as statements on one day about the days before it; slow, and without a walk."""
    first = min((day for day in days if day <= today), default=None)
    if first is None:
        return Streak()

    def before(day: date) -> date:
        return day - timedelta(days=1)

    def is_missed(day: date) -> bool:
        due = day.weekday() not in resting and day not in excused
        return day not in days and due and day != today

    def row(day: date) -> int:
        since = day
        while since >= first and not is_missed(since):
            since = before(since)
        return sum(since < one <= day for one in days)

    @cache
    def left(day: date) -> int:
        """Freezes after a day."""
        had = 2 if day.day == 1 or day <= first else left(before(day))
        if day in days and row(day) % 7 == 0:
            return min(2, had + 1)
        return had - 1 if is_saved(day) else had

    @cache
    def is_saved(day: date) -> bool:
        had = 2 if day.day == 1 else left(before(day))
        return is_missed(day) and had > 0 and length(before(day)) > 0

    @cache
    def begin(day: date) -> date:
        """The day after the last one that nothing saved."""
        if day < first:
            return first
        ended = is_missed(day) and not is_saved(day)
        return day + timedelta(days=1) if ended else begin(before(day))

    def length(day: date) -> int:
        return sum(begin(day) <= one <= day for one in days)

    every = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    return Streak(
        length(today),
        max(map(length, every)),
        left(today),
        tuple(day for day in every if is_saved(day) and day >= begin(today)),
        today in days,
    )


@given(
    chances=st.lists(st.integers(0, 9), min_size=1, max_size=120),
    diligence=st.integers(0, 10),
    resting=st.sets(st.integers(0, 6), max_size=3),
    excused=st.sets(st.integers(0, 120), max_size=10),
    begin=st.integers(0, 60),
    today=st.integers(0, 125),
)
def test_both_calculations_agree(
    chances: list[int], diligence: int, resting: set[int], excused: set[int], begin: int, today: int
):
    start = MONDAY + timedelta(days=begin)
    days = {start + timedelta(days=n) for n, chance in enumerate(chances) if chance < diligence}
    away = {start + timedelta(days=n) for n in excused}
    now = start + timedelta(days=today)
    assert streak(days, now, resting, away) == by_looking_back(days, now, resting, away)
