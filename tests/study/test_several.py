"""When several right options are asked for, and what such an answer does to memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from content.deck import Mode
from content.judge import Judge
from content.library import Library
from storage import Store, Unit
from study.contest.lobby import fits
from study.contest.points import share_of, too_fast
from study.contest.values import Rules, Way
from study.errors import ForgedButton, NothingMarked, OptionsChanged
from study.exam import draw as draw_exam
from study.league.draw import draw as draw_league
from study.memory import Fsrs, Grade, Memory
from study.memory.grades import grade_of
from study.outcomes import Judged, Put, Renewed
from study.quiz import Quiz
from study.values import Answer, Kind, Outcome, Person, Place
from tests.conftest import NOW
from tests.decks import COLOURS, SHAPES

LIGHT, WARM = COLOURS.by_id["light"], COLOURS.by_id["warm"]
LIBRARY = Library([SHAPES, COLOURS])
HOME, ANNA = Place(1), Person(1, "Анна")
JUDGE = Judge()


def _quiz(library: Library = LIBRARY) -> Quiz:
    return Quiz(library, Random(7))


async def _asked(store: Store, key: str, kind: Kind, place: Place = HOME) -> Put:
    """The question about an item, as a session of a kind puts it."""
    shared = place.chat < 0
    started = await store.transact(
        lambda work: _quiz().begin(work, place, 1, kind, (key,), NOW, shared=shared)
    )
    return started.first


def _answer(outcome: Outcome, score: float, hints: int = 0) -> Answer:
    return Answer(
        1,
        1,
        "d",
        "i",
        Mode.SEVERAL,
        "0,1",
        outcome,
        score,
        1.0,
        NOW,
        hints=hints,
        took_ms=5000,
        day=NOW.date(),
    )


@pytest.mark.parametrize("kind", [Kind.QUIZ, Kind.REVIEW, Kind.DAILY, Kind.ENTRY])
async def test_what_is_new_is_asked_with_its_options(store: Store, kind: Kind) -> None:
    put = await _asked(store, "colours/light", kind)
    assert put.asked.mode is Mode.SEVERAL
    assert sorted(put.asked.options) == [0, 1, 2, 3]


async def test_an_exam_asks_in_words_what_can_be(store: Store) -> None:
    assert (await _asked(store, "colours/light", Kind.MOCK)).asked.mode is Mode.OPEN
    assert draw_exam([COLOURS], Random(1)).count("colours/light") == 1
    assert "colours/warm" not in draw_exam([COLOURS], Random(1))


async def test_what_was_known_is_asked_in_words_alone_and_with_options_in_a_run(store: Store) -> None:
    quiz = _quiz()
    known = (("colours/light", Mode.OPEN), ("colours/warm", Mode.SEVERAL))
    for number, (key, mode) in enumerate(known):
        put = await _asked(store, key, Kind.QUIZ)
        await store.transact(lambda work, put=put: _take(quiz, work, put, {*put.item.rights}))  # type: ignore[misc]
        assert (await _asked(store, key, Kind.REVIEW)).asked.mode is mode
        assert (await _asked(store, key, Kind.ENTRY, Place(1, number + 1))).asked.mode is Mode.SEVERAL
        assert (await _asked(store, key, Kind.DAILY, Place(-5, number))).asked.mode is Mode.SEVERAL


def _take(quiz: Quiz, work: Unit, put: Put, marked: set[int]) -> Judged | Renewed:
    fingerprint = put.asked.fingerprint
    return quiz.choose_several(
        work, put.asked.id, frozenset(marked), put.place, ANNA, NOW, judge=JUDGE, fingerprint=fingerprint
    )


async def test_marks_are_looked_at_before_they_count(store: Store) -> None:
    quiz, put = _quiz(), await _asked(store, "colours/warm", Kind.QUIZ)
    with pytest.raises(NothingMarked):
        await store.transact(lambda work: _take(quiz, work, put, set()))
    with pytest.raises(ForgedButton):
        await store.transact(lambda work: _take(quiz, work, put, {0, 4}))
    stale = replace(put, asked=replace(put.asked, fingerprint="00000000"))
    with pytest.raises(OptionsChanged):
        await store.transact(lambda work: _take(quiz, work, stale, {0}))
    assert await store.read(lambda work: work.answers_in(put.session.id)) == ()
    judged = await store.transact(lambda work: _take(quiz, work, put, {3, 0, 1}))
    assert isinstance(judged, Judged)
    assert (judged.answer.given, judged.answer.score) == ("0,1,3", 0.5)


async def test_options_that_changed_are_dealt_anew(store: Store) -> None:
    put = await _asked(store, "colours/warm", Kind.QUIZ)
    edited = replace(COLOURS, items=(replace(WARM, choices=WARM.choices[::-1]),))
    quiz = _quiz(Library([edited]))
    outcome = await store.transact(lambda work: _take(quiz, work, put, {0}))
    assert isinstance(outcome, Renewed)
    assert outcome.put.asked.fingerprint != put.asked.fingerprint
    assert await store.read(lambda work: work.answers_in(put.session.id)) == ()


LEARNED = Fsrs()


def _memory(*grades: Grade) -> Memory:
    memory, now = None, NOW - timedelta(days=40)
    for grade in grades:
        memory = LEARNED.after(memory, grade, now)
        now = memory.due
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("outcome", "score", "hints", "known", "grade"),
    [
        (Outcome.CORRECT, 1.0, 0, False, Grade.GOOD),
        (Outcome.CORRECT, 1.0, 0, True, Grade.HARD),
        (Outcome.CORRECT, 1.0, 1, False, Grade.HARD),
        (Outcome.PARTIAL, 2 / 3, 0, False, Grade.HARD),
        (Outcome.PARTIAL, 0.5, 0, True, Grade.HARD),
        (Outcome.PARTIAL, 1 / 3, 0, True, Grade.AGAIN),
        (Outcome.WRONG, 0.0, 0, True, Grade.AGAIN),
        (Outcome.SKIPPED, 0.0, 0, False, Grade.AGAIN),
    ],
)
def test_recognition_is_graded_like_a_choice(
    outcome: Outcome, score: float, hints: int, known: bool, grade: Grade
) -> None:
    memory = _memory(Grade.GOOD, Grade.GOOD, Grade.GOOD) if known else None
    assert grade_of(_answer(outcome, score, hints), memory) is grade


def test_a_contest_counts_the_share() -> None:
    assert share_of(_answer(Outcome.PARTIAL, 2 / 3)) == 2 / 3
    assert too_fast(_answer(Outcome.CORRECT, 1.0), timedelta(milliseconds=100), 120)


def test_where_it_fits() -> None:
    assert [fits(WARM, way) for way in Way] == [True, True, False]
    assert [fits(LIGHT, way) for way in Way] == [True, True, True]
    assert {*draw_league([COLOURS], 7)} == {"colours/light", "colours/warm", "colours/snow"}
    assert [Rules(way).polls(Mode.SEVERAL) for way in Way] == [True, True, True]
    assert [Rules(way).polls(Mode.CHOICE) for way in Way] == [False, True, False]
