"""Answers given in a certain order: rows of right answers, and leaving where it could be of use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

from bot.sandbox.double import Person
from tests.contest.evening import Evening, evening
from tests.contest.game import BUTTONS, Contest, Plan, Question
from tests.contest.outcome import check

AFTER = 5007
"""Milliseconds: nobody is too fast, and all are as quick."""


@dataclass
class Scripted(Contest):
    """A contest in which everybody does what is written: by question and number of the player."""

    script: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def _plan_answers(self, question: Question, person: Person) -> None:
        deed = self.script.get(len(self.asked), {}).get(self.people.index(person), "")
        if deed == "leaves":
            self._leaves(timedelta(milliseconds=AFTER), person)
        elif deed:
            choices = question.item.choices
            text = next(choice.text for choice in choices if choice.correct is (deed == "right"))
            told = partial(self._said, question, person, AFTER, text, Fraction(deed == "right"))
            self._do(
                timedelta(milliseconds=AFTER), person, partial(self._presses, question, person, text), told
            )


async def played(
    tonight: Evening, plan: Plan, script: Mapping[int, Mapping[int, str]], players: int = 3
) -> Contest:
    """A contest by a script, that has come to its end."""
    people = [tonight.double.person(f"Игрок {n}", id=1000 + n) for n in range(players)]
    game = Scripted(tonight, tonight.double.group("Группа", people), plan, people, script=script)
    await tonight.passes()
    await check(game)
    return game


async def test_a_question_ends_the_rows_of_those_who_leave_it_out_unless_nobody_answers_it(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path, 1) as tonight:
        script = {1: {0: "right", 1: "wrong"}, 3: {0: "right", 1: "right"}, 4: {0: "right"}, 5: {1: "right"}}
        game = await played(tonight, Plan(BUTTONS, 5, speed=False), script)
        assert [(row.name, row.points) for row in game.ledger.table()[:2]] == [
            ("Игрок 0", 330),
            ("Игрок 1", 200),
        ]


async def test_leaving_an_elimination_saves_nobody(tmp_path: Path) -> None:
    """The best of all leaves before the second miss, and comes back when the answer is known."""
    async with evening(tmp_path, 2) as tonight:
        script = {
            1: {0: "right", 1: "right", 2: "right"},
            2: {0: "right", 1: "right", 2: "wrong"},
            3: {0: "right", 1: "right", 2: "leaves"},
            4: {0: "right", 1: "wrong", 2: "right"},
            5: {0: "right", 1: "wrong", 2: "right"},
        }
        game = await played(tonight, Plan(BUTTONS, 6, speed=False, elimination=True), script)
        assert [(row.place, row.name, row.out) for row in game.ledger.table()] == [
            (1, "Игрок 0", 0), (2, "Игрок 1", 5), (3, "Игрок 2", 3),
        ]  # fmt: skip
