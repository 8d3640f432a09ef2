"""Rude, clumsy, unlucky and malicious people. Whatever they do, nobody else suffers and everybody can go on.

After every test the bot must have answered each press, apologised for no crash, and made no call that Telegram
refuses for a reason of our own making.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from tests.chat import Conversation, Json, Learner, text_of
from tests.decks import SHAPES

NOT_OUR_FAULT = (
    "message is not modified",
    "message to edit not found",
    "chat not found",  # somebody made up the link or the button of a group
    "query is too old",
    "not enough rights",
    "blocked by the user",
    "CHAT_WRITE_FORBIDDEN",
    "bot was kicked",
    "group chat was upgraded",
    "TOPIC_CLOSED",
    "ordered by the test",
    "Bad Gateway",
    "Internal Server Error",
    "Too Many Requests",
)

PROBE = "deleteEphemeralMessage"
"""Called once at the start, to learn by the refusal whether the server knows it."""


@pytest.fixture(autouse=True)
def nothing_improper(double: TelegramDouble) -> Iterator[None]:
    yield
    said = [text_of(message) for chat in double.world.chats.values() for message in double.history(chat)]
    assert not [text for text in said if "Это моя ошибка" in text or "Что-то пошло не так" in text]
    refused = [call for call in double.calls if call.error is not None and call.method != PROBE]
    ours = [call for call in refused if not any(known in str(call.error) for known in NOT_OUR_FAULT)]
    assert ours == []
    assert [call for call in double.calls if call.ignored] == []
    assert [press.data for press in double.world.presses.values() if press.answer is None] == []


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner) -> Chat:
    return chat.group("Группа", [chat.person("Вера"), anna, boris])


def data_of(message: Json, label: str) -> str:
    """The callback data of the button with this label."""
    rows = message["reply_markup"]["inline_keyboard"]
    return str(next(key["callback_data"] for row in rows for key in row if label in key["text"]))


def count_of(learner: Learner, part: str) -> int:
    """How many messages contain a text."""
    return sum(part in text_of(message) for message in learner.messages)


def right_letter_of(question: Json) -> str:
    item = next(item for item in SHAPES.items if item.question in question["text"])
    right = next(choice.text for choice in item.choices if choice.correct)
    return str(next(line for line in question["text"].splitlines() if right in line)[0])


def arrives(learner: Learner, **content: Any) -> None:
    """A raw update, as it would come from an app that the double's people do not have."""
    double = learner.conversation.double
    sender = content.pop("sender", learner.who.user())
    number = 900_000 + double.last_update_id % 100_000
    told = {"message_id": number, "chat": learner.chat.json(), "date": int(double.world.now())}
    body = {**told, "from": sender, **content}
    double.world.mailbox.put("message", body)
