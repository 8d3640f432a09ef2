"""What comes by itself, when and where: schedules and their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from study.days import EVERY_DAY
from study.values import Place

DEFAULT_COUNT = 1
MOST_COUNT = 10


class Coming(StrEnum):
    """What comes by itself."""

    DAILY = "daily"
    DIGEST = "digest"


class Pause(StrEnum):
    """Why nothing comes at present."""

    NONE = ""
    OFF = "off"
    """Switched off."""
    ASKED = "asked"
    """Until they return: they asked for it."""
    SILENT = "silent"
    """They did not answer for days; they were asked whether to go on and have not said so."""


class State(StrEnum):
    """How far a delivery is."""

    CLAIMED = "claimed"
    """Its slot is taken: nobody else delivers it. To be put together at its time."""
    POSTED = "posted"
    """Its question is asked and lies in the outbox, or was sent."""
    LATE = "late"
    """The bot was away and came back too late for it: not the learner's fault."""
    NOTHING = "nothing"
    """There was nothing to deliver."""
    DROPPED = "dropped"
    """Switched off or paused before it left, or put off into the next slot."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What comes to a place: ``count`` questions at ``wall`` time of ``zone`` on ``weekdays`` (bits, Monday first).

    ``decks`` empty means all. Nothing is caught up or put off into the quiet hours. ``next_at`` is the next
    instant, ``None`` while nothing comes. ``unanswered`` counts deliveries since somebody last answered here.
    """

    place: Place
    kind: Coming
    owner: int
    shared: bool
    zone: str
    wall: time
    weekdays: int = EVERY_DAY
    count: int = DEFAULT_COUNT
    decks: tuple[str, ...] = ()
    quiet_from: time = time(22)
    quiet_to: time = time(8)
    paused: Pause = Pause.NONE
    next_at: datetime | None = None
    answered_at: datetime | None = None
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """The part of a schedule that planning needs: ``next_at`` has come. Kept small: there may be 100 000."""

    chat: int
    topic: int
    kind: str
    zone: str
    wall: int
    weekdays: int
    next_at: int
    reachable: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """One slot of a schedule: its local ``day`` is part of its key, so that it exists once."""

    place: Place
    kind: Coming
    day: date
    due_at: datetime
    state: State = State.CLAIMED
    session: int | None = None
