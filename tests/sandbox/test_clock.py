"""The sandbox's clock: set forward, remembered, never back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.clock import LONGEST_STEP, STEP, SetForwardClock, steps


@pytest.mark.parametrize("hours", [0.1, 1, 24, 24 * 30, 24 * 366])
def test_a_span_passes_in_steps_short_enough_to_miss_nothing(hours: float) -> None:
    taken = list(steps(timedelta(hours=hours)))
    assert sum(taken, timedelta()) == timedelta(hours=hours)
    assert max(taken) <= LONGEST_STEP
    assert hours > 150 or max(taken) <= STEP


async def test_what_was_set_forward_is_remembered(tmp_path: Path) -> None:
    clock, seen = SetForwardClock(tmp_path / "clock.json"), []

    async def look() -> None:
        seen.append(clock())

    await clock.forward(timedelta(days=1), look)
    assert len(seen) == 96
    assert seen == sorted(seen)
    again = SetForwardClock(tmp_path / "clock.json")
    assert again() - datetime.now(UTC) > timedelta(hours=23)


@pytest.mark.parametrize(
    "spoilt",
    ["", "{}", '{"ahead_seconds": "x"}', '{"ahead_seconds": -99999}', '{"ahead_seconds": 1e99}', "\x00"],
)
def test_a_spoilt_memory_is_the_real_time(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "clock.json").write_text(spoilt)
    assert abs(SetForwardClock(tmp_path / "clock.json")() - datetime.now(UTC)) < timedelta(seconds=5)
