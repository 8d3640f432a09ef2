"""Local days and times of day where clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.days import (
    after_quiet_hours,
    bits,
    day_of,
    in_quiet_hours,
    local_day,
    moment_of,
    next_moment,
    study_day,
)

ZONES = (
    "Europe/Berlin",
    "Europe/Moscow",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Asia/Almaty",
    "America/Sao_Paulo",
    "America/Nuuk",
    "Asia/Pyongyang",
)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "local"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T03:00:00+02:00"),  # gap
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),  # overlap: the first
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:30:00+11:00"),  # half an hour
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-05T01:45:00+11:00"),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 0), "2026-04-24T01:00:00+03:00"),  # gap at midnight
        ("Pacific/Kiritimati", date(2026, 1, 1), time(9), "2026-01-01T09:00:00+14:00"),
        ("Pacific/Chatham", date(2026, 9, 27), time(2, 50), "2026-09-27T03:45:00+13:45"),
        ("Asia/Almaty", date(2024, 3, 1), time(0, 30), "2024-03-01T00:30:00+05:00"),  # back at 00:00: overlap
    ],
)
def test_a_time_of_day_where_clocks_change(zone: str, day: date, wall: time, local: str) -> None:
    assert moment_of(day, wall, ZoneInfo(zone)).astimezone(ZoneInfo(zone)).isoformat() == local


def test_a_day_that_a_zone_skipped_has_no_question() -> None:
    apia = ZoneInfo("Pacific/Apia")
    before = datetime(2011, 12, 29, 20, tzinfo=UTC)
    assert local_day(next_moment(before, time(9), apia), apia) == date(2011, 12, 31)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
    st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    st.integers(1, 127),
)
def test_each_chosen_day_has_exactly_one_moment(
    zone: str, begin: datetime, wall: time, weekdays: int
) -> None:
    tz, after = ZoneInfo(zone), begin.replace(tzinfo=UTC)
    moments = []
    for _ in range(20):
        after = next_moment(after, wall, tz, weekdays)
        moments.append(after)
    assert moments == sorted(set(moments))
    days = [day_of(moment, wall, tz) for moment in moments]
    assert len(set(days)) == len(days)
    assert all(weekdays >> day.weekday() & 1 for day in days)
    between = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days)]
    left_out = [day for day in between if weekdays >> day.weekday() & 1 and day not in days]
    assert left_out in ([], [date(2011, 12, 30)])
    for moment in moments:
        meant = datetime.combine(day_of(moment, wall, tz), wall)
        local = moment.astimezone(tz).replace(tzinfo=None)
        before = (moment - timedelta(seconds=1)).astimezone(tz).replace(tzinfo=None)
        assert local == meant or before < meant < local  # the latter: in a gap


def test_no_day_of_the_week_is_an_error() -> None:
    with pytest.raises(ValueError, match="no day"):
        next_moment(datetime(2026, 1, 1, tzinfo=UTC), time(9), ZoneInfo("UTC"), 0)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-11-21T03:59", date(2026, 11, 20)),
        ("2026-11-21T04:00", date(2026, 11, 21)),
        ("2026-11-22T00:30", date(2026, 11, 21)),
    ],
)
def test_a_study_day_begins_at_four(local: str, day: date) -> None:
    tz = ZoneInfo("Asia/Novosibirsk")
    assert study_day(datetime.fromisoformat(local).replace(tzinfo=tz), tz) == day


def test_a_study_day_may_begin_elsewhere() -> None:
    at = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
    assert study_day(at, UTC, time(0)) == date(2026, 11, 21)


def test_quiet_hours_reach_over_midnight() -> None:
    moscow = ZoneInfo("Europe/Moscow")
    night = datetime(2026, 11, 21, 23, 0, tzinfo=moscow)
    assert in_quiet_hours(night, moscow, time(22), time(8))
    assert not in_quiet_hours(night, moscow, time(0), time(0))
    assert in_quiet_hours(night, moscow, time(22, 30), time(23, 30))
    morning = after_quiet_hours(night, moscow, time(22), time(8)).astimezone(moscow)
    assert morning.isoformat() == "2026-11-22T08:00:00+03:00"
    noon = datetime(2026, 11, 21, 12, tzinfo=moscow)
    assert after_quiet_hours(noon, moscow, time(22), time(8)) == noon


def test_days_of_the_week_as_bits() -> None:
    assert bits([0, 4]) == 0b10001


def test_a_gap_that_ends_a_day_costs_no_question() -> None:
    nuuk, wall = ZoneInfo("America/Nuuk"), time(23, 30)
    first = next_moment(datetime(2026, 3, 28, 12, tzinfo=UTC), wall, nuuk)
    assert first.astimezone(nuuk).isoformat() == "2026-03-29T00:00:00-01:00"
    assert day_of(first, wall, nuuk) == date(2026, 3, 28)
    second = next_moment(first, wall, nuuk)
    assert day_of(second, wall, nuuk) == date(2026, 3, 29)


def test_an_instant_by_rules_of_old_belongs_to_the_day_it_falls_on() -> None:
    moscow = ZoneInfo("Europe/Moscow")
    moment = datetime(2026, 3, 28, 9, tzinfo=moscow) + timedelta(hours=1)
    assert day_of(moment.astimezone(UTC), time(9), moscow) == date(2026, 3, 28)


instants = st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))


@given(st.sampled_from(ZONES), instants, walls, st.timedeltas(timedelta(0), timedelta(days=2)))
def test_a_study_day_never_goes_back(zone: str, at: datetime, starts: time, later: timedelta) -> None:
    tz = ZoneInfo(zone)
    assert study_day(at, tz, starts) <= study_day(at + later, tz, starts)


def test_a_study_day_does_not_begin_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    twice = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    assert study_day(twice, berlin, time(2, 30)) == date(2026, 10, 25)


@given(st.sampled_from(ZONES), instants, walls, walls)
def test_quiet_hours_end_within_a_day(zone: str, at: datetime, begin: time, end: time) -> None:
    tz = ZoneInfo(zone)
    heard = after_quiet_hours(at, tz, begin, end)
    assert at <= heard <= at + timedelta(hours=26)
    assert not in_quiet_hours(heard, tz, begin, end)


def test_quiet_hours_do_not_begin_again_where_the_clock_is_put_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    twice = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert after_quiet_hours(twice, berlin, time(0), time(2, 30)) == twice
