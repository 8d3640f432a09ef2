"""Ratings out of contests that closed: each counts once, and all of them can be derived anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from content.deck import Mode
from content.library import Library
from storage import Store, Unit
from study.contest.values import Ruling, Stage
from study.rating.contests import rate_contest, rating_of, ratings_of
from study.rating.model import Rating, answered, likely, prior_of
from study.values import Place
from tests.conftest import NOW
from tests.decks import LIBRARY, SHAPES
from tests.rating.playing import Question, played

WEEK = timedelta(days=7)
DERIVED = ("ratings", "item_ratings", "rated_items", "rating_gains", "day_tallies")
ITEMS = tuple(item.id for item in SHAPES.items)


def rows_of(unit: Unit) -> dict[str, list[Any]]:
    """Everything that is derived, as it is stored."""
    db = unit._db  # type: ignore[attr-defined]
    return {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall()) for name in DERIVED}


async def test_what_somebody_knew_raises_them_above_who_did_not(store: Store) -> None:
    await store.transact(lambda unit: played(unit, [Question({1: 1.0, 2: 0.0, 3: 0.5})]))
    found = await store.read(lambda unit: ratings_of(unit, (1, 2, 3, 4)))
    assert found[1].theta > found[3].theta > found[2].theta
    assert found[1].theta == pytest.approx(1 - likely(0, 0, 1 / 3))
    assert found[4] == Rating(4)
    assert await store.read(lambda unit: rating_of(unit, 1)) == found[1]


async def test_rating_a_contest_again_changes_nothing(store: Store) -> None:
    contest = await store.transact(lambda unit: played(unit, [Question({1: 1.0, 2: 0.0})], rated=False))
    assert await store.transact(lambda unit: rate_contest(unit, LIBRARY, contest.id))
    before = await store.read(rows_of)
    assert len(before["ratings"]) == 2
    assert not await store.transact(lambda unit: rate_contest(unit, LIBRARY, contest.id))
    assert await store.read(rows_of) == before


async def test_where_closing_fails_nothing_was_rated_and_it_can_be_tried_again(store: Store) -> None:
    contest = await store.transact(lambda unit: played(unit, [Question({1: 1.0})], rated=False))

    def fails(unit: Unit) -> None:
        rate_contest(unit, LIBRARY, contest.id)
        raise RuntimeError("the lights go out")

    with pytest.raises(RuntimeError):
        await store.transact(fails)
    assert await store.read(lambda unit: unit.ratings((1,))) == {}
    assert await store.transact(lambda unit: rate_contest(unit, LIBRARY, contest.id))
    assert (await store.read(lambda unit: rating_of(unit, 1))).answers == 1


@pytest.mark.parametrize("ruling", list(Ruling))
async def test_what_became_right_by_an_appeal_moves_neither_people_nor_items(
    store: Store, ruling: Ruling
) -> None:
    granted = ruling is Ruling.GRANTED
    share = float(granted)
    asked = [Question({1: share}, mode=Mode.OPEN, appealed={1: ruling}), Question({2: 1.0}, "circle")]
    contest = await store.transact(lambda unit: played(unit, asked))
    before = await store.read(rows_of)
    assert [row[0] for row in before["ratings"]] == ([2] if granted else [1, 2])
    assert len(before["item_ratings"]) == (1 if granted else 2)
    assert "circle" in {row[1] for row in before["item_ratings"]}
    points = await store.read(
        lambda unit: unit.tallies(contest.session.place.chat, NOW.date(), NOW.date(), "")
    )
    assert [(one.person, one.points) for one in points] == [(1, 100 * share), (2, 100)], "its table has it"
    await store.rebuild()
    assert await store.read(rows_of) == before


async def test_who_answers_first_gains_nothing_by_that(store: Store) -> None:
    everybody = dict.fromkeys(range(1, 101), 1.0)
    await store.transact(lambda unit: played(unit, [Question(everybody)]))
    found = await store.read(lambda unit: ratings_of(unit, everybody))
    assert len({one.theta for one in found.values()}) == 1
    assert found[100].theta > 0.3


async def test_an_item_counts_for_a_person_once_in_seven_days(store: Store) -> None:
    async def answer(at: datetime, place: Place) -> int:
        await store.transact(lambda unit: played(unit, [Question({1: 1.0})], at=at, place=place))
        return (await store.read(lambda unit: rating_of(unit, 1))).answers

    assert await answer(NOW, Place(-1)) == 1
    assert await answer(NOW + timedelta(days=3), Place(-2)) == 1
    assert await answer(NOW - timedelta(days=6), Place(-3)) == 1, "a contest that closes late"
    assert await answer(NOW + WEEK, Place(-4)) == 2
    assert await answer(NOW + WEEK + timedelta(hours=1), Place(-5)) == 2


async def test_the_same_item_twice_in_a_contest_counts_once(store: Store) -> None:
    await store.transact(lambda unit: played(unit, [Question({1: 1.0}), Question({1: 0.0})]))
    found = await store.read(lambda unit: rating_of(unit, 1))
    assert (found.answers, found.theta > 0) == (1, True)


async def test_an_author_s_level_is_where_an_item_begins(store: Store) -> None:
    hard = replace(SHAPES, items=tuple(replace(item, difficulty=3) for item in SHAPES.items))
    library = Library([hard])
    asked = [Question({1: 1.0}, mode=Mode.OPEN)]
    await store.transact(lambda unit: played(unit, asked, library=library, rated=True))
    expected = answered(Rating(1), (await store.read(lambda unit: unit.trials(1)))[0], prior_of(3))
    found = await store.read(lambda unit: rating_of(unit, 1))
    assert found == expected
    assert found.theta == pytest.approx(likely(prior_of(3), 0))


async def test_recall_and_choice_are_two_difficulties_of_an_item(store: Store) -> None:
    asked = [Question({1: 1.0}), Question({2: 0.0}, mode=Mode.OPEN)]
    contest = await store.transact(lambda unit: played(unit, asked))
    found = await store.read(lambda unit: unit.difficulties(contest.id))
    assert found["shapes/square", Mode.CHOICE].delta < 0 < found["shapes/square", Mode.OPEN].delta
    trials = await store.read(lambda unit: unit.trials(contest.id))
    assert [one.guess for one in trials] == [pytest.approx(1 / 3), 0.0]


async def test_an_item_that_is_in_no_deck_any_more_is_of_the_usual_difficulty(store: Store) -> None:
    await store.transact(lambda unit: played(unit, [Question({1: 1.0}, deck="gone", item="x")]))
    assert (await store.read(lambda unit: rating_of(unit, 1))).answers == 1


async def test_a_contest_that_nobody_answered_changes_nothing(store: Store) -> None:
    await store.transact(lambda unit: played(unit, [Question({})]))
    assert not any((await store.read(rows_of)).values())


@pytest.mark.parametrize("seed", range(3))
async def test_a_rebuild_gives_the_ratings_there_were_bit_by_bit(store: Store, seed: int) -> None:
    """Contests in several groups, that overlap and close out of order; items and shares of all kinds."""
    chance = Random(seed)
    levels = [replace(item, difficulty=level) for level, item in enumerate(SHAPES.items, 1)]
    library = Library([replace(SHAPES, items=tuple(levels))])
    for number in range(25):
        asked = questions(chance)
        at = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(days=2 * number - chance.choice([0, 0, 5]))
        place = Place(-1 - number % 3)
        await store.transact(
            lambda unit, asked=asked, at=at, place=place: played(  # type: ignore[misc]
                unit, asked, at=at, place=place, library=library
            )
        )
    await store.transact(lambda unit: played(unit, questions(chance), stage=Stage.RESULT, place=Place(-9)))
    before = await store.read(rows_of)
    assert len(before["rating_gains"]) > 50
    assert {row[3] for row in before["item_ratings"]} >= {prior_of(1), prior_of(3)}
    await store.rebuild()
    assert await store.read(rows_of) == before


def questions(chance: Random) -> Sequence[Question]:
    return [
        Question(
            {person: chance.choice([0.0, 1.0, 0.37]) for person in chance.sample(range(1, 7), 4)},
            chance.choice(ITEMS),
            mode=chance.choice([Mode.CHOICE, Mode.OPEN]),
        )
        for _ in range(3)
    ]
