"""``/goal`` and ``/progress``: an exam ahead, what it takes, and how one is doing."""

from __future__ import annotations

from datetime import date

import pytest

from bot.goal_request import GoalRequest, is_off, read_goal
from storage import Store
from study.habits import Goal
from tests.bot.clock import TestClock
from tests.bot.memory.learning import answers_right
from tests.chat import Learner

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day", "rest"),
    [
        ("2026-12-12 mask_rcnn transformers", date(2026, 12, 12), "mask_rcnn transformers"),
        ("12.12.2026", date(2026, 12, 12), ""),
        ("12.12.27 gan", date(2027, 12, 12), "gan"),
        ("12.12", date(2026, 12, 12), ""),
        ("12/12 маск рцнн", date(2026, 12, 12), "маск рцнн"),
        ("mask_rcnn 12.12", date(2026, 12, 12), "mask_rcnn"),
        ("12 декабря", date(2026, 12, 12), ""),
        ("12 ДЕК. mask_rcnn", date(2026, 12, 12), "mask_rcnn"),
        ("7 мая 2027 года, резнет", date(2027, 5, 7), "резнет"),
        ("3 марта", date(2027, 3, 3), ""),
        ("20.11", date(2027, 11, 20), ""),
        ("21.11", date(2026, 11, 21), ""),
        ("29.02", date(2028, 2, 29), ""),
        ("yolo 9", None, "yolo 9"),
        ("", None, ""),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None, rest: str) -> None:
    assert read_goal(typed, TODAY) == GoalRequest(day, rest, said=read_goal(typed, TODAY).said)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31.02 mask_rcnn", "goal-no-day"),
        ("0.5", "goal-no-day"),
        ("12.13.2026", "goal-no-day"),
        ("30 февраля", "goal-no-day"),
        ("2026-11-20", "goal-past"),
        ("01.01.0000", "goal-no-day"),
        ("2062-12-12", "goal-far"),
    ],
)
def test_a_day_that_cannot_be_says_why(typed: str, why: str) -> None:
    assert read_goal(typed, TODAY).wrong == why


def test_ways_to_have_no_exam_any_more() -> None:
    assert all(map(is_off, ("off", "OFF", " выкл ", "отмена.", "Убрать")))
    assert not is_off("12.12")


async def test_an_exam_gives_a_plan(anna: Learner, store: Store) -> None:
    await anna.sends("/goal 2026-12-12 mask_rcnn резнет")
    assert "Экзамен 12 декабря 2026" in anna.sees
    assert "Через 21 день" in anna.sees
    assert "Mask R-CNN" in anna.sees
    assert "Новых: 2 в день (впереди ещё 24)" in anna.sees
    assert "Повторений: около" in anna.sees
    assert "если остановиться сейчас: 0 %" in anna.sees
    goal = await store.read(lambda work: work.goal(anna.who.id))
    assert goal == Goal(anna.who.id, date(2026, 12, 12), ("mask_rcnn", "resnet"))
    await anna.presses("Повторить")
    assert "1/2" in anna.sees
    assert "Mask R-CNN" in anna.sees or "ResNet" in anna.sees


async def test_the_exam_is_shown_changed_and_dropped(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/goal")
    assert "Когда экзамен и о чём?" in anna.sees
    await anna.sends("/goal 12 декабря")
    assert "Все колоды" in anna.sees
    await anna.sends("/goal shapes")
    assert "12 декабря 2026" in anna.sees
    assert "Фигуры" in anna.sees
    clock.forward(days=21)
    await anna.sends("/goal")
    assert "Сегодня. Удачи" in anna.sees
    assert "новое за день не выучить" in anna.sees
    clock.forward(days=1)
    await anna.sends("/goal")
    assert "Этот день уже прошёл" in anna.sees
    assert "Новых:" not in anna.sees
    await anna.presses("Убрать экзамен")
    assert "Экзамен убран" in anna.sees
    await anna.sends("/goal off")
    assert "и так не задан" in anna.sees


async def test_an_exam_that_comes_too_soon_is_told_honestly(anna: Learner) -> None:
    await anna.sends("/goal 21.11")
    assert "новое за день не выучить" in anna.sees


async def test_what_cannot_be_is_refused_kindly(anna: Learner, store: Store) -> None:
    for typed, answer in (
        ("2020-01-01 mask_rcnn", "уже прошло"),
        ("31.02", "Такого дня нет: 31.02"),
        ("2062-12-12", "больше трёх лет"),
        ("12.12 маск", "Может быть: mask_rcnn?"),
        ("12.12 <b>квантовая</b>", "Колоды «<b>квантовая</b>» нет"),
        ("когда-нибудь потом", "Когда экзамен и о чём?"),
        ("shapes", "Когда экзамен и о чём?"),
        ("слово " * 600, "Когда экзамен и о чём?"),
    ):
        await anna.sends(f"/goal {typed}")
        assert answer in anna.sees, typed
    assert await store.read(lambda work: work.goal(anna.who.id)) is None


async def test_progress_tells_the_streak_and_what_is_due(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/review shapes")
    await answers_right(anna)
    await anna.sends("/progress")
    assert "Дней подряд: 1 · рекорд 1 · заморозки: 2" in anna.sees
    assert "Сегодня занятие засчитано" in anna.sees
    assert "Повторить: сегодня 1, за неделю 1" in anna.sees
    assert "освоено 1 из 3" in anna.sees
    clock.forward(days=1)
    await anna.sends("/progress")
    assert "Сегодня ответов ещё не было" in anna.sees
    assert "Дней подряд: 1" in anna.sees
    await anna.presses("Повторить")
    await answers_right(anna)
    await anna.sends("/progress")
    assert "Дней подряд: 2 · рекорд 2" in anna.sees


async def test_progress_tells_how_ready_one_will_be(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/goal 12.12 shapes")
    await anna.sends("/progress")
    assert "Пока ни одного ответа" in anna.sees
    assert "готовность к экзамену: 0 %" in anna.sees
    await anna.sends("/review shapes")
    await answers_right(anna)
    await anna.sends("/progress")
    assert "🎯 12 декабря 2026: готовность" in anna.sees
    some = percent(anna)
    assert 0 < some <= 34  # one of three items
    await anna.presses("Повторить")
    clock.forward(days=22)
    await anna.sends("/progress")
    assert "готовность" not in anna.sees


def percent(anna: Learner) -> int:
    """The readiness that is shown."""
    line = next(line for line in anna.sees.splitlines() if "готовность к экзамену" in line)
    return int("".join(filter(str.isdigit, line)))


async def test_on_the_day_itself_nothing_new_is_asked_for(anna: Learner) -> None:
    await anna.sends("/goal 21.11 shapes")
    assert "Сегодня. Удачи" in anna.sees
    assert "новое за день не выучить" in anna.sees
    assert "Новых:" not in anna.sees
