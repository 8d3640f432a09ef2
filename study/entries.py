"""Somebody's own run through fixed items, in private: of a marathon, or of the league's week.

A run is a session of the kind ``ENTRY``. Everybody answers the same items in the same way, so that runs can be
compared: by options wherever an item has them, without hints, and no verdict can be doubted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from study.contest.points import share_of
from study.errors import ForgedButton, NoHints, StudyError, TimeIsUp
from study.ports import Work
from study.values import Answer, Session

MARATHON, LEAGUE = "marathon", "league"
"""What a run may belong to."""


class EntryOver(TimeIsUp):
    """The marathon, or the week of the league, is over: nothing more is taken."""

    key = "error-entry-over"


class EntryHints(NoHints):
    """A run that is compared with others gives no hints."""

    key = "error-entry-no-hints"


class ByOptionOnly(ForgedButton):
    """In a run a question with options is answered by one of them."""

    key = "entry-press-a-button"


class ByLettersOnly(ByOptionOnly):
    """The same where several options are to be chosen."""

    key = "entry-press-letters"


class LinkUnknown(StudyError):
    """Nothing was ever opened by such a link, or the group has left the league."""

    key = "error-link-unknown"


class LinkOver(StudyError):
    """What the link leads to is over."""

    key = "error-link-over"


class NotOfGroup(StudyError):
    """The link is for members of the group only."""

    key = "error-not-of-group"


class CannotTellGroup(StudyError):
    """Whether this person is a member cannot be learned at the moment."""

    key = "error-cannot-tell-group"


class AnotherRun(StudyError):
    """Another run is not finished; two at once would take each other's answers."""

    key = "error-another-run"


class PlayedAlready(StudyError):
    """This person has played this marathon."""

    key = "error-played-already"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link lets people play: ``keys`` of items until ``deadline``, for the group ``chat``.

    ``kind`` and ``ref`` say of what: ``MARATHON`` and its contest, ``LEAGUE`` and its week.
    """

    kind: str
    ref: int
    chat: int
    keys: tuple[str, ...]
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """How somebody's run went. ``points``: right answers, partly right ones by their share; of ``length``.

    ``best`` is the most points of all ``runs`` that this person made so far at the same thing.
    """

    kind: str
    ref: int
    points: float
    length: int
    best: float
    runs: int


def points_of_run(answers: Iterable[Answer]) -> float:
    """Right answers of a run, partly right ones by their share."""
    return sum(share_of(answer) for answer in answers)


def result_of(work: Work, session: Session) -> Result | None:
    """How a run went, among those of the same person; ``None`` where the session is no run."""
    entry = work.entry_of(session.id)
    if entry is None:
        return None
    kind, ref, _ = entry
    points = {
        run.id: points_of_run(work.answers_in(run.id)) for _, run in work.runs_of(kind, ref, session.host)
    }
    return Result(kind, ref, points[session.id], session.length, max(points.values()), len(points))
