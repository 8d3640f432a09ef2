"""How long the tests wait: while something moves, and after that for as long as this machine needs.

A slow machine is not a bot that hangs. So what is measured is not how long all takes, but for how long nothing has
happened, in starts of the bot as long as they take here and now.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from tests.kill.process import Bot

STILL_STARTS = 30
"""Starts of the bot that would have had time while nothing happened."""
LONGEST_LOOK = 0.1
"""Seconds that count at the most between two looks: while the test itself is not let run, the bot is not either."""


class Standstill(AssertionError):
    """Nothing moves any more."""


class Watch:
    """Notices when nothing moves."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._state: object = None
        self._looked = time.monotonic()
        self.still = 0.0
        """For how many seconds nothing has moved."""

    @property
    def patience(self) -> float:
        """Seconds without any movement that are a standstill on this machine."""
        return STILL_STARTS * self._bot.slowest_start

    def look(self, state: object) -> None:
        """Note how far things are. Raises ``Standstill`` where that has been the same for too long."""
        now = time.monotonic()
        self.still = 0.0 if state != self._state else self.still + min(LONGEST_LOOK, now - self._looked)
        self._state, self._looked = state, now
        if self.still > self.patience:
            raise Standstill(f"nothing moved for {self.still:.0f} s; {self._bot.told()}")


async def wait_for(reached: Callable[[], bool], state: Callable[[], object], bot: Bot) -> None:
    """Wait for something while anything moves on the way to it. Raises ``Standstill``."""
    watch = Watch(bot)
    while not reached():
        watch.look(state())
        await asyncio.sleep(0.005)
