"""A bot whose clock the test moves, a group of three, and a marathon in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.app import App, build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.marathon.runs import Runs
from tests.chat import Conversation, Learner


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
async def app(double: TelegramDouble, store: Store, library: Library, clock: TestClock) -> AsyncIterator[App]:
    """The bot, polling the double at full speed, living by the test's clock."""
    double.world.clock = clock
    built = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(built):
        yield built


@pytest.fixture
def runs(app: App, chat: Conversation, clock: TestClock, library: Library) -> Runs:
    return Runs(app, chat, clock, library)


@pytest.fixture
def vera(chat: Conversation) -> Learner:
    return chat.person('Вера <b>&"')


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner, vera: Learner) -> Chat:
    return chat.group("Курс", [anna, boris, vera], admins=[anna], kind="group")
