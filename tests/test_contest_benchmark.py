"""The benchmark of contests runs, and what it measures has happened. How fast is for a quiet machine to say."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contest import at_rest, floor, floor_latency, latency, reveal, throughput, tick
from benchmarks.staging import Cast
from study.contest.values import Rules

SMALL = Cast(2, 3, 2, Rules(seconds=3, gap=1))


async def test_every_answer_of_a_rush_is_counted_and_the_floor_answers_presses_too(tmp_path: Path) -> None:
    assert len(await floor(tmp_path, SMALL, rushes=2)) == 2
    (rate,) = await throughput(tmp_path, SMALL, rushes=1)
    assert rate > 0


async def test_a_steady_load_meets_reveals_and_every_press_has_its_notice(tmp_path: Path) -> None:
    measured = await latency(tmp_path, SMALL, "warm-groups", rate=20, seconds=5)
    assert measured.presses > 50
    assert measured.counted >= SMALL.contests
    assert measured.reveals >= SMALL.contests
    assert 0 < measured.p50 <= measured.p99 <= measured.worst
    bare = await floor_latency(tmp_path, SMALL, rate=20, seconds=2)
    assert bare.presses > 20
    assert 0 < bare.p50 <= bare.p99 <= bare.worst


async def test_a_reveal_a_tick_and_the_rest_are_measured(tmp_path: Path) -> None:
    (spent,) = await reveal(tmp_path, SMALL, times=1)
    assert spent > 0
    assert await tick(tmp_path) > 0
    assert 0 <= await at_rest(tmp_path, "warm-study", seconds=2) < 0.5
