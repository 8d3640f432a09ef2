"""The question of the day, as it comes to people. Nine in the morning UTC is noon in Moscow."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta
from random import Random

import pytest

from bot.app import App, build, running
from bot.sandbox.double import TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from study.daily.arranging import go_on, pause, rest_a_week, set_schedule
from study.daily.values import Coming, Pause, Schedule
from study.days import study_day
from study.streak import Streak
from study.summary import streak_of
from study.values import Place
from study.zones import zone
from tests.bot.clock import TestClock
from tests.bot.conftest import TOKEN
from tests.bot.test_private_quiz import right_letter
from tests.chat import Conversation, Learner
from tests.conftest import NOW
from tests.decks import SHAPES

MOSCOW = "Europe/Moscow"


class Days:
    """The bot, its clock and its chats: ``until`` lets time pass, with a tick every hour as it would come."""

    def __init__(self, app: App, chat: Conversation, clock: TestClock, store: Store) -> None:
        self.app, self.chat, self.clock, self.store = app, chat, clock, store

    async def daily(self, who: Learner, wall: time = time(12, 30), **settings: object) -> None:
        """Let a question come to somebody every day (from today on)."""
        await self.chat.idle()
        shared = who.chat.id < 0
        schedule = Schedule(
            Place(who.chat.id, who.topic or 0),
            Coming.DAILY,
            who.who.id,
            shared,
            MOSCOW,
            wall,
            decks=("shapes",),
        )
        wanted = replace(schedule, **settings)  # type: ignore[arg-type]
        await self.store.transact(lambda unit: set_schedule(unit, wanted, self.clock()))

    async def pass_by(self, **span: float) -> None:
        """Time passes, the bot at work."""
        end = self.clock.now + timedelta(**span)
        while self.clock.now < end:
            self.clock.now = min(end, self.clock.now + timedelta(minutes=30))
            await self.tick()

    async def away(self, **span: float) -> None:
        """Time passes, the bot is down."""
        self.clock.forward(**span)
        await self.tick()

    async def streak(self, who: Learner) -> Streak:
        """How many days in a row somebody has studied."""
        today = study_day(self.clock(), zone(MOSCOW))
        return await self.store.read(lambda unit: streak_of(unit, who.who.id, today))

    async def tick(self) -> None:
        await self.app.fanout.tick()
        await self.chat.idle()


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOW)


@pytest.fixture
async def days(
    double: TelegramDouble, store: Store, library: Library, clock: TestClock
) -> AsyncIterator[Days]:
    double.world.clock = clock
    app = build(TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(5))
    async with running(app):
        yield Days(app, Conversation(double, app.settled), clock, store)


async def answers_right(who: Learner) -> None:
    """Answers the question in sight, by its options or in its own words."""
    item = next(item for item in SHAPES.items if item.question in who.sees)
    if "А" in who.buttons:
        await who.presses(right_letter(who))
    else:
        await who.sends(". ".join(point.text for point in item.key_points))


def questions(who: Learner) -> list[str]:
    """The questions of the day that stand in a chat."""
    return [one["text"] for one in who.messages if "Вопрос дня" in one.get("text", "")]


async def test_it_comes_at_its_time_and_takes_an_answer(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    assert not questions(anna)
    await days.pass_by(minutes=30)
    assert "☀️ Вопрос дня · Фигуры" in anna.sees
    await anna.presses(right_letter(anna))
    assert "✅ Верно" in anna.sees
    await days.pass_by(hours=23)
    assert len(questions(anna)) == 1


async def test_days_in_a_row_are_counted(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    for day in range(3):
        await days.pass_by(days=1)
        await answers_right(anna)
        assert ("подряд" in anna.sees) == (day > 0)
    assert "🔥 3 дня подряд" in anna.sees


async def test_an_unanswered_question_is_replaced_never_piled_up(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.pass_by(hours=1)
    first = questions(anna)
    await days.pass_by(days=1)
    assert len(questions(anna)) == 1
    assert questions(anna) != first


async def test_after_days_of_silence_it_asks_once_and_is_silent(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.pass_by(days=8)
    assert "Присылать их дальше?" in anna.sees
    assert sum("Присылать" in one.get("text", "") for one in anna.messages) == 1
    schedule = await days.store.read(lambda unit: unit.schedule(Place(anna.chat.id), Coming.DAILY))
    assert schedule is not None
    assert schedule.paused is Pause.SILENT


async def test_a_slot_missed_by_little_is_caught_up(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.away(hours=2)
    assert len(questions(anna)) == 1


async def test_a_slot_missed_by_much_is_skipped_and_said_so(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.pass_by(hours=1)
    await anna.presses(right_letter(anna))
    await days.pass_by(hours=20)
    await days.away(hours=10)
    assert len(questions(anna)) == 1
    await days.pass_by(hours=18)
    assert "не пришёл вовремя" in anna.sees
    await answers_right(anna)
    assert "2 дня подряд" in anna.sees


async def test_somebody_in_the_middle_of_a_quiz_is_not_interrupted(days: Days) -> None:
    anna = days.chat.person("Анна")
    await days.daily(anna)
    days.clock.forward(minutes=29)
    await anna.sends("/quiz shapes")
    await days.away(minutes=2)
    assert not questions(anna)
    await days.away(minutes=20)
    assert len(questions(anna)) == 1
    await anna.presses(right_letter(anna))
    assert "Верно" in anna.sees
    quiz = next(one for one in anna.messages if "1/3" in one.get("text", ""))
    await anna.presses("Пропустить", on=quiz)
    await anna.presses("Дальше")
    assert "2/3" in anna.sees


async def test_who_blocks_the_bot_is_left_alone_and_found_again(days: Days, double: TelegramDouble) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await anna.blocks()
    await days.pass_by(days=3)
    assert not questions(anna)
    await anna.unblocks()
    await days.pass_by(days=1)
    assert len(questions(anna)) == 1


async def test_a_group_is_asked_and_its_answer_revealed_with_the_next(days: Days) -> None:
    anna, boris = days.chat.person("Анна"), days.chat.person("Борис")
    group = days.chat.group("Группа", [anna, boris], admins=[anna])
    here, there = anna.at(group), boris.at(group)
    await days.daily(here)
    await days.pass_by(hours=1)
    assert "Вопрос дня" in here.sees
    await there.presses(right_letter(there))
    await days.pass_by(days=1)
    assert any("Ответ на прошлый вопрос дня" in one.get("text", "") for one in here.messages)
    assert any("✅ Борис" in one.get("text", "") for one in here.messages)
    assert "Вопрос дня" in here.sees


async def test_a_group_that_became_a_supergroup_keeps_its_question(
    days: Days, double: TelegramDouble
) -> None:
    anna = days.chat.person("Анна")
    small = days.chat.group("Малая", [anna], admins=[anna], kind="group")
    await days.daily(anna.at(small))
    large = anna.at(double.upgrade(small))
    await days.chat.idle()
    await days.pass_by(hours=1)
    assert len(questions(large)) == 1


async def test_with_two_questions_open_a_reply_says_which_is_meant(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/quiz shapes 1")
    quiz, letter = anna.last, right_letter(anna)
    await days.daily(anna)
    await days.pass_by(hours=1)
    assert "Вопрос дня" in anna.sees
    await anna.replies(letter, to=quiz)
    assert "✅ Верно" in anna.sees
    await anna.presses("Итоги")
    await answers_daily(anna)
    assert "Верно" in anna.sees


async def test_in_a_group_both_the_round_and_the_question_of_the_day_take_replies(days: Days) -> None:
    anna = days.chat.person("Анна")
    group = days.chat.group("Группа", [anna], admins=[anna])
    here = anna.at(group)
    await days.daily(here)
    await days.pass_by(hours=1)
    daily, letter = here.last, right_letter(here)
    await here.sends("/quiz shapes 1")
    await here.replies(letter, to=daily)
    assert "Это уже закрытый" not in here.sees
    assert "Анна" in here.sees


async def answers_daily(who: Learner) -> None:
    """Answers the question of the day, wherever it stands."""
    daily = next(one for one in who.messages if "Вопрос дня" in one.get("text", ""))
    item = next(item for item in SHAPES.items if item.question in daily["text"])
    right = next(line for line in daily["text"].splitlines() if item.choices[item.key].text in line)
    await who.replies(right[0], to=daily)


async def test_a_group_has_a_streak_of_its_own(days: Days) -> None:
    anna, boris = days.chat.person("Анна"), days.chat.person("Борис")
    group = days.chat.group("Группа", [anna, boris], admins=[anna])
    await days.daily(anna.at(group))
    for who in (anna, boris):
        await days.pass_by(days=1)
        await who.at(group).presses(right_letter(who.at(group)))
    await days.pass_by(days=1)
    assert "🔥 Группа занимается 2 дня подряд" in anna.at(group).sees


async def test_an_admin_puts_a_groups_question_off_nobody_else_does(days: Days) -> None:
    anna, boris = days.chat.person("Анна"), days.chat.person("Борис")
    group = days.chat.group("Группа", [anna, boris], admins=[anna])
    here, there = anna.at(group), boris.at(group)
    await days.daily(here)
    await days.pass_by(hours=1)
    await there.presses("Позже")
    assert "администратор" in (there.toast or "")
    await here.presses("Позже")
    await here.presses("Через час")
    assert "Вернусь" in here.sees
    await days.pass_by(hours=2)
    assert "Возвращаюсь с отложенным вопросом" in here.sees


async def test_effort_on_another_day_makes_room_for_what_is_new(days: Days) -> None:
    """A hint before every right answer must not bring the same two items back for ever."""
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna, decks=("mask_rcnn",))
    seen = []
    for _ in range(10):
        await days.pass_by(days=1)
        deck = days.app.services.library.deck("mask_rcnn")
        assert deck is not None
        item = next(item for item in deck.items if item.question in anna.sees)
        seen.append(item.id)
        await anna.presses("Подсказка")
        await anna.sends(next(one.answer for one in item.samples if one.verdict == "correct"))
    assert len(set(seen)) >= 5, seen


async def test_a_weeks_pause_costs_no_streak(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    for _ in range(3):
        await days.pass_by(days=1)
        await answers_right(anna)
    await days.store.transact(lambda unit: rest_a_week(unit, Place(anna.chat.id), Coming.DAILY, days.clock()))
    await days.pass_by(days=8)
    await answers_right(anna)
    assert "🔥 4 дня подряд" in anna.sees


async def test_other_weekdays_from_today_leave_the_past_alone(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna, weekdays=0b0011111)  # it is a Saturday
    for _ in range(3):
        await days.pass_by(days=1)
        if questions(anna):
            await answers_right(anna)
    before = await days.streak(anna)
    await days.pass_by(days=3)
    await days.daily(anna, weekdays=0b1111111)
    assert (await days.streak(anna)).longest == before.longest


async def test_what_was_typed_while_the_bot_was_away_counts_for_its_own_day(
    days: Days, double: TelegramDouble
) -> None:
    anna = days.chat.person("Анна")
    days.clock.forward(hours=15)  # three at night in Moscow: still yesterday's study day
    await anna.sends("/quiz shapes 1")
    update = double.say(anna.who, anna.chat, "не знаю")
    days.clock.forward(hours=2)
    assert update["date"] < days.clock().timestamp()
    await days.chat.idle()
    (day,) = await days.store.read(lambda unit: unit.study_days(anna.who.id))
    assert day == NOW.date()


async def test_somebody_who_speaks_can_be_reached_again(days: Days, store: Store) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await store.transact(lambda unit: unit.reach(anna.chat.id, "bot was blocked by the user", NOW))
    await days.pass_by(days=1)
    assert not questions(anna)
    await anna.sends("/help")
    await days.pass_by(days=1)
    assert len(questions(anna)) == 1


async def test_what_was_put_off_until_tomorrow_comes_tomorrow(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.pass_by(hours=1)
    item = next(item for item in SHAPES.items if item.question in anna.sees)
    await anna.presses("Позже")
    await anna.presses("Завтра")
    await days.pass_by(days=1)
    assert item.question in anna.sees
    assert "отложенным" in anna.sees
    assert len(questions(anna)) == 1


async def test_a_remark_being_typed_is_not_taken_for_an_answer(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    await days.daily(anna)
    days.clock.forward(minutes=27)
    await anna.presses("Сообщить об ошибке")
    await days.away(minutes=5)
    await anna.sends("в ответе опечатка, проверьте третий вариант")
    assert "Спасибо" in anna.sees
    assert len(await days.store.read(lambda unit: unit.answers_since(anna.who.id, NOW))) == 1


async def test_a_schedule_that_cannot_be_reckoned_with_stops_alone(
    days: Days, caplog: pytest.LogCaptureFixture
) -> None:
    anna, boris = days.chat.person("Анна"), days.chat.person("Борис")
    for who in (anna, boris):
        await who.sends("/start")
        await days.daily(who)
    broken = await days.store.read(lambda unit: unit.schedule(Place(anna.chat.id), Coming.DAILY))
    assert broken is not None
    await days.store.transact(lambda unit: unit.put_schedule(replace(broken, zone="Mars/Olympus")))
    await days.app.fanout.start()
    await days.pass_by(hours=1)
    assert len(questions(boris)) == 1
    assert "cannot be reckoned with" in caplog.text


async def test_where_both_chats_of_an_upgrade_had_a_schedule_one_question_comes_a_day(days: Days) -> None:
    anna = days.chat.person("Анна")
    small = days.chat.group("Малая", [anna], admins=[anna], kind="group")
    large = days.chat.group("Большая", [anna], admins=[anna])
    for chat in (small, large):
        await days.daily(anna.at(chat))
    await days.pass_by(hours=1)
    await days.store.transact(lambda unit: unit.move(small.id, large.id, days.clock()))
    await days.pass_by(hours=5)
    assert len(questions(anna.at(large))) == 1
    assert await days.store.read(lambda unit: unit.schedule(Place(small.id), Coming.DAILY)) is None


@pytest.mark.parametrize("absurd", ["25:00", "13:00", "вечером", "<b>", "-1", "5:99"])
async def test_a_study_day_begins_when_the_learner_says(days: Days, absurd: str) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/daystart")
    assert "начинается в 04:00" in anna.sees
    await anna.sends(f"/daystart {absurd}")
    assert "Нужно время" in anna.sees
    await anna.sends("/daystart 6")
    assert "начинается в 06:00" in anna.sees
    days.clock.forward(hours=17, minutes=30)  # half past five in Moscow
    await anna.sends("/quiz shapes 1")
    await anna.sends("не знаю")
    (day,) = await days.store.read(lambda unit: unit.study_days(anna.who.id))
    assert day == NOW.date()


async def test_a_reply_to_the_question_is_no_remark(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    await days.daily(anna)
    days.clock.forward(minutes=27)
    await anna.presses("Сообщить об ошибке")
    await days.away(minutes=5)
    await answers_daily(anna)
    assert len(await days.store.read(lambda unit: unit.answers_since(anna.who.id, NOW))) == 2


async def test_what_was_typed_before_the_question_is_no_answer_to_it(
    days: Days, double: TelegramDouble
) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.app.intake.stop(1)
    double.say(anna.who, anna.chat, "не знаю")
    days.clock.forward(minutes=31)
    await days.app.fanout.tick()
    await days.app.fanout.settled()
    await days.app.intake.start()
    await days.chat.idle()
    assert any("раньше, чем пришёл вопрос" in one.get("text", "") for one in anna.messages)
    assert await days.store.read(lambda unit: unit.answers_since(anna.who.id, NOW)) == ()


async def test_nights_on_working_days_make_a_streak(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna, time(2), weekdays=0b0011111)
    for _ in range(14):
        await days.pass_by(days=1)
        if questions(anna):
            await anna.sends("не знаю")
    assert (await days.streak(anna)).current >= 5


async def test_the_evening_of_coming_back_is_not_missed(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    for _ in range(3):
        await days.pass_by(days=1)
        await answers_right(anna)
    place = Place(anna.chat.id)
    await days.store.transact(lambda unit: pause(unit, place, Coming.DAILY, days.clock()))
    await days.pass_by(days=10, hours=9)
    await days.store.transact(lambda unit: go_on(unit, place, Coming.DAILY, days.clock()))
    await days.pass_by(days=1)
    await answers_right(anna)
    streak = await days.streak(anna)
    assert (streak.current, streak.freezes_left) == (4, 2)


async def test_where_nothing_new_can_be_asked_yesterdays_question_stays(days: Days) -> None:
    anna = days.chat.person("Анна")
    await anna.sends("/start")
    await days.daily(anna)
    await days.pass_by(hours=23)
    assert len(questions(anna)) == 1
    await anna.sends("/quiz shapes")
    for label in ("Дальше", "Дальше", "Итоги"):
        await answers_right(anna)
        await anna.presses(label)
    await days.pass_by(hours=2)
    assert len(questions(anna)) == 1
    await answers_daily(anna)
    assert "Верно" in anna.sees


async def test_a_group_that_falls_silent_still_learns_the_last_answer(days: Days) -> None:
    anna = days.chat.person("Анна")
    group = days.chat.group("Группа", [anna], admins=[anna])
    here = anna.at(group)
    await days.daily(here)
    await days.pass_by(hours=1)
    await here.presses(right_letter(here))
    place = Place(group.id)
    schedule = await days.store.read(lambda unit: unit.schedule(place, Coming.DAILY))
    assert schedule is not None
    await days.store.transact(lambda unit: unit.put_schedule(replace(schedule, unanswered=3)))
    await days.pass_by(days=1)
    assert "Присылать их дальше?" in here.sees
    assert any("Ответ на прошлый вопрос дня" in one.get("text", "") for one in here.messages)
