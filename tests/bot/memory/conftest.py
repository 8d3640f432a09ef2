"""A bot whose clock the test moves, and a learner who answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.app import App, build, menu_quietly, running
from bot.sandbox.double import TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
async def app(double: TelegramDouble, store: Store, library: Library, clock: TestClock) -> AsyncIterator[App]:
    """The bot, polling the double at full speed, living by the test's clock."""
    double.world.clock = clock
    built = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(built):
        await menu_quietly(built)
        yield built
