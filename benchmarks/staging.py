"""Contests that have gone on for a while, played through the use cases before a measurement begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.groups import group_of
from content.judge import Judge
from content.library import Library
from storage import Store, Unit, open_store
from study.contest.appeals import Contesting
from study.contest.outcomes import Asks
from study.contest.values import Contest, Rules, Stage, Way
from study.outcomes import Mover
from study.values import Person, Place

LONG_AGO = timedelta(hours=1)
THINKING = timedelta(seconds=4)
LENGTH = 50
"""Questions of each contest: more than any measurement comes to."""
JUDGE = Judge()


@dataclass(frozen=True)
class Cast:
    """How many contests of how many players, and how many questions of theirs are over."""

    contests: int
    players: int
    over: int
    rules: Rules


async def stage(database: Path, cast: Cast) -> None:
    """Play contests up to a point, in a file of their own. Their next question is due at once."""
    library = Library.load()
    store = await open_store(f"sqlite:///{database}")
    try:
        for number in range(cast.contests):
            contest = await play(store, Contesting(library, Random(number)), cast, number)
            due = replace(contest, due_at=datetime.now(UTC))
            await store.transact(lambda unit, one=due: unit.put_contest(one))  # type: ignore[misc]
        await store.transact(lambda unit: unit.beat(datetime.now(UTC)))
    finally:
        await store.close()


async def play(store: Store, contesting: Contesting, cast: Cast, number: int) -> Contest:
    """Let one contest gather and play; it has just revealed the last question that is over."""
    people = people_of(cast, number)
    began = datetime.now(UTC).replace(microsecond=0) - LONG_AGO
    asks = await store.transact(lambda unit: _begin(unit, contesting, people, number, cast.rules, began))
    for done in range(cast.over):
        asked_at = began + done * timedelta(seconds=cast.rules.seconds + cast.rules.gap)
        await answer_all(store, contesting, asks, people, asked_at)
        contest = await store.transact(
            lambda unit, asks=asks, at=asked_at: _reveal(unit, contesting, asks, at)  # type: ignore[misc]
        )
        if done < cast.over - 1:
            asks = await store.transact(lambda unit, one=contest: ask(unit, contesting, one))  # type: ignore[misc]
    return contest


def people_of(cast: Cast, number: int) -> list[Person]:
    """The players of a contest."""
    return [Person(one, f"Player {one}") for one in group_of(number, cast.players).players]


def _begin(
    unit: Unit, contesting: Contesting, people: Sequence[Person], number: int, rules: Rules, at: datetime
) -> Asks:
    place = Place(group_of(number, 1).id)
    for person in people:
        unit.remember(person, at)
    keys = contesting.draw(unit, place, contesting.library.decks, Way.BUTTONS, LENGTH, at)
    lobby = contesting.gather(unit, place, people[0], keys, rules, "Bench", at).contest
    for person in people[1:]:
        contesting.join(unit, lobby.id, place, person, at)
    return contesting.begin(unit, lobby.id, place, Mover(people[0].id), at)


async def answer_all(
    store: Store, contesting: Contesting, asks: Asks, people: Sequence[Person], at: datetime
) -> None:
    """Everybody sees a question and presses one of its options a few seconds later."""

    def answer(unit: Unit) -> None:
        asked, place = asks.put.asked, asks.put.place
        unit.seen_at(asked.id, at)
        contesting.step(unit, asks.contest.id, at)
        for number, person in enumerate(people):
            contesting.take_choice(
                unit,
                asked.id,
                asked.options[number % len(asked.options)],
                place,
                person,
                at + THINKING + timedelta(milliseconds=number),
                judge=JUDGE,
                fingerprint=asked.fingerprint,
            )

    await store.transact(answer)


def _reveal(unit: Unit, contesting: Contesting, asks: Asks, asked_at: datetime) -> Contest:
    rules = asks.contest.rules
    while (found := unit.contest(asks.contest.id)) and found.stage is not Stage.RESULT:
        contesting.step(unit, asks.contest.id, asked_at + rules.time)
    assert found is not None
    return found


def ask(unit: Unit, contesting: Contesting, contest: Contest) -> Asks:
    """The next question of a contest that revealed one."""
    assert contest.due_at is not None
    asks = contesting.step(unit, contest.id, contest.due_at)
    assert isinstance(asks, Asks)
    return asks
