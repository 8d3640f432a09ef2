"""What the log of answers says of one person and one item. Derived: a card can always be made anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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


def card_of(deck: str, item: str, answers: Iterable[Answer], algorithm: Algorithm) -> Card:
    """The card that a person's answers to one item add up to, oldest first."""
    card = Card(deck, item)
    for answer in answers:
        card = card.after(answer, algorithm)
    return card
