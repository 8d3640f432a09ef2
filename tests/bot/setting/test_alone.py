"""A learner sets their question of the day."""

from __future__ import annotations

import pytest

from study.daily.values import Coming, Pause
from study.values import Place
from tests.bot.setting.looking import arrives, questions, schedule
from tests.bot.test_daily import Days, answers_right
from tests.chat import Learner, text_of


async def test_two_presses_from_nothing_to_a_daily_question(days: Days, anna: Learner) -> None:
    await anna.sends("/daily")
    assert "Во сколько присылать?" in anna.sees
    await anna.presses("09:00")
    assert "Где вы?" in anna.sees
    assert "Москва" in anna.buttons
    await anna.presses("Москва")
    assert "Москва: у вас сейчас 12:00, верно?" in anna.sees
    assert "Придёт завтра в 09:00." in anna.sees
    await anna.presses("Да, верно")
    assert "🕘 09:00 · Москва, там сейчас 12:00" in anna.sees
    assert "каждый день" in anna.sees
    assert "все колоды" in anna.sees
    assert not questions(anna)
    await days.pass_by(hours=22)
    assert len(questions(anna)) == 1


async def test_nothing_comes_before_the_zone_is_known(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30")
    assert "Где вы?" in anna.sees
    await days.pass_by(days=2)
    assert not questions(anna)
    waiting = await schedule(days, anna)
    assert (waiting.zone, waiting.paused, waiting.next_at) == ("", Pause.OFF, None)
    await anna.sends("Казань")
    assert "Казань: у вас сейчас 12:00, верно?" in anna.sees
    assert "Придёт сегодня в 12:30." in anna.sees
    await days.pass_by(hours=1)
    assert len(questions(anna)) == 1


async def test_everything_in_one_line(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9:30 Asia/Vladivostok пн ср пт 3 mask rcnn resnet")
    assert "у вас сейчас 19:00, верно?" in anna.sees
    assert "Придёт в понедельник, 23 ноября, в 09:30." in anna.sees
    assert "📅 пн ср пт" in anna.sees
    assert "🔢 3 вопроса" in anna.sees
    assert "Mask R-CNN" in anna.sees
    kept = await schedule(days, anna)
    assert (kept.zone, kept.count, kept.decks) == ("Asia/Vladivostok", 3, ("mask_rcnn", "resnet"))
    await anna.sends("/daily 21 будни 2")
    assert "🕘 21:00" in anna.sees
    assert "по будням" in anna.sees
    assert "верно?" not in anna.sees


@pytest.mark.parametrize("word", ["off", "выкл", "стоп"])
async def test_off_and_on_again(days: Days, anna: Learner, word: str) -> None:
    await anna.sends("/daily 12:30 Москва")
    await anna.sends(f"/daily {word}")
    assert "Выключен." in anna.sees
    assert "Выключить" not in anna.buttons
    await days.pass_by(hours=2)
    assert not questions(anna)
    await anna.sends("/daily вкл")
    assert "Придёт завтра в 12:30." in anna.sees


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("25:00", "Такого времени нет: «25:00»"),
        ("9 50", "от 1 до 10, а не 50"),
        ("8:00 9:00", "только одно"),
        ("9 <b>чушь</b>", "Не понял «<b>чушь</b>»"),
        ("9:30 masc_rnn 3", "/daily 9:30 mask_rcnn 3"),
        ("9 Каазнь", "/daily 9 Казань"),
        ("9 " + "ы" * 300, "Слишком длинно"),
    ],
)
async def test_what_is_not_understood_is_named(days: Days, anna: Learner, typed: str, said: str) -> None:
    await anna.sends(f"/daily {typed}")
    assert said in anna.sees
    assert await days.store.read(lambda unit: unit.schedule(Place(anna.chat.id), Coming.DAILY)) is None


async def test_each_part_by_buttons(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 Москва")
    await anna.presses("Да")
    await anna.presses("📅 Дни")
    await anna.presses("Будни")
    assert "✓ Будни" in anna.buttons
    await anna.presses("✓ Ср")
    await anna.presses("‹ назад")
    assert "📅 пн вт чт пт" in anna.sees
    await anna.presses("🔢 Сколько")
    await anna.presses("5")
    assert "🔢 5 вопросов" in anna.sees
    await anna.presses("📚 Колоды")
    await anna.presses("Фигуры")
    assert "✓ Фигуры" in anna.buttons
    assert "Все колоды" in anna.buttons
    await anna.presses("‹ назад")
    assert "📚 Фигуры" in anna.sees
    await anna.presses("🕘 Время")
    await anna.presses("21:00")
    assert "Придёт в понедельник, 23 ноября, в 21:00." in anna.sees
    await anna.presses("📚 Колоды")
    await anna.presses("✓ Фигуры")
    assert "✓ Все колоды" in anna.buttons
    assert len(anna.messages) == 2


async def test_the_last_day_stays(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 вс Москва")
    await anna.presses("Да")
    await anna.presses("📅 Дни")
    await anna.presses("✓ Вс")
    assert (await schedule(days, anna)).weekdays == 1 << 6


async def test_a_time_of_ones_own(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 Москва")
    await anna.presses("Да")
    await anna.presses("🕘 Время")
    await anna.presses("✍️ Другое время")
    await anna.sends("25:00")
    assert "Такого времени нет" in anna.sees
    await anna.sends("20.15")
    assert "Придёт сегодня в 20:15." in anna.sees
    await anna.sends("20:20")
    assert "ничего не спрашиваю" in anna.sees


async def test_the_digest_comes_on_sundays_at_the_same_time(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва shapes")
    await anna.presses("Да")
    await anna.presses("📬 Итоги недели: нет")
    assert "итоги недели по воскресеньям в 12:30" in anna.sees
    await days.pass_by(hours=1)
    await answers_right(anna)
    await days.pass_by(days=1)
    assert any("Ваша неделя" in text_of(one) for one in anna.messages)
    await anna.sends("/daily 18")
    assert (await schedule(days, anna, Coming.DIGEST)).wall.hour == 18
    await anna.sends("/daily итоги выкл")
    assert (await schedule(days, anna, Coming.DIGEST)).paused is Pause.OFF
    assert (await schedule(days, anna)).paused is Pause.NONE


async def test_a_pause_and_back(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва")
    await anna.presses("Да")
    await anna.presses("⏸ Пауза")
    assert "На паузе" in anna.sees
    await days.pass_by(hours=1)
    assert not questions(anna)
    await anna.presses("🔔 Включить")
    assert "Придёт завтра в 12:30." in anna.sees
    await anna.presses("Пауза на неделю")
    assert "Придёт в воскресенье, 29 ноября, в 12:30." in anna.sees
    await anna.presses("🔔 Включить")
    assert "Придёт завтра в 12:30." in anna.sees


async def test_details_do_not_end_a_pause(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30 Москва")
    await anna.sends("/daily пауза")
    await anna.presses("🔢 Сколько")
    await anna.presses("3")
    assert "На паузе" in anna.sees
    assert "3 вопроса" in anna.sees


async def test_a_button_ends_the_wait_for_a_typed_time(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 Москва")
    await anna.presses("Да")
    await anna.presses("🕘 Время")
    await anna.presses("✍️ Другое время")
    await anna.presses("18:00")
    await anna.sends("20:20")
    assert "ничего не спрашиваю" in anna.sees
    assert (await schedule(days, anna)).wall.hour == 18


async def test_a_day_that_has_had_its_question_gets_no_other(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.sends("/daily 18")
    assert "Придёт завтра в 18:00." in anna.sees
    await days.pass_by(hours=8)
    assert len(questions(anna)) == 1
    await days.pass_by(days=1)
    assert len(questions(anna)) == 1
