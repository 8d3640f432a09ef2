"""Elo against items: what it finds out about people of a known ability, and what it does not let them gain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.deck import Mode
from study.rating.model import (
    MOST_GAIN,
    NEW,
    POINTS,
    Difficulty,
    Rating,
    Trial,
    answered,
    counts,
    likely,
    prior_of,
    step,
    tried,
)
from study.rating.titles import Title, title_of
from tests.conftest import NOW

FIRST_DAY = date(2026, 1, 1)
KNOWN = 200
"""Answers after which an item's difficulty hardly moves any more."""


def trial(share: float, options: int = 0, day: date = FIRST_DAY) -> Trial:
    return Trial(1, 1, "d", "i", Mode.CHOICE if options else Mode.OPEN, options, share, NOW, day)


def learned(
    ability: float,
    truths: list[float],
    answers: int,
    chance: Random,
    *,
    options: int = 0,
    a_day: int = 10,
    met: int = KNOWN,
) -> Rating:
    """The rating of a simulated person who answers items in turn; the items are what their authors say, and ``met``
    answers of others had confirmed it."""
    rating = Rating(1)
    items = [Difficulty("d", str(n), Mode.OPEN, truth, truth, met) for n, truth in enumerate(truths)]
    for number in range(answers):
        index = number % len(items)
        right = chance.random() < likely(ability, truths[index], 1 / options if options else 0)
        one = trial(float(right), options, FIRST_DAY + timedelta(days=number // a_day))
        before = rating
        rating = answered(rating, one, items[index].delta)
        items[index] = tried(items[index], one, before.theta)
    return rating


@settings(max_examples=15, deadline=None)
@given(
    ability=st.floats(-2.0, 2.0),
    ease=st.floats(-4.0, -0.8),
    options=st.sampled_from([0, 3, 4]),
    met=st.sampled_from([0, KNOWN]),
    seed=st.integers(0, 2**32),
)
def test_ten_thousand_easy_answers_lift_nobody_above_their_ability(
    ability: float, ease: float, options: int, met: int, seed: int
) -> None:
    """Everybody begins as average: who is less cannot rise, who is more cannot rise beyond what they are."""
    farmed = learned(ability, [ease] * 100, 10_000, Random(seed), options=options, a_day=30, met=met)
    assert farmed.theta <= max(0.0, ability) + 0.5


@pytest.mark.parametrize("ability", [-1.5, 0.0, 1.5])
def test_easy_items_say_the_same_of_somebody_as_hard_ones(ability: float) -> None:
    easy = mean(learned(ability, [-1.6] * 50, 3000, Random(seed)).theta for seed in range(8))
    hard = mean(learned(ability, [1.6] * 50, 3000, Random(seed)).theta for seed in range(8))
    assert easy == pytest.approx(ability, abs=0.2)
    assert hard == pytest.approx(ability, abs=0.2)


def test_thirty_answers_on_three_evenings_put_people_in_the_order_of_their_ability() -> None:
    abilities = [-1.8, -0.9, 0.0, 0.9, 1.8]
    truths = [prior_of(level) for level in (1, 2, 3)] * 10
    agreeing = []
    for seed in range(60):
        chance = Random(seed)
        found = [learned(one, truths, 30, chance, options=4, met=0).theta for one in abilities]
        pairs = [(low, high) for high in range(5) for low in range(high)]
        agreeing.append(mean(found[low] < found[high] for low, high in pairs))
        assert found[0] < found[-1]
    assert mean(agreeing) > 0.88
    assert mean(one == 1 for one in agreeing) > 0.25  # by chance it were 1 in 120


@pytest.mark.parametrize("answers", [30, 100, 300])
def test_the_margin_is_about_one_standard_error(answers: int) -> None:
    off, margin = [], 0
    for seed in range(150):
        chance = Random(seed)
        ability = chance.uniform(-1.5, 1.5)
        rating = learned(ability, [prior_of(level) for level in (1, 2, 3)] * 20, answers, chance, options=4)
        off.append(rating.shown - (1000 + POINTS * ability))
        margin = rating.margin
    error = sqrt(mean(one**2 for one in off))
    assert 0.6 < error / margin < 1.4


def test_who_guesses_blindly_is_not_taken_for_average() -> None:
    chance = Random(3)
    rating = Rating(1)
    for _ in range(200):
        rating = answered(rating, trial(float(chance.random() < 1 / 4), 4), 0.0)
    assert rating.shown < 800


def test_the_expected_share_is_between_guessing_and_certainty() -> None:
    assert likely(0, 0) == 0.5
    assert likely(0, 0, 0.25) == 0.625
    assert likely(-50, 0, 0.25) == pytest.approx(0.25)
    assert likely(50, 0, 0.25) == pytest.approx(1)


def test_steps_shrink_as_the_uncertainty_function_says() -> None:
    assert [step(0), step(20), step(180)] == [1.0, 0.5, pytest.approx(0.1)]
    surprised = answered(Rating(1, answers=20, day=FIRST_DAY), trial(1.0), 0.0)
    assert surprised.theta == pytest.approx(0.5 * 0.5)


@given(
    shares=st.lists(st.tuples(st.floats(0, 1), st.floats(-3, 3), st.integers(0, 3)), min_size=1, max_size=60),
    before=st.floats(-2, 2),
    answers=st.integers(0, 300),
)
def test_nobody_gains_more_than_the_cap_on_a_day_and_losses_count(
    shares: list[tuple[float, float, int]], before: float, answers: int
) -> None:
    rating = Rating(1, before, answers, FIRST_DAY - timedelta(days=1), before)
    for share, delta, days in shares:
        one = trial(share, 0, FIRST_DAY + timedelta(days=days))
        began = rating.theta if one.day > rating.day else rating.began
        after = answered(rating, one, delta)
        assert after.theta <= began + MOST_GAIN + 1e-9
        surprise = share - likely(rating.theta, delta)
        if surprise <= 0 and rating.theta <= began + MOST_GAIN:
            assert after.theta == rating.theta + step(rating.answers) * surprise
        rating = after


def test_a_group_whose_day_has_not_come_yet_gives_no_fresh_room() -> None:
    """Two groups on both sides of the date line: going to and fro between their days gains nothing."""
    rating = Rating(1, day=FIRST_DAY - timedelta(days=9))
    for number in range(20):
        rating = answered(rating, trial(1.0, day=FIRST_DAY + timedelta(days=number % 2)), 3.0)
    assert rating.theta <= 2 * MOST_GAIN + 1e-9
    assert rating.day == FIRST_DAY + timedelta(days=1)


def test_an_item_gets_easier_by_being_known_and_harder_by_being_missed() -> None:
    item = Difficulty("d", "i", Mode.OPEN, 0.8, 0.8)
    assert tried(item, trial(1.0), 0.0).delta < 0.8 < tried(item, trial(0.0), 0.0).delta
    assert tried(item, trial(1.0), 0.0).prior == 0.8


def test_an_item_counts_once_in_seven_days_whichever_answer_is_rated_first() -> None:
    week = timedelta(days=7)
    assert counts(None, NOW)
    assert not counts(NOW, NOW + week - timedelta(seconds=1))
    assert not counts(NOW, NOW - week + timedelta(seconds=1))
    assert counts(NOW, NOW + week)
    assert counts(NOW, NOW - week)


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (899, Title.NOVICE),
        (900, Title.STUDENT),
        (1049, Title.STUDENT),
        (1050, Title.EXPERT),
        (1200, Title.MASTER),
        (1349, Title.MASTER),
        (1350, Title.LUMINARY),
    ],
)
def test_titles_go_by_the_rating_that_is_shown(shown: int, title: Title) -> None:
    rating = Rating(1, (shown - 1000) / POINTS, NEW)
    assert rating.shown == shown
    assert title_of(rating) is title
    assert title_of(replace(rating, answers=NEW - 1)) is Title.NOVICE
