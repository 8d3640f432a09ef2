"""Who stands where: over which days, with which answers, in which group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage import Store, Unit
from study.chat_days import chat_day
from study.contest.values import Line, Stage
from study.standing import (
    BEST,
    Period,
    Span,
    champions,
    month_after,
    month_before,
    own_places,
    period_of,
    reigns,
    standings,
    top_of,
)
from study.values import Place
from tests.conftest import NOW
from tests.rating.playing import ANNA, BORIS, GROUP, VERA, Question, known, played

SATURDAY = date(2026, 11, 21)
NOVEMBER = date(2026, 11, 1)
MONTH = period_of(Span.MONTH, SATURDAY)


def place_of(lines: tuple[Line, ...]) -> list[tuple[int, int, float]]:
    return [(line.place, line.person, line.points) for line in lines]


def points(who: int, *earned: int) -> list[Question]:
    """Answers about one item each."""
    return [
        Question({who: min(1.0, one / 100)}, f"item{number}", points={who: one})
        for number, one in enumerate(earned)
    ]


async def test_ties_share_a_place_and_names_come_from_people(store: Store) -> None:
    def play(unit: Unit) -> tuple[Line, ...]:
        known(unit)
        played(unit, [Question({1: 1.0, 2: 1.0, 3: 0.5}), Question({1: 0.0, 3: 0.5}, "circle")])
        return standings(unit, GROUP.chat, MONTH)

    lines = await store.transact(play)
    assert place_of(lines) == [(1, 1, 100), (1, 2, 100), (1, 3, 100)]
    assert [line.name for line in lines] == [ANNA.name, BORIS.name, VERA.name]
    assert [(line.right, line.answered) for line in lines] == [(1, 2), (1, 1), (0, 2)]


async def test_of_a_day_only_the_best_answers_bring_points(store: Store) -> None:
    """Whoever plays all day long gets no further than who answered thirty questions well."""

    def play(unit: Unit) -> tuple[Line, ...]:
        played(unit, points(1, *[10] * 100, *[130] * 10))
        played(unit, points(2, *[100] * BEST))
        played(unit, points(3, *[100] * BEST), day=date(2026, 11, 20))
        played(unit, points(3, 50), day=date(2026, 11, 21))
        return standings(unit, GROUP.chat, MONTH)

    lines = await store.transact(play)
    assert place_of(lines) == [(1, 3, 3050), (2, 2, 3000), (3, 1, 1500)]
    assert [line.answered for line in lines] == [31, 30, 110]


async def test_an_item_brings_points_once_a_day(store: Store) -> None:
    """Revenge on the same questions brings no more, but the best answer counts, and the next day it is new."""

    def play(unit: Unit) -> None:
        for earned in ((50, 100), (100, 120), (0, 110)):
            played(unit, points(1, *earned))
        played(unit, [replace(points(1, 70)[0], deck="resnet")])
        played(unit, points(1, 60), day=date(2026, 11, 20))

    await store.transact(play)
    (line,) = await store.read(lambda unit: standings(unit, GROUP.chat, MONTH))
    assert (line.points, line.right, line.answered) == (100 + 120 + 70 + 60, 4, 8)
    (line,) = await store.read(lambda unit: standings(unit, GROUP.chat, MONTH, "shapes"))
    assert (line.points, line.right, line.answered) == (100 + 120 + 60, 4, 7)


async def test_only_contests_that_are_over_and_of_this_group_count(store: Store) -> None:
    def play(unit: Unit) -> tuple[Line, ...]:
        played(unit, points(1, 100), stage=Stage.CANCELLED, place=Place(-3))
        played(unit, points(2, 100), place=Place(-3))
        played(unit, points(3, 100), place=Place(-4))
        played(unit, points(1, 100), place=Place(-3, 9), stage=Stage.RESULT)
        return standings(unit, -3, MONTH)

    assert place_of(await store.transact(play)) == [(1, 2, 100)]


async def test_days_decks_and_spans_divide_the_tables(store: Store) -> None:
    def play(unit: Unit) -> None:
        for day, deck in ((15, "shapes"), (16, "shapes"), (21, "resnet"), (22, "resnet")):
            played(unit, [Question({1: 1.0}, deck=deck)], day=date(2026, 11, day))
        played(unit, points(1, 7), day=date(2026, 10, 31))

    def of(period: Period, deck: str = "") -> Callable[[Unit], float]:
        return lambda unit: sum(line.points for line in standings(unit, GROUP.chat, period, deck))

    await store.transact(play)
    assert await store.read(of(period_of(Span.WEEK, SATURDAY))) == 300
    assert await store.read(of(MONTH)) == 400
    assert await store.read(of(MONTH, "shapes")) == 200
    assert await store.read(of(period_of(Span.MONTH, SATURDAY, date(2026, 10, 9)))) == 7
    assert await store.read(of(period_of(Span.ALL, SATURDAY))) == 407
    assert await store.read(lambda unit: unit.decks_played(GROUP.chat)) == ("shapes", "resnet")


def test_weeks_begin_on_monday_and_months_have_their_days() -> None:
    assert period_of(Span.WEEK, SATURDAY) == Period(Span.WEEK, date(2026, 11, 16), date(2026, 11, 22))
    assert period_of(Span.WEEK, date(2026, 11, 16)).first == date(2026, 11, 16)
    assert period_of(Span.MONTH, date(2028, 2, 3)).last == date(2028, 2, 29)
    assert month_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert month_before(date(2026, 1, 31)) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("", datetime(2026, 11, 30, 21, 30, tzinfo=UTC), date(2026, 12, 1)),
        ("Asia/Vladivostok", datetime(2026, 11, 30, 14, 0, tzinfo=UTC), date(2026, 12, 1)),
        ("America/New_York", datetime(2026, 12, 1, 4, 59, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
async def test_the_day_is_that_of_the_group_s_clock(store: Store, zone: str, at: datetime, day: date) -> None:
    def settled(unit: Unit) -> date:
        unit.put_chat_settings(replace(unit.chat_settings(-5), zone=zone))
        return chat_day(unit, -5, at)

    assert await store.transact(settled) == day


async def test_past_seasons_lead_to_each_other(store: Store) -> None:
    def play(unit: Unit) -> None:
        for day in (date(2026, 3, 31), date(2026, 8, 1)):
            played(unit, points(1, 10), day=day)

    await store.transact(play)
    now = await store.read(lambda unit: top_of(unit, GROUP.chat, NOW, Span.MONTH))
    assert (now.lines, now.earlier, now.later) == ((), date(2026, 8, 1), None)
    august = await store.read(lambda unit: top_of(unit, GROUP.chat, NOW, Span.MONTH, date(2026, 8, 20)))
    assert (len(august.lines), august.earlier, august.later) == (1, date(2026, 3, 1), NOVEMBER)
    march = await store.read(lambda unit: top_of(unit, GROUP.chat, NOW, Span.MONTH, date(2026, 3, 1)))
    assert (march.earlier, march.later) == (None, date(2026, 8, 1))
    ahead = await store.read(lambda unit: top_of(unit, GROUP.chat, NOW, Span.MONTH, date(2027, 3, 1)))
    assert ahead.period.first == NOVEMBER


async def test_a_champion_has_beaten_somebody_and_reigns_for_a_month(store: Store) -> None:
    october = date(2026, 10, 1)

    def play(unit: Unit) -> None:
        played(unit, points(1, 50), day=october)
        played(unit, [Question({1: 1.0, 2: 1.0, 3: 0.0})], day=october, place=Place(-3))

    await store.transact(play)
    assert await store.read(lambda unit: champions(unit, GROUP.chat, october)) == frozenset()
    assert await store.read(lambda unit: champions(unit, -3, october)) == {1, 2}
    assert await store.read(lambda unit: reigns(unit, 2, NOW)) == october
    assert await store.read(lambda unit: reigns(unit, 3, NOW)) is None
    assert await store.read(lambda unit: reigns(unit, 2, NOW + timedelta(days=30))) is None


async def test_somebody_s_own_places_are_those_in_groups_where_they_played(store: Store) -> None:
    def play(unit: Unit) -> None:
        played(unit, [Question({1: 1.0, 2: 0.5})], place=Place(-3), day=date(2026, 11, 2))
        played(unit, [Question({1: 0.5, 2: 1.0, 3: 1.0})], place=Place(-4), day=SATURDAY)
        played(unit, [Question({2: 1.0})], place=Place(-5))
        played(unit, [Question({1: 1.0})], place=Place(-6), day=date(2026, 9, 1))

    await store.transact(play)
    found = await store.read(lambda unit: own_places(unit, 1, NOW))
    assert [(one.chat, one.line and one.line.place, one.players) for one in found] == [
        (-4, 3, 3),
        (-3, 1, 2),
        (-6, None, 0),
    ]


async def test_a_group_that_becomes_a_supergroup_keeps_its_table(store: Store) -> None:
    def play(unit: Unit) -> None:
        played(unit, [Question({1: 1.0, 2: 0.5})])
        unit.put_tagged(GROUP.chat, (1,))
        unit.move(GROUP.chat, -1000, NOW)

    await store.transact(play)
    assert len(await store.read(lambda unit: standings(unit, -1000, MONTH))) == 2
    assert await store.read(lambda unit: standings(unit, GROUP.chat, MONTH)) == ()
    due = await store.read(lambda unit: unit.seasons_due(NOW + timedelta(days=40), 9))
    assert [(one.place, one.month) for one in due] == [(Place(-1000, 7), NOVEMBER)]
    assert await store.read(lambda unit: unit.tagged(-1000)) == (1,)


async def test_a_group_that_moves_into_one_that_played_that_day_loses_no_points(store: Store) -> None:
    def play(unit: Unit) -> list[tuple[int, int, float]]:
        for chat, first in ((-3, 0), (-1000, 2)):
            asked = [replace(one, item=f"of{first + at}") for at, one in enumerate(points(1, 130, 130))]
            played(unit, [*asked, *points(1, 90)], place=Place(chat))
        played(unit, points(2, 40), place=Place(-3), day=date(2026, 11, 20))
        unit.move(-3, -1000, NOW)
        return place_of(standings(unit, -1000, MONTH))

    after = await store.transact(play)
    assert after == [(1, 1, 4 * 130 + 90), (2, 2, 40)]
    await store.rebuild()
    assert place_of(await store.read(lambda unit: standings(unit, -1000, MONTH))) == after
