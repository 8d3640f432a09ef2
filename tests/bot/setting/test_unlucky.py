"""Clumsy, hostile and unlucky people around what comes by itself."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from study.daily.values import Coming, Pause
from study.values import Place
from tests.bot.hostile.conftest import nothing_improper, right_letter_of  # noqa: F401
from tests.bot.setting.looking import arrives, home, questions, schedule
from tests.bot.test_daily import Days, answers_right
from tests.bot.test_private_quiz import right_letter
from tests.chat import Learner, text_of
from tests.conftest import NOW

ABSURD = (
    "🎉🎉",
    "'; DROP TABLE schedules; --",
    '<b>&"',
    "مرحبا بالعالم",
    "٩:٣٠",
    "25:99",
    "24:00",
    "9:60",
    "0 вопросов",
    "11 вопросов",
    "9 ³",
    "9 9 9",
    "9 Москва Омск",
    "9 +99",
    "9 localtime",
    "nope_deck 3",
    "9" * 190,
    "﷽" * 199,
    "я" * 4000,
)


@pytest.mark.parametrize("typed", ABSURD)
async def test_absurd_settings_set_nothing(days: Days, anna: Learner, typed: str) -> None:
    await anna.sends(f"/daily {typed}")
    assert "9:30 будни 3 mask_rcnn Казань" in anna.sees
    assert len(anna.sees) < 400
    assert await days.store.read(lambda unit: unit.schedule(Place(anna.chat.id), Coming.DAILY)) is None


async def test_no_is_off(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва")
    await anna.sends("/daily нет")
    assert "Выключен." in anna.sees


async def test_after_an_unknown_place_the_next_text_is_a_place(days: Days, anna: Learner) -> None:
    await anna.sends("/zone Ыыыыыы")
    assert "Передумали? /cancel" in anna.sees
    await anna.sends("Казань")
    assert await home(days, anna) == "Europe/Moscow"


async def test_a_group_plays_while_its_zone_is_not_told_yet(
    days: Days, anna: Learner, boris: Learner, group: Chat
) -> None:
    await anna.at(group).sends("/daily 9")
    boris = boris.at(group)
    await boris.sends("/quiz shapes 1")
    await boris.presses(right_letter(boris))
    assert "Верно" in (boris.toast or "")


@pytest.mark.parametrize("stopped", ["off", "пауза"])
async def test_what_nothing_could_bring_back_is_not_put_off(days: Days, anna: Learner, stopped: str) -> None:
    await arrives(days, anna)
    question = anna.last
    await anna.presses("⏰ Позже")
    await anna.sends(f"/daily {stopped}")
    await anna.presses("Через час")
    assert "не приходят" in (anna.toast or "")
    await anna.presses("‹ назад")
    await anna.presses("⏰ Позже")
    assert "не приходят" in (anna.toast or "")
    await anna.presses(right_letter_of(question), on=question)
    assert "Верно" in (anna.toast or "")


async def test_an_exam_is_not_interrupted_however_long_one_thinks(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва shapes")
    days.clock.forward(minutes=12)
    await anna.sends("/mock resnet")
    await days.pass_by(minutes=18)
    assert not questions(anna)
    assert "1/10" in anna.sees
    await days.pass_by(minutes=30)
    assert any("Время вышло" in text_of(one) for one in anna.messages)
    assert len(questions(anna)) == 1


async def test_a_question_that_never_arrived_takes_no_text(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.presses("⏰ Позже")
    await anna.presses("Через час")
    days.chat.double.block(anna.who)  # the bot learns of it by its next message only
    await days.pass_by(hours=2)
    await anna.unblocks()
    await anna.sends("привет, я вернулась к вам")
    assert "Этот вопрос до вас не дошёл" in text_of(anna.messages[-2])
    assert "☀️ Вопрос дня" in anna.sees
    assert await days.store.read(lambda unit: unit.answers_since(anna.who.id, NOW)) == ()
    await answers_right(anna)
    assert "✅ Верно" in anna.sees


async def test_two_presses_at_once_make_one_plan(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.presses("⏰ Позже")
    question = anna.last
    keys = [key["callback_data"] for row in question["reply_markup"]["inline_keyboard"] for key in row]
    for data in (keys[0], keys[1], keys[0], keys[0]):
        days.chat.double.press(anna.who, question, data=data)
    await days.chat.idle()
    assert "сегодня в 13:30" in anna.sees
    await days.pass_by(hours=10)
    assert sum("отложенным" in text_of(one) for one in anna.messages) == 1


async def test_two_topics_have_their_own_questions(
    days: Days, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = days.chat.group("Форум", [anna, boris], admins=[anna], forum=True)
    first, second = (anna.at(forum, double.add_topic(forum, name)) for name in ("Раз", "Два"))
    await first.sends("/daily 12:30 Москва shapes")
    await second.sends("/daily 18 Омск resnet")
    await days.pass_by(hours=4)
    assert (len(questions(first)), len(questions(second))) == (1, 1)
    await second.sends("/daily off")
    assert (await schedule(days, second)).paused is Pause.OFF
    assert (await schedule(days, first)).paused is Pause.NONE


async def test_a_bot_that_was_thrown_out_and_let_in_again_goes_on(
    days: Days, anna: Learner, group: Chat, double: TelegramDouble
) -> None:
    here = anna.at(group)
    await here.sends("/daily 12:30 Москва shapes")
    double.kick_bot(group)
    await days.chat.idle()
    await days.pass_by(days=3)
    assert not questions(here)
    double.add_bot(group)
    await days.chat.idle()
    await days.pass_by(days=1)
    assert len(questions(here)) == 1


async def test_over_the_date_line_and_back_no_day_comes_twice(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 23:55 Kiritimati shapes")
    await days.pass_by(hours=1)
    await answers_right(anna)
    for place in ("Паго-Паго", "Kiritimati", "Москва", "Паго-Паго"):
        await anna.sends(f"/zone {place}")
    assert "Придёт сегодня в 23:55." in anna.sees  # yesterday begins anew there, and had no question
    await anna.sends("/zone Kiritimati")
    await days.pass_by(hours=23)
    assert len(questions(anna)) == 1
    await days.pass_by(hours=1)
    assert len(questions(anna)) == 2


async def test_stop_means_what_was_begun(days: Days, anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/daily 12:30 Москва shapes")
    await boris.sends("/quiz resnet 3")
    await days.pass_by(hours=2)
    assert len(questions(anna)) == 1
    await boris.sends("/stop")
    assert "🏁 ResNet" in boris.sees
    await boris.sends("/stop")
    assert "администратор" in boris.sees
    await anna.sends("/stop")
    assert "🏁 Фигуры" in anna.sees


async def test_who_is_no_admin_any_more_leaves_the_groups_question_alone(
    days: Days, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    group = days.chat.group("Группа", [boris, anna], admins=[boris, anna])
    here = anna.at(group)
    await arrives(days, here)
    double.demote(group, anna.who)
    await days.chat.idle()
    for button in ("⏸ Пауза", "⏰ Позже"):
        await here.presses(button)
        assert "настраивает администратор" in (here.toast or "")
    await boris.at(group).presses("⏸ Пауза")
    assert "На неделю" in boris.at(group).buttons


async def test_three_weeks_missed_are_many(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва shapes")
    await days.away(days=21)
    await days.pass_by(days=1)
    assert "Прошлые вопросы дня не пришли вовремя" in anna.sees


async def test_called_off_before_the_zone_is_told(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30")
    await anna.sends("/daily off")
    assert "Выключен." in anna.sees
    assert "Выключить" not in anna.buttons
    await anna.sends("/zone Казань")
    await days.pass_by(days=1)
    assert not questions(anna)
    await anna.sends("/daily вкл")
    assert "Придёт сегодня в 12:30." in anna.sees
