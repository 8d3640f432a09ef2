"""A study group that plays against the clock, which the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from random import Random

import pytest

from bot.app import App, build, menu_quietly, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.chat import Conversation, Learner


@dataclass
class Time:
    """Lets the contest's time pass, a second at a time, as a bot at work sees it."""

    clock: TestClock
    app: App
    chat: Conversation

    async def passes(self, seconds: float) -> None:
        """So much later everything due has happened and is sent."""
        await self._look()
        while seconds > 0:
            self.clock.forward(seconds=min(1.0, seconds))
            seconds -= 1.0
            await self._look()

    async def _look(self) -> None:
        await self.app.contests.tick()
        await self.chat.idle()
        await self.app.contests.tick()  # what was sent can be seen now
        await self.chat.idle()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
async def double(clock: TestClock) -> AsyncIterator[TelegramDouble]:
    made = TelegramDouble(token=TOKEN, clock=clock)
    yield made
    await made.stop()


@pytest.fixture
async def app(double: TelegramDouble, store: Store, library: Library, clock: TestClock) -> AsyncIterator[App]:
    """The bot at full speed, on the test's clock; its own does not tick meanwhile."""
    built = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(built):
        built.scheduler.pause()
        await menu_quietly(built)
        yield built


@pytest.fixture
def time(clock: TestClock, app: App, chat: Conversation) -> Time:
    return Time(clock, app, chat)


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner, vera: Learner) -> Chat:
    return chat.group("Группа", [anna, boris, vera], admins=[vera])


@pytest.fixture
def vera(chat: Conversation) -> Learner:
    return chat.person("Вера")
