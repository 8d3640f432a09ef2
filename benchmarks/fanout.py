"""A hundred thousand learners due at once: ``python -m benchmarks.fanout [SECONDS]``.

- Planning: taking the slots and setting when each comes next, against the same rows written by bare ``executemany``
  in the same batches, in the same run.
- Sending: the whole bot at its pace, the stub refusing more than 30 messages in any second.
- Memory of the bot's process from before they are due, at that pace and with no limit.
- Latency of replies to people who answer questions meanwhile, against the same people in the same run before.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from benchmarks.answer_path import by_choice
from benchmarks.stub import Learner, Stub, text
from bot.transport.pacer import Rates
from storage import Store, Unit, open_store
from study.daily.planning import BATCH, plan
from study.daily.values import Coming, Schedule
from study.values import Place
from study.zones import zone

DUE = 100_000
FIRST_CHAT = 1_000_000
ALLOWED = Rates().overall
MOST_A_SECOND = 30
ZONES = (
    "Europe/Moscow", "Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Almaty", "Asia/Kathmandu", "Europe/Berlin",
    "Asia/Tbilisi", "America/New_York", "Australia/Lord_Howe", "Asia/Vladivostok",
)  # fmt: skip
WEEKDAYS = (0b1111111, 0b0011111, 0b1010101)
TALKING = 12
THINK = 1.2
"""People who answer meanwhile, and seconds until each answers: about ten messages a second."""
SETTING_SECONDS = 8
"""Writing down a hundred thousand schedules takes about as long."""
START_SECONDS = 10
TAKEN = "SELECT chat, topic, kind, day, due_at, state FROM deliveries ORDER BY due_at, chat"
NEXT = "SELECT next_at, chat, topic, kind FROM schedules ORDER BY chat"


@dataclass(frozen=True)
class Planning:
    """Microseconds a learner: ours, and the bare statements."""

    ours: float
    floor: float


@dataclass(frozen=True)
class Replies:
    """Replies to people, and their latencies in seconds."""

    count: int
    p50: float
    p99: float


@dataclass(frozen=True)
class Sending:
    """What was measured while everybody was due. ``first``: seconds until the first question left."""

    rate: float
    refused: int
    grown: float
    first: float
    before: Replies
    meanwhile: Replies


async def set_all(store: Store, due: datetime) -> None:
    """Everybody is due at this instant, each by a wall clock of their own."""
    usual = Schedule(Place(0), Coming.DAILY, 0, False, "UTC", due.time())

    def some(unit: Unit, first: int) -> None:
        for number in range(first, first + 1000):
            name, chat = ZONES[number % len(ZONES)], FIRST_CHAT + number
            wall = due.astimezone(zone(name)).time().replace(second=0, microsecond=0)
            days = WEEKDAYS[number % len(WEEKDAYS)]
            unit.put_schedule(
                replace(
                    usual, place=Place(chat), owner=chat, zone=name, wall=wall, weekdays=days, next_at=due
                )
            )

    for first in range(0, DUE, 1000):
        await store.transact(lambda unit, first=first: some(unit, first))  # type: ignore[misc]


async def planning(folder: Path) -> Planning:
    """Plan everybody once, then write the same rows by hand into a second file."""
    due = datetime.now(UTC).replace(second=0, microsecond=0)
    files = folder / "ours.db", folder / "floor.db"
    for file in files:
        store = await open_store(f"sqlite:///{file}")
        await set_all(store, due)
        await store.close()
    store = await open_store(f"sqlite:///{files[0]}")
    begun = time.perf_counter()
    claimed = 0
    while (batch := await store.transact(lambda unit: plan(unit, due + timedelta(seconds=1)))).due:
        claimed += batch.claimed
    ours = time.perf_counter() - begun
    await store.close()
    if claimed != DUE:
        raise RuntimeError(f"{claimed} of {DUE} slots were taken")
    return Planning(ours / DUE * 1e6, await asyncio.to_thread(by_hand, *files) / DUE * 1e6)


def by_hand(source: Path, target: Path) -> float:
    """Seconds that the bare statements take, in batches of the same size and the same kind of transaction."""
    with sqlite3.connect(source) as planned:
        slots, moments = planned.execute(TAKEN).fetchall(), planned.execute(NEXT).fetchall()
    planned.close()
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    begun = time.perf_counter()
    for first in range(0, DUE, BATCH):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO deliveries (chat, topic, kind, day, due_at, state) VALUES (?, ?, ?, ?, ?, ?)",
            slots[first : first + BATCH],
        )
        connection.executemany(
            "UPDATE schedules SET next_at = ? WHERE chat = ? AND topic = ? AND kind = ?",
            moments[first : first + BATCH],
        )
        connection.execute("COMMIT")
    spent = time.perf_counter() - begun
    connection.close()
    return spent


@asynccontextmanager
async def bot(folder: Path, kind: str, stub: Stub, due: datetime) -> AsyncIterator[psutil.Process]:
    """The bot in a process of its own, with everybody due at an instant."""
    database = folder / f"{kind}.db"
    store = await open_store(f"sqlite:///{database}")
    await set_all(store, due)
    await store.close()
    process = _spawn(kind, await stub.start(), database)
    try:
        await asyncio.wait_for(stub.first_poll.wait(), 60)
        yield psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()
        stub.stop()


async def sending(folder: Path, seconds: float) -> Sending:
    """At Telegram's pace: for a while nobody is due, then everybody."""
    stub = Stub(think=THINK, most_a_second=MOST_A_SECOND)
    due = whole_minute(datetime.now(UTC) + timedelta(seconds=SETTING_SECONDS + START_SECONDS + seconds / 2))
    async with bot(folder, "paced", stub, due) as process:
        return await _watch(stub, process, due, seconds)


async def at_full_speed(folder: Path, seconds: float) -> tuple[int, float]:
    """With no limit: how many questions left, and the MiB that the process had grown by."""
    stub = Stub()
    due = whole_minute(datetime.now(UTC) + timedelta(seconds=SETTING_SECONDS + START_SECONDS))
    async with bot(folder, "study", stub, due) as process:
        await _until(due)
        memory = process.memory_info().rss
        _, most = await _first_question(stub, process)
        most = max(most, await _most_memory(process, time.perf_counter() + seconds))
    return len(stub.admitted), (most - memory) / 2**20


async def _first_question(stub: Stub, process: psutil.Process) -> tuple[float, int]:
    """When it left, and the most memory until then."""
    most = 0
    while stub.broadcast_at is None:
        await asyncio.sleep(0.01)
        most = max(most, process.memory_info().rss)
    return stub.broadcast_at, most


async def _most_memory(process: psutil.Process, end: float) -> int:
    most = 0
    while time.perf_counter() < end:
        await asyncio.sleep(0.1)
        most = max(most, process.memory_info().rss)
    return most


def _spawn(kind: str, url: str, database: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "benchmarks.bots", kind, url, str(database)])


def whole_minute(earliest: datetime) -> datetime:
    """The next whole minute: what wall clocks say."""
    return (earliest + timedelta(minutes=1)).replace(second=0, microsecond=0)


async def _watch(stub: Stub, process: psutil.Process, due: datetime, seconds: float) -> Sending:
    for number in range(1, TALKING + 1):
        learner = Learner(number, by_choice)
        asyncio.get_running_loop().call_later(
            number * THINK / TALKING, stub.begin, learner, text(learner, "/quiz resnet")
        )
    await asyncio.sleep(START_SECONDS / 2)  # the first answers fill the caches
    stub.latencies.clear()
    await _until(due)
    before, memory = _replies(stub), process.memory_info().rss
    begun = time.perf_counter()
    first, most = await _first_question(stub, process)
    most = max(most, await _most_memory(process, first + 2 + seconds))
    steady = [at for at in stub.admitted if first + 2 <= at < first + 2 + seconds]
    grown = (most - memory) / 2**20
    return Sending(len(steady) / seconds, stub.refused, grown, first - begun, before, _replies(stub))


async def _until(moment: datetime) -> None:
    await asyncio.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


def _replies(stub: Stub) -> Replies:
    """The latencies noted since the last time."""
    noted, stub.latencies = stub.latencies, []
    centiles = statistics.quantiles(noted, n=100, method="inclusive")
    return Replies(len(noted), centiles[49], centiles[98])


async def main(seconds: float) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        planned = await planning(Path(folder))
        ratio = planned.ours / planned.floor
        print(
            f"planning, {DUE} due     {planned.ours:7.1f} µs a learner, {ratio:.2f} × the bare statements",
            end="",
        )
        print(f" ({planned.floor:.1f} µs); aim ≤ 40 µs", flush=True)
        sent = await sending(Path(folder), seconds)
        questions, grown = await at_full_speed(Path(folder), seconds / 2)
    share = sent.rate / ALLOWED
    print(
        f"sending                  {sent.rate:7.2f} messages/s, {share:.3f} of {ALLOWED}; aim ≥ 0.97", end=""
    )
    print(f"; refused {sent.refused}; aim 0")
    print(f"first question           {sent.first:7.2f} s after all were due")
    print(f"memory, at that pace     {sent.grown:7.1f} MiB more while they are due; aim ≤ 30")
    print(f"memory, at full speed    {grown:7.1f} MiB more after {questions} questions; aim ≤ 30")
    for name, replies in (("with nobody due", sent.before), ("meanwhile", sent.meanwhile)):
        print(f"replies {name:16} {replies.p50 * 1000:7.1f} ms p50 {replies.p99 * 1000:9.1f} ms p99", end="")
        print(f"   ({replies.count} replies)")


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 40.0))
