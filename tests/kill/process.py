"""The process under test, its lives and how each of them ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

MOST_START_SECONDS = 180
"""A start that takes longer hangs: one of a bot that fails ends at once."""
FIRST_START = 2.0
"""How long a start is supposed to take, in seconds, before one was measured."""
LAST_LINES = 14


@dataclass
class Life:
    """A process that the nursery bore. ``returncode`` is negative where a signal ended it."""

    pid: int
    returncode: int | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    up: bool = False

    def send_signal(self, number: int) -> None:
        """As the system does it."""
        os.kill(self.pid, number)

    async def wait(self) -> int:
        """Until it has ended; its exit code."""
        while self.returncode is None:
            await self._change()
        return self.returncode

    async def polls(self) -> bool:
        """Until it is up, or has ended: then it is not."""
        while not self.up and self.returncode is None:
            await self._change()
        return self.up

    def note(self) -> None:
        """Something about it has changed."""
        self.changed.set()

    async def _change(self) -> None:
        self.changed.clear()
        await self.changed.wait()


class Nursery:
    """The process that bears those of one test, see ``tests.kill.nursery``."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._lives: dict[int, Life] = {}
        self._born: asyncio.Queue[Life] = asyncio.Queue()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, module: str) -> Nursery:
        """A nursery for processes that run a module."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.kill.nursery", module,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), MOST_START_SECONDS)
        assert line == b"ready\n", line
        return cls(process)

    async def bear(self, module: str, arguments: tuple[str, ...], log: Path) -> Life:
        """Begin a life; wait for nothing but its number."""
        wanted = {"module": module, "arguments": arguments, "log": str(log)}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        return await self._born.get()

    async def close(self) -> None:
        """Let it end, and whoever is alive in it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            word, *numbers = line.decode().split()
            life = self._lives.setdefault(int(numbers[0]), Life(int(numbers[0])))
            if word == "born":
                self._born.put_nowait(life)
            elif word == "up":
                life.up = True
            else:
                life.returncode = int(numbers[1])
            life.note()


@dataclass
class Bot:
    """A bot that is started and killed again and again.

    ``born``: when each life began, in Unix seconds. ``up``: how many lives got so far that the bot polled.
    ``start_seconds``: how long the latest start took that was left alone; ``slowest_start``: the longest of them.
    ``settings``: by how much its clock is ahead and how fast it may send, see ``bot_process``.
    """

    url: str
    database: Path
    born: list[float] = field(default_factory=list)
    up: int = 0
    start_seconds: float = FIRST_START
    slowest_start: float = FIRST_START
    settings: tuple[float, ...] = ()
    module: ClassVar[str] = "tests.kill.bot_process"
    _process: Life | None = None
    _nursery: Nursery | None = None

    @property
    def log(self) -> Path:
        """What all lives wrote to standard error."""
        return self.database.with_suffix(".log")

    def last_words(self) -> str:
        """The last lines of the log."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return "\n".join(line[:200] for line in lines[-LAST_LINES:]) or "(the log is empty)"

    def told(self) -> str:
        """How many lives there were, and how quick this machine lets them begin."""
        code = self._process.returncode if self._process is not None else None
        state = "alive" if code is None else f"ended with {code}"
        return (
            f"life {len(self.born)} is {state}, {self.up} came up, "
            f"a start takes {self.start_seconds:.1f} s, the slowest took {self.slowest_start:.1f} s"
        )

    def life_at(self, moment: float) -> int:
        """The number (from 1) of the life that made a call at this moment.

        A call on its way when the process is killed still arrives, so a life lasts until the next one begins.
        """
        return bisect_right(self.born, moment)

    async def spawn(self) -> None:
        """Begin a life; wait for nothing."""
        if self._nursery is None:
            self._nursery = await Nursery.open(self.module)
        self.born.append(time.time())
        arguments = (self.url, str(self.database), *map(str, self.settings))
        self._process = await self._nursery.bear(self.module, arguments, self.log)

    async def start(self) -> None:
        """Begin a life and wait until the bot polls."""
        await self.spawn()
        assert self._process is not None
        try:
            up = await asyncio.wait_for(self._process.polls(), MOST_START_SECONDS)
        except TimeoutError:
            raise AssertionError(f"not up after {MOST_START_SECONDS} s\n{self.last_words()}") from None
        assert up, f"the start failed: {self._process.returncode}\n{self.last_words()}"
        self.started()
        self.up += 1

    def started(self) -> None:
        """Note that the latest life has just got so far: this is how quick the machine is now."""
        self.start_seconds = time.time() - self.born[-1]
        self.slowest_start = max(self.slowest_start, self.start_seconds)

    async def kill(self) -> None:
        """SIGKILL: no warning, no cleaning up. Fails where the process had ended by itself."""
        assert self._process is not None
        ended = self._process.returncode
        assert ended is None, f"ended by itself: {ended}\n{self.last_words()}"
        self._process.send_signal(signal.SIGKILL)
        assert await self._process.wait() == -signal.SIGKILL

    def freeze(self) -> None:
        """SIGSTOP: it is alive and does nothing; it can still be killed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    async def end(self) -> None:
        """Leave no process behind, whatever came of it."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()
        if self._nursery is not None:
            await self._nursery.close()
            self._nursery = None

    async def ended(self, within: float) -> int:
        """Wait until the process ends by itself; its exit code. Killed after ``within`` seconds."""
        assert self._process is not None
        try:
            return await asyncio.wait_for(self._process.wait(), within)
        except TimeoutError:
            await self.kill()
            raise
