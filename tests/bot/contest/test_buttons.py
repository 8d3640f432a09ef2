"""A question by buttons: answers stay hidden until the reveal, the first one counts."""

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
    knows,
    letter,
    line_of,
    message_with,
    misses,
    podium,
    question,
    says,
    texts,
)
from tests.chat import Conversation, Learner


async def test_nothing_is_told_before_the_reveal_but_to_the_one_who_pressed(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    before = texts(anna)
    await knows(anna)
    assert anna.toast == "✅ Верно! Очки — после вопроса."
    await misses(boris)
    assert "❌ Неверно. " in (boris.toast or "")
    assert "заблуждение" in (boris.toast or "")
    assert texts(anna) == before
    await time.passes(15)
    half = message_with(boris, "осталось")["text"]
    assert "осталось 15 с · ответили 2 игрока" in half
    assert "Анна" not in half
    await time.passes(15)
    revealed = message_with(boris, "Знали")["text"]
    assert "🟢 Знали: Анна +" in revealed
    assert "🔴 Не вышло: Борис" in revealed
    assert "✅ " in revealed


async def test_the_first_answer_locks(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await misses(anna)
    await knows(anna)
    assert anna.toast == "Вы уже ответили на этот вопрос."
    await time.passes(45)
    assert "Очков не набрал никто" in podium(anna)
    assert not [message for message in anna.messages if "photo" in message], "nobody to stand on the steps"


async def test_presses_of_one_moment_count_once(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    asked = question(anna)
    for who in (anna, boris, anna, boris):
        double.press(who.who, asked, data=data_of(asked, letter(asked, right=True)))
    last = double.last_update_id
    await time.passes(1)
    for update in range(last - 3, last + 1):
        double.repeat_update(update)
    await time.passes(30)
    answers = await store.read(lambda unit: unit.answers_in(1))
    assert sorted(answer.person for answer in answers) == sorted([anna.who.id, boris.who.id])
    assert message_with(anna, "Знали")["text"].count("Анна") == 1


async def test_a_press_after_the_reveal_is_told_that_it_is_too_late(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    asked = question(anna)
    await knows(anna)
    await time.passes(28)
    await boris.presses_data(asked, data_of(asked, "А"))
    assert boris.toast == "Время вышло: ответ уже показан."
    await time.passes(GAP)
    await boris.presses_data(asked, data_of(asked, "А"))
    assert "закончился" in (boris.toast or "")


async def test_a_press_in_the_moment_of_the_reveal_counts_or_is_told_why_not(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    asked = question(anna)
    await knows(anna)
    await time.passes(26)
    time.clock.forward(seconds=1)
    press = double.press(boris.who, asked, data=data_of(asked, letter(asked, right=True)))
    await time.app.contests.tick()
    await time.passes(1)
    counted = "Борис" in message_with(anna, "Знали")["text"]
    assert press.answer is not None
    assert ("Верно" in (press.answer.text or "")) is counted
    assert ("Время вышло" in (press.answer.text or "")) is not counted


async def test_quicker_than_anybody_reads_earns_nothing(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest shapes 1")
    await boris.presses("Играю")
    await anna.presses("Начать")
    await knows(anna)
    assert "Слишком быстро" in (anna.toast or "")
    await time.passes(5)
    await knows(boris)
    await time.passes(26)
    revealed = message_with(anna, "Знали")["text"]
    assert "Борис +" in revealed
    assert "Анна +" not in revealed
    assert "Анна" in revealed


async def test_speed_earns_a_little_and_can_be_switched_off(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(24)
    await knows(boris)
    await time.passes(5)
    assert line_of(message_with(anna, "Знали")["text"], "Анна") == "🟢 Знали: Анна +127, Борис +103"
    await time.passes(60)
    await begin(time, "/contest shapes 1 без-скорости", anna, boris)
    await knows(anna)
    await time.passes(24)
    await knows(boris)
    await time.passes(5)
    assert line_of(message_with(anna, "Знали")["text"], "Анна") == "🟢 Знали: Анна +100, Борис +100"
    table = message_with(anna, "Таблица")["text"]
    assert [line for line in table.splitlines() if "🥇" in line] == ["🥇 Анна — 100", "🥇 Борис — 100"]
    await time.passes(GAP)
    assert "Ничья: Анна, Борис" in podium(anna)


async def test_right_answers_in_a_row_earn_more_and_a_miss_ends_the_row(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 без-скорости", anna, boris)
    gained = []
    for number in range(3):
        await knows(anna)
        await (misses(boris) if number == 1 else knows(boris))
        await time.passes(28)
        gained.append([line for line in message_with(anna, "Знали")["text"].splitlines() if "+" in line])
        await time.passes(GAP + 3)
    assert gained == [
        ["🟢 Знали: Анна +100, Борис +100"],
        ["🟢 Знали: Анна +110"],
        ["🟢 Знали: Анна +120, Борис +100"],
    ]
    assert "🥇 Анна — 330" in podium(anna)
    assert "🥈 Борис — 200" in podium(anna)


async def test_the_table_is_one_message_and_the_end_tells_what_was_missed(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3", anna, boris)
    for number in range(3):
        await knows(anna)
        if number:
            await misses(boris)
        await time.passes(28)
        assert says(anna, "Таблица") == 1
        assert f"После вопроса {number + 1} из 3" in message_with(anna, "Таблица")["text"]
        await time.passes(GAP + 3)
    assert "Победа: Анна" in podium(anna)
    assert says(anna, "Таблица ·") == 0  # the podium tells all it told
    assert anna.sees.startswith("Что группе не далось")
    assert anna.sees.count("— 50 %") == 3
    assert anna.buttons == ["🔁 Реванш", "🎯 Повторить, что не вышло"]


async def test_what_was_missed_is_played_again_and_revenge_has_as_many_questions(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(anna, boris)
    await time.passes(43)
    await misses(anna, boris)
    await time.passes(43)
    report = anna.last
    await boris.presses("🎯 Повторить")
    assert "1 вопрос, на каждый 30 с" in anna.sees
    assert "Игроки (1):\nБорис" in anna.sees
    assert "reply_markup" not in message_with(anna, "Что группе не далось")
    await anna.presses_data(report, "cw:1")
    assert "уже идёт турнир" in (anna.toast or "")
    await boris.presses("Отменить")
    await anna.presses_data(report, "cw:1")
    assert "2 вопроса, на каждый 30 с" in anna.sees
    assert "Игроки (1):\nАнна" in anna.sees


async def test_where_pictures_are_not_allowed_the_end_is_told_in_words(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    double.restrict_bot(group, can_send_photos=False)
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(45)
    assert not [message for message in anna.messages if "photo" in message]
    assert says(anna, "Победа: Анна") == 1
    assert anna.buttons[0] == "🔁 Реванш"


@pytest.mark.parametrize("data", ["ca:999999:0:x", "ca:1:99:x", "ca:1:0:x", "cb:99", "cj:99:0", "cj:1:3", "cl:99",
                                  "cx:99", "cp:99", "cr:99", "cd:1", "cn:1", "cq:99", "cv:99:1", "cw:99", "cm:99",
                                  "ca:1:0", "ca:x:0:x", "cv:1:1"])  # fmt: skip
async def test_a_forged_press_is_refused(
    anna: Learner, boris: Learner, group: Chat, time: Time, data: str
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    before = texts(anna)
    await boris.presses_data(question(anna), data)
    assert boris.answer is not None
    assert boris.answer.alert
    assert texts(anna) == before


@pytest.mark.parametrize("prefix", ["cb", "cx", "cp", "cr", "cj", "cl", "cw", "cm", "cd", "cn"])
async def test_buttons_of_another_group_do_nothing_there(
    chat: Conversation, anna: Learner, boris: Learner, group: Chat, time: Time, prefix: str
) -> None:
    elsewhere = chat.group("Другая", [boris], admins=[boris])
    here, there = boris.at(group), boris.at(elsewhere)
    anna = anna.at(group)
    await begin(time, "/contest shapes 1", anna, here)
    before = texts(anna)
    await there.sends("/contest")
    await there.presses_data(there.last, f"{prefix}:1:0" if prefix == "cj" else f"{prefix}:1")
    assert there.answer is not None
    assert there.answer.alert
    await time.passes(2)
    assert texts(anna) == before


async def test_an_answer_pressed_below_a_message_of_another_group_does_not_count(
    chat: Conversation, anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    elsewhere = chat.group("Другая", [boris])
    anna, here, there = anna.at(group), boris.at(group), boris.at(elsewhere)
    await begin(time, "/contest shapes 1", anna, here)
    await there.sends("/contest")
    asked = question(anna)
    await there.presses_data(there.last, data_of(asked, letter(asked, right=True)))
    assert there.answer is not None
    assert there.answer.alert
    assert await store.read(lambda unit: unit.answers_in(1)) == ()
