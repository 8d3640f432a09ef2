"""The sandbox's clock: the real one, set forward by whoever wants to see tomorrow today."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

STEP = timedelta(minutes=15)
LONGEST_STEP = timedelta(hours=2)
MOST_STEPS = 600


class SetForwardClock:
    """Runs as far ahead of the real time as it was set forward; a file remembers that. It never goes back."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._ahead = _remembered(memory)

    def __call__(self) -> datetime:
        """Now, in the sandbox."""
        return datetime.now(UTC) + self._ahead

    async def forward(self, span: timedelta, each: Callable[[], Awaitable[None]]) -> None:
        """Let ``span`` pass in steps, calling ``each`` after every one: what would have come on the way comes."""
        for step in steps(span):
            self._ahead += step
            await each()
        self._memory.write_text(json.dumps({"ahead_seconds": self._ahead.total_seconds()}), encoding="ascii")


def steps(span: timedelta) -> Iterator[timedelta]:
    """A span in pieces: a quarter of an hour each, longer ones where there would be too many."""
    step = min(LONGEST_STEP, max(STEP, span / MOST_STEPS))
    while span > timedelta():
        yield min(step, span)
        span -= step


def _remembered(memory: Path) -> timedelta:
    """How far ahead the clock was; not at all where nobody has set it, or the file is spoilt."""
    try:
        ahead = float(json.loads(memory.read_text(encoding="ascii"))["ahead_seconds"])
        return timedelta(seconds=max(0.0, ahead))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return timedelta()
