"""Who stands where: ties share a place, and the next place is skipped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from study.contest.table import table_of
from study.contest.values import Form, Player, Rules, Score
from tests.conftest import NOW

SOLO = Rules()


def players(*names: str, **kept: int) -> tuple[Player, ...]:
    return tuple(Player(number, name, NOW, team=kept.get(name, 0)) for number, name in enumerate(names, 1))


def score(person: int, points: int, question: int = 1) -> Score:
    return Score(question, person, "shapes", "cube", 1.0 if points else 0.0, points, 1, NOW)


def test_equal_points_share_a_place_and_the_next_is_skipped() -> None:
    table = table_of(
        players("Вера", "Анна", "Борис", "Глеб"), [score(1, 100), score(2, 100), score(3, 90)], SOLO
    )
    assert [(line.place, line.name, line.points) for line in table.lines] == [
        (1, "Анна", 100),
        (1, "Вера", 100),
        (3, "Борис", 90),
        (4, "Глеб", 0),
    ]


def test_who_left_stays_with_points_and_goes_without() -> None:
    gone = [*players("Анна"), Player(2, "Борис", NOW, left=True), Player(3, "Вера", NOW, left=True)]
    table = table_of(gone, [score(1, 10), score(2, 50)], SOLO)
    assert [line.name for line in table.lines] == ["Борис", "Анна"]


def test_the_table_counts_answers_and_right_ones() -> None:
    lines = table_of(players("Анна"), [score(1, 120), score(1, 0, 2), score(1, 110, 3)], SOLO).lines
    assert [(line.points, line.right, line.answered) for line in lines] == [(230, 2, 3)]


def test_a_small_team_is_as_good_as_a_large_one() -> None:
    people = [Player(1, "А", NOW, team=1), Player(2, "Б", NOW, team=1), Player(3, "В", NOW, team=2)]
    table = table_of(people, [score(1, 100), score(2, 50), score(3, 75)], Rules(form=Form.TEAMS, teams=3))
    assert [(line.place, line.team, line.points) for line in table.teams] == [(1, 1, 75.0), (1, 2, 75.0)]


def test_who_stayed_in_longer_stands_higher_than_who_has_more_points() -> None:
    people = [
        Player(1, "Рано", NOW, out_at=2),
        Player(2, "Поздно", NOW, out_at=4),
        Player(3, "Жива", NOW, lives=1),
    ]
    table = table_of(people, [score(1, 500), score(2, 300), score(3, 10)], Rules(form=Form.ELIMINATION))
    assert [line.name for line in table.lines] == ["Жива", "Поздно", "Рано"]


def test_two_put_out_by_the_same_question_are_told_apart_by_points() -> None:
    people = [Player(1, "А", NOW, out_at=3), Player(2, "Б", NOW, out_at=3), Player(3, "В", NOW, out_at=3)]
    table = table_of(people, [score(1, 100), score(2, 200), score(3, 100)], Rules(form=Form.ELIMINATION))
    assert [(line.place, line.name) for line in table.lines] == [(1, "Б"), (2, "А"), (2, "В")]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 5).map(lambda n: 10 * n)), max_size=80))
def test_every_table_equals_an_independent_count(given_scores: list[tuple[int, int]]) -> None:
    people = [Player(number, f"Игрок {number}", NOW) for number in range(1, 13)]
    table = table_of(
        people, [score(person, points, at) for at, (person, points) in enumerate(given_scores)], SOLO
    )
    totals: dict[int, int] = defaultdict(int)
    for person, points in given_scores:
        totals[person] += points
    assert {line.person: line.points for line in table.lines} == {
        one.person: totals[one.person] for one in people
    }
    for line in table.lines:
        assert line.place == 1 + sum(total > line.points for total in (totals[one.person] for one in people))


def test_a_team_that_is_ahead_by_a_little_is_ahead() -> None:
    people = [replace(one, team=1 if one.person <= 30 else 2) for one in players(*map(str, range(1, 61)))]
    scores = [score(number, 100) for number in range(1, 61)]
    scores[0] = score(1, 101)
    teams = table_of(people, scores, Rules(form=Form.TEAMS, teams=2)).teams
    assert [(team.place, team.team) for team in teams] == [(1, 1), (2, 2)]
