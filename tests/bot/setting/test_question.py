"""The buttons below the question of the day."""

from __future__ import annotations

import pytest

from bot.presses.daily import WhenLater
from bot.sandbox.double import Chat
from study.daily.values import Pause
from study.values import Place, Session
from tests.bot.setting.looking import arrives, questions, schedule
from tests.bot.test_daily import Days, answers_right
from tests.chat import Learner, text_of
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("button", "said", "hours"),
    [
        ("Через час", "Вернусь с этим вопросом сегодня в 13:30.", 1),
        ("Вечером", "Вернусь с этим вопросом сегодня в 19:00.", 6.5),
    ],
)
async def test_later(days: Days, anna: Learner, button: str, said: str, hours: float) -> None:
    await arrives(days, anna)
    usual = anna.buttons
    await anna.presses("⏰ Позже")
    assert anna.buttons == ["Через час", "Вечером", "Завтра", "‹ назад"]
    await anna.presses("‹ назад")
    assert anna.buttons == usual
    await anna.presses("⏰ Позже")
    await anna.presses(button)
    assert said in anna.sees
    assert anna.buttons == []
    await days.pass_by(hours=hours)
    assert "Возвращаюсь с отложенным вопросом" in anna.sees
    await answers_right(anna)
    assert "✅ Верно" in anna.sees


async def test_tomorrow_is_the_next_question(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.presses("⏰ Позже")
    await anna.presses("Завтра")
    assert "завтра в 12:30" in anna.sees
    await days.pass_by(days=1)
    assert sum("☀️ Вопрос дня" in text_of(one) for one in anna.messages) == 1


async def test_what_was_put_off_takes_no_text(days: Days, anna: Learner) -> None:
    await anna.sends("/quiz mask_rcnn")
    await arrives(days, anna)
    await anna.presses("⏰ Позже")
    await anna.presses("Вечером")
    await anna.sends("не знаю")
    answers = await days.store.read(lambda unit: unit.answers_since(anna.who.id, NOW))
    assert [answer.deck for answer in answers] == ["mask_rcnn"]


async def test_after_putting_off_a_text_answers_nothing(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.presses("⏰ Позже")
    await anna.presses("Вечером")
    await anna.sends("спасибо, до вечера, дорогой бот")
    assert "ничего не спрашиваю" in anna.sees


async def test_a_pause_from_below_the_question(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    usual = anna.buttons
    question = anna.last
    await anna.presses("⏸ Пауза")
    assert anna.buttons == ["На неделю", "Пока не вернусь", "‹ назад"]
    await anna.presses("На неделю")
    assert "Следующий вопрос придёт в воскресенье, 29 ноября, в 12:30." in anna.sees
    shown = next(one for one in anna.messages if one["message_id"] == question["message_id"])
    rows = shown["reply_markup"]["inline_keyboard"]
    assert [button["text"] for row in rows for button in row] == usual
    await days.pass_by(days=3)
    assert len(questions(anna)) == 1


async def test_a_pause_until_they_return(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.presses("⏸ Пауза")
    await anna.presses("Пока не вернусь")
    assert "Вернуться: /daily" in anna.sees
    assert (await schedule(days, anna)).paused is Pause.ASKED


@pytest.mark.parametrize(
    ("button", "said", "paused"),
    [
        ("Присылать", "Продолжаем. Следующий вопрос придёт", Pause.NONE),
        ("Не надо", "Хорошо, молчу", Pause.SILENT),
    ],
)
async def test_whether_it_shall_go_on(
    days: Days, anna: Learner, button: str, said: str, paused: Pause
) -> None:
    await arrives(days, anna)
    await days.pass_by(days=6)
    assert "Присылать их дальше?" in anna.sees
    await anna.presses(button)
    assert said in anna.sees
    assert anna.buttons == []
    assert (await schedule(days, anna)).paused is paused


async def question_session(days: Days, who: Learner) -> Session:
    """The session in front in a chat."""
    found = await days.store.read(lambda unit: unit.running(Place(who.chat.id)))
    assert found is not None
    return found


async def test_in_a_group_only_its_admins_put_off_and_pause(
    days: Days, anna: Learner, boris: Learner, group: Chat
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await arrives(days, anna)
    later = WhenLater((await question_session(days, anna)).id).pack()  # a group's question has no such button
    await boris.presses_data(anna.last, later)
    assert "администратор" in (boris.toast or "")
    await anna.presses_data(anna.last, later)
    await anna.presses("Через час")
    assert "Вернусь с этим вопросом сегодня в 13:30." in anna.sees


@pytest.mark.parametrize(
    "data",
    ["st:1440", "sd:0", "sd:128", "sc:0", "sc:11", "sk:nothing:1:0", "sz:Mars/Base", "ss:nothing", "sp:nothing:9",
     "po:1:never", "pd:1:never", "wl:99", "hp:99", "bq:99", "go:maybe", "so"],
)  # fmt: skip
async def test_forged_presses_change_nothing(days: Days, anna: Learner, group: Chat, data: str) -> None:
    await arrives(days, anna)
    before = await schedule(days, anna)
    await anna.presses_data(anna.last, data)
    assert await schedule(days, anna) == before
    await anna.at(group).sends("/daily")
    await anna.at(group).presses_data(anna.at(group).last, data)
    assert await schedule(days, anna) == before


@pytest.mark.parametrize("off", [True, False])
async def test_what_was_put_off_and_never_came_takes_no_text(days: Days, anna: Learner, off: bool) -> None:
    await arrives(days, anna)
    await anna.presses("⏰ Позже")
    await anna.presses("Через час")
    if off:
        await anna.sends("/daily off")
    await days.away(hours=6)
    await anna.sends("спасибо, до завтра, дорогой бот")
    assert "ничего не спрашиваю" in anna.sees
    answers = await days.store.read(lambda unit: unit.answers_since(anna.who.id, NOW))
    assert answers == ()
