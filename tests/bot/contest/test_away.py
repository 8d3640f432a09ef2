"""The bot was away, the storage at fault, decks gone: time that is lost is nobody's loss, and others play on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

import pytest

from bot.app import build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store, Unavailable, Unit
from study.contest.appeals import Contesting
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    gather,
    knows,
    message_with,
    misses,
    podium,
    point,
    question,
    says,
)
from tests.bot.contest.test_polls import option
from tests.chat import Conversation, Learner, text_of
from tests.decks import SHAPES
from tests.four import FOUR

T = TypeVar("T")


class Shaky:
    """A real storage whose next steps of contests fail, as many as ``failures`` says."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.failures = 0

    async def transact(self, use_case: Callable[[Unit], T]) -> T:
        if self.failures and "ContestClock" in use_case.__qualname__:
            self.failures -= 1
            raise Unavailable("database is locked")
        return await self._store.transact(use_case)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.fixture
def store(store: Store) -> Shaky:  # type: ignore[misc]
    return Shaky(store)


class Starts:
    """A bot that can be started again on the same database, with other decks."""

    def __init__(self, double: TelegramDouble, url: str, store: Store, clock: TestClock) -> None:
        self.url, self.store, self.clock = url, store, clock
        self.chat = Conversation(double)

    @asynccontextmanager
    async def runs(self, library: Library) -> AsyncIterator[Time]:
        args = (TOKEN, self.url, self.store, library)
        app = build(*args, rates=UNLIMITED, clock=self.clock, chance=Random(5))
        self.chat.settled = app.settled
        async with running(app):
            app.scheduler.pause()
            yield Time(self.clock, app, self.chat)


@pytest.fixture
async def starts(double: TelegramDouble, store: Store, clock: TestClock) -> Starts:
    return Starts(double, await double.start(), store, clock)


@pytest.fixture
def people(starts: Starts) -> list[Learner]:
    """Anna and Boris in a group, whatever bot is running."""
    anna, boris = starts.chat.person("Анна"), starts.chat.person("Борис")
    return at(starts.chat.group("Группа", [anna, boris]), anna, boris)


# --- the process stands still ---


@pytest.mark.parametrize("away", [10, 600])
async def test_after_a_short_absence_an_open_question_stays_open_so_much_longer(
    anna: Learner, boris: Learner, group: Chat, time: Time, away: int
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(7)
    time.clock.forward(seconds=away)
    await time.passes(4)
    assert not says(anna, "Знали")
    await knows(boris)
    await time.passes(20)
    revealed = message_with(anna, "Знали")["text"]
    assert "Анна +127" in revealed
    assert "Борис +116" in revealed


async def test_after_hours_it_stands_still_and_says_why(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 без-скорости", anna, boris)
    await knows(anna)
    time.clock.forward(hours=3)
    await time.passes(2)
    assert "Меня не было на связи" in anna.sees
    await time.passes(120)
    assert not says(anna, "Знали")
    await anna.presses("▶ Продолжить")
    await time.passes(3)
    assert "Вопрос ещё раз" in text_of(question(anna))
    await knows(boris)
    await time.passes(29)
    assert "Анна +100, Борис +100" in message_with(anna, "Знали")["text"]


async def test_between_two_questions_the_next_one_is_not_missed(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    await time.passes(29)
    time.clock.forward(minutes=5)
    await time.passes(2)
    assert not says(anna, "2/2")
    await time.passes(GAP)
    assert "2/2" in text_of(question(anna))
    await knows(anna)
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna)


async def test_a_poll_keeps_its_own_time_and_votes_given_meanwhile_count(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    await anna.votes(option(anna.poll, right=True))
    time.clock.forward(seconds=20)
    double.vote(boris.who, message_with(anna, "1/1 ·"), [0])
    time.clock.forward(seconds=60)
    await time.passes(4)
    revealed = message_with(anna, "Знали")["text"]
    assert "Анна +" in revealed
    assert "Борис" in revealed


# --- the process ends and begins again ---


ALL = Library([*FOUR, SHAPES])


@pytest.mark.parametrize("way", ["", "словами"])
async def test_what_was_answered_while_the_bot_was_down_counts(
    starts: Starts, people: list[Learner], double: TelegramDouble, way: str
) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, f"/contest shapes 1 {way}", anna, boris)
        asked = message_with(anna, "1/1")
    starts.clock.forward(seconds=8)
    if way:
        double.say(anna.who, anna.chat, point(asked), reply_to=asked)
    else:
        double.press(boris.who, asked, data=_right(asked))
    starts.clock.forward(seconds=20)  # Telegram forgets a press after some minutes
    async with starts.runs(ALL) as time:
        await time.passes(3)
        assert not says(anna, "Знали")
        await time.passes(29)
        revealed = message_with(anna, "Знали")["text"]
        assert ("Анна +" if way else "Борис +") in revealed
        await time.passes(GAP)
        assert "Победа" in podium(anna)


async def test_down_while_a_question_is_on_its_way_it_is_asked_then(
    starts: Starts, people: list[Learner], double: TelegramDouble
) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await gather(time, "/contest shapes 1", anna, boris)
        double.fail("sendMessage", drop="before", times=1000)
        press = double.press(anna.who, anna.last, data="cb:1")
        await press.answered()
        await time.app.intake.settled()
    double.mend()
    starts.clock.forward(minutes=10)
    async with starts.runs(ALL) as time:
        await time.passes(3)
        await knows(anna)
        await time.passes(24)
        assert not says(anna, "Знали")
        await time.passes(4)
        assert "Анна +" in message_with(anna, "Знали")["text"]


@pytest.mark.parametrize("away", [3, 60])
async def test_a_lobby_outlives_the_process(starts: Starts, people: list[Learner], away: int) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await gather(time, "/contest shapes 1", anna)
    starts.clock.forward(minutes=away)
    async with starts.runs(ALL) as time:
        await boris.presses("Играю")
        await anna.presses("Начать")
        await time.passes(3)
        assert "1/1" in text_of(question(anna))


async def test_a_pause_ended_before_the_clock_looks_again_is_ended(
    starts: Starts, people: list[Learner]
) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, "/contest shapes 1", anna, boris)
        starts.clock.forward(hours=1)
        await time.passes(2)
    starts.clock.forward(hours=2)
    async with starts.runs(ALL) as time:
        await anna.presses("▶ Продолжить")
        await time.passes(4)
        assert says(anna, "⏸") == 1
        await knows(anna)
        await time.passes(30)
        assert "Анна +" in message_with(anna, "Знали")["text"]


async def test_appeals_wait_while_the_bot_is_down(starts: Starts, people: list[Learner]) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, "/contest shapes 1 словами", anna, boris)
        await boris.replies("это же очевидно всем", to=message_with(anna, "1/1"))
        await time.passes(29)
        await boris.presses("Я был прав")
        await time.passes(GAP)
    starts.clock.forward(hours=2)
    async with starts.runs(ALL) as time:
        await time.passes(2)
        await anna.presses("✅ Борис")
        assert "Победа: Борис" in podium(anna)


# --- decks that are taken away ---


async def test_a_deck_that_is_gone_ends_it_fairly(starts: Starts, people: list[Learner]) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, "/contest shapes 3", anna, boris)
        await knows(anna)
        await time.passes(29 + GAP + 3)
        await knows(boris)
        asked = question(anna)
    async with starts.runs(Library([deck for deck in ALL.decks if deck is not SHAPES])) as time:
        await anna.presses_data(asked, _right(asked))
        assert "больше нет в колоде" in (anna.toast or "")
        await time.passes(30)
        assert "Победа: Анна" in podium(anna)
        assert "Борис — 0" in podium(anna) or "Борис" not in podium(anna)
        await anna.presses("🔁 Реванш")
        assert "нет вопросов" in (anna.toast or "")


async def test_one_item_that_is_gone_is_passed_over(starts: Starts, people: list[Learner]) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, "/contest shapes 3", anna, boris)
        asked = text_of(question(anna))
    left = tuple(item for item in SHAPES.items if item.question not in asked)
    fewer = type(SHAPES)(SHAPES.slug, SHAPES.title, SHAPES.summary, left, aliases=SHAPES.aliases)
    async with starts.runs(Library([fewer])) as time:
        await time.passes(30)
        assert not says(anna, "Знали")
        assert "2/3" in text_of(question(anna))
        for _ in left:
            await knows(anna)
            await time.passes(29 + GAP)
        await time.passes(5)
        assert "Победа: Анна" in podium(anna)
        assert starts.store is not None


# --- faults of ours and of the storage ---


async def test_a_storage_that_fails_for_a_moment_delays_a_step_and_no_more(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Shaky
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(26)
    store.failures = 4
    await time.passes(5)
    assert store.failures == 0
    assert "Анна +" in message_with(anna, "Знали")["text"]
    await time.passes(GAP)
    assert says(anna, "Победа: Анна") == 1


async def test_a_step_that_fails_stops_no_other_contest(
    chat: Conversation,
    anna: Learner,
    boris: Learner,
    group: Chat,
    time: Time,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = chat.group("Вторая", [anna, boris])
    here, there = at(group, anna, boris), at(other, anna, boris)
    await begin(time, "/contest shapes 1", *here)
    await begin(time, "/contest shapes 1", *there)
    await knows(here[0], there[0])
    await misses(here[1])
    real, tries = Contesting._unveil, []

    def faulty(self: Contesting, work: Any, contest: Any, *rest: Any) -> Any:
        if contest.session.place.chat == group.id and len(tries) < 2:
            tries.append(time.clock())
            raise RuntimeError("ordered by the test")
        return real(self, work, contest, *rest)

    monkeypatch.setattr(Contesting, "_unveil", faulty)
    await time.passes(28 + GAP)
    assert "Победа: Анна" in podium(there[0])
    assert not says(here[0], "Знали")
    assert len(tries) == 1  # not several times a second
    await time.passes(60)
    assert len(tries) == 2
    assert "Победа: Анна" in podium(here[0])


def _right(asked: dict[str, Any]) -> str:
    """The callback data of the right option."""
    item = next(item for item in SHAPES.items if item.question in text_of(asked))
    rows = asked["reply_markup"]["inline_keyboard"]
    keys = [key["callback_data"] for row in rows for key in row]
    return str(next(data for data in keys if data.split(":")[2] == str(item.key)))


async def test_a_question_whose_options_are_others_by_now_counts_for_nobody(
    starts: Starts, people: list[Learner]
) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, "/contest shapes 3 без-скорости", anna, boris)
        await knows(anna)
        await time.passes(29 + GAP + 3)
        asked = question(anna)
        await knows(anna)
    fewer = tuple(replace(item, choices=item.choices[:2]) for item in SHAPES.items)
    async with starts.runs(Library([replace(SHAPES, items=fewer)])) as time:
        await boris.presses_data(asked, _right(asked))
        assert "вариант" in (boris.toast or "").lower()
        await time.passes(30)
        assert says(anna, "Знали") == 1
        assert "3/3" in text_of(question(anna))
        await knows(boris)
        await time.passes(29 + GAP)
        assert "Ничья: Анна, Борис" in podium(anna)


async def test_an_answer_doubted_when_its_item_is_gone_can_be_decided(
    starts: Starts, people: list[Learner]
) -> None:
    anna, boris = people
    async with starts.runs(ALL) as time:
        await begin(time, "/contest shapes 1 словами", anna, boris)
        await boris.replies("это же очевидно всем", to=message_with(anna, "1/1"))
        await time.passes(29)
        await boris.presses("Я был прав")
    async with starts.runs(Library([deck for deck in ALL.decks if deck is not SHAPES])) as time:
        await time.passes(GAP + 3)
        await anna.presses("✅ Борис")
        assert "Победа: Борис" in podium(anna)
