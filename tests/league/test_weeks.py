"""The calendar of the league, and the items of its weeks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.deck import Choice, Deck, Item, Mode
from content.library import Library
from study.league.draw import ITEMS, draw
from study.league.weeks import (
    EPOCH,
    fortnight_ends,
    fortnight_of,
    week_begins,
    week_ends,
    week_of,
    weeks_of,
)

instants = st.integers(0, 27_000 * 24 * 3600).map(lambda seconds: EPOCH + timedelta(seconds=seconds))


@given(instants)
def test_an_instant_lies_in_its_week(at: datetime) -> None:
    week = week_of(at)
    assert week_begins(week) <= at < week_ends(week)
    assert week_begins(week).isocalendar()[:2] == at.isocalendar()[:2]
    assert week_begins(week).weekday() == 0


@given(instants)
def test_two_weeks_make_a_fortnight(at: datetime) -> None:
    fortnight = fortnight_of(week_of(at))
    first, second = weeks_of(fortnight)
    assert second == first + 1
    assert week_of(at) in (first, second)
    assert fortnight_ends(fortnight) - week_begins(first) == timedelta(days=14)
    assert fortnight_of(week_of(fortnight_ends(fortnight))) == fortnight + 1


def test_monday_midnight_by_utc_is_the_next_week() -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    assert week_of(monday) == week_of(monday - timedelta(microseconds=1)) + 1
    assert week_of(EPOCH) == 0


def item(name: str, difficulty: int, *modes: Mode) -> Item:
    choices = (Choice("да", True), Choice("нет", False))
    return Item(name, f"{name}?", modes or (Mode.CHOICE,), "", choices=choices, difficulty=difficulty)


def deck(slug: str, size: int) -> Deck:
    return Deck(slug, slug, "", tuple(item(f"i{number}", 1 + number % 3) for number in range(size)))


def season(decks: list[Deck], weeks: int) -> list[tuple[str, ...]]:
    """The sets of many weeks, each drawn with those before in mind; the first first."""
    sets: list[tuple[str, ...]] = []
    for week in range(100, 100 + weeks):
        sets.append(draw(decks, week, sets[:-5:-1]))
    return sets


def test_a_week_is_the_same_whoever_draws_it() -> None:
    decks = [deck("a", 20), deck("b", 20), deck("c", 20)]
    assert draw(decks, 7) == draw(list(reversed(decks)), 7)
    assert draw(decks, 7) != draw(decks, 8)
    assert draw(decks, 150)[:4] == ("b/i10", "a/i9", "c/i8", "b/i14"), (
        "another version of Python draws the same"
    )


def test_decks_and_levels_are_balanced() -> None:
    for keys in season([deck("a", 30), deck("b", 60), deck("c", 30)], 20):
        decks = Counter(key.partition("/")[0] for key in keys)
        assert sorted(decks.values()) == [3, 3, 4]
        levels = Counter(int(key.rpartition("i")[2]) % 3 for key in keys)
        assert min(levels.values()) >= 2


def test_nothing_comes_again_within_four_weeks_where_there_is_enough() -> None:
    sets = season([deck("a", 25), deck("b", 25), deck("c", 25)], 60)
    for number, keys in enumerate(sets):
        assert len(set(keys)) == ITEMS
        for before in sets[max(0, number - 4) : number]:
            assert not set(keys) & set(before)


def test_the_shipped_decks_repeat_as_little_as_they_must() -> None:
    decks = list(Library.load().decks)
    size = sum(len(one.items) for one in decks)
    sets = season(decks, 60)
    for number, keys in enumerate(sets):
        assert len(set(keys)) == ITEMS
        lately = set().union(*sets[max(0, number - 4) : number])
        fresh_there = size - len(lately)
        assert len(set(keys) - lately) == min(ITEMS, fresh_there)
        assert not set(keys) & set().union(*sets[max(0, number - 3) : number])
    met = Counter(key for keys in sets for key in keys)
    assert len(met) >= 0.9 * size  # 600 questions of 160 in somewhat more than a year
    assert max(met.values()) <= 4 * 60 * ITEMS / size


def test_only_items_with_options_are_drawn() -> None:
    odd = Deck("odd", "odd", "", (item("open", 1, Mode.OPEN), item("both", 1, Mode.OPEN, Mode.CHOICE)))
    assert draw([odd], 1) == ("odd/both",)
    assert draw([], 1) == ()


@pytest.mark.parametrize("count", [1, 3, 9])
def test_few_items_are_all_there(count: int) -> None:
    assert len(draw([deck("a", count)], 5)) == count
