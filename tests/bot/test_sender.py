"""The one way out, against a Telegram that refuses, breaks and moves."""

from __future__ import annotations

import asyncio
import json
import time

import pytest

from bot.app import App
from bot.sandbox.double import TelegramDouble
from storage import Outgoing, Store
from tests.bot.test_private_quiz import right_letter
from tests.chat import Conversation, Learner


def a_text(text: str) -> str:
    """The parameters of a message."""
    return json.dumps({"text": text})


@pytest.mark.parametrize("error", ["502", "500", "429:1"])
async def test_a_failing_server_is_asked_again(anna: Learner, double: TelegramDouble, error: str) -> None:
    double.fail("sendMessage", error=error)
    await anna.sends("/quiz shapes")
    assert "1/3" in anna.sees


async def test_a_connection_that_breaks_before_the_call_loses_nothing(
    anna: Learner, double: TelegramDouble
) -> None:
    double.fail("sendMessage", drop="before")
    await anna.sends("/quiz shapes")
    assert "1/3" in anna.sees


async def test_a_connection_that_breaks_after_the_call_may_repeat_but_never_counts_twice(
    anna: Learner, double: TelegramDouble
) -> None:
    double.fail("sendMessage", drop="after")
    await anna.sends("/quiz shapes 1")
    copies = [message for message in anna.messages if "1/1" in message.get("text", "")]
    assert 1 <= len(copies) <= 2
    await anna.presses(right_letter(anna))
    await anna.presses_data(copies[0], copies[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert anna.toast == "Вы уже ответили на этот вопрос."


async def test_one_chat_that_must_wait_holds_nobody_else_up(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    double.fail("sendMessage", chat_id=anna.chat.id, error="429:2")
    begun = time.monotonic()
    double.say(anna.who, anna.chat, "/quiz shapes")
    double.say(boris.who, boris.chat, "/quiz shapes")
    while not any("1/3" in message.get("text", "") for message in boris.messages):
        assert time.monotonic() - begun < 1.5, boris.transcript()
        await asyncio.sleep(0.01)
    await chat.idle()
    assert "1/3" in anna.sees
    assert time.monotonic() - begun >= 2


async def test_a_message_to_edit_that_is_gone_is_said_anew(anna: Learner, double: TelegramDouble) -> None:
    await anna.sends("/quiz shapes")
    letter = right_letter(anna)
    double.fail("editMessageText", error="400:message to edit not found")
    await anna.presses(letter)
    assert "✅ Верно" in anna.sees
    await anna.presses("Дальше")
    assert "2/3" in anna.sees


async def test_markup_that_is_refused_is_shown_as_plain_text(anna: Learner, double: TelegramDouble) -> None:
    double.fail("sendMessage", error='400:can\'t parse entities: Unsupported start tag "x" at byte offset 0')
    await anna.sends("/quiz shapes")
    assert "1/3" in anna.sees
    assert "entities" not in anna.last


@pytest.mark.parametrize("reason", ["bot was blocked by the user", "user is deactivated"])
async def test_who_cannot_be_reached_is_noted_and_their_mail_dropped(
    app: App, anna: Learner, double: TelegramDouble, store: Store, reason: str
) -> None:
    await anna.sends("/start")
    double.fail("sendMessage", error=f"403:{reason}", times=5)
    calls = [Outgoing(anna.chat.id, "sendMessage", a_text("x"), "test")] * 3
    posted = await store.transact(lambda unit: unit.post(calls, app.services.clock()))
    app.services.sender.take(posted)
    await app.settled()
    assert await store.read(lambda unit: unit.unsent()) == ()
    assert sum(call.method == "sendMessage" and call.error is not None for call in double.calls) == 1
    double.mend()
    await anna.sends("/help")
    assert "Как заниматься" in anna.sees


async def test_what_an_earlier_process_left_is_sent_at_the_start(
    app: App, anna: Learner, store: Store, double: TelegramDouble
) -> None:
    await anna.sends("/start")
    call = Outgoing(anna.chat.id, "sendMessage", a_text("позже"), "test")
    await store.transact(lambda unit: unit.post([call], app.services.clock()))
    await app.services.sender.start()
    await app.settled()
    assert anna.sees == "позже"


async def test_every_button_press_is_answered(anna: Learner, double: TelegramDouble) -> None:
    await anna.sends("/quiz shapes")
    for label in (right_letter(anna), "Дальше", "Подсказка", "Подсказка", "Пропустить"):
        await anna.presses(label)
        assert anna.answer is not None, label
