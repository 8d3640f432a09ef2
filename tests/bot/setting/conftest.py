"""The bot on a Saturday: noon in Moscow, nine in the morning UTC."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.app import build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.test_daily import Days
from tests.chat import Conversation, Learner
from tests.conftest import NOW


@pytest.fixture
async def days(double: TelegramDouble, store: Store, library: Library) -> AsyncIterator[Days]:
    clock = TestClock(NOW)
    double.world.clock = clock
    app = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(app):
        yield Days(app, Conversation(double, app.settled), clock, store)


@pytest.fixture
async def anna(days: Days) -> Learner:
    return days.chat.person("Анна")


@pytest.fixture
async def boris(days: Days) -> Learner:
    return days.chat.person("Борис")


@pytest.fixture
def group(days: Days, anna: Learner, boris: Learner) -> Chat:
    return days.chat.group("Группа", [anna, boris], admins=[anna])
