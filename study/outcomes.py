"""What comes of a step in a quiz: values for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass

from content.deck import Deck, Item
from content.grading import Judgement
from study.values import Answer, Asked, Session, Summary


@dataclass(frozen=True, slots=True)
class Put:
    """A question is to be shown."""

    session: Session
    asked: Asked
    deck: Deck
    item: Item


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer was taken: what it is worth, and the question it belongs to."""

    session: Session
    asked: Asked
    deck: Deck
    item: Item
    answer: Answer
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Revealed:
    """A question is over: everybody's answers to it, with names."""

    session: Session
    asked: Asked
    deck: Deck
    item: Item
    answers: tuple[Answer, ...]
    names: dict[int, str]


@dataclass(frozen=True, slots=True)
class Ended:
    """A session is over. ``open`` is the question that was still unanswered, if one was."""

    summary: Summary
    deck: Deck | None
    open: Asked | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A session began; ``replaced`` is the one it ended."""

    first: Put
    replaced: Ended | None = None


@dataclass(frozen=True, slots=True)
class Mover:
    """Who wants to move a session on. ``admin`` may do so in anybody's round."""

    person: int
    admin: bool = False
