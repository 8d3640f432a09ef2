"""What comes of a step in a contest: values for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from content.deck import Deck, Item
from content.grading import Judgement
from study.contest.values import Appeal, Contest, Player, Table
from study.outcomes import Put, Revealed
from study.values import Answer


@dataclass(frozen=True, slots=True)
class Gathered:
    """The lobby: a contest and who is in it."""

    contest: Contest
    players: tuple[Player, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody is in; ``new``: they were not before. ``late``: it goes on already."""

    contest: Contest
    player: Player
    new: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """A question is to be shown. ``again``: it was shown before, somewhere it cannot be seen any more."""

    contest: Contest
    put: Put
    again: bool = False


@dataclass(frozen=True, slots=True)
class Halfway:
    """Half of the time is over: ``left`` of it remains, ``answered`` have answered."""

    contest: Contest
    put: Put
    left: timedelta
    answered: int


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer was taken. ``fast``: nobody can have read the question by then, so it earns nothing."""

    contest: Contest
    put: Put
    player: Player
    answer: Answer
    judgement: Judgement
    fast: bool


@dataclass(frozen=True, slots=True)
class Unveiled:
    """A question of a contest is over.

    ``gained`` are the points of each player who answered, ``best`` is the best answer in somebody's own words,
    ``out`` are the players that this question put out, ``last``: no further one follows.
    ``in_poll``: it went as a native poll, which shows its options without letters.
    """

    contest: Contest
    revealed: Revealed
    gained: dict[int, int]
    table: Table
    players: tuple[Player, ...]
    best: Answer | None = None
    out: tuple[Player, ...] = ()
    last: bool = False
    in_poll: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """An item that the group did badly on: ``share`` of what there was to know, over all players (0..1)."""

    deck: Deck
    item: Item
    share: float


@dataclass(frozen=True, slots=True)
class Closed:
    """A contest is over. ``missed``: what the group missed most, worst first. ``silent``: for want of answers;
    ``stopped``: by its host or an admin. ``litter``: messages to tidy away. ``put`` is a question that was open."""

    contest: Contest
    table: Table
    players: tuple[Player, ...]
    missed: tuple[Missed, ...] = ()
    silent: bool = False
    stopped: bool = False
    litter: tuple[int, ...] = ()
    put: Put | None = None


@dataclass(frozen=True, slots=True)
class Doubted:
    """All was asked, and appeals wait for a ruling before the table closes."""

    contest: Contest
    appeals: tuple[Appeal, ...]
    put: Put | None = None


class Why(StrEnum):
    """Why a contest came to nothing, or stands still."""

    NOBODY = "nobody"
    ALONE = "alone"
    STOPPED = "stopped"
    DECLINED = "declined"
    HOST = "host"
    MUTE = "mute"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A contest came to nothing: too few gathered, nobody answered, or it was called off."""

    contest: Contest
    why: Why
    put: Put | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    """A contest stands still until somebody resumes it. ``soon``: once the open question is revealed."""

    contest: Contest
    why: Why
    soon: bool = False


Step = Gathered | Asks | Halfway | Unveiled | Closed | Doubted | Cancelled | Paused
