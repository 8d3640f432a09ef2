"""The values a study session is made of. Times are aware UTC instants; ids are the storage's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2s

from content.deck import Item, Mode


class Outcome(StrEnum):
    """What came of a question for one person. ``SKIPPED`` is "I do not know", said by a command."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session runs: a chat and, in a forum, its topic (0 elsewhere)."""

    chat: int
    topic: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who learns. ``name`` is what they call themselves: show it escaped."""

    id: int
    name: str
    username: str = ""
    language: str = ""


class Kind(StrEnum):
    """What a session is. A place may have one of each kind running; the one asked last is in front.

    ``CONTEST`` and ``MARATHON`` belong to a contest in a group, ``ENTRY`` is somebody's own run through the
    questions of a marathon or of the league.
    """

    QUIZ = "quiz"
    REVIEW = "review"
    DAILY = "daily"
    MOCK = "mock"
    CONTEST = "contest"
    MARATHON = "marathon"
    ENTRY = "entry"

    @property
    def by_clock(self) -> bool:
        """Whether a contest leads it: nobody moves it on by hand."""
        return self in (Kind.CONTEST, Kind.MARATHON)


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a person's next text is about: ``kind`` says what, ``ref`` which."""

    kind: str
    ref: int = 0


REMARK = "report"
"""A remark on the report ``ref``."""
CITY = "city"
"""A city, or whatever else names a time zone."""
OWN_TIME = "own_time"
"""When the question of the day shall come."""
DECK_TITLE = "deck_title"
"""The title of the brought deck ``ref``."""


def item_key(deck: str, item: str) -> str:
    """An item's name among those of all decks, such as ``mask_rcnn/roi-align``."""
    return f"{deck}/{item}"


@dataclass(frozen=True, slots=True)
class Session:
    """A run through a deck, or (``deck`` is empty) through several: alone, or ``shared`` as a round of a group.

    ``queue`` fixes the items beforehand by their keys; where it is empty they come from the place's shuffle bag.
    ``position`` counts the questions asked so far, ``length`` how many there will be. After ``deadline`` no answer
    is taken.
    """

    id: int
    place: Place
    host: int
    shared: bool
    deck: str
    length: int
    queue: tuple[str, ...]
    position: int
    started_at: datetime
    ended_at: datetime | None = None
    kind: Kind = Kind.QUIZ
    deadline: datetime | None = None

    @property
    def queued(self) -> tuple[str, ...]:
        """The keys of the items fixed beforehand; an early session named the items of its one deck only."""
        return tuple(key if "/" in key else item_key(self.deck, key) for key in self.queue)

    def over_at(self, now: datetime) -> bool:
        """Whether its time is up by an instant."""
        return self.deadline is not None and now >= self.deadline

    @property
    def asked_all(self) -> bool:
        """No further question is to come."""
        return self.position >= self.length


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put: ``options`` holds the item's choice indices in the order shown.

    ``fingerprint`` is that of the item's options when they were dealt: where it is another one by now, the
    indices mean other options. ``message`` is the message that carries it, 0 until it was delivered. ``hints``
    counts those shown. ``draft`` is what the learner wrote to a question that they assess themselves.
    """

    id: int
    session: int
    position: int
    deck: str
    item: str
    mode: Mode
    options: tuple[int, ...]
    asked_at: datetime
    message: int = 0
    hints: int = 0
    closed_at: datetime | None = None
    fingerprint: str = ""
    draft: str = ""

    @property
    def key(self) -> str:
        """The item's name among those of all decks."""
        return item_key(self.deck, self.item)


def fingerprint_of(item: Item) -> str:
    """Eight hexadecimal digits that stand for the item's options: another text or order gives others."""
    options = "\0".join(choice.text for choice in item.choices)
    return blake2s(options.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer to one question. ``score`` and ``confidence`` lie in 0..1.

    ``given`` is what they typed, or the index of the chosen option (of several: ascending, with commas). The index
    tuples point into the item's key points. ``update`` is the incoming update it came with: the reason it exists.
    ``day`` is the learner's own study day, fixed when the answer is given.
    """

    question: int
    person: int
    deck: str
    item: str
    mode: Mode
    given: str
    outcome: Outcome
    score: float
    confidence: float
    at: datetime
    covered: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    contradicted: tuple[int, ...] = ()
    hints: int = 0
    took_ms: int = 0
    update: int = 0
    id: int = 0
    overridden: bool = False
    day: date = date.min

    @property
    def key(self) -> str:
        """The item's name among those of all decks."""
        return item_key(self.deck, self.item)

    @property
    def counted(self) -> Outcome:
        """The outcome that counts for the learner: "I was right" turns it into correct."""
        return Outcome.CORRECT if self.overridden else self.outcome


@dataclass(frozen=True, slots=True)
class DeckProgress:
    """How far one person is in a deck: items met, and items whose last answer was right."""

    deck: str
    met: int
    known: int
    total: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of a round's table."""

    person: int
    name: str
    correct: int
    partial: int
    answered: int

    @property
    def points(self) -> float:
        """A right answer counts 1, a partly right one 0.5."""
        return self.correct + self.partial / 2


@dataclass(frozen=True, slots=True)
class Summary:
    """How a session went: for one learner the counts, for a round the standings, best first."""

    session: Session
    correct: int
    partial: int
    wrong: int
    skipped: int
    missed: tuple[str, ...]
    standings: Sequence[Standing] = ()

    @property
    def answered(self) -> int:
        """Questions that were answered or skipped."""
        return self.correct + self.partial + self.wrong + self.skipped
