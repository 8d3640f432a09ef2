"""The full answer path against a bare echo: ``python -m benchmarks.answer_path [SECONDS]``.

Floor: python-telegram-bot that echoes a text, on the same requests (aiohttp) and the same local stub, in the
same run. Ours: the update is stored, the answer judged and logged in one transaction with what is to be said, the
verdict and the next question go out. Both with 50 updates outstanding, then one at a time. A press takes two calls
(its verdict or question, and the answer to the press), an echo one; the ratio counts updates.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.stub import Json, Learner, Stub, press, text

OUTSTANDING = 50
ANSWER = "вход блока прибавляется к выходу свёрток, поэтому градиент проходит назад напрямую"


@dataclass(frozen=True)
class Measured:
    """Updates handled a second, and the latencies in seconds."""

    rate: float
    p50: float
    p99: float


def echoes(learner: Learner, call: Json) -> Json:
    """Write the same again."""
    return text(learner, ANSWER)


def by_choice(learner: Learner, call: Json) -> Json:
    """Press the first option, then next; after the last question somebody new begins."""
    buttons = _buttons(call)
    for prefix in ("a:", "n:"):
        for data in buttons:
            if data.startswith(prefix):
                return press(learner, data)
    learner.id += OUTSTANDING
    learner.message = 0
    return text(learner, "/quiz resnet")


def in_words(learner: Learner, call: Json) -> Json:
    """Answer in free text, then next; after the last question somebody new begins."""
    buttons = _buttons(call)
    if any(data.startswith("k:") for data in buttons):
        return text(learner, ANSWER)
    return by_choice(learner, call)


def _buttons(call: Json) -> list[str]:
    rows = call.get("reply_markup", {}).get("inline_keyboard", [])
    return [key["callback_data"] for row in rows for key in row]


async def measure(
    kind: str, learners: int, behave: Callable[[Learner, Json], Json], seconds: float
) -> Measured:
    """Run a bot in a process of its own under a load."""
    stub = Stub()
    url = await stub.start()
    with tempfile.TemporaryDirectory() as folder:
        process = _spawn(kind, url, folder)
        try:
            await asyncio.wait_for(stub.first_poll.wait(), 60)
            await asyncio.sleep(1.5)
            first = "/quiz resnet" if kind == "study" else ANSWER
            for number in range(1, learners + 1):
                learner = Learner(number, behave)
                stub.begin(learner, text(learner, first))
            await asyncio.sleep(2)  # the first answers fill the caches
            stub.latencies.clear()
            done, begun = stub.done, time.perf_counter()
            await asyncio.sleep(seconds)
            rate = (stub.done - done) / (time.perf_counter() - begun)
        finally:
            process.kill()
            process.wait()
            stub.stop()
    if len(stub.latencies) < 2:
        raise SystemExit(f"{kind}: nothing was answered within {seconds:g} s: the machine is too busy")
    centiles = statistics.quantiles(stub.latencies, n=100)
    return Measured(rate, centiles[49], centiles[98])


async def idle() -> tuple[float, float, float]:
    """Seconds until the first poll of a bare interpreter's start and of ours; MiB of memory at rest."""
    stub = Stub()
    url = await stub.start()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        process = _spawn("study", url, folder)
        try:
            await asyncio.wait_for(stub.first_poll.wait(), 60)
            ready = time.perf_counter() - begun
            await asyncio.sleep(4)
            memory = psutil.Process(process.pid).memory_info().rss / 2**20
        finally:
            process.kill()
            process.wait()
            stub.stop()
    begun = time.perf_counter()
    library = await asyncio.create_subprocess_exec(sys.executable, "-c", "import telegram.ext")
    await library.wait()
    return time.perf_counter() - begun, ready, memory


def _spawn(kind: str, url: str, folder: str) -> subprocess.Popen[bytes]:
    database = str(Path(folder) / "bench.db")
    return subprocess.Popen([sys.executable, "-m", "benchmarks.bots", kind, url, database])


async def main(seconds: float) -> None:
    """Measure and print."""
    floor = await measure("echo", OUTSTANDING, echoes, seconds)
    alone = await measure("echo", 1, echoes, seconds / 2)
    print(f"{'':34}{'updates/s':>10}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}")
    _row(f"echo, {OUTSTANDING} outstanding (floor)", floor, floor)
    for name, behave in (("choice", by_choice), ("free text", in_words)):
        measured = await measure("study", OUTSTANDING, behave, seconds)
        _row(f"answers by {name}, {OUTSTANDING} outstanding", measured, floor)
    _row("echo, one at a time (floor)", alone, alone)
    for name, behave in (("choice", by_choice), ("free text", in_words)):
        _row(f"answers by {name}, one at a time", await measure("study", 1, behave, seconds / 2), alone)
    library, ready, memory = await idle()
    print(
        f"ready after {ready:.2f} s ({ready / library:.1f} × importing the library), {memory:.0f} MiB at rest"
    )


def _row(name: str, measured: Measured, floor: Measured) -> None:
    print(
        f"{name:34}{measured.rate:10.0f}{measured.rate / floor.rate:8.2f}"
        f"{measured.p50 * 1000:9.2f}{measured.p99 * 1000:9.2f}",
        flush=True,
    )


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 8.0))
