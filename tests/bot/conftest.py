"""The real bot at one end of the double, people at the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.app import App, build, menu_quietly, running
from bot.sandbox.double import TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.chat import Conversation, Learner
from tests.decks import SHAPES
from tests.four import FOUR

TOKEN = "1:sandbox"


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped decks and the small one."""
    return Library([*FOUR, SHAPES])


@pytest.fixture
async def double() -> AsyncIterator[TelegramDouble]:
    made = TelegramDouble(token=TOKEN)
    yield made
    await made.stop()


@pytest.fixture
async def app(double: TelegramDouble, store: Store, library: Library) -> AsyncIterator[App]:
    """The bot, polling the double at full speed."""
    built = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, chance=Random(5))
    async with running(built):
        await menu_quietly(built)
        yield built


@pytest.fixture
def chat(double: TelegramDouble, app: App) -> Conversation:
    return Conversation(double, app.settled)


@pytest.fixture
def anna(chat: Conversation) -> Learner:
    return chat.person("Анна")


@pytest.fixture
def boris(chat: Conversation) -> Learner:
    return chat.person("Борис")
