"""Zones change their rules with an update of tzdata: what waits then waits for the right instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage import Store
from study.daily.arranging import rest_a_week, set_schedule
from study.daily.planning import follow_rules
from study.daily.values import Coming, Schedule
from study.days import moment_of
from study.values import Place
from tests.conftest import NOW

PLACE = Place(7)
HOME = Schedule(PLACE, Coming.DAILY, 7, False, "Asia/Almaty", time(9), weekdays=0b1111111)


@pytest.mark.parametrize("wall", [time(9), time(0, 30), time(23, 30)])
@pytest.mark.parametrize("hours", [-1, 0, 1])
async def test_what_waits_follows_the_present_rules(store: Store, wall: time, hours: int) -> None:
    kept = await store.transact(lambda unit: set_schedule(unit, replace(HOME, wall=wall), NOW))
    assert kept.next_at is not None
    by_old_rules = replace(kept, next_at=kept.next_at + timedelta(hours=hours))
    await store.transact(lambda unit: unit.put_schedule(by_old_rules))
    moved = await store.transact(lambda unit: follow_rules(unit, NOW))
    assert moved == (hours != 0)
    assert await store.read(lambda unit: unit.schedule(PLACE, Coming.DAILY)) == kept


async def test_a_rest_stays_a_rest(store: Store) -> None:
    await store.transact(lambda unit: set_schedule(unit, HOME, NOW))
    resting = await store.transact(lambda unit: rest_a_week(unit, PLACE, Coming.DAILY, NOW))
    assert await store.transact(lambda unit: follow_rules(unit, NOW)) == 0
    assert resting is not None
    assert resting.next_at == moment_of(date(2026, 11, 29), time(9), ZoneInfo("Asia/Almaty"))
