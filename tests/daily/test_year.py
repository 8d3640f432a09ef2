"""A year of daily questions: each at its right local time, none twice, none lost but those that the rules skip.

``YEAR_SEED`` chooses another year: other learners, restarts, downtimes and whims.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from study.zones import zone
from tests.daily.model import Came
from tests.daily.wall_clock import WallClock, instant, minute
from tests.daily.year import Year

ZONES = (
    "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Chatham", "Pacific/Apia", "Africa/Casablanca",
    "Africa/Cairo", "America/Nuuk", "Asia/Gaza", "Asia/Kathmandu", "America/St_Johns",
    "America/Sao_Paulo", "Europe/Moscow", "Europe/Berlin", "Europe/London", "Europe/Dublin",
    "Europe/Istanbul", "Asia/Almaty", "Asia/Yekaterinburg", "Asia/Kolkata", "Asia/Tehran",
    "Asia/Kabul", "Asia/Tokyo", "Asia/Pyongyang", "Asia/Beirut", "Asia/Jerusalem",
    "Australia/Eucla", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Norfolk", "Pacific/Marquesas",
    "Pacific/Pago_Pago", "Pacific/Easter", "America/Santiago", "America/Asuncion", "America/Havana",
    "America/New_York", "America/Los_Angeles", "Atlantic/Azores", "Antarctica/Troll", "UTC",
)  # fmt: skip
SKIPPED_DAY = date(2011, 12, 30)
log = logging.getLogger(__name__)


async def passed(folder: Path, start: datetime, days: int, zones: tuple[str, ...], learners: int) -> Year:
    """A year that has passed and in which all that came was what ought to come, at its instant."""
    seed = int(os.environ.get("YEAR_SEED", "20261121"))
    year = Year(folder, Random(seed), start, days, zones, learners)
    await year.run()
    told = f"YEAR_SEED={seed}: {Counter(one.came for one in year.delivered)}, {year.seen}, {states(folder)}"
    log.info("%s", told)
    assert year.faults == [], "\n".join((told, *year.faults[:10]))
    return year


def rows(folder: Path, query: str) -> list[tuple[int, str, str]]:
    with contextlib.closing(sqlite3.connect(folder / "year.db")) as connection:
        return connection.execute(query).fetchall()


def states(folder: Path) -> Counter[str]:
    """How many slots came to what."""
    return Counter(state for _, _, state in rows(folder, "SELECT chat, day, state FROM deliveries"))


def nothing_lost_nothing_twice(year: Year, folder: Path) -> None:
    """Each slot that ought to be is there, in the state it ought to be in, and has brought one question at most."""
    kept = {
        (chat, date.fromisoformat(day)): state
        for chat, day, state in rows(folder, "SELECT chat, day, state FROM deliveries")
    }
    ought = {(one.chat, day): state for one in year.learners for day, state in one.states.items()}
    assert kept == ought
    slots = Counter((one.chat, one.day) for one in year.delivered if one.came is not Came.AGAIN)
    assert max(slots.values()) == 1
    running = rows(folder, "SELECT chat, kind, '' FROM sessions WHERE ended_at IS NULL AND kind = 'daily'")
    assert len(running) == len(set(running)), "questions of the day pile up"


async def test_a_year_in_forty_zones(tmp_path: Path) -> None:
    year = await passed(tmp_path, datetime(2026, 11, 21, tzinfo=UTC), 365, ZONES, 200)
    nothing_lost_nothing_twice(year, tmp_path)
    assert sum(clock.changes >= 2 for clock in year.clocks.values()) >= 18, "few zones change their clocks"
    came = Counter(one.came for one in year.delivered)
    assert came[Came.NEW] > 10_000
    assert min(came[one] for one in Came) > 50
    assert min(states(tmp_path)[one] for one in ("posted", "late", "dropped")) > 100
    assert year.seen["on time"] > 0.9 * came[Came.NEW]
    assert year.seen["its time was skipped by the clock"] >= 5
    assert year.seen["its time came twice"] >= 5
    whims = (
        "answers",
        "moved",
        "paused",
        "rested a week",
        "was busy",
        "blocked",
        "restarts",
        "clock set back",
    )
    assert all(year.seen[one] > 20 for one in whims), year.seen


async def test_a_year_in_which_zones_changed_their_rules_and_one_skipped_a_day(tmp_path: Path) -> None:
    zones = (
        "Pacific/Apia", "Pacific/Fakaofo", "Europe/Moscow", "America/St_Johns", "Africa/Cairo", "Europe/Istanbul",
        "America/Sao_Paulo", "Asia/Gaza",
    )  # fmt: skip
    year = await passed(tmp_path, datetime(2011, 3, 1, tzinfo=UTC), 365, zones, 24)
    nothing_lost_nothing_twice(year, tmp_path)
    assert not year.clocks["Pacific/Apia"].exists(SKIPPED_DAY)
    assert year.clocks["Pacific/Apia"].exists(SKIPPED_DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "day", "wall"),
    [
        ("Australia/Lord_Howe", date(2027, 10, 3), time(2, 15)),
        ("Europe/Berlin", date(2027, 3, 28), time(2, 30)),
        ("America/Nuuk", date(2027, 3, 27), time(23, 30)),
        ("Africa/Cairo", date(2027, 4, 30), time(0, 0)),
        ("America/Havana", date(2027, 3, 14), time(0, 30)),
        ("Pacific/Chatham", date(2027, 9, 26), time(3, 0)),
        ("Europe/Berlin", date(2027, 10, 31), time(2, 30)),
        ("Australia/Lord_Howe", date(2027, 4, 4), time(1, 45)),
        ("America/New_York", date(2027, 11, 7), time(1, 0)),
        ("Asia/Kathmandu", date(2027, 7, 1), time(12, 0)),
    ],
)
def test_the_wall_clock_of_these_tests_against_each_minute_of_three_days(
    name: str, day: date, wall: time
) -> None:
    """The measure itself: the first minute, of all, at which the wall shows that time or has jumped past it."""
    noon = datetime.combine(day, time(12), UTC)
    clock = WallClock(zone(name), noon - timedelta(days=3), noon + timedelta(days=3))
    target = datetime.combine(day, wall)
    first = minute(noon) - 2 * 24 * 60
    while instant(first).astimezone(zone(name)).replace(tzinfo=None) < target:
        first += 1
    assert clock.first(day, wall) == first
    shown = [
        at
        for at in range(first - 300, first + 300)
        if instant(at).astimezone(zone(name)).replace(tzinfo=None) == target
    ]
    assert clock.skips(day, wall) == (not shown)
    assert clock.repeats(day, wall) == (len(shown) > 1)
