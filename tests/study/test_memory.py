"""The memory model: FSRS as its library has it, grades from answers, a dose from what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.deck import Mode
from study.memory import Fsrs, Grade, Memory, Phase, grade_of, is_leech
from study.memory.dose import due_of, is_backlog, plan_for, readiness
from study.values import Answer, Outcome

BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ALGORITHM = Fsrs()


def remembered(*history: tuple[int, float]) -> Memory:
    """The memory after answers: (grade, days since the one before)."""
    at, memory = BEGIN, None
    for grade, days in history:
        at += days * DAY
        memory = ALGORITHM.after(memory, Grade(grade), at)
    assert memory is not None
    return memory


histories = st.lists(
    st.tuples(st.sampled_from([1, 2, 3, 4]), st.floats(0, 400, allow_nan=False)), min_size=1, max_size=12
)


@given(histories)
def test_intervals_are_those_of_the_library_used_directly(history: list[tuple[int, float]]) -> None:
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    card, at, memory = fsrs.Card(card_id=1), BEGIN, None
    for grade, days in history:
        at += days * DAY
        card, _ = scheduler.review_card(card, fsrs.Rating(grade), at)
        memory = ALGORITHM.after(memory, Grade(grade), at)
        assert memory.due == card.due
        assert (memory.stability, memory.difficulty, memory.step) == (
            card.stability,
            card.difficulty,
            card.step,
        )
        for later in (0, 1, 10, 100):
            asked = at + later * DAY
            assert ALGORITHM.recall(memory, asked) == pytest.approx(
                scheduler.get_card_retrievability(card, asked)
            )


def test_a_clock_that_goes_back_counts_as_no_time() -> None:
    memory = remembered((3, 0), (3, 1))
    again = ALGORITHM.after(memory, Grade.GOOD, memory.last - 5 * DAY)
    assert again.last == memory.last
    assert ALGORITHM.recall(memory, memory.last - DAY) == 1.0


def test_what_was_never_answered_is_not_recalled() -> None:
    assert ALGORITHM.recall(None, BEGIN) == 0.0


def test_other_parameters_make_another_schedule() -> None:
    careful = Fsrs(retention=0.97)
    memory = remembered((3, 0), (3, 1))
    assert (
        careful.after(memory, Grade.GOOD, memory.due).due
        < ALGORITHM.after(memory, Grade.GOOD, memory.due).due
    )


LEARNED = remembered((3, 0), (3, 1), (3, 3))
GRADES = [
    # mode, outcome, score, hints, seconds, overridden, memory, grade
    (Mode.OPEN, Outcome.CORRECT, 1.0, 0, 200, False, None, Grade.GOOD),
    (Mode.OPEN, Outcome.CORRECT, 1.0, 0, 30, False, None, Grade.EASY),
    (Mode.OPEN, Outcome.CORRECT, 1.0, 1, 30, False, None, Grade.HARD),
    (Mode.OPEN, Outcome.CORRECT, 1.0, 3, 30, False, LEARNED, Grade.HARD),
    (Mode.OPEN, Outcome.CORRECT, 1.0, 0, 90_000, False, LEARNED, Grade.GOOD),
    (Mode.OPEN, Outcome.CORRECT, 1.0, 0, 0, False, None, Grade.GOOD),
    (Mode.OPEN, Outcome.PARTIAL, 0.6, 0, 30, False, None, Grade.HARD),
    (Mode.OPEN, Outcome.PARTIAL, 0.3, 0, 30, False, None, Grade.AGAIN),
    (Mode.OPEN, Outcome.WRONG, 0.0, 0, 30, False, None, Grade.AGAIN),
    (Mode.OPEN, Outcome.WRONG, 0.0, 0, 30, True, None, Grade.GOOD),
    (Mode.OPEN, Outcome.PARTIAL, 0.3, 0, 30, True, LEARNED, Grade.GOOD),
    (Mode.CHOICE, Outcome.CORRECT, 1.0, 0, 5, False, None, Grade.GOOD),
    (Mode.CHOICE, Outcome.CORRECT, 1.0, 0, 5, False, LEARNED, Grade.HARD),
    (Mode.CHOICE, Outcome.CORRECT, 1.0, 1, 5, False, None, Grade.HARD),
    (Mode.CHOICE, Outcome.WRONG, 0.0, 0, 5, False, LEARNED, Grade.AGAIN),
    (Mode.OPEN, Outcome.SKIPPED, 0.0, 0, 5, False, LEARNED, Grade.AGAIN),
]


@pytest.mark.parametrize(
    ("mode", "outcome", "score", "hints", "seconds", "overridden", "memory", "grade"), GRADES
)
def test_an_answer_has_a_grade(
    mode: Mode,
    outcome: Outcome,
    score: float,
    hints: int,
    seconds: int,
    overridden: bool,
    memory: Memory | None,
    grade: Grade,
) -> None:
    answer = Answer(
        question=1,
        person=1,
        deck="d",
        item="i",
        mode=mode,
        given="x",
        outcome=outcome,
        score=score,
        confidence=1.0,
        at=BEGIN,
        hints=hints,
        took_ms=seconds * 1000,
        overridden=overridden,
    )
    assert grade_of(answer, memory) is grade


def test_recognition_never_counts_more_than_recall() -> None:
    for memory in (None, LEARNED):
        recall = ALGORITHM.after(memory, Grade.GOOD, BEGIN + 10 * DAY)
        recognition = ALGORITHM.after(memory, Grade.GOOD if memory is None else Grade.HARD, BEGIN + 10 * DAY)
        assert recognition.stability <= recall.stability


def test_missed_again_and_again_is_a_leech() -> None:
    memory = remembered((3, 0), (3, 1), (1, 5), (3, 1), (1, 5), (1, 1))
    assert memory.lapses == 3
    assert not is_leech(memory)
    assert is_leech(ALGORITHM.after(memory, Grade.AGAIN, memory.last + DAY))
    assert not is_leech(None)


@dataclass(frozen=True)
class Kept:
    """A card, as far as doses need it."""

    key: str
    memory: Memory | None


def test_the_most_endangered_comes_first() -> None:
    weak, strong = remembered((2, 0), (3, 1)), remembered((4, 0))
    cards = [Kept("strong", strong), Kept("new", None), Kept("weak", weak)]
    now = BEGIN + 60 * DAY
    assert [card.key for card in due_of(cards, ALGORITHM, now)] == ["weak", "strong"]
    assert due_of(cards, ALGORITHM, BEGIN + timedelta(seconds=1)) == []


def test_a_backlog_is_more_than_three_doses() -> None:
    assert not is_backlog(120, 40)
    assert is_backlog(121, 40)


def test_readiness_counts_what_was_never_met_as_not_known() -> None:
    known = remembered((4, 0))
    assert readiness([known, None], ALGORITHM, known.last) == 0.5
    assert readiness([], ALGORITHM, BEGIN) == 0.0
    assert readiness([known], ALGORITHM, BEGIN + 100 * DAY) < readiness([known], ALGORITHM, BEGIN + DAY)


def test_a_plan_meets_everything_two_days_before() -> None:
    memories: list[Memory | None] = [None] * 20 + [remembered((3, 0), (3, 1))] * 4
    plan = plan_for(memories, ALGORITHM, BEGIN, date(2026, 1, 5), date(2026, 1, 17))
    assert (plan.days, plan.unmet, plan.new_a_day) == (12, 20, 2)
    assert 5 <= plan.reviews_a_day <= 9  # some three looks at twenty new ones, two at four, over twelve days
    assert plan.feasible
    today = plan_for(memories, ALGORITHM, BEGIN, date(2026, 1, 5), date(2026, 1, 5))
    assert (today.days, today.new_a_day) == (0, 20)
    assert not today.feasible


def test_a_learner_who_forgets_as_predicted_keeps_the_desired_retention() -> None:
    """2000 items over 180 days. The learner's true memory follows FSRS's own curve, with stabilities off by up to a
    quarter either way, item by item. Each review happens when it is due or up to a day later. Counted are answers
    in the long run, where the schedule aims at 0.9."""
    chance = Random(7)
    recalled = asked = 0
    for _ in range(2000):
        at = BEGIN + chance.random() * 30 * DAY
        skew = chance.uniform(0.75, 1.25)
        memory = ALGORITHM.after(None, Grade.GOOD, at)
        while True:
            at = max(memory.due, at + timedelta(minutes=10)) + chance.random() * DAY * (
                memory.phase is Phase.REVIEW
            )
            if at > BEGIN + 180 * DAY:
                break
            truly = Memory(memory.stability * skew, memory.difficulty, memory.due, memory.last, memory.phase)
            known = chance.random() < ALGORITHM.recall(truly, at)
            if memory.phase is Phase.REVIEW:
                asked += 1
                recalled += known
            memory = ALGORITHM.after(memory, Grade.GOOD if known else Grade.AGAIN, at)
    assert asked > 9000
    assert abs(recalled / asked - ALGORITHM.retention) < 0.03


@pytest.mark.parametrize("retention", [0.0, 0.5, 1.0, 1.5, -1])
def test_a_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="retention"):
        Fsrs(retention=retention)


def test_a_leech_that_is_learned_is_one_no_longer() -> None:
    memory = remembered((3, 0), (1, 1), (1, 1), (1, 1), (1, 1), (3, 1))
    assert is_leech(memory)
    while memory.stability < 21:
        memory = ALGORITHM.after(memory, Grade.GOOD, memory.due)
    assert not is_leech(memory)


def test_a_plan_for_today_with_nothing_new_is_feasible() -> None:
    known = [remembered((4, 0))]
    assert plan_for(known, ALGORITHM, BEGIN, date(2026, 1, 5), date(2026, 1, 5)).feasible
