"""The clock itself: set back, stood still, and who was quicker than anybody can read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.double import Chat
from storage import Store
from tests.bot.clock import TestClock
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    gather,
    knows,
    letter,
    message_with,
    podium,
    question,
    says,
)
from tests.chat import Learner

LATER = 30 + GAP


@pytest.mark.parametrize("stage", ["open", "result"])
async def test_a_clock_that_is_set_back_an_hour_does_not_hold_a_contest_up(
    anna: Learner, boris: Learner, group: Chat, time: Time, clock: TestClock, stage: str
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    if stage == "open":
        clock.forward(hours=-1)
    await knows(anna)
    await time.passes(30)
    assert "Анна +1" in message_with(anna, "Знали")["text"]
    if stage == "result":
        clock.forward(hours=-1)
    await time.passes(GAP)
    assert says(anna, "2/2")
    await knows(boris)
    await time.passes(LATER)
    assert "Победа" in podium(anna)


async def test_a_pause_is_not_over_when_the_bot_was_away_for_it(
    anna: Learner, boris: Learner, group: Chat, time: Time, clock: TestClock
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    await anna.presses("Пауза")
    await time.passes(LATER)
    clock.forward(minutes=61)  # the process was down, nobody could press
    await time.passes(2)
    assert not says(anna, "Победа")
    await anna.presses("▶ Продолжить")
    await time.passes(2)
    assert says(anna, "2/2")


async def test_a_lobby_does_not_close_while_the_bot_is_away(
    anna: Learner, boris: Learner, group: Chat, time: Time, clock: TestClock, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 1", anna)
    clock.forward(minutes=40)
    await time.passes(2)
    await boris.presses("Играю")
    await time.passes(5)
    contest = (await store.read(lambda unit: unit.contests_running()))[0]
    assert contest.due_at == contest.ends_at
    assert contest.ends_at is not None
    assert timedelta(minutes=14) < contest.ends_at - clock() < timedelta(minutes=15)
    await anna.presses("Начать")
    await time.passes(3)
    assert says(anna, "1/1")


async def test_who_cannot_have_read_it_did_not_know_it(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 1 вылет", anna, boris)
    await anna.presses("Начать")
    asked = question(anna)
    await anna.presses(letter(asked, right=True), on=asked)  # in no time
    assert "быстро" in (anna.toast or "").casefold()
    await time.passes(5)
    await boris.presses(letter(asked, right=True), on=asked)
    await time.passes(30)
    scores = {one.person: one.share for one in await store.read(lambda unit: unit.scores(1))}
    assert scores == {anna.who.id: 0.0, boris.who.id: 1.0}
    players = {one.person: one.lives for one in await store.read(lambda unit: unit.players(1))}
    assert players == {anna.who.id: 1, boris.who.id: 2}
