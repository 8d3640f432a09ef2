"""Files that people send, read in a process of their own: bounded in time and memory, whatever is in them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Callable

from content.complaint import Message
from content.importers import Imported, ImportRefused, Source
from content.importers.apart import reply, request

log = logging.getLogger(__name__)

SECONDS = 30.0
"""A file that takes longer, waiting for a processor included, is given up."""
TOO_HARD = Message(
    "file-too-hard",
    "this file takes too much time or memory to read: divide it, or save it in another format",
)
TOO_MANY = Message("file-too-many", "these are too many files at once: send this one in {minutes} min")

SHARE = 60.0
"""Seconds that the files of one person may take within ``SPAN``."""
SPAN = 600.0


class Turnstile:
    """One file at a time: each takes a processor and perhaps a gigabyte. Nobody takes more than their share of the
    time: hundreds of files from one hand would keep those of everybody else waiting, and in the end all updates.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` tells seconds."""
        self._clock = clock
        self._gate = asyncio.Semaphore(1)
        self._taken: dict[int, deque[tuple[float, float]]] = {}

    def minutes_until_free(self, person: int) -> int:
        """Minutes until a further file of somebody is taken; 0 where it is taken now."""
        self._forget()
        taken = self._taken.get(person)
        if not taken or sum(seconds for _, seconds in taken) < SHARE:
            return 0
        return 1 + int((taken[0][0] + SPAN - self._clock()) / 60)

    def allow(self, person: int) -> None:
        """Raises ``ImportRefused`` where somebody has had their share."""
        if minutes := self.minutes_until_free(person):
            raise ImportRefused(TOO_MANY.at(0, minutes=minutes))

    def note(self, person: int, seconds: float) -> None:
        """Something of theirs took this long."""
        self._taken.setdefault(person, deque()).append((self._clock(), seconds))

    @contextlib.asynccontextmanager
    async def passed(self, person: int) -> AsyncIterator[None]:
        """Hold the only place, once it is free; the time until then is nobody's fault."""
        async with self._gate:
            began = self._clock()
            try:
                yield
            finally:
                self.note(person, self._clock() - began)

    def _forget(self) -> None:
        """Drop what is long past."""
        before = self._clock() - SPAN
        for person, taken in [*self._taken.items()]:
            while taken and taken[0][0] <= before:
                taken.popleft()
            if not taken:
                del self._taken[person]


async def read_apart(source: Source, turnstile: Turnstile, person: int) -> Imported:
    """The decks of somebody's file, once it is its turn. Raises ``ImportRefused``, also where it takes too much."""
    turnstile.allow(person)
    async with turnstile.passed(person):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "content.importers.apart",
            env={name: value for name, value in os.environ.items() if not name.startswith("STUDYBOT_")},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            output, complaints = await asyncio.wait_for(process.communicate(request(source)), SECONDS)
        except TimeoutError:
            raise ImportRefused(TOO_HARD.at(0)) from None
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
    if process.returncode != 0:
        log.warning("a file could not be read: %s", complaints.decode(errors="replace")[-500:])
        raise ImportRefused(TOO_HARD.at(0))
    try:
        return await asyncio.to_thread(reply, output)
    except (ValueError, TypeError, KeyError):
        log.exception("a file was read, but what was read cannot be understood")
        raise ImportRefused(TOO_HARD.at(0)) from None
