"""Groups that change, messages that go, a Telegram that says wait: a contest goes on, or says why it does not."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    data_of,
    gather,
    knows,
    letter,
    message_with,
    misses,
    podium,
    question,
    says,
    texts,
)
from tests.bot.contest.test_polls import option
from tests.chat import Learner, text_of

# --- rights that go and come ---


async def test_muted_before_a_question_it_pauses_and_goes_on_later(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    await time.passes(29)
    double.mute_bot(group)
    await time.passes(GAP + 2)
    contest = await store.read(lambda unit: unit.contest(1))
    assert contest is not None
    assert contest.stage == "paused"
    double.mute_bot(group, muted=False)
    await time.passes(120)
    assert "⏸ Пауза. Продолжить может" in anna.sees
    await anna.presses("▶ Продолжить")
    await time.passes(3)
    assert "2/2" in text_of(question(anna))
    await knows(anna)
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna)


async def test_muted_while_a_question_is_open_answers_count_and_the_next_one_waits(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    double.mute_bot(group)
    await knows(anna)
    assert "Верно" in (anna.toast or "")
    await time.passes(29 + GAP + 2)
    scores = await store.read(lambda unit: unit.scores(1))
    assert [score.person for score in scores] == [anna.who.id]
    contest = await store.read(lambda unit: unit.contest(1))
    assert contest is not None
    assert contest.stage == "paused"


async def test_kicked_and_back_it_goes_on(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    double.kick_bot(group)
    await time.passes(45)
    double.add_bot(group)
    await time.passes(3)
    assert "⏸ Пауза. Продолжить может" in anna.sees
    await anna.presses("▶ Продолжить")
    await time.passes(3)
    assert "2/2" in text_of(question(anna))


async def test_kicked_for_good_it_ends_by_itself(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    double.kick_bot(group)
    await time.passes(3700)
    contest = await store.read(lambda unit: unit.contest(1))
    assert contest is not None
    assert contest.stage == "over"
    assert await store.read(lambda unit: unit.contests_due(time.clock(), 100)) == ()


# --- messages that an admin deletes ---


async def test_a_deleted_question_is_said_anew(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 1", anna, boris)
    await vera.deletes(question(anna))
    await time.passes(14)
    assert "осталось" in text_of(question(anna))
    await knows(anna)
    await vera.deletes(question(anna))
    await time.passes(16)
    assert "Анна +" in message_with(anna, "Знали")["text"]
    await time.passes(GAP)
    assert "Победа: Анна" in podium(anna)


async def test_a_deleted_table_is_said_anew(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 2", anna, boris)
    await vera.deletes(message_with(anna, "Турнир идёт"))
    await knows(anna)
    await time.passes(29)
    assert says(anna, "Таблица") == 1
    await vera.deletes(message_with(anna, "Таблица"))
    await time.passes(GAP + 3)
    await knows(anna)
    await time.passes(29)
    assert "После вопроса 2 из 2" in message_with(anna, "Таблица")["text"]


async def test_a_deleted_lobby_is_said_anew_when_somebody_joins(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await anna.sends("/contest shapes 1")
    lobby = anna.last
    await vera.deletes(lobby)
    await boris.presses_data(lobby, "cj:1:0")
    await time.passes(5)
    assert "Игроки (2)" in anna.sees


async def test_a_deleted_poll_is_revealed_all_the_same(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    await anna.votes(option(anna.poll, right=True))
    await vera.deletes(message_with(anna, "1/1 ·"))
    await time.passes(29)
    assert "Анна +" in message_with(anna, "Знали")["text"]


# --- a Telegram that fails ---


@pytest.mark.parametrize("fault", [{"error": "429:1"}, {"error": "502"}, {"drop": "after"}], ids=str)
async def test_a_fault_in_the_middle_of_a_reveal_loses_nothing(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time, fault: dict[str, str]
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    await time.passes(26)
    double.fail("editMessageText", **fault)  # type: ignore[arg-type]
    await time.passes(2)
    assert "Анна +" in message_with(anna, "Знали")["text"]
    assert "После вопроса 1 из 2" in message_with(anna, "Таблица")["text"]
    edits = [text for text in texts(anna) if "1/2" in text]
    assert len(edits) == 1
    await time.passes(GAP + 2)
    await knows(anna)
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna)


async def test_time_begins_when_a_question_is_seen_not_when_it_was_meant_to_be(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 1", anna, boris)
    double.fail("sendMessage", error="429:2")
    press = double.press(anna.who, anna.last, data="cb:1")
    await press.answered()
    for _ in range(20):  # Telegram lets the bot wait; the contest's clock goes on
        time.clock.forward(seconds=1)
        await time.app.contests.tick()
    await time.chat.idle()
    await time.passes(14)
    await knows(anna)
    await time.passes(13)
    assert not says(anna, "Знали")
    await knows(boris)
    await time.passes(4)
    assert "Анна +" in message_with(anna, "Знали")["text"]
    assert "Борис +" in message_with(anna, "Знали")["text"]


# --- the same moment ---


async def test_the_same_press_delivered_twice_begins_once(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest shapes 1")
    double.repeat_update(double.last_update_id)
    await boris.presses("Играю")
    double.repeat_update(double.last_update_id)
    await time.passes(4)
    assert says(anna, "Игроки (2)") == 1
    await anna.presses("Начать")
    double.repeat_update(double.last_update_id)
    await time.passes(3)
    assert says(anna, "1/1") == 1


async def test_the_stop_and_the_reveal_in_one_moment(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    await misses(boris)
    await time.passes(26)
    time.clock.forward(seconds=1)
    double.say(anna.who, group, "/stop")
    await time.app.contests.tick()
    await time.passes(1)
    over = [text for text in texts(anna) if "Итоги" in text or "Турнир отменён" in text]
    assert len(over) == 1
    await time.passes(60)
    assert not says(anna, "2/2")


async def test_an_old_question_shown_again_takes_presses_on_both_copies_once(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    first = question(anna)
    time.clock.forward(hours=1)
    await time.passes(1)
    await anna.presses("▶ Продолжить")
    await time.passes(3)
    await anna.presses_data(first, data_of(first, letter(first, right=True)))
    assert "Верно" in (anna.toast or "")
    await knows(anna)
    assert anna.toast == "Вы уже ответили на этот вопрос."
    assert len(await store.read(lambda unit: unit.answers_in(1))) == 1


async def test_a_contest_waits_for_a_question_that_is_long_on_its_way(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 1 без-скорости", anna, boris)
    double.fail("sendMessage", drop="before", times=1000)
    press = double.press(anna.who, anna.last, data="cb:1")
    await press.answered()
    for _ in range(95):
        time.clock.forward(seconds=1)
        await time.app.contests.tick()
    double.mend()
    await time.chat.idle()
    assert not says(anna, "⏸")  # nothing is wrong with the group
    await time.passes(5)
    await knows(anna, boris)
    await time.passes(29)
    assert "🟢 Знали: Анна +100, Борис +100" in message_with(anna, "Знали")["text"]
