"""What is reckoned question by question is what the whole log says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest

from content.judge import Judge
from content.library import Library
from storage import Store, Unit
from study.contest.appeals import Contesting
from study.contest.outcomes import Asks, Closed, Unveiled
from study.contest.reckoning import reckon
from study.contest.table import table_of
from study.contest.values import Rules, Way
from study.outcomes import Mover
from study.values import Person, Place
from tests.conftest import NOW

GROUP = Place(-100)
QUESTIONS = 6
RULES = Rules(seconds=60, gap=5)
PEOPLE = [Person(number, f"Player {number}") for number in range(1, 6)]
JUDGE = Judge()


def begun(unit: Unit, contesting: Contesting) -> Asks:
    keys = contesting.draw(unit, GROUP, contesting.library.decks, Way.BUTTONS, QUESTIONS, NOW)
    lobby = contesting.gather(unit, GROUP, PEOPLE[0], keys, RULES, "All", NOW).contest
    for person in PEOPLE:
        unit.remember(person, NOW)
        contesting.join(unit, lobby.id, GROUP, person, NOW)
    return contesting.begin(unit, lobby.id, GROUP, Mover(PEOPLE[0].id), NOW)


@dataclass(frozen=True)
class Answers:
    """Somebody knows or does not, and presses after so many seconds."""

    person: Person
    knows: bool
    seconds: float


def by_chance(chance: Random) -> list[Answers]:
    """Some of them answer, most know, some press before they can have read."""
    here = chance.sample(PEOPLE, chance.randint(2, len(PEOPLE)))
    return [Answers(person, chance.random() < 0.7, chance.choice((0.1, 5, 9, 20))) for person in here]


def press(unit: Unit, contesting: Contesting, asks: Asks, one: Answers, at: datetime) -> None:
    asked, item = asks.put.asked, asks.put.item
    option = next(index for index in asked.options if item.choices[index].correct is one.knows)
    contesting.take_choice(
        unit,
        asked.id,
        option,
        GROUP,
        one.person,
        at + timedelta(seconds=one.seconds),
        judge=JUDGE,
        fingerprint=asked.fingerprint,
    )


def unveiled(
    unit: Unit, contesting: Contesting, asks: Asks, given: Sequence[Answers], at: datetime
) -> Unveiled:
    """A question is seen, answered and revealed."""
    unit.seen_at(asks.put.asked.id, at)
    contesting.step(unit, asks.contest.id, at)
    for one in given:
        press(unit, contesting, asks, one, at)
    contesting.step(unit, asks.contest.id, at + RULES.time / 2)
    step = contesting.step(unit, asks.contest.id, at + RULES.time)
    assert isinstance(step, Unveiled)
    return step


@pytest.mark.parametrize("seed", range(8))
async def test_every_table_is_what_the_whole_log_says(store: Store, seed: int) -> None:
    chance = Random(seed)
    contesting = Contesting(Library.load(), Random(seed))

    def evening(unit: Unit) -> None:
        asks, at = begun(unit, contesting), NOW
        for position in range(1, QUESTIONS + 1):
            given = [] if position == 3 else by_chance(chance)
            step = unveiled(unit, contesting, asks, given, at)
            stored = unit.scores(asks.contest.id)
            anew = reckon(unit, contesting.library, step.contest)
            assert stored == anew
            assert step.table == table_of(step.players, anew, RULES)
            assert step.gained == {
                one.person: one.points for one in anew if one.question == asks.put.asked.id
            }
            at += RULES.time + timedelta(seconds=RULES.gap)
            following = contesting.step(unit, asks.contest.id, at)
            if position < QUESTIONS:
                assert isinstance(following, Asks)
                asks = following
        assert isinstance(following, Closed)
        assert following.table == step.table
        assert sum(line.points for line in step.table.lines) > 0

    await store.transact(evening)


async def test_a_question_that_nobody_answered_breaks_no_streak(store: Store) -> None:
    contesting = Contesting(Library.load(), Random(1))

    def evening(unit: Unit) -> list[int]:
        asks, at = begun(unit, contesting), NOW
        for given in ([Answers(PEOPLE[0], True, 9)], [], [Answers(PEOPLE[0], True, 9)]):
            step = unveiled(unit, contesting, asks, given, at)
            at += RULES.time + timedelta(seconds=RULES.gap)
            following = contesting.step(unit, asks.contest.id, at)
            assert isinstance(following, Asks)
            asks = following
        return [one.streak for one in unit.scores(step.contest.id)]

    assert await store.transact(evening) == [1, 2]
