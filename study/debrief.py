"""What a mock exam says in the end: points, every answer in a line or two, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.deck import Deck, Item
from content.library import Library
from study.ports import Work
from study.values import Answer, Outcome, Session

WEAKEST = 3
"""Topics named at the most."""
WORTH = {Outcome.CORRECT: 1.0, Outcome.PARTIAL: 0.5}
"""Points of an answer, as in the table of a round; any other is worth none."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A question of the exam by its ``number`` from 1; ``answer`` is ``None`` where time or patience ran out."""

    number: int
    deck: Deck
    item: Item
    answer: Answer | None

    @property
    def points(self) -> float:
        """0, 0.5 or 1."""
        return WORTH.get(self.answer.counted, 0.0) if self.answer else 0.0


@dataclass(frozen=True, slots=True)
class Debrief:
    """``length`` questions there were to be, those of ``marks`` were put. ``in_time``: it ended before time was up.

    ``weakest`` are the decks with the smallest share of points, or, in an exam about one deck, its items' tags.
    """

    session: Session
    marks: tuple[Marked, ...]
    in_time: bool
    weakest: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """How many questions the exam has; those that were not put are worth nothing."""
        return self.session.length

    @property
    def points(self) -> float:
        """Of ``length``."""
        return sum(mark.points for mark in self.marks)

    @property
    def share(self) -> float:
        """The score, 0..1."""
        return self.points / self.length if self.length else 0.0


def debrief_of(work: Work, library: Library, session: Session) -> Debrief:
    """The debrief of a mock exam that has ended. Questions whose item is gone from the decks are left out."""
    answers = {answer.key: answer for answer in work.answers_in(session.id)}
    marks = []
    for number, key in enumerate(work.asked_keys(session.id), 1):
        if found := library.by_key(key):
            marks.append(Marked(number, *found, answers.get(key)))
    ended, deadline = session.ended_at, session.deadline
    in_time = ended is None or deadline is None or ended < deadline
    return Debrief(session, tuple(marks), in_time, _weakest(marks))


def _weakest(marks: list[Marked]) -> tuple[str, ...]:
    """The topics that lost the largest share of their points, among those that lost at least half."""
    one_deck = len({mark.deck.slug for mark in marks}) == 1
    topics: dict[str, list[float]] = {}
    for mark in marks:
        for topic in _topics(mark, by_tag=one_deck):
            topics.setdefault(topic, []).append(mark.points)
    shares = {topic: sum(points) / len(points) for topic, points in topics.items()}
    weak = [topic for topic in shares if shares[topic] <= 0.5]
    weak.sort(key=lambda topic: (shares[topic], -len(topics[topic])))
    return tuple(weak[:WEAKEST])


def _topics(mark: Marked, *, by_tag: bool) -> Iterable[str]:
    if by_tag:
        return (tag.replace("_", " ") for tag in mark.item.tags)
    return (mark.deck.title,)
