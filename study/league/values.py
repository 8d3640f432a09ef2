"""The values of the league between groups. Times are aware UTC instants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from study.values import Outcome, Place


class Rank(StrEnum):
    """Whether a group stands in the table. ``RESTING``: nobody played for it for two fortnights, ``LEFT``: its
    admins took it out. Both keep their division for when they come back."""

    IN = "in"
    RESTING = "resting"
    LEFT = "left"


class Moved(StrEnum):
    """What the end of a fortnight did to a group."""

    UP = "up"
    STAYS = "stays"
    DOWN = "down"
    RESTS = "rests"


@dataclass(frozen=True, slots=True)
class Club:
    """A group in the league. ``place`` is where its result is told, ``name`` what its admins chose: all that other
    groups ever see of it. ``token`` is what its link says. ``division`` counts from 1, the highest. ``idle``:
    fortnights in a row in which nobody played for it.
    """

    id: int
    place: Place
    name: str
    token: str
    division: int
    joined_at: datetime
    rank: Rank = Rank.IN
    idle: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """Answers of one run for a group that came out alike, and how ``many`` they were."""

    chat: int
    person: int
    session: int
    outcome: Outcome
    score: float
    many: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """Points of a group, with those who played for it."""

    points: float = 0.0
    players: frozenset[int] = field(default_factory=frozenset)

    def __add__(self, other: Score) -> Score:
        return Score(self.points + other.points, self.players | other.players)


Scores = Mapping[int, Score]
"""Scores by chat; a chat that is not there has none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a division's table. ``place`` counts from 1; equal ones share it. No person is in it."""

    club: Club
    place: int
    points: float
    players: int


@dataclass(frozen=True, slots=True)
class Finish:
    """How a fortnight ended for a group: ``place`` of ``size`` in ``division``, and where it plays from now on."""

    fortnight: int
    club: Club
    division: int
    place: int
    size: int
    points: float
    players: int
    moved: Moved
    next_division: int
