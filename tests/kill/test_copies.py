"""A bot killed after it sent a question and before it noted so sends it again: both copies take an answer, once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.double import Chat, Person, TelegramDouble
from tests.kill.patience import wait_for
from tests.kill.people import WORDS
from tests.kill.process import Bot
from tests.kill.record import left_over, rows

Json = dict[str, Any]
pytestmark = pytest.mark.kill


@asynccontextmanager
async def asked_twice(folder: Path, double: TelegramDouble, chat: Chat, host: Person) -> AsyncIterator[Bot]:
    """A bot that is down, killed after its question arrived and before it knew."""
    bot = Bot(await double.start(), folder / "study.db")
    try:
        await bot.start()
        double.fail("sendMessage", drop="after")  # what Telegram answered is lost: the bot waits, and dies
        double.say(host, chat, "/quiz shapes 1")
        await until(bot, lambda: len(questions(double, chat)) == 1)
        await bot.kill()
        assert len(questions(double, chat)) == 1
        yield bot
    finally:
        await bot.end()
        await double.stop()


def questions(double: TelegramDouble, chat: Chat) -> list[Json]:
    """The messages of the bot that have buttons, the oldest first."""
    return [message for message in double.history(chat) if "reply_markup" in message]


def shown(double: TelegramDouble, chat: Chat, message: Json) -> str:
    """What a message says by now."""
    return "".join(one["text"] for one in double.history(chat) if one["message_id"] == message["message_id"])


async def idle(double: TelegramDouble, bot: Bot) -> None:
    """Wait until all that was said is handled and answered."""
    await double.all_confirmed()
    await until(bot, lambda: not left_over(bot.database).keys() & {"updates", "calls"})


async def until(bot: Bot, holds: Callable[[], bool]) -> None:
    """Wait until the bot has done something. Raises ``Standstill`` where it does not."""
    await wait_for(holds, lambda: None, bot)


@pytest.mark.parametrize("copy", [0, 1])
async def test_a_reply_to_either_copy_in_a_group_is_an_answer(tmp_path: Path, copy: int) -> None:
    double = TelegramDouble(token="1:sandbox")
    dina = double.person("Дина")
    group = double.group("Группа", [dina])
    async with asked_twice(tmp_path, double, group, dina) as bot:
        if copy == 0:  # the only one there is while the bot is down
            double.say(dina, group, WORDS, reply_to=questions(double, group)[0])
        await bot.start()
        await until(bot, lambda: len(questions(double, group)) == 2)
        await idle(double, bot)
        if copy == 1:
            double.say(dina, group, WORDS, reply_to=questions(double, group)[1])
            await idle(double, bot)
        assert rows(bot.database, "SELECT given FROM answers") == [(WORDS,)]


@pytest.mark.parametrize("copy", [0, 1])
async def test_either_copy_alone_can_be_pressed(tmp_path: Path, copy: int) -> None:
    double = TelegramDouble(token="1:sandbox")
    ada = double.person("Ада")
    chat = double.private(ada)
    async with asked_twice(tmp_path, double, chat, ada) as bot:
        await bot.start()
        await until(bot, lambda: len(questions(double, chat)) == 2)
        await idle(double, bot)
        pressed, other = questions(double, chat)[copy], questions(double, chat)[1 - copy]
        data = pressed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for message in (pressed, other):
            double.press(ada, message, data=data)
            await idle(double, bot)
        assert rows(bot.database, "SELECT count(*) FROM answers") == [(1,)]
        assert "✅" in shown(double, chat, pressed) or "❌" in shown(double, chat, pressed)
