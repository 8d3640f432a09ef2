"""Which session and question somebody means, and whether they may act on it.

A button names a question or a session. Its ``place`` is where it was pressed, as far as Telegram tells: below a
message that it shows no more the topic is unknown. So only the chat must match, and what comes of the press happens
in the session's own place.
"""

from __future__ import annotations

from study.errors import (
    AlreadyAnswered,
    ForgedButton,
    HostOnly,
    NothingRunning,
    NotYours,
    SessionOver,
    StaleButton,
    StudyError,
)
from study.outcomes import Mover
from study.ports import Work
from study.values import Asked, Kind, Place, Session


def of_chat(session: Session | None, place: Place) -> Session:
    """The session of a button, if its chat is the one where it was pressed."""
    if session is None or session.place.chat != place.chat:
        raise ForgedButton
    return session


def open_question(work: Work, session: Session) -> Asked | None:
    """The question of a session that takes answers, if one does."""
    asked = work.latest(session.id)
    return asked if asked is not None and asked.closed_at is None else None


def by_button(work: Work, question: int, place: Place) -> tuple[Session, Asked]:
    """The question of a button, open or not. Raises ``ForgedButton``."""
    asked = work.asked(question)
    if asked is None:
        raise ForgedButton
    return of_chat(work.session(asked.session), place), asked


def open_by_button(work: Work, question: int, place: Place, person: int = 0) -> tuple[Session, Asked]:
    """The open question of a button; with ``person`` one that they have not answered.

    Raises ``ForgedButton`` (also for a contest's question: those have buttons of their own), ``AlreadyAnswered``,
    ``SessionOver`` or ``StaleButton``.
    """
    session, asked = by_button(work, question, place)
    if session.kind.by_clock:
        raise ForgedButton
    if asked.closed_at is not None or session.ended_at is not None:
        raise _too_late(work, question, person or session.host)
    if person and work.answer_of(question, person) is not None:
        raise AlreadyAnswered
    return session, asked


def _too_late(work: Work, question: int, person: int) -> StudyError:
    """Why a press of a question that is not open any more does not count."""
    if work.answer_of(question, person):
        return AlreadyAnswered()
    asked = work.asked(question)
    session = work.session(asked.session) if asked else None
    return SessionOver() if session is not None and session.ended_at is not None else StaleButton()


def session_of_button(work: Work, session: int, place: Place, mover: Mover) -> Session:
    """The running session of a button, for somebody who may move it. Raises a ``StudyError``."""
    found = of_chat(work.session(session), place)
    if found.kind.by_clock:
        raise ForgedButton
    if found.ended_at is not None:
        raise SessionOver
    _may_move(found, mover)
    return found


def to_move(work: Work, place: Place, mover: Mover, question: int | None) -> tuple[Session, Asked | None]:
    """The session that somebody may move and its open question: that of a button, else the place's, if any."""
    if question is None:
        session = movable(work, place, mover)
        return session, open_question(work, session)
    if work.running(by_button(work, question, place)[0].place) is None:
        raise NothingRunning
    session, asked = open_by_button(work, question, place)
    _may_move(session, mover)
    return session, asked


def movable(work: Work, place: Place, mover: Mover) -> Session:
    """What runs in a place, for somebody who may move it. Raises ``NothingRunning``, ``HostOnly``, ``NotYours``."""
    session = work.running(place)
    if session is None:
        raise NothingRunning
    _may_move(session, mover)
    return session


def to_stop(work: Work, place: Place, mover: Mover) -> Session:
    """What somebody means to end: what was begun here, rather than a question that came by itself on top of it.

    Raises as ``movable`` does.
    """
    begun = next(
        (one for one in work.all_running(place) if one.kind is not Kind.DAILY and not one.kind.by_clock), None
    )
    if begun is None:
        return movable(work, place, mover)
    _may_move(begun, mover)
    return begun


def _may_move(session: Session, mover: Mover) -> None:
    if session.host == mover.person or (session.shared and mover.admin):
        return
    raise HostOnly if session.shared else NotYours
