"""A group in which contests were played, on a Saturday in November: noon in Moscow, nine in the morning UTC.

After every test no word may be missing in the locale, and nothing improper may have happened.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

import pytest

from bot.app import App, build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store, Unit
from study.contest.values import Stage
from study.values import Person, Place
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.hostile.conftest import nothing_improper  # noqa: F401 - holds for these tests too
from tests.chat import Conversation, Learner
from tests.conftest import NOW
from tests.rating.playing import Question, played


class Club:
    """The bot, its clock, a group and what was played there."""

    def __init__(
        self, address: str, chat: Conversation, clock: TestClock, store: Store, library: Library
    ) -> None:
        self.address, self.chat, self.clock, self.store, self.library = address, chat, clock, store, library
        self.app = self.built()

    def built(self) -> App:
        """One process of the bot."""
        settings = {"rates": UNLIMITED, "clock": self.clock, "chance": Random(5)}
        return build(TOKEN, self.address, self.store, self.library, **settings)  # type: ignore[arg-type]

    async def play(
        self,
        group: Chat,
        questions: Sequence[Question],
        *people: Learner,
        day: date | None = None,
        topic: int = 0,
        stage: Stage = Stage.OVER,
    ) -> None:
        """A contest in a group; its people are known by name."""

        def store(unit: Unit) -> None:
            for one in people:
                unit.remember(Person(one.who.id, one.who.name), NOW)
            at = (
                self.clock() if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=NOW.tzinfo)
            )
            place = Place(group.id, topic)
            played(unit, questions, place=place, at=at, day=day, stage=stage, library=self.library)

        await self.store.transact(store)

    async def pass_to(self, moment: datetime) -> None:
        """Time passes, with a tick an hour."""
        while self.clock.now < moment:
            self.clock.now = min(moment, self.clock.now + timedelta(hours=1))
            await self.app.fanout.tick()
        await self.chat.idle()


@pytest.fixture
async def club(double: TelegramDouble, store: Store, library: Library) -> AsyncIterator[Club]:
    clock = TestClock(NOW)
    double.world.clock = clock
    chat = Conversation(double)
    club = Club(await double.start(), chat, clock, store, library)
    chat.settled = club.app.settled
    async with running(club.app):
        yield club


@pytest.fixture(autouse=True)
def every_word_is_there(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.records if record.name == "bot.words"] == []


@pytest.fixture
async def anna(club: Club) -> Learner:
    return club.chat.person('Анна <b>&"')


@pytest.fixture
async def boris(club: Club) -> Learner:
    return club.chat.person("Борис")


@pytest.fixture
async def vera(club: Club) -> Learner:
    return club.chat.person("Вера")


@pytest.fixture
async def group(club: Club, anna: Learner, boris: Learner, vera: Learner) -> Chat:
    made = club.chat.group("Группа", [anna, boris, vera])
    await club.chat.idle()
    return made
