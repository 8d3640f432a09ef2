"""The values a contest is made of. Times are aware UTC instants, spans ``timedelta``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from content.deck import Mode
from study.chats import Tempo
from study.values import Session


class Way(StrEnum):
    """How a question of a contest is answered."""

    BUTTONS = "buttons"
    POLL = "poll"
    TEXT = "text"


class Form(StrEnum):
    """Who plays against whom."""

    SOLO = "solo"
    TEAMS = "teams"
    ELIMINATION = "elimination"
    DUEL = "duel"
    MARATHON = "marathon"


class Stage(StrEnum):
    """Where a contest stands. ``OVER`` and ``CANCELLED`` are for good.

    ``LOBBY``: players gather. ``ASKED``: a question is on its way, its time does not run yet. ``OPEN``: it can be
    seen, answers count. ``RESULT``: it was revealed, the next one follows. ``PAUSED``: until somebody resumes.
    ``APPEALS``: all was asked, somebody doubts a verdict. ``GOING``: a marathon that everybody plays alone.
    """

    LOBBY = "lobby"
    ASKED = "asked"
    OPEN = "open"
    RESULT = "result"
    PAUSED = "paused"
    APPEALS = "appeals"
    GOING = "going"
    OVER = "over"
    CANCELLED = "cancelled"


FEWEST, MOST = 2, 200
"""Players of a contest."""
MOST_TEAMS = 6
LIVES = 2
"""Elimination: who misses so many questions is out."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds for a question, and from its reveal to the next one."""

    seconds: int
    gap: int


PACES = {
    Tempo.RELAXED: Pace(60, 20),
    Tempo.STANDARD: Pace(30, 12),
    Tempo.BLITZ: Pace(12, 8),
}
"""Three calls a question (ask, reveal, table) stay below Telegram's twenty a minute in a group at any pace."""
LEAST_SECONDS, MOST_SECONDS = 10, 600


@dataclass(frozen=True, slots=True)
class Rules:
    """What was agreed for a contest. ``teams``: how many, 0 without; ``speed``: whether speed earns a bonus."""

    way: Way = Way.BUTTONS
    form: Form = Form.SOLO
    seconds: int = PACES[Tempo.STANDARD].seconds
    gap: int = PACES[Tempo.STANDARD].gap
    teams: int = 0
    speed: bool = True

    @property
    def time(self) -> timedelta:
        """How long a question takes answers."""
        return timedelta(seconds=self.seconds)

    def polls(self, mode: Mode) -> bool:
        """Whether a question that is asked in a mode is a native poll.

        Where several options are to be chosen it always is: nobody can mark some on a message that is everybody's.
        """
        return self.way is Way.POLL or mode is Mode.SEVERAL

    @property
    def lives(self) -> int:
        """With how many lives a player begins; 0 where nobody can be out."""
        return LIVES if self.form is Form.ELIMINATION else 0


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest with the session that asks its questions.

    ``due_at`` is when its next step is due. ``board`` is the message with lobby and table (0: not delivered yet),
    ``shown_count`` how many players it shows. ``ends_at`` is when a lobby closes that nobody starts.
    """

    id: int
    session: Session
    stage: Stage
    rules: Rules
    title: str
    due_at: datetime | None = None
    rival: int = 0
    rival_name: str = ""
    pausing: bool = False
    silent: int = 0
    halfway: bool = False
    board: int = 0
    shown_count: int = -1
    token: str = ""
    ends_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Nothing more will happen."""
        return self.stage in (Stage.OVER, Stage.CANCELLED)

    @property
    def begun(self) -> bool:
        """Players have gathered and questions are asked."""
        return self.stage not in (Stage.LOBBY, Stage.CANCELLED)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in a contest. ``team`` counts from 1 (0: none). ``out_at``: after which question (from 1) they were
    out of an elimination, 0 while they are not."""

    person: int
    name: str
    joined_at: datetime
    team: int = 0
    left: bool = False
    lives: int = 0
    out_at: int = 0

    @property
    def plays(self) -> bool:
        """Whether their answers count now."""
        return not self.left and not self.out_at


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer is worth. ``share`` of what there was to know (0..1); ``points`` with bonuses; ``streak``
    right answers in a row, this one included; ``day`` is that of the chat."""

    question: int
    person: int
    deck: str
    item: str
    share: float
    points: int
    streak: int
    at: datetime
    day: date = date.min


@dataclass(frozen=True, slots=True)
class Total:
    """What a person's answers are worth together, how many of them were right, and how many there are."""

    points: int = 0
    right: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Timing:
    """When a question was first seen in its chat, and since when and for how long the bot was away meanwhile.

    ``in_poll``: it is a native poll, which keeps its own time. An item too long for one goes with buttons.
    """

    shown_at: datetime
    lost_from: datetime | None = None
    lost: timedelta = timedelta(0)
    in_poll: bool = False


class Ruling(StrEnum):
    """What became of an appeal."""

    OPEN = ""
    GRANTED = "granted"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Appeal:
    """Somebody in a contest says "I was right" of an answer."""

    answer: int
    contest: int
    person: int
    name: str
    given: str
    question: int
    deck: str
    item: str
    ruling: Ruling = Ruling.OPEN


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a player or a team. ``place`` counts from 1; ties share one. ``right``: right answers."""

    place: int
    name: str
    points: float
    right: int = 0
    answered: int = 0
    person: int = 0
    team: int = 0
    out_at: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Standings: ``lines`` of players, best first, and of ``teams`` where there are any."""

    lines: tuple[Line, ...]
    teams: tuple[Line, ...] = field(default=())
