"""Quiet hours: what is late or put off waits until they are over."""

from __future__ import annotations

from datetime import time

from bot.sandbox.double import Chat
from study.daily.values import Coming, Pause
from tests.bot.hostile.conftest import nothing_improper  # noqa: F401
from tests.bot.setting.looking import arrives, questions, schedule
from tests.bot.test_daily import Days
from tests.chat import Learner


async def test_they_are_shown_set_and_taken_away(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва")
    assert "🌙 тихо с 22:00 до 08:00" in anna.sees
    await anna.sends("/daily тихо 23-7:30")
    assert "🌙 тихо с 23:00 до 07:30" in anna.sees
    assert "Придёт сегодня в 12:30." in anna.sees
    await anna.sends("/daily тихо нет")
    assert "🌙 без тихих часов" in anna.sees


async def test_they_hold_for_what_is_put_off(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.sends("/daily тихо 13-15")
    await anna.presses("⏰ Позже")
    await anna.presses("Через час")
    assert "сегодня в 15:00" in anna.messages[-3]["text"]
    await days.pass_by(hours=2)
    assert "отложенным" not in anna.sees
    await days.pass_by(minutes=30)
    assert "отложенным" in anna.sees


async def test_without_them_the_night_is_like_the_day(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 21:30 Москва shapes тихо нет")
    await days.away(hours=11)
    assert len(questions(anna)) == 1


async def test_with_them_a_late_question_does_not_wake_anybody(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 21:30 Москва shapes")
    await days.away(hours=11)
    assert not questions(anna)


async def test_a_pause_outlasts_them(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва")
    await anna.sends("/daily пауза")
    await anna.sends("/daily тихо 1-9")
    assert "На паузе" in anna.sees
    kept = await schedule(days, anna)
    assert (kept.paused, kept.quiet_from, kept.quiet_to) == (Pause.ASKED, time(1), time(9))


async def test_the_digest_keeps_them_too(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва тихо 20-10")
    await anna.sends("/daily итоги")
    digest = await schedule(days, anna, Coming.DIGEST)
    assert (digest.quiet_from, digest.quiet_to) == (time(20), time(10))
    await anna.sends("/daily тихо нет")
    digest = await schedule(days, anna, Coming.DIGEST)
    assert digest.quiet_from == digest.quiet_to


async def test_to_begin_with_they_begin_the_rest(days: Days, anna: Learner) -> None:
    await anna.sends("/daily тихо 23-8")
    assert "Где вы?" in anna.sees
    await anna.sends("Казань")
    assert "Придёт завтра в 09:00." in anna.sees
    assert "🌙 тихо с 23:00 до 08:00" in anna.sees


async def test_what_is_no_time_is_asked_back(days: Days, anna: Learner) -> None:
    await anna.sends("/daily тихо 25-8")
    assert "Не понял тихие часы «тихо 25-8»" in anna.sees
    assert "/daily тихо 23-8\n/daily тихо нет" in anna.sees
    await anna.sends("/daily тихо ночью")
    assert "«тихо ночью»" in anna.sees


async def test_in_a_group_its_admins_set_them(days: Days, anna: Learner, boris: Learner, group: Chat) -> None:
    await anna.at(group).sends("/daily 12:30 Москва")
    await boris.at(group).sends("/daily тихо 0-6")
    assert "настраивает администратор" in boris.at(group).sees
    await anna.at(group).sends("/daily тихо 0-6")
    assert (await schedule(days, anna.at(group))).quiet_to == time(6)
