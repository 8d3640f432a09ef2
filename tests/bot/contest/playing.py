"""What people do in a contest, in the words of a test."""

from __future__ import annotations

from bot.sandbox.double import Chat
from tests.bot.contest.conftest import Time
from tests.chat import Json, Learner, text_of
from tests.decks import SHAPES

LETTERS = ("А", "Б", "В")
GAP = 13
"""Seconds that the reveal of a question of usual pace lasts, and one more."""


async def gather(time: Time, line: str, host: Learner, *others: Learner, button: str = "Играю") -> None:
    """The host calls a contest in a line, the others join."""
    await host.sends(line)
    for other in others:
        await other.presses(button)
    await time.passes(4)


async def begin(time: Time, line: str, host: Learner, *others: Learner) -> None:
    """… and it begins: long enough ago that the first question can have been read."""
    await gather(time, line, host, *others)
    await host.presses("Начать")
    await time.passes(3)


def question(who: Learner) -> Json:
    """The newest question with buttons."""
    return next(message for message in reversed(who.messages) if _keys(message)[:1] == ["А"])


def letter(asked: Json, *, right: bool) -> str:
    """The letter of the right option of a question, or of a wrong one."""
    item = next(item for item in SHAPES.items if item.question in text_of(asked))
    texts = [choice.text for choice in item.choices if choice.correct is right]
    return next(line[0] for line in text_of(asked).splitlines() if any(text in line for text in texts))


async def knows(*people: Learner) -> None:
    """Each presses the right letter."""
    for who in people:
        await who.presses(letter(question(who), right=True), on=question(who))


async def misses(*people: Learner) -> None:
    """Each presses a wrong letter."""
    for who in people:
        await who.presses(letter(question(who), right=False), on=question(who))


def point(asked: Json) -> str:
    """What answers a question in words."""
    item = next(item for item in SHAPES.items if item.question in text_of(asked))
    return item.key_points[0].text


def texts(who: Learner) -> list[str]:
    """All that the bot says in a chat, as somebody sees it."""
    return [text_of(one) for one in who.messages if one["from"]["is_bot"]]


def says(who: Learner, part: str) -> int:
    """In how many of its messages the bot says something."""
    return sum(part in text for text in texts(who))


def message_with(who: Learner, part: str) -> Json:
    """The newest message that says something."""
    return next(message for message in reversed(who.messages) if part in text_of(message))


def podium(who: Learner) -> str:
    """What the newest end of a contest says: below the picture, or without one where nobody has points."""
    return next(told for message in reversed(who.messages) if "🏁 Итоги" in (told := text_of(message)))


def line_of(table: str, name: str) -> str:
    """The line of a table that tells of somebody."""
    return next(line for line in table.splitlines() if name in line)


def data_of(message: Json, label: str) -> str:
    """The callback data of the button with this label."""
    rows = message["reply_markup"]["inline_keyboard"]
    return str(next(key["callback_data"] for row in rows for key in row if label in key["text"]))


def at(chat: Chat, *people: Learner) -> list[Learner]:
    """These people in a chat."""
    return [who.at(chat) for who in people]


def _keys(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
