"""People who press and type at random, in private and in a group, while Telegram fails now and then."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bot.sandbox.double import TelegramDouble
from storage import Store
from tests.chat import Conversation, Learner

STEPS = 120
TEXTS = (
    "/quiz", "/quiz shapes", "/quiz shapes 1", "/quiz фиг", "/decks", "/hint", "/skip", "/stop", "/cancel",
    "/progress", "/start", "А", "2", "не знаю", "четыре прямых угла", "это какая-то другая фигура", "👍",
    "шесть квадратных граней",
)  # fmt: skip
FAULTS = ("502", "500", "400:message to edit not found")


def presses_anything(learner: Learner, chance: Random) -> None:
    """A button that stands, or once stood, anywhere in the chat."""
    keys = [
        (message, key["callback_data"])
        for message in learner.messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for key in row
        if "callback_data" in key
    ]
    if keys:
        message, data = chance.choice(keys[-12:])
        for _ in range(chance.choice((1, 1, 2))):
            learner.conversation.double.press(learner.who, message, data=data)


def writes_anything(learner: Learner, chance: Random) -> None:
    """A command, an answer or nonsense; in a group often in reply to some message of the bot."""
    double = learner.conversation.double
    own = [message for message in learner.messages if message["from"]["id"] == double.world.bot["id"]]
    target = chance.choice(own[-6:]) if own and chance.random() < 0.5 else None
    double.say(learner.who, learner.chat, chance.choice(TEXTS), reply_to=target)


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_breaks_and_everything_is_counted_once(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble, store: Store, seed: int
) -> None:
    chance = Random(seed)
    group = chat.group("Группа", [anna, boris])
    places = [anna, boris, anna.at(group), boris.at(group)]
    for _ in range(STEPS):
        if chance.random() < 0.05:
            method = chance.choice(("sendMessage", "editMessageText", "answerCallbackQuery"))
            double.fail(method, error=chance.choice(FAULTS[:2] if method != "editMessageText" else FAULTS))
        chance.choice((presses_anything, writes_anything))(chance.choice(places), chance)
        if chance.random() < 0.5:
            await chat.idle()
    double.mend()
    await chat.idle()
    await everybody_can_go_on(places)
    said = await store.read(
        lambda unit: [answer for session in range(1, 500) for answer in unit.answers_in(session)]
    )
    assert said
    assert max(Counter((answer.question, answer.person) for answer in said).values()) == 1
    for person in (anna.who.id, boris.who.id):
        mine = Counter(answer.item for answer in said if answer.person == person)
        cards = await store.read(lambda unit, person=person: unit.cards(person))  # type: ignore[misc]
        assert {card.item: card.answers for card in cards} == dict(mine)
    assert await store.read(lambda unit: unit.unsent()) == ()
    assert await store.read(lambda unit: unit.waiting()) == ()


async def everybody_can_go_on(places: list[Learner]) -> None:
    """What runs can be stopped (in the group by its host), and a new quiz begun."""
    for learner in places:
        await learner.sends("/stop")
    for learner in places[:3]:
        await learner.sends("/quiz shapes 1")
        assert "1/1" in learner.sees
        await learner.sends("/stop")
