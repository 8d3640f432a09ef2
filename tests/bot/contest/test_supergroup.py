"""The group becomes a supergroup: what goes on goes on there."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    gather,
    knows,
    message_with,
    podium,
    point,
    question,
    says,
)
from tests.bot.contest.test_polls import option
from tests.chat import Conversation, Learner, text_of


@pytest.fixture
def small(chat: Conversation, anna: Learner, boris: Learner, vera: Learner) -> Chat:
    """A basic group, which may become a supergroup."""
    return chat.group("Кружок", [anna, boris, vera], kind="group")


async def test_the_lobby_is_shown_again_in_the_supergroup(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await gather(time, "/contest shapes 1", anna.at(small))
    new = double.upgrade(small)
    anna, boris = at(new, anna, boris)
    await time.passes(2)
    assert "Игроки (1):\nАнна" in anna.sees
    await boris.presses("Играю")
    assert boris.toast == "Вы в игре. Удачи!"
    await time.passes(4)
    assert "Игроки (2):\nАнна, Борис" in anna.sees
    assert says(anna, "Игроки") == 1
    await anna.presses("Начать")
    await time.passes(3)
    await knows(anna, boris)
    await time.passes(29 + GAP)
    assert "Ничья: Анна, Борис" in podium(anna)


async def test_mid_question_by_buttons_answers_stay_and_the_time_begins_anew(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 2 без-скорости", *at(small, anna, boris))
    await knows(anna.at(small))
    await time.passes(20)
    new = double.upgrade(small)
    anna, boris = at(new, anna, boris)
    await time.passes(3)
    assert "Вопрос ещё раз: время пошло заново" in text_of(question(anna))
    await knows(anna)
    assert anna.toast == "Вы уже ответили на этот вопрос."
    await time.passes(22)
    await knows(boris)
    await time.passes(8)
    assert "🟢 Знали: Анна +100, Борис +100" in message_with(anna, "Знали")["text"]
    await time.passes(GAP)
    assert "2/2" in anna.sees
    assert says(anna, "Таблица") == 1


async def test_mid_question_by_poll(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 1 опрос", *at(small, anna, boris))
    right, old = option(anna.at(small).poll, right=True), message_with(anna.at(small), "1/1")
    await anna.at(small).votes(right)
    new = double.upgrade(small)
    anna, boris = at(new, anna, boris)
    await time.passes(3)
    await boris.votes(right)
    await time.passes(29)
    revealed = message_with(anna, "Знали")["text"]
    assert "Анна +" in revealed
    assert "Борис +" in revealed
    assert old["message_id"] != message_with(anna, "1/1")["message_id"]


async def test_mid_question_in_words(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 1 словами", *at(small, anna, boris))
    asked = message_with(anna.at(small), "1/1")
    await anna.at(small).replies(point(asked), to=asked)
    new = double.upgrade(small)
    anna, boris = at(new, anna, boris)
    await time.passes(3)
    again = message_with(anna, "1/1")
    await boris.replies(point(again), to=again)
    await time.passes(29)
    revealed = message_with(anna, "Знали")["text"]
    assert "Анна +" in revealed
    assert "Борис +" in revealed
    await time.passes(GAP)
    assert "Итоги" in podium(anna)


async def test_between_two_questions_the_next_one_comes_to_the_supergroup(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 2", *at(small, anna, boris))
    await knows(anna.at(small))
    await time.passes(29)
    new = double.upgrade(small)
    anna = anna.at(new)
    await time.passes(GAP)
    assert "2/2" in anna.sees
    await knows(anna)
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna)


async def test_a_pause_is_ended_in_the_supergroup(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 2", *at(small, anna, boris))
    await knows(anna.at(small))
    await time.passes(29)
    await anna.at(small).presses("⏸ Пауза")
    new = double.upgrade(small)
    anna = anna.at(new)
    await time.passes(3)
    await anna.sends("/contest")
    await anna.presses("▶ Продолжить")
    await time.passes(2)
    assert "2/2" in message_with(anna, "2/2")["text"]


async def test_news_of_the_move_twice_shows_the_question_once(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 1", *at(small, anna, boris))
    new = double.upgrade(small)
    await time.passes(1)
    for update in range(double.last_update_id - 1, double.last_update_id + 1):
        double.repeat_update(update)
    await time.passes(3)
    assert says(anna.at(new), "Вопрос ещё раз") == 1


async def test_a_question_that_met_the_move_on_its_way_is_asked_once(
    anna: Learner, boris: Learner, small: Chat, double: TelegramDouble, time: Time
) -> None:
    await begin(time, "/contest shapes 2", *at(small, anna, boris))
    await knows(anna.at(small))
    await time.passes(29)
    await time.passes(8)
    time.clock.forward(seconds=3)
    new = double.upgrade(small)
    await time.app.contests.tick()  # it may not know yet that the group has moved
    await time.passes(2)
    assert says(anna.at(new), "2/2") == 1
    await knows(anna.at(new))
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna.at(new))


async def test_of_two_contests_that_meet_in_a_supergroup_one_goes_on(
    chat: Conversation, anna: Learner, boris: Learner, small: Chat, time: Time, store: Store
) -> None:
    other = chat.group("Кружок, большой", [anna, boris])
    await gather(time, "/contest shapes 1", anna.at(small), boris.at(small))
    here = at(other, anna, boris)
    await begin(time, "/contest shapes 1", *here)
    await knows(*here)
    await store.transact(lambda unit: unit.move(small.id, other.id, time.clock()))
    await time.passes(30 + GAP)
    assert "Ничья: Анна, Борис" in podium(here[0])
    await time.passes(900)
    assert await store.read(lambda unit: unit.contests_running()) == ()
    assert not says(here[0], "Сбор закрыт")
