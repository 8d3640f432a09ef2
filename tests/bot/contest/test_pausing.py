"""Pauses, ends, and what goes on beside a contest."""

from __future__ import annotations

from datetime import time as wall

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.daily.arranging import set_schedule
from study.daily.values import Coming, Schedule
from study.values import Place
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
from tests.chat import Conversation, Learner, text_of

# --- pause and resume ---


async def test_a_pause_waits_for_the_reveal_and_ends_with_the_next_question(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 3", anna, boris)
    await boris.presses("⏸ Пауза")
    assert "админ" in (boris.toast or "")
    await anna.presses("⏸ Пауза")
    assert anna.toast == "Пауза начнётся после этого вопроса."
    await knows(anna, boris)
    await time.passes(29)
    assert says(anna, "Знали") == 1
    await time.passes(GAP)
    assert anna.sees.startswith("⏸ Пауза.")
    await time.passes(600)
    assert not says(anna, "2/3")
    await boris.presses("▶ Продолжить")
    assert "админ" in (boris.toast or "")
    await vera.presses("▶ Продолжить")
    assert vera.toast == "Продолжаем."
    await time.passes(2)
    assert "2/3" in anna.sees
    await vera.presses_data(message_with(vera, "⏸ Пауза."), "cr:1")
    assert "нет такого турнира" in (vera.toast or "")


async def test_between_two_questions_it_pauses_at_once(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3", anna, boris)
    await knows(anna)
    await time.passes(29)
    await anna.presses("⏸ Пауза")
    assert anna.sees.startswith("⏸ Пауза.")
    await time.passes(GAP)
    assert not says(anna, "2/3")


async def test_a_pause_that_is_to_come_can_be_called_off(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3", anna, boris)
    await anna.presses("⏸ Пауза")
    await anna.sends("/contest")
    await anna.presses("▶ Продолжить")
    assert anna.toast == "Паузы не будет."
    await knows(anna)
    await time.passes(29 + GAP)
    assert "2/3" in anna.sees


async def test_a_pause_nobody_ends_closes_the_table_after_an_hour(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3", anna, boris)
    await knows(anna)
    await time.passes(29)
    await anna.presses("⏸ Пауза")
    await time.passes(3602)
    assert "Победа: Анна" in podium(anna)


async def test_of_a_running_contest_the_command_shows_where_it_stands(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3", anna, boris)
    for line in ("/contest", "/contest mask_rcnn 10"):
        await boris.sends(line)
        assert boris.sees == "Турнир: Фигуры\nВопрос 1 из 3."
        assert boris.buttons == ["⏸ Пауза", "⏹ Закончить"]
    await anna.presses("⏹ Закончить", on=anna.last)
    assert says(anna, "Турнир отменён.") == 1


# --- the end ---


async def test_stopped_by_the_host_the_open_question_does_not_count(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 без-скорости", anna, boris)
    await knows(anna, boris)
    await time.passes(29 + GAP + 3)
    await misses(boris)
    await knows(anna)
    await boris.sends("/stop")
    assert "админ" in boris.sees
    await anna.sends("/stop")
    assert "Турнир остановлен, открытый вопрос не считается." in podium(anna)
    assert "🥇 Анна — 100" in podium(anna)
    assert "🥇 Борис — 100" in podium(anna)
    assert "в целом знала" in anna.sees  # the question that was withdrawn is not missed
    assert not says(anna, "2/3")
    await anna.sends("/contest shapes 1")
    assert "Игроки (1)" in anna.sees


async def test_an_admin_stops_it_also_in_the_name_of_the_group(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, chat: Conversation
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3", anna, boris)
    await knows(anna)
    await time.passes(29)
    double.anonymous_admin_says(group, "/stop")
    await chat.idle()
    assert "Турнир остановлен" in podium(anna)


async def test_two_questions_without_an_answer_end_it(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest mask_rcnn 10", anna, boris)
    asked = question(anna)
    await anna.presses("А", on=asked)
    await time.passes(30 + 2 * 42 + GAP)
    assert says(anna, "Никто не ответил.") == 2
    assert "Два вопроса подряд остались без ответа" in podium(anna)
    assert anna.sees.count("— 0 %") >= 2  # nobody knew what nobody answered
    assert not says(anna, "4/10")


async def test_where_nobody_answered_at_all_there_is_no_table(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest mask_rcnn 10", anna, boris)
    await time.passes(2 * (30 + GAP) + 3)
    assert not [message for message in anna.messages if "photo" in message]
    assert says(anna, "Никто не ответил, таблицы не будет.") == 1


# --- beside it ---


async def test_one_at_a_time_and_rounds_wait(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 1", anna, boris)
    await boris.sends("/quiz shapes")
    assert "уже идёт раунд" in boris.sees
    await boris.sends("/duel @anna shapes")
    assert "уже идёт турнир" in boris.sees
    await anna.presses("Отменить")
    await boris.sends("/quiz shapes")
    assert "1/3" in boris.sees
    await anna.sends("/contest shapes 1")
    assert "уже идёт раунд" in anna.sees


async def test_buttons_of_a_round_and_of_a_contest_are_not_confused(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    asked = question(anna)
    number, option, fingerprint = data_of(asked, letter(asked, right=True)).split(":")[1:]
    for data in (f"p:{number}:{option}:{fingerprint}", f"h:{number}", f"s:{number}", f"n:{number}"):
        await boris.presses_data(asked, data)
        assert boris.answer is not None
    for command in ("/hint", "/skip"):
        await boris.sends(command)
        assert "🟢" not in boris.sees
    assert await store.read(lambda unit: unit.answers_in(1)) == ()
    await knows(boris)
    assert "Верно" in (boris.toast or "")


async def test_two_topics_play_side_by_side(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble, time: Time
) -> None:
    forum = chat.group("Форум", [anna, boris], forum=True)
    one, two = double.add_topic(forum, "Раз"), double.add_topic(forum, "Два")
    here, there = (anna.at(forum, one), boris.at(forum, one)), (boris.at(forum, two), anna.at(forum, two))
    await begin(time, "/contest shapes 1", *here)
    await begin(time, "/contest shapes 1 словами спокойно", *there)
    await knows(here[0])
    await there[0].replies("не знаю", to=message_with(there[0], "1/1"))
    await time.passes(85)
    assert "Победа: Анна" in podium(here[0])
    assert "Очков не набрал никто" in podium(there[0])
    for who, topic in ((here[0], one), (there[0], two)):
        assert all(message["message_thread_id"] == topic for message in who.messages)
    assert says(here[0], "Победа: Анна") == 1


async def test_the_question_of_the_day_waits(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    place = Place(group.id, 0)
    schedule = Schedule(
        place, Coming.DAILY, anna.who.id, True, "Europe/Moscow", wall(12, 1), decks=("shapes",)
    )
    await store.transact(lambda unit: set_schedule(unit, schedule, time.clock()))
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    await time.passes(29 + GAP + 3)
    await time.app.fanout.tick()
    await time.chat.idle()
    assert not says(anna, "Отвечает каждый")
    await knows(anna)
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna)
    await time.passes(16 * 60)
    await time.app.fanout.tick()
    await time.chat.idle()
    assert says(anna, "Отвечает каждый") == 1


@pytest.mark.parametrize("way", ["", "опрос", "словами"])
async def test_a_whole_contest_keeps_within_what_a_group_may_get(
    chat: Conversation, time: Time, way: str, double: TelegramDouble
) -> None:
    people = [chat.person(f"Игрок {number}") for number in range(8)]
    crowd = at(chat.group("Поток", people), *people)
    await begin(time, f"/contest все 12 10s блиц {way}", *crowd)
    for _ in range(12):
        for who in crowd[:6]:
            if way == "опрос":
                await who.votes(0)
            elif way:
                await who.replies("не знаю", to=message_with(who, "Ответьте (reply)"))
            else:
                await who.presses("А", on=question(who))
        await time.passes(19 if way == "опрос" else 18)
    await time.passes(10)
    assert says(crowd[0], "🏁 Итоги") == 1
    assert sum("· 12/12" in text or "12/12 ·" in text for text in texts(crowd[0])) >= 1
    assert not any("Выбывают" in text_of(message) for message in crowd[0].messages)


async def test_answers_given_before_a_pause_that_nobody_ends_count(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2 без-скорости", anna, boris)
    await knows(anna)
    time.clock.forward(hours=3)  # the bot was away: it pauses with the question open
    await time.passes(2)
    await misses(boris)
    await time.passes(3601)
    assert "Победа: Анна" in podium(anna)
    assert "Анна — 100" in podium(anna)
    assert not says(anna, "Вопрос ещё раз")


async def test_stopped_in_a_pause_the_open_question_does_not_count(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna)
    time.clock.forward(hours=3)
    await time.passes(2)
    await anna.sends("/stop")
    assert not says(anna, "Победа")
