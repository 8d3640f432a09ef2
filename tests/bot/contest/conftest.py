"""A study group that plays against the clock, which the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from random import Random

import pytest

from bot.app import App, build, menu_quietly, running
from bot.sandbox.double import Call, Chat, TelegramDouble
from bot.sandbox.double.rates import COUNTED
from bot.sandbox.double.signatures import NEWEST
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.hostile.conftest import NOT_OUR_FAULT, PROBE
from tests.chat import Conversation, Learner, text_of

A_MINUTE = 60.0
EXPECTED = (*NOT_OUR_FAULT, "message can't be deleted", "CHAT_ADMIN_REQUIRED")
"""What people wrote is tidied away where the bot may, and stays where it may not; so with a word to one person."""
MOST_A_MINUTE = 20
"""Messages into one group, edits and removals counted: more Telegram may refuse."""


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
def bot_api() -> str:
    """The server's version; "10.0" knows no ephemeral messages."""
    return NEWEST


@pytest.fixture
async def double(clock: TestClock, bot_api: str) -> AsyncIterator[TelegramDouble]:
    made = TelegramDouble(token=TOKEN, clock=clock, bot_api=bot_api)
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


@pytest.fixture(autouse=True)
def nothing_improper(double: TelegramDouble) -> Iterator[None]:
    """After every test: each press answered, no apology, no call that Telegram refuses for a reason of our own, and
    never more than Telegram allows in a group."""
    yield
    said = [text_of(message) for chat in double.world.chats.values() for message in double.history(chat)]
    assert not [text for text in said if "Это моя ошибка" in text or "Что-то пошло не так" in text]
    refused = [call for call in double.calls if call.error is not None and call.method != PROBE]
    assert not [call for call in refused if not any(known in str(call.error) for known in EXPECTED)]
    assert [call for call in double.calls if call.ignored] == []
    late = {call.params.get("callback_query_id") for call in refused}
    silent = [press for press in double.world.presses.values() if press.answer is None]
    assert [press.data for press in silent if press.id not in late] == []
    for chat in double.world.chats:
        assert most_in_a_minute(double, chat) <= MOST_A_MINUTE


def most_in_a_minute(double: TelegramDouble, chat: int) -> int:
    """The most that the bot put, changed or took away in a group within sixty seconds; 0 for a private chat."""
    at = [call.at for call in double.calls if call.error is None and _counts(call, chat)]
    return max((sum(begin <= other < begin + A_MINUTE for other in at) for begin in at), default=0)


def _counts(call: Call, chat: int) -> bool:
    alone = "Ephemeral" in call.method or "ephemeral_message_parameters" in call.params
    counted = call.method in COUNTED or call.method.startswith("delete")
    return chat < 0 and call.params.get("chat_id") == chat and counted and not alone
