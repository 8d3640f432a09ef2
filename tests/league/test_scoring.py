"""What a group's week is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.league.scoring import LEAST_PLAYERS, WHOLE, added, group_score, week_scores
from study.league.values import Given
from study.values import Outcome

GROUP = -7


def run(person: int, session: int, right: int, chat: int = GROUP) -> list[Given]:
    """A run of ten with so many right answers."""
    wrong = Given(chat, person, session, Outcome.WRONG, 0.0, 10 - right)
    return [Given(chat, person, session, Outcome.CORRECT, 1.0, right), wrong]


def test_the_best_run_of_each_counts() -> None:
    played = [*run(1, 1, 4), *run(1, 2, 9), *run(1, 3, 6), *run(2, 4, 6), *run(3, 5, 3)]
    score = week_scores(played, 10)[GROUP]
    assert score.points == pytest.approx(6)
    assert score.players == {1, 2, 3}


def test_a_lone_star_does_not_beat_a_group() -> None:
    star = week_scores(run(1, 1, 10), 10)[GROUP]
    three = week_scores([*run(1, 1, 4), *run(2, 2, 4), *run(3, 3, 4)], 10)[GROUP]
    assert star.points == pytest.approx(10 / 3)
    assert three.points == pytest.approx(4)
    assert three.points > star.points


def test_a_part_counts_by_its_share_and_what_was_skipped_nothing() -> None:
    given_ = [
        Given(GROUP, 1, 1, Outcome.PARTIAL, 0.5),
        Given(GROUP, 1, 1, Outcome.SKIPPED, 0.0),
        Given(GROUP, 1, 1, Outcome.CORRECT, 1.0),
    ]
    assert week_scores(given_, 3)[GROUP].points == pytest.approx(WHOLE * 1.5 / 3 / LEAST_PLAYERS)


def test_groups_are_apart_and_weeks_add_up() -> None:
    first = week_scores([*run(1, 1, 9), *run(2, 2, 6, chat=-8)], 10)
    second = week_scores(run(3, 3, 3), 10)
    total = added([first, second, {}])
    assert total[GROUP].points == pytest.approx(4)
    assert total[GROUP].players == {1, 3}
    assert total[-8] == first[-8]


@given(st.dictionaries(st.integers(1, 50), st.floats(0, 10), min_size=1), st.floats(0, 10))
def test_the_score_is_a_mean_within_bounds(best: dict[int, float], more: float) -> None:
    score = group_score(best, 10)
    assert 0 <= score.points <= WHOLE
    assert score.players == frozenset(best)
    if len(best) >= LEAST_PLAYERS:
        assert min(best.values()) - 1e-9 <= score.points <= max(best.values()) + 1e-9
    else:
        better = group_score({**best, 99: more}, 10)
        assert better.points >= score.points - 1e-9, "a missing player never costs more than a weak one"
