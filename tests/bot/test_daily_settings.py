"""Setting the question of the day. It is Saturday, noon in Moscow and nine in the morning UTC."""

from __future__ import annotations

from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.app import build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from study.daily.values import Coming, Pause, Schedule
from study.values import Place
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.test_daily import Days, answers_right
from tests.chat import Conversation, Learner, text_of
from tests.conftest import NOW

KAZAN = (55.79, 49.12)
VLADIVOSTOK = (43.12, 131.89)


@pytest.fixture
async def days(double: TelegramDouble, store: Store, library: Library) -> AsyncIterator[Days]:
    clock = TestClock(NOW)
    double.world.clock = clock
    app = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(app):
        yield Days(app, Conversation(double, app.settled), clock, store)


@pytest.fixture
async def anna(days: Days) -> Learner:
    return days.chat.person("Анна")


@pytest.fixture
async def boris(days: Days) -> Learner:
    return days.chat.person("Борис")


@pytest.fixture
def group(days: Days, anna: Learner, boris: Learner) -> Chat:
    return days.chat.group("Группа", [anna, boris], admins=[anna])


async def schedule(days: Days, who: Learner, kind: Coming = Coming.DAILY) -> Schedule:
    found = await days.store.read(lambda unit: unit.schedule(Place(who.chat.id, who.topic or 0), kind))
    assert found is not None
    return found


def questions(who: Learner) -> list[str]:
    """The questions of the day that stand in a chat."""
    return [text_of(one) for one in who.messages if "☀️" in text_of(one)]


async def home(days: Days, who: Learner) -> str:
    return (await days.store.read(lambda unit: unit.habits(who.who.id))).zone


# alone


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


# where they are


async def test_a_place_on_the_map(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30")
    await anna.sends_location(*KAZAN)
    assert "у вас сейчас 12:00, верно?" in anna.sees
    assert await home(days, anna) == "Europe/Moscow"
    await anna.sends_location(*VLADIVOSTOK)
    assert "Перейти на это время?" in anna.sees
    assert await home(days, anna) == "Europe/Moscow"
    await anna.presses("Перейти")
    assert "у вас сейчас 19:00, верно?" in anna.sees
    assert (await schedule(days, anna)).zone == "Asia/Vladivostok"


@pytest.mark.parametrize(
    ("typed", "zone", "local"),
    [("+5:30", "UTC+05:30", "14:30"), ("мск+2", "Etc/GMT-5", "14:00"), ("berlin", "Europe/Berlin", "10:00")],
)
async def test_other_ways_to_say_where(days: Days, anna: Learner, typed: str, zone: str, local: str) -> None:
    await anna.sends("/zone")
    await anna.sends(typed)
    assert f"сейчас {local}, верно?" in anna.sees
    assert await home(days, anna) == zone


async def test_places_of_one_name_are_asked_back(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 Сан-Хосе")
    assert "Где именно?" in anna.sees
    await anna.presses("Сан-Хосе, Коста-Рика")
    assert "сейчас 03:00, верно?" in anna.sees
    assert "Придёт сегодня в 09:00." in anna.sees
    assert (await schedule(days, anna)).zone == "America/Costa_Rica"


async def test_a_wrong_city_is_corrected(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 21")
    await anna.sends("Каазнь")
    assert "Может быть" in anna.sees
    await anna.sends("Ыыыыыы")
    assert "Не знаю места" in anna.sees
    await anna.sends("Омск")
    assert "сейчас 15:00, верно?" in anna.sees
    await anna.presses("Нет, другой город")
    await anna.sends("Самара")
    assert "Самара: у вас сейчас 13:00, верно?" in anna.sees
    assert (await schedule(days, anna)).zone == "Europe/Samara"


async def test_a_half_hour_zone_fits_a_button(days: Days, anna: Learner) -> None:
    await anna.sends("/zone Москва")
    await anna.sends_location(28.61, 77.21)
    await anna.presses("Перейти")
    assert "сейчас 14:30, верно?" in anna.sees


async def test_cancel_leaves(days: Days, anna: Learner) -> None:
    await anna.sends("/zone")
    await anna.sends("/cancel")
    assert "Отменено" in anna.sees
    await anna.sends("Казань")
    assert "ничего не спрашиваю" in anna.sees
    assert await home(days, anna) == ""


async def test_the_second_move_changes_what_comes(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 21 Москва")
    await anna.sends("/zone Владивосток")
    assert "Придёт сегодня в 21:00." in anna.sees
    await days.pass_by(hours=2, minutes=30)
    assert len(questions(anna)) == 1


# in a group


async def test_only_an_admin_sets_it_for_a_group(
    days: Days, anna: Learner, boris: Learner, group: Chat
) -> None:
    await anna.sends("/zone Омск")
    anna, boris = anna.at(group), boris.at(group)
    await boris.sends("/daily")
    assert "для группы" in boris.sees
    await boris.presses("09:00")
    assert "настраивает администратор" in (boris.toast or "")
    await boris.sends("/daily 12:30 Москва")
    assert "настраивает администратор" in boris.sees
    await anna.sends("/daily 12:30")
    assert "По каким часам живёт группа?" in anna.sees
    assert anna.buttons[0] == "Как у меня: Омск"
    await boris.presses("Москва")
    assert "настраивает администратор" in (boris.toast or "")
    await anna.presses("Москва")
    assert "у группы сейчас 12:00, верно?" in anna.sees
    assert "Придёт сегодня в 12:30." in anna.sees
    kept = await schedule(days, anna)
    assert (kept.shared, kept.owner, kept.zone) == (True, anna.who.id, "Europe/Moscow")
    assert await home(days, anna) == "Asia/Omsk"
    await days.pass_by(hours=1)
    assert any("Отвечает каждый" in text_of(one) for one in anna.messages)


async def test_the_group_keeps_its_zone_when_its_admin_moves(days: Days, anna: Learner, group: Chat) -> None:
    await anna.at(group).sends("/daily 18 Москва")
    await anna.sends("/zone Владивосток")
    assert (await schedule(days, anna.at(group))).zone == "Europe/Moscow"
    await anna.at(group).sends("/zone Самара")
    assert "у группы сейчас 13:00" in anna.at(group).sees
    assert await home(days, anna) == "Asia/Vladivostok"


async def test_an_anonymous_admin_may_set_it(
    days: Days, anna: Learner, group: Chat, double: TelegramDouble
) -> None:
    double.anonymous_admin_says(group, "/daily 18 Москва")
    await days.chat.idle()
    assert "Придёт сегодня в 18:00." in anna.at(group).sees
    assert (await schedule(days, anna.at(group))).owner == 0


async def test_it_comes_to_the_topic_where_it_was_set(
    days: Days, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = days.chat.group("Форум", [anna, boris], admins=[anna], forum=True)
    topic = double.add_topic(forum, "Вопросы")
    there = anna.at(forum, topic)
    await there.sends("/daily 12:30")
    await there.presses("Москва")
    await days.pass_by(hours=1)
    assert any("Отвечает каждый" in text_of(one) for one in there.messages)
    old = there.last
    assert old["message_thread_id"] == topic


async def test_below_a_message_that_is_gone_no_topic_is_changed(
    days: Days, anna: Learner, double: TelegramDouble
) -> None:
    forum = days.chat.group("Форум", [anna], admins=[anna], forum=True)
    there = anna.at(forum, double.add_topic(forum, "Вопросы"))
    await there.sends("/daily 18 Москва")
    asked = there.last
    double.delete(anna.who, asked)
    await there.presses_data(asked, "st:600")
    assert "слишком старое" in (there.toast or "")
    assert await days.store.read(lambda unit: unit.schedule(Place(forum.id), Coming.DAILY)) is None


# below the question


async def arrives(days: Days, who: Learner) -> None:
    """The question of the day comes, at half past twelve."""
    await who.sends("/daily 12:30 Москва shapes")
    await days.pass_by(minutes=30)
    assert "☀️ Вопрос дня" in who.sees


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


async def test_in_a_group_only_its_admins_put_off_and_pause(
    days: Days, anna: Learner, boris: Learner, group: Chat
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await arrives(days, anna)
    if "⏰ Позже" not in anna.buttons:
        await boris.presses_data(anna.last, "wl:1")
    else:
        await boris.presses("⏰ Позже")
    assert "администратор" in (boris.toast or "")
    await anna.presses_data(anna.last, "wl:1")
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


async def test_a_day_that_has_had_its_question_gets_no_other(days: Days, anna: Learner) -> None:
    await arrives(days, anna)
    await anna.sends("/daily 18")
    assert "Придёт завтра в 18:00." in anna.sees
    await days.pass_by(hours=8)
    assert len(questions(anna)) == 1
    await days.pass_by(days=1)
    assert len(questions(anna)) == 1


async def test_a_place_sent_unasked_is_an_offer(days: Days, anna: Learner) -> None:
    await anna.sends_location(*VLADIVOSTOK)
    assert "Перейти на это время?" in anna.sees
    assert await home(days, anna) == ""
    await anna.sends("/quiz shapes")
    await anna.sends_location(*VLADIVOSTOK)
    assert "только текст" in anna.sees


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


async def test_a_button_ends_the_wait_for_a_typed_time(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 Москва")
    await anna.presses("Да")
    await anna.presses("🕘 Время")
    await anna.presses("✍️ Другое время")
    await anna.presses("18:00")
    await anna.sends("20:20")
    assert "ничего не спрашиваю" in anna.sees
    assert (await schedule(days, anna)).wall.hour == 18
