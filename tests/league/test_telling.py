"""When a group is told how its fortnight ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from storage import Store, Unit
from study.league.telling import tell_at

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "quiet", "now", "told"),
    [
        ("", None, MONDAY, at(6)),  # 3:00 in Moscow
        ("Asia/Tokyo", None, MONDAY, MONDAY),  # 9:00
        ("Asia/Vladivostok", None, MONDAY, MONDAY),
        ("America/New_York", None, MONDAY, MONDAY),  # 19:00 on Sunday
        ("America/Sao_Paulo", None, at(1), at(12)),  # 22:00 on Sunday
        ("Europe/Berlin", None, at(7, 59), at(8)),
        ("Europe/Berlin", None, at(20, 59), at(20, 59)),
        ("UTC", (time(8), time(10)), MONDAY, at(10)),
        ("UTC", (time(20), time(8)), at(20), at(9, day=24)),
        ("UTC", (time(12), time(13)), at(12, 30), at(13)),
        ("UTC", (time(8), time(23)), MONDAY, MONDAY),  # it lives by night
        ("UTC", (time(8), time(23)), at(12), at(23)),
    ],
)
async def test_a_group_is_told_neither_at_night_nor_in_its_quiet_hours(
    store: Store, zone: str, quiet: tuple[time, time] | None, now: datetime, told: datetime
) -> None:
    def settled(unit: Unit) -> datetime:
        settings = replace(unit.chat_settings(-5), zone=zone)
        if quiet:
            settings = replace(settings, quiet_from=quiet[0], quiet_to=quiet[1])
        unit.put_chat_settings(settings)
        return tell_at(unit, -5, now)

    assert await store.transact(settled) == told
