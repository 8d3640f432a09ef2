"""What is to hold at the end of any contest of an evening."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from storage import Unit
from study.contest.table import table_of
from study.contest.values import Contest as Stored
from study.contest.values import Stage, Table
from study.values import Answer
from tests.contest.evening import MOST_A_MINUTE, busiest_minute
from tests.contest.game import Contest
from tests.contest.rules import Row

LATE = timedelta(seconds=1)
"""The reveal follows so soon after the end of a question's time."""


async def check(game: Contest, late: timedelta = LATE) -> None:
    """Nothing of a contest is other than it ought to be; no reveal was later than ``late``."""
    stored, table, answers = await game.evening.store.read(lambda unit: _kept(unit, game.chat.id))
    assert stored.stage is (Stage.OVER if any(one.given for one in game.asked) else Stage.CANCELLED)
    assert len(game.asked) == game.plan.count or game.ledger.decided
    expected = {
        (number, person): given
        for number, question in enumerate(game.asked, 1)
        for person, given in question.given.items()
    }
    logged = _given(game, answers)
    lost, added = expected.items() - logged.items(), logged.items() - expected.items()
    assert (lost, added) == (set(), set()), (
        f"{game.plan.line}: lost {sorted(lost)[:9]}, added {sorted(added)[:9]}"
    )
    assert game.faults == [], "\n".join(game.faults)
    assert max(Counter((one.question, one.person) for _, one in answers).values(), default=1) == 1
    assert _rows(table) == game.ledger.table()
    assert [(one.place, one.team, one.points) for one in table.teams] == game.ledger.team_table()
    assert max(game.reveals) <= late
    assert busiest_minute(game.evening.double, game.chat.id) <= MOST_A_MINUTE
    unanswered = [press for press in game.presses if press.answer is None or not press.answer.text]
    assert unanswered == []


def _kept(unit: Unit, chat: int) -> tuple[Stored, Table, tuple[tuple[int, Answer], ...]]:
    """The contest of a chat as the bot left it."""
    number = max(n for n in range(1, 100) if (one := unit.contest(n)) and one.session.place.chat == chat)
    contest = unit.contest(number)
    assert contest is not None
    table = table_of(unit.players(number), unit.scores(number), contest.rules)
    answers = unit.answers_in(contest.session.id)
    return contest, table, tuple((_position(unit, one.question), one) for one in answers)


def _position(unit: Unit, question: int) -> int:
    asked = unit.asked(question)
    assert asked is not None
    return asked.position


def _rows(table: Table) -> list[Row]:
    return [Row(one.place, one.name, one.points, one.right, one.answered, one.out_at) for one in table.lines]


def _given(game: Contest, answers: tuple[tuple[int, Answer], ...]) -> dict[tuple[int, int], str]:
    """What the log says that people answered, by question and person."""
    given = {}
    for number, one in answers:
        question = game.asked[number - 1]
        given[number, one.person] = (
            one.given if question.typed else question.item.choices[int(one.given)].text
        )
    return given
