"""The real pacer, twenty times as fast: the loop's own time runs so much faster, and the bot's clock with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from random import Random

from bot.app import App, build, running
from bot.sandbox.double import TelegramDouble
from bot.transport.pacer import Rates
from content.library import Library
from storage import Store
from tests.bot.conftest import TOKEN
from tests.chat import Conversation
from tests.conftest import NOW

TIMES = 20.0


class Fast:
    """A clock for the bot and the double; ``seconds`` is the same time for whoever waits in the loop."""

    def __init__(self, library: Library, store: Store, times: float = TIMES) -> None:
        self._loop = asyncio.get_running_loop()
        self._true = self._loop.time
        self._begin, self._times = self._true(), times
        self._library, self._store = library, store
        self.double = TelegramDouble(token=TOKEN, clock=self)

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds - self._begin)

    @property
    def seconds(self) -> float:
        """The loop's time, sped up."""
        return self._begin + (self._true() - self._begin) * self._times

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[Conversation]:
        """The bot at Telegram's pace, and people to talk to it."""
        app = build(
            TOKEN,
            await self.double.start(),
            self._store,
            self._library,
            rates=Rates(),
            clock=self,
            chance=Random(5),
        )
        self._loop.time = lambda: self.seconds  # type: ignore[method-assign]
        try:
            async with running(app):
                app.scheduler.pause()
                tasks = [asyncio.create_task(self._beat(app)), asyncio.create_task(_spin())]
                try:
                    yield Conversation(self.double, app.settled)
                finally:
                    for task in tasks:
                        task.cancel()
                    await asyncio.gather(*tasks, return_exceptions=True)
                    await app.services.sender.stop(0.1)
            await self.double.stop()
        finally:
            self._loop.time = self._true  # type: ignore[method-assign]

    async def _beat(self, app: App) -> None:
        while True:
            await app.contests.tick()
            await asyncio.sleep(0.25)


async def _spin() -> None:
    """The loop sleeps in true seconds: it must not sleep at all."""
    while True:
        await asyncio.sleep(0)
