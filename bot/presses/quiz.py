"""Buttons of a quiz: answers, and what moves a session on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Pick(Press):
    """One option of a choice question; ``option`` is its index in the item, not its place on the screen.

    ``fingerprint`` is that of the item's options when the button was made: an index means nothing without it.
    """

    prefix: ClassVar[str] = "a"
    question: int
    option: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Mark(Press):
    """Mark or unmark an option of a question for several: ``mask`` is what is marked once this is pressed.

    Bit ``i`` stands for the item's option ``i``: pressing it twice changes nothing. ``fingerprint`` as in ``Pick``.
    """

    prefix: ClassVar[str] = "t"
    question: int
    mask: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Marked(Press):
    """What is marked is the answer; ``mask`` and ``fingerprint`` as in ``Mark``."""

    prefix: ClassVar[str] = "y"
    question: int
    mask: int
    fingerprint: str


def mask_of(marked: Collection[int]) -> int:
    """Indices of options as the bits of a number."""
    return sum(1 << index for index in {*marked})


def marked_in(mask: int) -> frozenset[int]:
    """The indices that ``mask_of`` turned into a number (not negative)."""
    return frozenset(index for index in range(mask.bit_length()) if mask >> index & 1)


@dataclass(frozen=True, slots=True)
class Next(Press):
    """Move a session on from the question at ``position``."""

    prefix: ClassVar[str] = "n"
    session: int
    position: int


@dataclass(frozen=True, slots=True)
class Skip(Press):
    """Give up on a question."""

    prefix: ClassVar[str] = "k"
    question: int


@dataclass(frozen=True, slots=True)
class Hint(Press):
    """Ask for a hint to a question."""

    prefix: ClassVar[str] = "h"
    question: int


@dataclass(frozen=True, slots=True)
class OwnWords(Press):
    """Answer a choice question in one's own words instead."""

    prefix: ClassVar[str] = "w"
    question: int


@dataclass(frozen=True, slots=True)
class Compare(Press):
    """See the explanation of a question that the learner assesses themselves."""

    prefix: ClassVar[str] = "e"
    question: int


@dataclass(frozen=True, slots=True)
class Assess(Press):
    """How it went, as the learner says; ``verdict`` is one of ``content.deck.Verdict``."""

    prefix: ClassVar[str] = "f"
    question: int
    verdict: str


@dataclass(frozen=True, slots=True)
class IWasRight(Press):
    """Disagree with the verdict on an answer."""

    prefix: ClassVar[str] = "r"
    answer: int


@dataclass(frozen=True, slots=True)
class ReportMistake(Press):
    """Say that a question or its explanation is wrong."""

    prefix: ClassVar[str] = "m"
    question: int


@dataclass(frozen=True, slots=True)
class Stop(Press):
    """End a session."""

    prefix: ClassVar[str] = "x"
    session: int


@dataclass(frozen=True, slots=True)
class RepeatMissed(Press):
    """Ask again what a session missed."""

    prefix: ClassVar[str] = "g"
    session: int


@dataclass(frozen=True, slots=True)
class StartDeck(Press):
    """Begin a quiz; ``count`` 0 means the usual length."""

    prefix: ClassVar[str] = "d"
    deck: str
    count: int


@dataclass(frozen=True, slots=True)
class DeckPage(Press):
    """Show a page of the list of decks; ``count`` is kept for the deck's button (0: the usual length)."""

    prefix: ClassVar[str] = "p"
    page: int
    count: int


@dataclass(frozen=True, slots=True)
class ShowDecks(Press):
    """Show the list of decks below."""

    prefix: ClassVar[str] = "l"


@dataclass(frozen=True, slots=True)
class DropComment(Press):
    """The learner does not want to comment on what they reported."""

    prefix: ClassVar[str] = "c"
    report: int
