"""Who stands on the steps of the picture at the end."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.screens.contest_end import podium_of
from bot.words import words_for
from study.contest.outcomes import Closed
from study.contest.values import Contest, Line, Rules, Stage, Table
from study.values import Kind, Place, Session


def test_whoever_has_nothing_stands_on_no_step() -> None:
    started = datetime(2026, 11, 21, tzinfo=UTC)
    session = Session(1, Place(-1), 1, True, "", 3, (), 3, started, kind=Kind.CONTEST)
    table = Table(
        (Line(1, "Анна", 120, person=1), Line(2, "Борис", 0, person=2), Line(2, "Вера", 0, person=3))
    )
    closed = Closed(Contest(1, session, Stage.OVER, Rules(), "Фигуры"), table, ())
    described = podium_of(closed, words_for("ru"))
    assert [row["name"] for row in described["places"]] == ["Анна"]
    assert [row["name"] for row in described["rest"]] == ["Борис", "Вера"]
