"""The rules of a quiz, played over a real storage."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from content.deck import Mode, Verdict
from content.grading import Judgement
from content.judge import Judge
from storage import Store, Unit
from storage.sqlite.study_work import StudyWork
from study import errors
from study.outcomes import Ended, Judged, Mover, Put, Revealed
from study.quiz import Quiz
from study.summary import progress
from study.values import Outcome, Person, Place
from tests.conftest import NOW
from tests.decks import LIBRARY, SHAPES

T = TypeVar("T")
JUDGE = Judge()
HOME = Place(1)
GROUP = Place(-5, 3)
ANNA = Person(1, "Анна")
BORIS = Person(2, "Борис")
RIGHT = Judgement(Verdict.CORRECT, 1.0, 1.0, (0,))
HALF = Judgement(Verdict.PARTIAL, 0.5, 0.6, (), (0,))
WRONG = Judgement(Verdict.WRONG, 0.0, 1.0, (), (0,))


class Game:
    """A quiz with its storage, moved on by one call a step."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.quiz = Quiz(LIBRARY, Random(7))
        self.now = NOW

    async def do(self, step: Callable[[Unit], T]) -> T:
        self.now += timedelta(seconds=10)
        return await self.store.transact(step)

    async def start(
        self, place: Place = HOME, host: int = 1, *, shared: bool = False, count: int | None = None
    ) -> Put:
        started = await self.do(
            lambda work: self.quiz.start(work, place, host, SHAPES, self.now, count=count, shared=shared)
        )
        return started.first

    async def answer(self, put: Put, judgement: Judgement = RIGHT, who: Person = ANNA) -> Judged:
        def record(work: Unit) -> Judged:
            work.remember(who, self.now)
            return self.quiz.record(work, put, who, Mode.OPEN, "ответ", judgement, self.now)

        return await self.do(record)

    async def next(self, put: Put, mover: Mover | None = None) -> Put | Revealed | Ended:
        by = mover or Mover(put.session.host)
        return await self.do(
            lambda work: self.quiz.next(
                work, put.session.id, put.session.position, put.session.place, by, self.now
            )
        )


@pytest.fixture
def game(store: Store) -> Game:
    return Game(store)


async def test_a_deck_is_asked_without_repeats_and_ends_with_the_score(game: Game) -> None:
    put = await game.start()
    seen = [put.item.id]
    for judgement in (RIGHT, HALF):
        await game.answer(put, judgement)
        following = await game.next(put)
        assert isinstance(following, Put)
        put = following
        seen.append(put.item.id)
    assert sorted(seen) == ["circle", "cube", "square"]
    await game.answer(put, WRONG)
    ended = await game.next(put)
    assert isinstance(ended, Ended)
    assert (ended.summary.correct, ended.summary.partial, ended.summary.wrong) == (1, 1, 1)
    assert [item.id for item in ended.missed] == seen[1:]


async def test_a_stopped_deck_goes_on_with_what_was_not_asked(game: Game) -> None:
    first = await game.start()
    await game.do(lambda work: game.quiz.stop(work, HOME, Mover(1), game.now))
    rest = set()
    put = await game.start(count=2)
    rest.add(put.item.id)
    await game.answer(put)
    second = await game.next(put)
    assert isinstance(second, Put)
    rest.add(second.item.id)
    assert rest == {"square", "circle", "cube"} - {first.item.id}


async def test_what_is_new_is_asked_by_choice_and_what_was_right_openly(game: Game) -> None:
    put = await game.start(count=1)
    assert put.asked.mode is Mode.CHOICE
    assert sorted(put.asked.options) == [0, 1, 2]
    await game.answer(put, RIGHT)
    await game.next(put)
    known = put.item.id
    for _ in range(5):
        put = await game.start(count=1)
        assert put.asked.mode is (Mode.OPEN if put.item.id == known else Mode.CHOICE)
        await game.answer(put, WRONG)
        await game.next(put)


async def test_a_question_is_answered_once(game: Game) -> None:
    put = await game.start()
    await game.answer(put)
    with pytest.raises(errors.AlreadyAnswered):
        await game.answer(put, WRONG)
    (square,) = await game.store.read(lambda work: progress(work, 1, LIBRARY))
    assert (square.met, square.known) == (1, 1)


async def test_an_answer_after_the_end_counts_for_nothing_even_where_the_question_is_open(
    game: Game, tmp_path: Path
) -> None:
    put = await game.start()
    with contextlib.closing(sqlite3.connect(tmp_path / "study.db", isolation_level=None)) as beside:
        beside.execute("UPDATE sessions SET ended_at = started_at")
    with pytest.raises(errors.SessionOver):
        await game.answer(put)
    assert await game.store.read(lambda work: work.answers_in(put.session.id)) == ()


async def test_what_the_storage_refuses_is_no_answer_given_before(game: Game) -> None:
    put = await game.start(count=1)
    judged = await game.answer(put)
    nowhere = replace(judged.answer, question=999, id=0)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await game.do(lambda work: work.append(nowhere))
    senseless = replace(put.session, place=Place(7), length=None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        await game.do(lambda work: work.start(senseless))


async def test_a_question_is_found_by_its_message_without_reading_the_others(
    game: Game, tmp_path: Path
) -> None:
    await game.start()
    asked: list[str] = []
    with contextlib.closing(sqlite3.connect(tmp_path / "study.db")) as beside:
        beside.set_trace_callback(asked.append)
        StudyWork(beside).asked_by(HOME, 5)
        beside.set_trace_callback(None)
        plan = " ".join(row[3] for row in beside.execute(f"EXPLAIN QUERY PLAN {asked[0]}"))
    assert "questions_message" in plan
    assert "SCAN" not in plan


async def test_an_old_next_button_does_nothing(game: Game) -> None:
    put = await game.start()
    await game.answer(put)
    await game.next(put)
    with pytest.raises(errors.StaleButton):
        await game.next(put)


async def test_next_before_an_answer_is_refused_alone(game: Game) -> None:
    put = await game.start()
    with pytest.raises(errors.StaleButton):
        await game.next(put)


async def test_a_new_quiz_replaces_the_learners_own(game: Game) -> None:
    put = await game.start()
    await game.answer(put)
    started = await game.do(lambda work: game.quiz.start(work, HOME, 1, SHAPES, game.now))
    assert started.replaced is not None
    assert started.replaced.summary.correct == 1
    with pytest.raises(errors.StaleButton):
        await game.next(put)


async def test_skipping_counts_as_missed_and_shows_the_answer(game: Game) -> None:
    put = await game.start(count=1)
    revealed = await game.do(lambda work: game.quiz.skip(work, HOME, Mover(1), game.now))
    assert isinstance(revealed, Revealed)
    ended = await game.next(put)
    assert isinstance(ended, Ended)
    assert ended.summary.skipped == 1
    assert ended.missed == (put.item,)


async def test_repeat_asks_exactly_what_was_missed(game: Game) -> None:
    put = await game.start(count=2)
    await game.answer(put, WRONG)
    second = await game.next(put)
    assert isinstance(second, Put)
    await game.answer(second, RIGHT)
    await game.next(second)
    repeated = await game.do(lambda work: game.quiz.repeat(work, put.session.id, HOME, Mover(1), game.now))
    assert repeated.first.item.id == put.item.id
    assert repeated.first.session.length == 1


async def test_nothing_missed_nothing_repeated(game: Game) -> None:
    put = await game.start(count=1)
    await game.answer(put)
    await game.next(put)
    with pytest.raises(errors.NothingMissed):
        await game.do(lambda work: game.quiz.repeat(work, put.session.id, HOME, Mover(1), game.now))


async def test_i_was_right_counts_for_the_learner_once(game: Game) -> None:
    put = await game.start(count=1)
    judged = await game.answer(put, WRONG)
    await game.do(lambda work: game.quiz.override(work, judged.answer.id, 1, game.now))
    card = await game.store.read(lambda work: work.card(1, "shapes", put.item.id))
    assert (card.answers, card.right, card.last) == (1, 1, Outcome.CORRECT)
    with pytest.raises(errors.StaleButton):
        await game.do(lambda work: game.quiz.override(work, judged.answer.id, 1, game.now))
    with pytest.raises(errors.NotYours):
        await game.do(lambda work: game.quiz.override(work, judged.answer.id, 2, game.now))
    with pytest.raises(errors.ForgedButton):
        await game.do(lambda work: game.quiz.override(work, 999, 1, game.now))


async def test_an_old_override_does_not_undo_what_came_after(game: Game) -> None:
    put = await game.start(count=1)
    first = await game.answer(put, WRONG)
    await game.next(put)
    while True:
        again = await game.start(count=1)
        await game.answer(again, WRONG)
        await game.next(again)
        if again.item.id == put.item.id:
            break
    await game.do(lambda work: game.quiz.override(work, first.answer.id, 1, game.now))
    card = await game.store.read(lambda work: work.card(1, "shapes", put.item.id))
    assert (card.answers, card.right, card.last) == (2, 1, Outcome.WRONG)
    await game.store.rebuild()
    assert await game.store.read(lambda work: work.card(1, "shapes", put.item.id)) == card


async def test_hints_are_counted_against_the_answer(game: Game) -> None:
    put = await game.start()

    def shown(work: Unit) -> int:
        hinted, number = game.quiz.hint(work, HOME, Mover(1))
        work.count_hint(hinted.asked.id)
        return number

    assert [await game.do(shown) for _ in range(2)] == [0, 1]
    judged = await game.answer(put)
    assert judged.answer.hints == 2


@pytest.mark.parametrize(
    ("option", "person", "place", "error"),
    [
        (7, ANNA, HOME, errors.ForgedButton),
        (0, BORIS, HOME, errors.NotYours),
        (0, ANNA, GROUP, errors.ForgedButton),
    ],
)
async def test_a_forged_press_counts_for_nothing(
    game: Game, option: int, person: Person, place: Place, error: type[Exception]
) -> None:
    put = await game.start()
    with pytest.raises(error):
        await game.do(
            lambda work: game.quiz.choose(
                work,
                put.asked.id,
                option,
                place,
                person,
                game.now,
                judge=JUDGE,
                fingerprint=put.asked.fingerprint,
            )
        )


async def test_the_option_order_is_remembered(game: Game) -> None:
    put = await game.start()
    kept = await game.store.read(lambda work: work.asked(put.asked.id))
    assert kept is not None
    assert kept.options == put.asked.options


async def test_everybody_in_a_round_answers_once_and_the_host_moves_on(game: Game) -> None:
    put = await game.start(GROUP, 1, shared=True, count=1)
    await game.answer(put, RIGHT, ANNA)
    await game.answer(put, HALF, BORIS)
    with pytest.raises(errors.AlreadyAnswered):
        await game.answer(put, RIGHT, BORIS)
    with pytest.raises(errors.HostOnly):
        await game.next(put, Mover(2))
    revealed = await game.next(put)
    assert isinstance(revealed, Revealed)
    assert revealed.names == {1: "Анна", 2: "Борис"}
    with pytest.raises(errors.StaleButton):
        await game.answer(put, RIGHT, Person(3, "Вера"))
    ended = await game.next(put, Mover(2, admin=True))
    assert isinstance(ended, Ended)
    assert [(row.name, row.points) for row in ended.summary.standings] == [("Анна", 1.0), ("Борис", 0.5)]


async def test_a_group_has_one_round_at_a_time(game: Game) -> None:
    await game.start(GROUP, 1, shared=True)
    with pytest.raises(errors.RoundRunning):
        await game.start(GROUP, 2, shared=True)
    await game.start(Place(-5, 4), 2, shared=True)


async def test_group_answers_feed_personal_progress(game: Game) -> None:
    put = await game.start(GROUP, 1, shared=True)
    await game.answer(put, RIGHT, BORIS)
    (shapes,) = await game.store.read(lambda work: progress(work, 2, LIBRARY))
    assert (shapes.met, shapes.known, shapes.total) == (1, 1, 3)


async def test_stopping_nothing_says_so(game: Game) -> None:
    with pytest.raises(errors.NothingRunning):
        await game.do(lambda work: game.quiz.stop(work, HOME, Mover(1), game.now))
