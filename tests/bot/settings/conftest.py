"""A group with an admin (Анна) and a member (Борис), on a Saturday: noon in Moscow, nine in the morning UTC.

After every test no word may be missing in the locale, and nothing improper may have happened.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from random import Random

import pytest

from bot.app import App, build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.hostile.conftest import nothing_improper  # noqa: F401 - holds for these tests too
from tests.chat import Conversation, Learner
from tests.conftest import NOW
from tests.decks import SHAPES


@pytest.fixture(scope="session")
def library() -> Library:
    """More decks than fit on a page."""
    copies = [
        replace(SHAPES, slug=f"shapes{number}", title=f"Фигуры {number}", title_en="", aliases=())
        for number in range(8)
    ]
    return Library([SHAPES, *copies])


@pytest.fixture
async def app(double: TelegramDouble, store: Store, library: Library) -> AsyncIterator[App]:
    clock = TestClock(NOW)
    double.world.clock = clock
    built = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(built):
        yield built


@pytest.fixture(autouse=True)
def every_word_is_there(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.records if record.name == "bot.words"] == []


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner) -> Chat:
    return chat.group("Группа", [anna, boris], admins=[anna])


@pytest.fixture
async def admin(chat: Conversation, anna: Learner, group: Chat) -> Learner:
    await chat.idle()
    return anna.at(group)


@pytest.fixture
async def member(chat: Conversation, boris: Learner, group: Chat) -> Learner:
    await chat.idle()
    return boris.at(group)
