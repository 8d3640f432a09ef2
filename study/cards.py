"""What the log of answers says of one person and one item. Derived: a card can always be made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from study.memory import Algorithm, Memory, grade_of
from study.values import Answer, Outcome, item_key


@dataclass(frozen=True, slots=True)
class Card:
    """``answers`` so far, of them ``right``, the ``last`` outcome, and what is remembered."""

    deck: str
    item: str
    answers: int = 0
    right: int = 0
    last: Outcome | None = None
    last_at: datetime | None = None
    memory: Memory | None = None

    @property
    def key(self) -> str:
        """The item's name among those of all decks."""
        return item_key(self.deck, self.item)

    def after(self, answer: Answer, algorithm: Algorithm) -> Card:
        """The card once ``answer`` is counted."""
        right = self.right + (answer.counted is Outcome.CORRECT)
        memory = algorithm.after(self.memory, grade_of(answer, self.memory), answer.at)
        return Card(self.deck, self.item, self.answers + 1, right, answer.counted, answer.at, memory)

    def put_off(self, until: datetime | None) -> Card:
        """The card where it is not asked before an instant; what is remembered stays the same."""
        if self.memory is None or until is None or until <= self.memory.due:
            return self
        return replace(self, memory=replace(self.memory, due=until))


def card_of(
    deck: str,
    item: str,
    answers: Iterable[Answer],
    algorithm: Algorithm,
    put_off: Mapping[int, datetime] | None = None,
) -> Card:
    """The card that a person's answers to one item add up to, oldest first.

    ``put_off``: until when it was put off after so many answers, when the learner started afresh.
    """
    card, put_off = Card(deck, item), put_off or {}
    for answer in answers:
        card = card.after(answer, algorithm)
        card = card.put_off(put_off.get(card.answers))
    return card
