"""Months of a group: when they are closed, what is told of them, and who bears a tag."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from storage import Store, Unit
from study.contest.values import Stage
from study.seasons import Closed, close, summary_of
from study.standing_ports import Season
from study.values import Kind, Place
from tests.decks import LIBRARY, SHAPES
from tests.rating.playing import ANNA, BORIS, GROUP, VERA, Question, known, played

NOVEMBER = date(2026, 11, 1)
SEASON = Season(GROUP, NOVEMBER)
TEN_IN_MOSCOW = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
IN_NOVEMBER = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def settled(unit: Unit, **settings: object) -> None:
    unit.put_chat_settings(replace(unit.chat_settings(GROUP.chat), **settings))  # type: ignore[arg-type]


async def a_month(store: Store, **settings: object) -> None:
    """Anna before Boris and Vera, in November."""

    def play(unit: Unit) -> None:
        known(unit)
        settled(unit, **settings)
        played(
            unit,
            [Question({1: 1.0, 2: 0.5, 3: 0.0}), Question({1: 1.0, 2: 0.5, 3: 0.5}, "cube")],
            at=IN_NOVEMBER,
        )

    await store.transact(play)


async def look(store: Store, now: datetime) -> list[Closed]:
    """What a look at an instant closes."""

    def due(unit: Unit) -> list[Closed]:
        found = [close(unit, LIBRARY, season, now) for season in unit.seasons_due(now, 9)]
        return [one for one in found if one is not None]

    return await store.transact(due)


async def test_a_month_is_closed_once_on_the_first_at_ten(store: Store) -> None:
    await a_month(store)
    assert await look(store, TEN_IN_MOSCOW - SECOND) == []
    (closed,) = await look(store, TEN_IN_MOSCOW)
    assert closed.season == SEASON
    assert closed.summary
    assert await look(store, TEN_IN_MOSCOW + HOUR) == []


async def test_of_two_that_close_a_month_one_does(store: Store) -> None:
    await a_month(store)
    assert await store.transact(lambda unit: close(unit, LIBRARY, SEASON, TEN_IN_MOSCOW))
    assert await store.transact(lambda unit: close(unit, LIBRARY, SEASON, TEN_IN_MOSCOW)) is None


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ({"zone": "Asia/Vladivostok"}, datetime(2026, 12, 1, 0, 0, tzinfo=UTC)),
        ({"zone": "America/New_York"}, datetime(2026, 12, 1, 15, 0, tzinfo=UTC)),
        ({"quiet_from": time(23), "quiet_to": time(12, 30)}, datetime(2026, 12, 1, 9, 30, tzinfo=UTC)),
    ],
)
async def test_it_waits_for_the_group_s_own_ten_and_the_end_of_quiet_hours(
    store: Store, settings: dict[str, object], first: datetime
) -> None:
    await a_month(store, **settings)
    assert await look(store, first - SECOND) == []
    assert len(await look(store, first)) == 1


async def test_settings_that_changed_meanwhile_hold(store: Store) -> None:
    """Noted by Vladivostok's clock, the group has moved to New York by then."""
    await a_month(store, zone="Asia/Vladivostok")
    await store.transact(lambda unit: settled(unit, zone="America/New_York"))
    assert await look(store, TEN_IN_MOSCOW) == []
    assert await look(store, datetime(2026, 12, 1, 14, 59, tzinfo=UTC)) == []
    assert len(await look(store, datetime(2026, 12, 1, 15, 0, tzinfo=UTC))) == 1


async def test_a_bot_that_comes_back_at_night_keeps_quiet_until_the_morning(store: Store) -> None:
    await a_month(store, quiet_from=time(23), quiet_to=time(8))
    assert await look(store, datetime(2026, 12, 1, 22, 0, tzinfo=UTC)) == []
    assert await look(store, datetime(2026, 12, 2, 4, 59, tzinfo=UTC)) == []
    assert len(await look(store, datetime(2026, 12, 2, 5, 0, tzinfo=UTC))) == 1


async def test_three_days_late_it_is_still_told_later_only_the_archive_has_it(store: Store) -> None:
    await a_month(store, tags=True)
    three = timedelta(days=3)
    late = await store.transact(lambda unit: close(unit, LIBRARY, SEASON, TEN_IN_MOSCOW + three + SECOND))
    assert late
    assert (late.summary, late.tagged) == (None, ())
    assert await look(store, TEN_IN_MOSCOW + three + HOUR) == []


async def test_at_the_end_of_the_third_day_it_is_told(store: Store) -> None:
    await a_month(store)
    (closed,) = await look(store, TEN_IN_MOSCOW + timedelta(days=3))
    assert closed.summary


async def test_it_waits_a_day_for_a_contest_of_its_month_that_pauses(store: Store) -> None:
    await a_month(store)
    begun = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
    beside = Place(GROUP.chat, 8)
    await store.transact(lambda unit: played(unit, [], at=begun, stage=Stage.PAUSED, place=beside))
    assert await look(store, TEN_IN_MOSCOW) == []
    assert await look(store, TEN_IN_MOSCOW + 23 * HOUR) == []
    assert len(await look(store, TEN_IN_MOSCOW + 24 * HOUR)) == 1


async def test_a_marathon_holds_nothing_up(store: Store) -> None:
    """Its answers count for the day on which it closes."""
    await a_month(store)
    begun = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
    await store.transact(lambda unit: played(unit, [], at=begun, stage=Stage.GOING, kind=Kind.MARATHON))
    assert len(await look(store, TEN_IN_MOSCOW)) == 1


async def test_a_contest_of_the_new_month_holds_nothing_up(store: Store) -> None:
    await a_month(store)
    await store.transact(
        lambda unit: played(unit, [], at=TEN_IN_MOSCOW, stage=Stage.OPEN, place=Place(GROUP.chat, 8))
    )
    assert len(await look(store, TEN_IN_MOSCOW)) == 1


async def test_it_is_told_where_the_last_contest_was(store: Store) -> None:
    await a_month(store)
    await store.transact(
        lambda unit: played(unit, [Question({1: 1.0})], place=Place(GROUP.chat, 8), at=IN_NOVEMBER)
    )
    (closed,) = await look(store, TEN_IN_MOSCOW)
    assert closed.season.place == Place(GROUP.chat, 8)


async def test_a_contest_over_midnight_belongs_to_both_months(store: Store) -> None:
    def play(unit: Unit) -> None:
        played(unit, [Question({1: 1.0, 2: 0.0})], at=TEN_IN_MOSCOW, day=date(2026, 11, 30))
        played(unit, [Question({1: 1.0})], at=TEN_IN_MOSCOW, day=date(2026, 12, 1))

    await store.transact(play)
    assert [one.season.month for one in await look(store, TEN_IN_MOSCOW)] == [NOVEMBER]
    january = datetime(2027, 1, 1, 7, 0, tzinfo=UTC)
    assert [one.season.month for one in await look(store, january)] == [date(2026, 12, 1)]


async def test_a_summary_names_the_best_the_hardest_and_how_much_was_answered(store: Store) -> None:
    await a_month(store)
    more = [Question({1: 0.0, 2: 0.0, 3: 0.0}, "circle", at) for at in ("shapes", "gone")]
    await store.transact(lambda unit: played(unit, [*more, *more[1:]], at=IN_NOVEMBER))
    summary = await store.read(lambda unit: summary_of(unit, LIBRARY, SEASON))
    assert summary
    assert [(line.place, line.name, line.points) for line in summary.best] == [
        (1, ANNA.name, 200),
        (2, BORIS.name, 100),
        (3, VERA.name, 50),
    ]
    assert [line.person for line in summary.champions] == [1]
    assert (summary.players, summary.answers) == (3, 15)
    assert summary.hardest
    assert (summary.hardest.item, summary.hardest.share) == (SHAPES.by_id["circle"], 0.0)
    assert summary.improved is None, "everybody is new"


async def test_nothing_is_called_hard_that_everybody_knew_or_few_were_asked(store: Store) -> None:
    asked = [Question({1: 1.0, 2: 1.0, 3: 1.0}), Question({1: 0.0, 2: 0.0}, "cube")]
    await store.transact(lambda unit: played(unit, asked, at=IN_NOVEMBER))
    summary = await store.read(lambda unit: summary_of(unit, LIBRARY, SEASON))
    assert summary
    assert summary.hardest is None


async def test_most_improved_is_who_had_a_rating_before_and_gained_most_here(store: Store) -> None:
    def play(unit: Unit) -> None:
        known(unit)
        for number in range(12):
            at = datetime(2026, 7, 1, tzinfo=UTC) + timedelta(days=8 * number)
            played(unit, [Question({1: 0.0, 2: 0.0})], at=at, place=Place(-7))
        asked = [Question({1: 0.0, 2: 1.0, 3: 1.0}, item) for item in ("square", "cube")]
        played(unit, asked, at=IN_NOVEMBER)
        played(unit, [Question({1: 1.0}, "circle")], at=IN_NOVEMBER, place=Place(-7))

    await store.transact(play)
    summary = await store.read(lambda unit: summary_of(unit, LIBRARY, SEASON))
    assert summary
    assert summary.improved
    assert summary.improved.name == BORIS.name, "Vera gained more, but from nothing"
    assert 50 < summary.improved.points <= 150
    other = await store.read(lambda unit: summary_of(unit, LIBRARY, Season(Place(-7), NOVEMBER)))
    assert other
    assert other.improved
    assert other.improved.name == ANNA.name


async def test_the_three_best_bear_a_tag_for_a_month(store: Store) -> None:
    await a_month(store, tags=True)
    (november,) = await look(store, TEN_IN_MOSCOW)
    assert [(line.person, line.place) for line in november.tagged] == [(1, 1), (2, 2), (3, 3)]
    assert november.untagged == ()
    december = datetime(2026, 12, 20, tzinfo=UTC)
    await store.transact(lambda unit: played(unit, [Question({3: 1.0, 2: 0.0})], at=december))
    (closed,) = await look(store, datetime(2027, 1, 1, 7, tzinfo=UTC))
    assert [line.person for line in closed.tagged] == [3]
    assert closed.untagged == (1, 2)


async def test_tags_go_after_a_month_in_which_nobody_played(store: Store) -> None:
    await a_month(store, tags=True)
    await look(store, TEN_IN_MOSCOW)
    (closed,) = await look(store, datetime(2027, 1, 1, 7, tzinfo=UTC))
    assert (closed.summary, closed.tagged, closed.untagged) == (None, (), (1, 2, 3))
    assert await look(store, datetime(2027, 2, 1, 7, tzinfo=UTC)) == []


async def test_where_tags_were_switched_off_those_that_are_there_go(store: Store) -> None:
    await a_month(store, tags=True)
    await look(store, TEN_IN_MOSCOW)
    await store.transact(lambda unit: settled(unit, tags=False))
    december = datetime(2026, 12, 20, tzinfo=UTC)
    await store.transact(lambda unit: played(unit, [Question({1: 1.0, 2: 0.5})], at=december))
    (closed,) = await look(store, datetime(2027, 1, 1, 7, tzinfo=UTC))
    assert closed.summary
    assert (closed.tagged, closed.untagged) == ((), (1, 2, 3))
