"""What comes of a step in a quiz: values for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass

from content.deck import Deck, Item
from content.grading import Judgement
from study.debrief import Debrief
from study.entries import Result
from study.streak import Streak
from study.today import Today
from study.values import Answer, Asked, Place, Session, Summary, fingerprint_of


@dataclass(frozen=True, slots=True)
class Put:
    """A question is to be shown."""

    session: Session
    asked: Asked
    deck: Deck
    item: Item

    @property
    def place(self) -> Place:
        """Where its session runs."""
        return self.session.place

    @property
    def changed(self) -> bool:
        """Whether its options have changed since they were dealt: then no index means what it meant."""
        return self.asked.mode.with_options and self.asked.fingerprint != fingerprint_of(self.item)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The options of a question had changed: it is to be shown again. ``before`` is how it was put so far."""

    put: Put
    before: Asked


@dataclass(frozen=True, slots=True)
class Logged:
    """An answer of the log with what it belongs to."""

    session: Session
    asked: Asked
    deck: Deck
    item: Item
    answer: Answer


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer was taken: what it is worth, and the question it belongs to.

    ``days`` is the learner's streak where this was the first answer of their study day.
    """

    session: Session
    asked: Asked
    deck: Deck
    item: Item
    answer: Answer
    judgement: Judgement
    days: Streak | None = None


@dataclass(frozen=True, slots=True)
class Revealed:
    """A question is over: everybody's answers to it, with names."""

    session: Session
    asked: Asked
    deck: Deck
    item: Item
    answers: tuple[Answer, ...]
    names: dict[int, str]

    @property
    def place(self) -> Place:
        """Where its session runs."""
        return self.session.place


@dataclass(frozen=True, slots=True)
class Explained:
    """The next item is missed again and again: its explanation is to be shown before it is asked.

    The session waits between two questions meanwhile. ``before`` are the decks (without an item) and the items that
    it presupposes.
    """

    session: Session
    deck: Deck
    item: Item
    before: tuple[tuple[Deck, Item | None], ...] = ()

    @property
    def place(self) -> Place:
        """Where its session runs."""
        return self.session.place


@dataclass(frozen=True, slots=True)
class Ended:
    """A session is over. ``open`` is the question that was still unanswered, if one was.

    ``deck`` is the one it ran through, ``None`` where there were several or it is gone. ``missed`` are the missed
    items that are still there. ``today`` is what is left to do after a review, ``debrief`` that of a mock exam,
    ``result`` that of a run.
    """

    summary: Summary
    deck: Deck | None
    open: Asked | None = None
    missed: tuple[Item, ...] = ()
    today: Today | None = None
    debrief: Debrief | None = None
    result: Result | None = None

    @property
    def place(self) -> Place:
        """Where it ran."""
        return self.summary.session.place


@dataclass(frozen=True, slots=True)
class Started:
    """A session began; ``replaced`` is the one it ended."""

    first: Put
    replaced: Ended | None = None


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A review began; ``replaced`` is the session it ended, ``today`` what there was to do before it."""

    first: Put | Explained
    today: Today
    replaced: Ended | None = None


@dataclass(frozen=True, slots=True)
class Mover:
    """Who wants to move a session on. ``admin`` may do so in anybody's round."""

    person: int
    admin: bool = False
