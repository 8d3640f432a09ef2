"""Fifty contests at once: ``python -m benchmarks.contest [SECONDS]``.

Fifty groups of twenty players each answer by buttons. Every group has seven questions behind it already.

- Throughput: all thousand press at the same moment, as soon as every group sees its question; so again with every
  question. An answer is stored, judged, committed, its notice sent. Floor: python-telegram-bot that answers every
  press with a word of the same length, on the same requests and the same stub, in the same run; floor and ours
  take turns.
- Latency: a hundred presses a second by chance, from the press to its notice; the clock of contests runs, all
  fifty groups reveal at the same moment, and the pace of groups is kept. Once with no limit over all groups, so
  that all of the bot's messages leave at once, and once at Telegram's.
- The writer: what the reveal of a tenth question takes with two hundred players, from the step to the commit.
- At rest: processor time with no contest running, against the floor's, and what a tick of the clock takes.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import psutil

from benchmarks.bots import TOKEN
from benchmarks.groups import Crowd
from benchmarks.staging import Cast, answer_all, ask, people_of, play, stage
from bot.app import CONTEST_TICK, build
from bot.contests.steps import step_acts
from bot.view import calls_of
from bot.words import DEFAULT, words_for
from content.library import Library
from storage import Store, Unit, open_store
from study.contest.appeals import Contesting
from study.contest.outcomes import Asks, Unveiled
from study.contest.values import Rules

RUSH = Cast(50, 20, 7, Rules(seconds=6, gap=1))
"""A question is open as long as a thousand answers take on a slow machine, with time to spare."""
STEADY = Cast(50, 20, 7, Rules(seconds=10, gap=1))
CROWDED = Cast(1, 200, 9, Rules())
RATE = 100.0
WARMING = 1
"""Rushes that are not counted: they fill the caches."""
TICKS = 200
AIM_RATIO, AIM_P99, AIM_REVEAL, AIM_IDLE = 0.4, 0.150, 0.050, 0.02


@dataclass(frozen=True)
class Feedback:
    """Presses, how many of them were counted as answers, and seconds until the notice."""

    presses: int
    counted: int
    p50: float
    p99: float
    worst: float
    reveals: int


@asynccontextmanager
async def bot(kind: str, crowd: Crowd, database: Path) -> AsyncIterator[psutil.Process]:
    """A bot in a process of its own."""
    url = await crowd.start()
    process = _spawn(kind, url, database)
    try:
        await asyncio.wait_for(crowd.first_poll.wait(), 60)
        yield psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()
        crowd.stop()
    if crowd.errors:
        raise RuntimeError("; ".join(sorted(set(crowd.errors))))


def _spawn(kind: str, url: str, database: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "benchmarks.bots", kind, url, str(database)])


async def floor(folder: Path, cast: Cast, rushes: int) -> list[float]:
    """Presses a second that a bot answers which does nothing else, one number a rush."""
    crowd = Crowd()
    crowd.gather(cast.contests, cast.players)
    rates = []
    async with bot("press", crowd, folder / "none"):
        await asyncio.sleep(1)
        for _ in range(WARMING + rushes):
            crowd.show_all("x")
            rates.append(await crowd.rush())
    return rates[WARMING:]


async def floor_latency(folder: Path, cast: Cast, rate: float, seconds: float) -> Feedback:
    """How long the bot that does nothing else takes under a steady load."""
    crowd = Crowd()
    crowd.gather(cast.contests, cast.players)
    crowd.show_all("x")
    async with bot("press", crowd, folder / "none"):
        return await _loaded(crowd, rate, seconds)


async def throughput(folder: Path, cast: Cast, rushes: int) -> list[float]:
    """Answers a second that contests take, one number a rush. Raises where one is lost or counted twice."""
    database = folder / "rush.db"
    await stage(database, cast)
    before = answers_in(database)
    crowd = Crowd()
    crowd.gather(cast.contests, cast.players)
    rates = []
    async with bot("warm-study", crowd, database):
        for _ in range(WARMING + rushes):
            await crowd.all_open()
            rates.append(await crowd.rush())
    given = (WARMING + rushes) * cast.contests * cast.players
    if (counted := answers_in(database) - before) != given:
        raise RuntimeError(f"{counted} of {given} answers were counted")
    database.unlink()
    return rates[WARMING:]


async def latency(folder: Path, cast: Cast, kind: str, rate: float, seconds: float) -> Feedback:
    """How long a notice takes under a steady load."""
    database = folder / f"{kind}.db"
    await stage(database, cast)
    crowd = Crowd()
    crowd.gather(cast.contests, cast.players)
    async with bot(kind, crowd, database):
        await crowd.all_open()
        return await _loaded(crowd, rate, seconds, database)


async def _loaded(crowd: Crowd, rate: float, seconds: float, database: Path | None = None) -> Feedback:
    """Let people press steadily; for a moment before that is counted, to fill the caches."""
    await crowd.steadily(rate, min(3.0, seconds / 4))
    before = answers_in(database) if database else 0
    crowd.latencies.clear()
    crowd.reveals.clear()
    presses = await crowd.steadily(rate, seconds)
    if len(crowd.latencies) != presses:
        raise RuntimeError(f"{len(crowd.latencies)} of {presses} presses had a notice")
    counted = answers_in(database) - before if database else 0
    centiles = statistics.quantiles(crowd.latencies, n=100, method="inclusive")
    return Feedback(presses, counted, centiles[49], centiles[98], max(crowd.latencies), len(crowd.reveals))


def answers_in(database: Path) -> int:
    """How many answers the log holds."""
    connection = sqlite3.connect(database)
    try:
        return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])
    finally:
        connection.close()


async def reveal(folder: Path, cast: Cast, times: int) -> list[float]:
    """Seconds of the writer that a reveal takes: the step, what it says, the commit."""
    library = Library.load()
    store = await open_store(f"sqlite:///{folder / 'reveal.db'}")
    try:
        return [
            await _reveal_once(store, Contesting(library, Random(number)), cast, number)
            for number in range(times)
        ]
    finally:
        await store.close()


async def _reveal_once(store: Store, contesting: Contesting, cast: Cast, number: int) -> float:
    contest = await play(store, contesting, cast, number)
    asks = await store.transact(lambda unit: ask(unit, contesting, contest))
    asked_at = asks.put.asked.asked_at
    await answer_all(store, contesting, asks, people_of(cast, number), asked_at)
    begun = time.perf_counter()
    await store.transact(lambda unit: _unveil(unit, contesting, asks, asked_at))
    return time.perf_counter() - begun


def _unveil(unit: Unit, contesting: Contesting, asks: Asks, asked_at: datetime) -> None:
    """As the clock of contests does it."""
    step, now, words = None, asked_at + asks.contest.rules.time, words_for(DEFAULT)
    while not isinstance(step, Unveiled):
        step = contesting.step(unit, asks.contest.id, now)
    acts = step_acts(step, words, contesting.library)
    unit.post([call for act in acts for call in calls_of(act, words, "contest")], now)


async def at_rest(folder: Path, kind: str, seconds: float) -> float:
    """Seconds of processor time a second while nothing happens."""
    crowd = Crowd()
    async with bot(kind, crowd, folder / f"rest-{kind}.db") as process:
        await asyncio.sleep(3)
        before, begun = process.cpu_times(), time.perf_counter()
        await asyncio.sleep(seconds)
        after, ended = process.cpu_times(), time.perf_counter()
    spent = (after.user + after.system) - (before.user + before.system)
    return float(spent / (ended - begun))


async def tick(folder: Path) -> float:
    """Seconds of processor time that a tick of the clock takes with no contest running."""
    store = await open_store(f"sqlite:///{folder / 'tick.db'}")
    try:
        clock = build(TOKEN, "http://127.0.0.1:9", store, Library.load()).contests
        await clock.tick()
        begun = time.process_time()
        for _ in range(TICKS):
            await clock.tick()
        return (time.process_time() - begun) / TICKS
    finally:
        await store.close()


async def main(seconds: float) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await _print_throughput(folder, max(2, round(seconds / 10)))
        _print_feedback("floor", await floor_latency(folder, STEADY, RATE, seconds / 2), aim=False)
        for kind, pace in (("warm-groups", "all at once"), ("warm-paced", "at Telegram's pace")):
            _print_feedback(pace, await latency(folder, STEADY, kind, RATE, seconds), aim=True)
        spent = statistics.median(await reveal(folder, CROWDED, 5))
        print(f"reveal, {CROWDED.players} players   {spent * 1000:7.1f} ms of the writer", end="")
        print(_aim(f"≤ {AIM_REVEAL * 1000:.0f} ms", met=spent <= AIM_REVEAL), flush=True)
        bare, ours = (
            await at_rest(folder, "press", seconds / 4),
            await at_rest(folder, "warm-study", seconds / 4),
        )
        ticks = await tick(folder) / CONTEST_TICK.total_seconds()
        print(f"at rest              {ours * 1000:7.2f} ms of processor time a second", end="")
        print(f" (floor {bare * 1000:.2f}), {ticks * 1000:.2f} of them the clock's", end="")
        print(_aim(f"≤ {AIM_IDLE * 1000:.0f} ms", met=ours <= AIM_IDLE))


async def _print_throughput(folder: Path, rushes: int) -> None:
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(2):
        bare += await floor(folder, RUSH, 2 * rushes)
        ours += await throughput(folder, RUSH, rushes)
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"bare presses (floor) {_rates(bare)}")
    print(f"answers              {_rates(ours)}, ratio {ratio:.2f}", end="")
    print(_aim(f"≥ {AIM_RATIO}", met=ratio >= AIM_RATIO), flush=True)


def _rates(rates: Sequence[float]) -> str:
    return f"{statistics.median(rates):7.0f} a second ({min(rates):.0f} to {max(rates):.0f})"


def _print_feedback(pace: str, measured: Feedback, *, aim: bool) -> None:
    print(
        f"notice, {pace:18}{measured.p50 * 1000:6.1f} ms p50 {measured.p99 * 1000:7.1f} ms p99 "
        f"{measured.worst * 1000:7.1f} ms worst ({measured.presses} presses, {measured.counted} answers, "
        f"{measured.reveals} reveals)",
        end="",
    )
    print(_aim(f"p99 ≤ {AIM_P99 * 1000:.0f} ms", met=measured.p99 <= AIM_P99) if aim else "", flush=True)


def _aim(aim: str, *, met: bool) -> str:
    return f"; aim {aim}: {'met' if met else 'MISSED'}"


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 40.0))
