"""What a learner takes on today, reviews and fresh starts, over a real storage."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from content.deck import Choice, Deck, Item, KeyPoint, Mode, Verdict
from content.grading import Judgement
from content.library import Library
from storage import Store
from study import errors
from study.brought import visible
from study.cards import Card
from study.goals import prospect_of
from study.habits import Goal, Habits
from study.memory import Fsrs, is_leech
from study.outcomes import Ended, Explained, Judged, Mover, Put, Reviewing
from study.quiz import Quiz
from study.review import Spread, portion
from study.today import Today, limits_of, order_to_learn, today_of
from study.values import Kind, Person, Place
from tests.conftest import NOW

HOME = Place(1)
ANNA = Person(1, "Анна")
RIGHT = Judgement(Verdict.CORRECT, 1.0, 1.0, (0,))
WRONG = Judgement(Verdict.WRONG, 0.0, 1.0, (), (0,))
DAY = timedelta(days=1)


def item(name: str, *prerequisites: str) -> Item:
    return Item(
        id=name,
        question=f"Что такое {name}?",
        modes=(Mode.CHOICE, Mode.OPEN),
        explanation=f"Это {name}.",
        choices=(Choice("да", True), Choice("нет", False)),
        key_points=(KeyPoint(name, 2),),
        prerequisites=prerequisites,
    )


FAR = Deck("far", "Дальше", "", (item("one", "base/two"), item("two")), prerequisites=())
BASE = Deck("base", "Основы", "", tuple(item(name) for name in ("zero", "one", "two", "three")))
TOP = Deck("top", "Верх", "", (item("late", "top/early"), item("early")), prerequisites=("far",))
BIG = Deck("big", "Много", "", tuple(item(f"i{number}") for number in range(100)))
SMALL = Library([TOP, FAR, BASE])
LIBRARY = Library([TOP, FAR, BASE, BIG])


class Life:
    """A learner with a clock."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store, self.library = store, library
        self.quiz, self.now = Quiz(library, Random(3)), NOW

    async def answers(self, key: str, judgement: Judgement = RIGHT) -> Judged:
        """Answers an item in their own words, a minute after it is asked."""

        def step(unit):  # type: ignore[no-untyped-def]
            put = self.quiz.begin(unit, HOME, 1, Kind.QUIZ, [key], self.now).first
            later = self.now + timedelta(minutes=2)
            return self.quiz.record(unit, put, ANNA, Mode.OPEN, "ответ", judgement, later)

        return await self.store.transact(step)

    async def has_met(self, keys: Iterable[str], judgement: Judgement = RIGHT) -> None:
        for key in keys:
            await self.answers(key, judgement)

    async def today(self, *decks: str) -> Today:
        return await self.store.read(
            lambda unit: today_of(unit, self.library, self.quiz.algorithm, 1, self.now, decks)
        )

    async def lives(self, **habits: int) -> None:
        await self.store.transact(lambda unit: unit.put_habits(replace(Habits(1), **habits)))

    async def aims(self, day: date, *decks: str) -> None:
        await self.store.transact(lambda unit: unit.put_goal(Goal(1, day, decks), self.now))

    async def cards(self) -> dict[str, Card]:
        return {card.key: card for card in await self.store.read(lambda unit: unit.cards(1))}

    async def reviews(self, count: int | None = None, *decks: str) -> Reviewing:
        today = await self.today(*decks)
        return await self.store.transact(
            lambda unit: self.quiz.review(unit, HOME, 1, today, portion(today.keys, count), self.now)
        )

    async def starts_afresh(self) -> Spread:
        return await self.store.transact(lambda unit: self.quiz.start_afresh(unit, 1, self.now))


@pytest.fixture
def life(store: Store) -> Life:
    return Life(store, SMALL)


@pytest.fixture
def long_life(store: Store) -> Life:
    return Life(store, LIBRARY)


def test_what_is_presupposed_is_learned_first() -> None:
    order = order_to_learn(SMALL, SMALL.decks)
    assert order == (
        "base/two",
        "far/one",
        "far/two",
        "top/early",
        "top/late",
        "base/zero",
        "base/one",
        "base/three",
    )
    assert order_to_learn(SMALL, [TOP]) == ("top/early", "top/late")


def test_items_that_presuppose_each_other_come_in_some_order() -> None:
    circle = Deck("circle", "Круг", "", (item("a", "circle/b"), item("b", "circle/a")))
    assert sorted(order_to_learn(Library([circle]), [circle])) == ["circle/a", "circle/b"]


async def test_a_newcomer_gets_new_items_at_their_pace(life: Life) -> None:
    await life.lives(pace=3, dose=40)
    today = await life.today()
    assert (today.due, today.waiting, today.next_at) == ((), 0, None)
    assert today.new == ("base/two", "far/one", "far/two")
    await life.has_met(today.new[:2])
    assert (await life.today()).new == ("far/two",)
    await life.answers("far/two")
    await life.answers("far/two")
    today = await life.today()
    assert today.new == ()
    assert today.next_at is not None
    assert today.next_at > life.now
    life.now += DAY
    assert (await life.today()).new == ("top/early", "top/late", "base/zero")


async def test_only_the_decks_named_are_reviewed(life: Life) -> None:
    await life.has_met(["base/zero", "far/two"])
    life.now += 30 * DAY
    assert (await life.today("far")).due == ("far/two",)
    assert set((await life.today()).due) == {"base/zero", "far/two"}


async def test_the_most_endangered_comes_first_within_the_daily_dose(life: Life) -> None:
    await life.lives(pace=0, dose=2)
    await life.answers("base/one")
    await life.answers("base/zero", WRONG)
    life.now += 3 * DAY
    await life.answers("base/two")
    life.now += 40 * DAY
    today = await life.today()
    assert today.due == ("base/zero", "base/one")
    assert today.waiting == 3
    await life.answers("base/zero")
    assert (await life.today()).due == ("base/one",)
    await life.answers("base/one")
    today = await life.today()
    assert (today.due, today.waiting) == ((), 1)
    life.now += DAY
    assert "base/two" in (await life.today()).due


async def test_what_was_missed_today_comes_again_beyond_the_dose(life: Life) -> None:
    await life.lives(pace=0, dose=1)
    await life.answers("base/one")
    life.now += 40 * DAY
    await life.answers("base/one", WRONG)
    life.now += timedelta(hours=1)
    assert (await life.today()).due == ("base/one",)


async def test_the_study_day_ends_at_four_in_the_morning(life: Life) -> None:
    await life.lives(pace=1)
    life.now = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)  # three in the morning in Moscow
    await life.answers("base/two")
    assert (await life.today()).new == ()
    life.now += timedelta(hours=2)
    assert (await life.today()).new == ("far/one",)


async def test_an_exam_puts_its_decks_first_and_sets_the_pace(life: Life) -> None:
    await life.has_met(["base/zero", "far/one"])
    life.now += 40 * DAY
    await life.answers("far/one", WRONG)
    life.now += DAY
    await life.aims(life.now.date() + 5 * DAY, "base")
    today = await life.today()
    assert today.due[0] == "base/zero"
    assert today.new[0].startswith("base/")
    assert today.pace == 1  # three new items in the three days that leave two for seeing them again
    await life.answers(today.new[0])
    assert (await life.today()).pace == 1
    assert (await life.today()).new == ()


async def test_reviews_an_exam_asks_for_come_on_top_and_go_with_it(long_life: Life) -> None:
    await long_life.lives(pace=2, dose=3)
    await long_life.has_met(f"big/i{number}" for number in range(100))
    long_life.now += DAY
    assert (await long_life.today()).dose == 3
    await long_life.aims(long_life.now.date() + 7 * DAY, "big")
    assert (await long_life.today()).dose > 3
    long_life.now += 8 * DAY
    today = await long_life.today()
    assert (today.dose, today.pace) == (3, 2)


async def test_what_cannot_be_met_in_time_is_taken_at_fifty_a_day(long_life: Life) -> None:
    await long_life.aims(long_life.now.date() + DAY, "big")
    limits = await long_life.store.read(
        lambda unit: limits_of(unit, LIBRARY, long_life.quiz.algorithm, 1, long_life.now)
    )
    assert limits.plan is not None
    assert not limits.plan.feasible
    assert limits.pace == 50


async def test_readiness_is_the_mean_predicted_recall_at_noon_of_the_day(life: Life) -> None:
    await life.answers("far/one")
    day = life.now.date() + 9 * DAY
    await life.aims(day, "far")
    found = await life.store.read(lambda unit: prospect_of(unit, SMALL, life.quiz.algorithm, 1, life.now))
    assert found is not None
    noon = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)  # in Moscow
    memory = (await life.cards())["far/one"].memory
    assert found.days == 9
    assert found.ready == {"far": Fsrs().recall(memory, noon) / 2}
    assert found.overall == found.ready["far"]


async def test_a_review_goes_across_decks_and_tells_what_is_left(life: Life) -> None:
    begun = await life.reviews(2)
    assert begun.first.session.kind is Kind.REVIEW
    assert begun.first.session.deck == ""
    outcome: object = begun.first
    asked = []
    while isinstance(outcome, Put):
        put = outcome
        asked.append(put.asked.key)
        life.now += timedelta(minutes=1)
        await life.store.transact(
            lambda unit: life.quiz.record(unit, put, ANNA, Mode.OPEN, "ответ", RIGHT, life.now)  # noqa: B023
        )
        outcome = await life.store.transact(
            lambda unit: life.quiz.next(unit, put.session.id, put.asked.position, HOME, Mover(1), life.now)  # noqa: B023
        )
    assert asked == ["base/two", "far/one"]
    assert isinstance(outcome, Ended)
    assert outcome.today is not None
    assert len(outcome.today.new) == 6


async def leech(life: Life, key: str) -> None:
    await life.answers(key)
    for _ in range(4):
        life.now += 3 * DAY
        await life.answers(key, WRONG)
    life.now += 3 * DAY


async def test_what_will_not_stick_is_explained_before_it_is_asked(life: Life) -> None:
    await leech(life, "far/one")
    await life.lives(pace=0)
    explained = (await life.reviews()).first
    assert isinstance(explained, Explained)
    assert explained.item.id == "one"
    assert [(deck.slug, one.id if one else None) for deck, one in explained.before] == [("base", "two")]
    session = explained.session
    put = await life.store.transact(
        lambda unit: life.quiz.ask_explained(unit, session.id, 0, HOME, Mover(1), life.now)
    )
    assert put.asked.key == "far/one"
    with pytest.raises(errors.StaleButton):
        await life.store.transact(
            lambda unit: life.quiz.ask_explained(unit, session.id, 0, HOME, Mover(1), life.now)
        )
    judged = await life.store.transact(
        lambda unit: life.quiz.record(unit, put, ANNA, Mode.OPEN, "ответ", RIGHT, life.now)
    )
    assert judged.answer.hints == 1
    life.now += 40 * DAY
    assert is_leech((await life.cards())["far/one"].memory)
    assert isinstance((await life.reviews()).first, Put)


async def test_skipping_an_explanation_asks_the_question(life: Life) -> None:
    await leech(life, "far/one")
    await life.lives(pace=0)
    await life.reviews()
    put = await life.store.transact(lambda unit: life.quiz.skip(unit, HOME, Mover(1), life.now))
    assert isinstance(put, Put)
    assert put.asked.key == "far/one"


async def test_a_fresh_start_spreads_what_has_piled_up_evenly(long_life: Life) -> None:
    await long_life.lives(pace=0, dose=20)
    await long_life.has_met(f"big/i{number}" for number in range(100))
    long_life.now += 200 * DAY
    before = await long_life.today()
    assert (before.waiting, len(before.due), before.backlog) == (100, 20, True)
    assert await long_life.starts_afresh() == Spread(100, 10, 10)
    waiting = []
    for _ in range(11):
        waiting.append((await long_life.today()).waiting)
        long_life.now += DAY
    assert waiting == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 100]


async def test_without_a_backlog_there_is_nothing_to_start_afresh_from(life: Life) -> None:
    await life.has_met(["base/one", "base/two"])
    life.now += 90 * DAY
    with pytest.raises(errors.NothingPiledUp):
        await life.starts_afresh()


async def test_a_rebuild_gives_the_cards_there_were_also_after_a_fresh_start(
    long_life: Life, tmp_path: Path
) -> None:
    await long_life.lives(pace=0, dose=4)
    judged = await long_life.answers("big/i7", WRONG)
    await long_life.has_met(f"big/i{number}" for number in range(30))
    long_life.now += 100 * DAY
    await long_life.starts_afresh()
    await long_life.has_met(["big/i3", "big/i20"])
    long_life.now += 100 * DAY
    await long_life.starts_afresh()
    await long_life.store.transact(
        lambda unit: long_life.quiz.override(unit, judged.answer.id, 1, long_life.now)
    )
    await long_life.answers("big/i29", WRONG)
    live = await long_life.cards()
    with contextlib.closing(sqlite3.connect(tmp_path / "study.db")) as beside:
        assert beside.execute("SELECT count(*) FROM fresh_starts").fetchone()[0] > 40
    assert await long_life.store.rebuild() == 30
    rebuilt = await long_life.cards()
    assert rebuilt == live
    put_off = [card for card in rebuilt.values() if card.memory and card.memory.due > long_life.now]
    assert len(put_off) > 20


async def test_decks_of_ones_own_count_for_an_exam_on_everything(life: Life) -> None:
    def bring(unit):  # type: ignore[no-untyped-def]
        deck = unit.put_brought(1, Deck("mine", "Моё", "", BIG.items), life.now)
        unit.put_in(1, deck.id, life.now)

    await life.store.transact(bring)
    await life.aims(life.now.date() + 10 * DAY)
    algorithm, now = life.quiz.algorithm, life.now

    def paces(unit):  # type: ignore[no-untyped-def]
        here = visible(unit, SMALL, 1)
        told = prospect_of(unit, here, algorithm, 1, now)
        return told and told.plan and told.plan.new_a_day, today_of(unit, SMALL, algorithm, 1, now).pace

    told, asked = await life.store.read(paces)
    assert told == asked
    assert asked >= 10
