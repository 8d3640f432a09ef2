"""Contests as they stand in the storage once they are over, written through the port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from content.deck import Mode
from content.library import Library
from storage import Unit
from study.contest.values import Contest, Rules, Ruling, Score, Stage
from study.rating.contests import rate_contest
from study.values import Answer, Asked, Kind, Outcome, Person, Place, Session
from tests.conftest import NOW
from tests.decks import LIBRARY

GROUP = Place(-100, 7)
ANNA, BORIS, VERA = Person(1, 'Анна <b>&"'), Person(2, "Борис"), Person(3, "Вера")
OUTCOMES = {0.0: Outcome.WRONG, 1.0: Outcome.CORRECT}


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a contest: the ``shares`` of what there was to know, by person as they answered; who of them
    ``appealed``, and what came of it."""

    shares: Mapping[int, float]
    item: str = "square"
    deck: str = "shapes"
    mode: Mode = Mode.CHOICE
    points: Mapping[int, int] | None = None
    appealed: Mapping[int, Ruling] = field(default_factory=dict)

    def points_of(self, person: int) -> int:
        """A hundred for everything, where nothing else is said."""
        return (self.points or {}).get(person, round(100 * self.shares[person]))


def played(
    work: Unit,
    questions: Sequence[Question],
    *,
    place: Place = GROUP,
    at: datetime = NOW,
    day: date | None = None,
    stage: Stage = Stage.OVER,
    library: Library = LIBRARY,
    rated: bool = True,
    kind: Kind = Kind.CONTEST,
) -> Contest:
    """A contest whose questions were answered at an instant, on the local ``day``; over and rated, as its last
    transaction leaves it."""
    session = work.start(
        Session(0, place, 1, True, "shapes", len(questions), (), 0, at - timedelta(minutes=5), None, kind)
    )
    contest = work.open_contest(Contest(0, session, Stage.RESULT, Rules(), "Фигуры"))
    for position, question in enumerate(questions, 1):
        _answered(work, contest, question, position, at, day or at.date())
    contest = replace(contest, stage=stage)
    work.put_contest(contest)
    if contest.over:
        work.end(session.id, at)
    if stage is Stage.OVER and rated:
        rate_contest(work, library, contest.id)
    return contest


def _answered(
    work: Unit, contest: Contest, question: Question, position: int, at: datetime, day: date
) -> None:
    put = Asked(0, contest.session.id, position, question.deck, question.item, question.mode, (0, 1, 2), at)
    asked = work.ask(put)
    for person, share in question.shares.items():
        outcome = OUTCOMES.get(share, Outcome.PARTIAL)
        answer = work.append(
            Answer(
                asked.id,
                person,
                question.deck,
                question.item,
                question.mode,
                "0",
                outcome,
                share,
                1.0,
                at,
                day=day,
            )
        )
        if person in question.appealed:
            work.appeal(answer.id, contest.id, at)
            work.rule(answer.id, question.appealed[person], 1)
    work.put_scores(
        contest,
        [
            Score(
                asked.id, person, question.deck, question.item, share, question.points_of(person), 0, at, day
            )
            for person, share in question.shares.items()
        ],
    )


def known(work: Unit, *people: Person) -> None:
    """The bot has met these people."""
    for person in people or (ANNA, BORIS, VERA):
        work.remember(person, NOW)
