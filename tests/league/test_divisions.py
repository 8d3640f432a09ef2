"""Divisions: places, promotion and relegation."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from study.league.divisions import MOST_GROUPS, by_division, crossings, free_division, ranked, resettled
from study.league.values import Club, Moved, Rank, Row, Score
from study.values import Place
from tests.conftest import NOW


def club(number: int, division: int = 1, rank: Rank = Rank.IN) -> Club:
    joined = NOW + timedelta(minutes=number)
    return Club(number, Place(-number), f"Группа {number}", f"t{number}", division, joined, rank)


def table(points: list[float], first: int = 1, division: int = 1, players: int = 3) -> tuple[Row, ...]:
    """A division of groups with these points; nobody played for those with none."""
    clubs = [club(first + number, division) for number in range(len(points))]
    scores = {
        one.place.chat: Score(value, frozenset(range(players)))
        for one, value in zip(clubs, points, strict=True)
        if value
    }
    return ranked(clubs, scores)


def falling(size: int, first: int = 1, division: int = 1) -> tuple[Row, ...]:
    return table([float(size - number) for number in range(size)], first, division)


def test_equals_share_a_place_and_the_next_is_left_out() -> None:
    assert [row.place for row in table([5, 7, 5, 3])] == [1, 2, 2, 4]
    thirds = [0.1 + 0.2, 0.3]
    assert [row.place for row in table(thirds)] == [1, 1]


def test_more_players_stand_higher_at_equal_points() -> None:
    one, two = club(1), club(2)
    rows = ranked([one, two], {-1: Score(5, frozenset({1})), -2: Score(5, frozenset({1, 2}))})
    assert [(row.club.id, row.place) for row in rows] == [(2, 1), (1, 2)]


def test_a_fifth_goes_up_and_a_fifth_down() -> None:
    assert crossings([falling(20), falling(20, 101), falling(20, 201)]) == ([0, 4, 4], [4, 4, 0])
    assert crossings([falling(9), falling(5, 101), falling(4, 201)]) == ([0, 1, 0], [1, 1, 0])
    assert crossings([falling(20)]) == ([0], [0])
    moved = resettled([falling(10), falling(10, 101)])
    assert {one: moved[one] for one in (1, 8, 9, 10)} == {
        1: (Moved.STAYS, 1),
        8: (Moved.STAYS, 1),
        9: (Moved.DOWN, 2),
        10: (Moved.DOWN, 2),
    }
    assert {one: moved[one] for one in (101, 102, 103)} == {
        101: (Moved.UP, 1),
        102: (Moved.UP, 1),
        103: (Moved.STAYS, 2),
    }


def test_the_line_parts_no_equals() -> None:
    upper = table([9, 8, 7, 6, 5, 4, 3, 2, 2, 2])
    lower = table([9, 8, 8, 7, 6, 5, 4, 3, 2, 1], 101)
    assert crossings([upper, lower]) == ([0, 1], [0, 0])


def test_nobody_goes_up_for_nothing_and_of_those_who_did_nothing_the_latest_goes_down() -> None:
    upper = table([5, 4, 3, 2, 1, 0, 0, 0, 0, 0])
    lower = table([0] * 10, 101)
    assert crossings([upper, lower]) == ([0, 0], [2, 0])
    moved = resettled([upper, lower])
    assert {one for one, (how, _) in moved.items() if how is Moved.DOWN} == {9, 10}


def test_a_full_lowest_division_takes_no_more_than_leave_it() -> None:
    lower = table([9.0] * 5 + [float(number) / 10 for number in range(15)], 101)
    up, down = crossings([falling(20), lower])
    assert up == [0, 0]
    assert down == [0, 0]


def test_small_divisions_join_a_neighbour_with_room() -> None:
    settled = resettled([falling(4), falling(3, 101)])
    assert {division for _, division in settled.values()} == {1}
    full = resettled([falling(20), falling(3, 101)])
    assert Counter(division for _, division in full.values()) == {1: 16, 2: 7}
    lone = resettled([falling(3), falling(9, 101)])
    assert {division for _, division in lone.values()} == {1}


def test_a_new_group_begins_at_the_bottom_and_a_former_one_where_it_was() -> None:
    assert free_division([]) == 1
    clubs = [club(number, 1) for number in range(1, 21)] + [club(100, 2), club(101, 2, Rank.RESTING)]
    assert free_division(clubs) == 2
    assert free_division(clubs, 1) == 2, "its place was taken"
    assert free_division(clubs[1:], 1) == 1
    assert free_division(clubs, 9) == 2, "there is no such division any more"
    full = [club(number, 1) for number in range(1, 21)]
    assert free_division(full) == 2
    assert list(by_division(clubs)) == [1, 2]
    assert len(by_division(clubs)[2]) == 1


points = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=MOST_GROUPS)


@given(st.lists(points, min_size=1, max_size=6))
def test_whatever_the_points_nobody_is_lost_and_no_division_overflows(given_: list[list[float]]) -> None:
    tables = [table(of, 100 * number + 1, number + 1) for number, of in enumerate(given_)]
    settled = resettled(tables)
    assert set(settled) == {row.club.id for rows in tables for row in rows}
    sizes = Counter(division for _, division in settled.values())
    assert set(sizes) == set(range(1, len(sizes) + 1))
    assert max(sizes.values()) <= MOST_GROUPS


@given(st.lists(points, min_size=2, max_size=5))
def test_equals_move_alike(given_: list[list[float]]) -> None:
    tables = [table(of, 100 * number + 1, number + 1) for number, of in enumerate(given_)]
    settled = resettled(tables)
    for rows in tables:
        for one in rows:
            for other in rows:
                if one.players and (one.points, one.players) == (other.points, other.players):
                    assert settled[one.club.id] == settled[other.club.id]


@given(st.lists(st.integers(5, MOST_GROUPS), min_size=2, max_size=5))
def test_without_ties_at_most_a_fifth_moves_and_the_first_goes_up(sizes: list[int]) -> None:
    tables = [falling(size, 100 * number + 1) for number, size in enumerate(sizes)]
    up, down = crossings(tables)
    for number, size in enumerate(sizes):
        assert up[number] <= size // 5
        assert down[number] <= size // 5
        if number and sizes[number - 1] < MOST_GROUPS - 4:
            assert up[number] == size // 5
