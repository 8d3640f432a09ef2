"""Teams: everybody in one, as equal as can be."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from study.contest.lobby import balanced
from study.contest.values import MOST_TEAMS, Player
from tests.conftest import NOW

RATINGS = st.lists(st.floats(-4, 4), min_size=2, max_size=200)
TEAMS = st.integers(2, MOST_TEAMS)


def crowd(count: int) -> list[Player]:
    return [Player(number, f"{number}", NOW + timedelta(seconds=number)) for number in range(1, count + 1)]


@settings(deadline=None)
@given(RATINGS, TEAMS)
def test_everybody_is_in_one_team_and_sizes_differ_by_one(ratings: list[float], teams: int) -> None:
    settled = balanced(crowd(len(ratings)), dict(enumerate(ratings, 1)), teams)
    sizes = [sum(player.team == team for player in settled) for team in range(1, teams + 1)]
    assert sorted(player.person for player in settled) == list(range(1, len(ratings) + 1))
    assert sum(sizes) == len(ratings)
    assert max(sizes) - min(sizes) <= 1


@settings(deadline=None)
@given(RATINGS, TEAMS)
def test_the_sums_differ_by_no_more_than_the_best_and_the_worst_do(ratings: list[float], teams: int) -> None:
    even = ratings[: len(ratings) // teams * teams]
    settled = balanced(crowd(len(even)), dict(enumerate(even, 1)), teams)
    sums = [sum(even[one.person - 1] for one in settled if one.team == team) for team in range(1, teams + 1)]
    if even:
        assert max(sums) - min(sums) <= max(even) - min(even) + 1e-9


@settings(deadline=None)
@given(RATINGS, TEAMS, st.data())
def test_whoever_chose_a_team_stays_there(ratings: list[float], teams: int, data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.integers(0, teams), min_size=len(ratings), max_size=len(ratings)), label="chosen teams"
    )
    people = [
        Player(one.person, one.name, one.joined_at, team=team)
        for one, team in zip(crowd(len(ratings)), chosen, strict=True)
    ]
    settled = {one.person: one.team for one in balanced(people, dict(enumerate(ratings, 1)), teams)}
    assert all(settled[one.person] == one.team for one in people if one.team)
    assert set(settled.values()) <= set(range(1, teams + 1))


def test_without_ratings_people_are_dealt_in_the_order_they_came() -> None:
    assert [one.team for one in balanced(crowd(5), {}, 2)] == [1, 2, 1, 2, 1]


def test_the_two_best_meet() -> None:
    settled = {one.person: one.team for one in balanced(crowd(4), {1: 3.0, 2: 2.9, 3: 0.1, 4: 0.0}, 2)}
    assert settled[1] != settled[2]
    assert settled[1] == settled[4]
