"""The process under test, its lives and how each of them ended."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

MOST_START_SECONDS = 60


@dataclass
class Bot:
    """A bot that is started and killed again and again.

    ``born``: when each life began, in Unix seconds. ``up``: how many lives got so far that the bot polled.
    ``start_seconds``: how long the latest start took that was left alone. ``settings``: by how much its clock is
    ahead and how fast it may send, see ``bot_process``.
    """

    url: str
    database: Path
    born: list[float] = field(default_factory=list)
    up: int = 0
    start_seconds: float = 1.0
    settings: tuple[float, ...] = ()
    _process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        """What all lives wrote to standard error."""
        return self.database.with_suffix(".log")

    def life_at(self, moment: float) -> int:
        """The number (from 1) of the life that made a call at this moment.

        A call on its way when the process is killed still arrives, so a life lasts until the next one begins.
        """
        return bisect_right(self.born, moment)

    async def spawn(self) -> None:
        """Begin a life; wait for nothing."""
        self.born.append(time.time())
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.kill.bot_process", self.url, str(self.database),
                *map(str, self.settings),
                stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip

    async def start(self) -> None:
        """Begin a life and wait until the bot polls."""
        await self.spawn()
        assert self._process is not None
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), MOST_START_SECONDS)
        assert line == b"up\n", f"{line!r}\n{self.log.read_text(encoding='utf-8')}"
        self.start_seconds = time.time() - self.born[-1]
        self.up += 1

    async def kill(self) -> None:
        """SIGKILL: no warning, no cleaning up. Fails where the process had ended by itself."""
        assert self._process is not None
        ended = self._process.returncode
        assert ended is None, f"ended by itself: {ended}\n{self.log.read_text(encoding='utf-8')}"
        self._process.send_signal(signal.SIGKILL)
        assert await self._process.wait() == -signal.SIGKILL

    async def end(self) -> None:
        """Leave no process behind, whatever came of it."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    async def ended(self, within: float) -> int:
        """Wait until the process ends by itself; its exit code. Killed after ``within`` seconds."""
        assert self._process is not None
        try:
            return await asyncio.wait_for(self._process.wait(), within)
        except TimeoutError:
            await self.kill()
            raise
