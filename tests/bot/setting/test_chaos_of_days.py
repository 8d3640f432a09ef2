"""People who set, press and type at random while days pass, chats come and go, and Telegram fails now and then."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from tests.bot.hostile.conftest import nothing_improper  # noqa: F401
from tests.bot.hostile.test_chaos import everybody_can_go_on
from tests.bot.test_daily import Days
from tests.chat import Json, Learner
from tests.conftest import NOW

STEPS = 150
TEXTS = (
    "/daily", "/daily 12:30 Москва shapes", "/daily 9", "/daily off", "/daily вкл", "/daily пауза", "/daily итоги",
    "/daily 23:30 3 shapes", "/daily тихо 9-18", "/daily тихо нет", "/daily 25:99", "/zone", "/zone Токио",
    "/zone Паго-Паго", "/zone Ыыы", "Казань", "20:15", "/review", "/review 2", "/review shapes", "/mock shapes",
    "/goal 12.12 shapes", "/goal 31.02", "/goal off", "/pace 3 5", "/pace 0 1", "/progress", "/quiz shapes 2",
    "/skip", "/hint", "/stop", "/cancel", "А", "Б", "не знаю", "это какая-то другая фигура",
)  # fmt: skip
FORGED = (
    "rf",
    "rn",
    "v",
    "rp:1:1",
    "rg",
    "go:yes",
    "go:no",
    "ss:week",
    "ss:digest",
    "st:750",
    "sz:Asia/Tokyo",
)
KINDS = ("wl", "hp", "bq", "x", "k", "h", "w", "r", "m", "g", "c")


def buttons_of(learner: Learner) -> list[tuple[Json, str]]:
    """Every button that stands in a chat."""
    return [
        (message, key["callback_data"])
        for message in learner.messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for key in row
    ]


class Monkey:
    """Does anything that people can do, also with buttons of other people and other days."""

    def __init__(self, days: Days, places: list[Learner], group: Chat, chance: Random) -> None:
        self._days, self._places, self._group, self._chance = days, places, group, chance
        self._double = days.chat.double
        self._old: list[str] = []

    async def acts(self) -> None:
        deeds = (self.presses, self.presses, self.presses, self.writes, self.writes, self.lets_time_pass)
        await self._chance.choice((*deeds, *deeds, *deeds, self.comes_and_goes))()

    async def presses(self) -> None:
        learner = self._chance.choice(self._places)
        standing = buttons_of(learner)
        if not standing:
            return
        self._old += [data for _, data in standing[-3:]]
        message, data = self._chance.choice(standing[-12:])
        if self._chance.random() < 0.3:
            forged = f"{self._chance.choice(KINDS)}:{self._chance.randrange(1, 12)}"
            data = self._chance.choice((*FORGED, forged, self._chance.choice(self._old)))
        for _ in range(self._chance.choice((1, 1, 2))):
            self._double.press(learner.who, message, data=data)

    async def writes(self) -> None:
        learner = self._chance.choice(self._places)
        self._double.say(learner.who, learner.chat, self._chance.choice(TEXTS))

    async def lets_time_pass(self) -> None:
        await self._days.chat.idle()
        span = self._chance.choice((0.05, 0.5, 3, 12, 24))
        await (self._days.away if self._chance.random() < 0.3 else self._days.pass_by)(hours=span)

    async def comes_and_goes(self) -> None:
        await self._days.chat.idle()
        if self._chance.random() < 0.5:
            self._double.kick_bot(self._group)
            await self._days.pass_by(hours=self._chance.choice((1, 30)))
            self._double.add_bot(self._group)
        else:
            who = self._places[0].who
            self._double.block(who)
            await self._days.pass_by(hours=self._chance.choice((1, 30)))
            self._double.unblock(who)
        await self._days.chat.idle()


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_breaks(
    days: Days, anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, store: Store, seed: int
) -> None:
    chance = Random(seed)
    places = [anna, boris, anna.at(group), boris.at(group)]
    for learner in places:
        await learner.sends("/daily 12:30 Москва shapes")
    monkey = Monkey(days, places, group, chance)
    for _ in range(STEPS):
        if chance.random() < 0.03:
            double.fail(chance.choice(("sendMessage", "editMessageText", "deleteMessage")), error="502")
        await monkey.acts()
        if chance.random() < 0.5:
            await days.chat.idle()
    double.mend()
    await days.chat.idle()
    await nothing_is_counted_twice(store, (anna, boris))
    await everybody_can_go_on(places)
    assert await store.read(lambda unit: unit.unsent()) == ()
    assert await store.read(lambda unit: unit.waiting()) == ()


async def nothing_is_counted_twice(store: Store, people: tuple[Learner, ...]) -> None:
    """One answer to a question at the most, and cards that agree with the log."""
    for learner in people:
        person = learner.who.id
        said = await store.read(lambda unit, person=person: unit.answers_since(person, NOW))  # type: ignore[misc]
        assert max(Counter(answer.question for answer in said).values(), default=1) == 1
        cards = await store.read(lambda unit, person=person: unit.cards(person))  # type: ignore[misc]
        assert {card.key: card.answers for card in cards} == dict(Counter(answer.key for answer in said))
