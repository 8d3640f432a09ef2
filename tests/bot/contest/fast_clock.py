"""The real pacer, twenty times as fast: the loop's own time runs so much faster, and the bot's clock with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from random import Random

from bot.app import build, running
from bot.sandbox.double import TelegramDouble
from bot.transport.pacer import Rates
from tests.bot.conftest import TOKEN
from tests.chat import Conversation
from tests.conftest import NOW

TIMES = 20.0


class Fast:
    def __init__(self, library, store, times=TIMES):
        loop = asyncio.get_running_loop()
        self.loop, self._true, self._t0, self.times = loop, loop.time, loop.time(), times
        self.slow = False
        loop.time = lambda: self._t0 + (self._true() - self._t0) * times
        self.store, self.library = store, library

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=self.loop.time() - self._t0)

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[Conversation]:
        double = (
            TelegramDouble(token=TOKEN, clock=self, bot_api="10.2")
            if False
            else TelegramDouble(token=TOKEN, clock=self)
        )
        app = build(
            TOKEN, await double.start(), self.store, self.library, rates=Rates(), clock=self, chance=Random(5)
        )
        async with running(app):
            app.scheduler.pause()
            self.app, self.double = app, double
            chat = Conversation(double, app.settled, patience=1e5)
            beats = asyncio.create_task(self._beat())
            spin = asyncio.create_task(self._spin())
            try:
                yield chat
            finally:
                self.times_up = True
                await app.services.sender.stop(0.1)
                beats.cancel()
                spin.cancel()
                await asyncio.gather(beats, spin, return_exceptions=True)
        await double.stop()
        self.loop.time = self._true

    async def _spin(self):
        while True:
            await asyncio.sleep(0)

    async def _beat(self):
        while True:
            await self.app.contests.tick()
            await asyncio.sleep(0.25)
