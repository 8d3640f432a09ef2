"""From a link into a run: begun, or gone on with where it was left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from study.entries import AnotherRun, Ticket
from study.finding import open_question
from study.outcomes import Ended, Explained, Put
from study.ports import Work
from study.quiz import Quiz
from study.values import Asked, Kind, Place, Session


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody followed a link. ``outcome`` is what to show them now.

    ``before``: the question as it was shown so far, where it is shown again. ``finished``: an earlier run that only
    waited for its end. ``replaced``: what gave way to the run.
    """

    outcome: Put | Ended | Explained
    resumed: bool = False
    before: Asked | None = None
    finished: Ended | None = None
    replaced: Ended | None = None


def run_of(work: Work, ticket: Ticket, person: int) -> Session | None:
    """Somebody's run that goes on."""
    runs = work.runs_of(ticket.kind, ticket.ref, person)
    return next((session for _, session in runs if session.ended_at is None), None)


def resume(work: Work, quiz: Quiz, ticket: Ticket, person: int, now: datetime) -> Entered | None:
    """Go on with somebody's run where it was; ``None`` where they have none that goes on."""
    session = run_of(work, ticket, person)
    if session is None:
        return None
    before = open_question(work, session)
    return Entered(quiz.go_on(work, session, now), resumed=True, before=before)


def enter(work: Work, quiz: Quiz, ticket: Ticket, place: Place, person: int, now: datetime) -> Entered:
    """Begin a run in somebody's private chat. Raises ``AnotherRun`` or ``ItemGone``."""
    finished = _finish_other(work, quiz, place, now)
    started = quiz.begin(work, place, person, Kind.ENTRY, ticket.keys, now, deadline=ticket.deadline)
    work.enter(ticket.kind, ticket.ref, ticket.chat, person, started.first.session.id, now)
    return Entered(started.first, finished=finished, replaced=started.replaced)


def _finish_other(work: Work, quiz: Quiz, place: Place, now: datetime) -> Ended | None:
    """End a run that only waits for that; one with questions ahead is not lost for a new one."""
    other = next((one for one in work.all_running(place) if one.kind is Kind.ENTRY), None)
    if other is None:
        return None
    done = other.asked_all and open_question(work, other) is None
    if not done and not other.over_at(now):
        raise AnotherRun
    return quiz.end_overdue(work, other, now)
