"""What an answer is worth, by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.deck import Mode
from study.contest.points import points_of, reading_time, share_of, too_fast, took
from study.contest.values import Rules, Timing
from study.values import Answer, Outcome
from tests.conftest import NOW

HALF_MINUTE = Rules(seconds=30)
CALM = Rules(seconds=30, speed=False)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def answer(
    outcome: Outcome = Outcome.CORRECT,
    *,
    after: float = 5,
    score: float = 0.0,
    mode: Mode = Mode.CHOICE,
    overridden: bool = False,
    took_ms: int = 0,
) -> Answer:
    at = NOW + seconds(after)
    return Answer(
        1, 7, "shapes", "cube", mode, "0", outcome, score, 1.0, at, overridden=overridden, took_ms=took_ms
    )


@pytest.mark.parametrize(
    ("share", "after", "streak", "rules", "points"),
    [
        (1.0, 0, 1, HALF_MINUTE, 130),
        (1.0, 15, 1, HALF_MINUTE, 115),
        (1.0, 30, 1, HALF_MINUTE, 100),
        (1.0, 45, 1, HALF_MINUTE, 100),
        (1.0, 0, 1, CALM, 100),
        (1.0, 30, 2, HALF_MINUTE, 110),
        (1.0, 30, 3, HALF_MINUTE, 120),
        (1.0, 30, 4, HALF_MINUTE, 130),
        (1.0, 30, 9, HALF_MINUTE, 130),
        (1.0, 0, 9, HALF_MINUTE, 160),
        (0.5, 0, 0, HALF_MINUTE, 50),
        (0.67, 0, 0, CALM, 67),
        (0.0, 0, 0, HALF_MINUTE, 0),
    ],
)
def test_points_by_hand(share: float, after: float, streak: int, rules: Rules, points: int) -> None:
    assert points_of(share, seconds(after), streak, rules) == points


@given(
    st.floats(0, 1),
    st.floats(0, 1000),
    st.integers(0, 60),
    st.integers(10, 600),
    st.booleans(),
)
def test_knowing_more_never_earns_less_and_luck_never_beats_knowledge(
    share: float, after: float, streak: int, length: int, speed: bool
) -> None:
    rules = Rules(seconds=length, speed=speed)
    points = points_of(share, seconds(after), streak, rules)
    assert 0 <= points <= points_of(1.0, seconds(after), streak, rules) <= 160
    assert points_of(1.0, seconds(after), 0, rules) >= 100
    assert points_of(1.0, seconds(after), streak, rules) >= points_of(1.0, seconds(after + 1), streak, rules)


@pytest.mark.parametrize(
    ("given_answer", "share"),
    [
        (answer(Outcome.CORRECT), 1.0),
        (answer(Outcome.PARTIAL, score=0.5), 0.5),
        (answer(Outcome.PARTIAL, score=0.0), 0.1),
        (answer(Outcome.PARTIAL, score=1.0), 0.9),
        (answer(Outcome.WRONG, score=0.4), 0.0),
        (answer(Outcome.SKIPPED), 0.0),
        (answer(Outcome.WRONG, overridden=True), 1.0),
    ],
)
def test_how_much_an_answer_knew(given_answer: Answer, share: float) -> None:
    assert share_of(given_answer) == share


def test_nobody_reads_two_hundred_letters_in_less_than_a_second() -> None:
    assert reading_time(0) == seconds(0.5)
    assert reading_time(200) == seconds(1.0)
    assert reading_time(10_000) == seconds(2.0)
    assert too_fast(answer(), seconds(0.9), 200)
    assert not too_fast(answer(), seconds(1.0), 200)
    assert not too_fast(answer(mode=Mode.OPEN), seconds(0), 200)


def test_time_counts_from_when_the_question_was_seen() -> None:
    assert took(answer(after=5), Timing(NOW)) == seconds(5)
    assert took(answer(after=-0.9, mode=Mode.OPEN, took_ms=9_000), Timing(NOW)) == seconds(0)


def test_what_the_bot_was_away_for_is_not_the_players_time() -> None:
    timing = Timing(NOW, NOW + seconds(4), seconds(60))
    assert took(answer(after=3), timing) == seconds(3)
    assert took(answer(after=66), timing) == seconds(6)
    assert took(answer(after=10), timing) == seconds(0)


def test_an_answer_given_before_the_question_was_shown_again_keeps_its_time() -> None:
    shown_again = Timing(NOW + seconds(600))
    span = took(answer(after=7, took_ms=7_200), shown_again)
    assert span == seconds(7.2)
    assert not too_fast(answer(after=7), span, 200)
