"""What a test-wise guesser could exploit: strategies that need no knowledge, held against chance.

The strategies are those of the literature on flaws in written items (Haladyna, Downing & Rodriguez 2002, "A
Review of Multiple-Choice Item-Writing Guidelines"): length, words of the stem repeated in the key, detail,
position.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.checks.rubric import stems
from content.complaint import Complaint, Fault
from content.deck import Deck, Item, Mode
from content.written import Written

SLACK = 0.05
"""A strategy may be right this much more often than chance."""

FEWEST = 5
"""With fewer items of a deck no habit can be told from an accident."""

SPECIFIC = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z][A-Za-z\d]*(?:[-‑.][A-Za-z\d]+)*|[()=<>≤≥×·²³√∑^_/|]")
"""Numbers, Latin terms and signs of formulas: what makes an option look like it was written with care."""

Liking = Callable[[Item, int], float]
"""How much a strategy likes an option of an item, by its index in the file."""

STRATEGIES: tuple[tuple[str, Liking], ...] = (
    ("the longest option", lambda item, index: len(item.choices[index].text)),
    ("the shortest option", lambda item, index: -len(item.choices[index].text)),
    (
        "the option that shares most words with the question",
        lambda item, index: len(stems(item.choices[index].text) & stems(item.question)),
    ),
    (
        "the option with most numbers, terms and signs",
        lambda item, index: len(SPECIFIC.findall(item.choices[index].text)),
    ),
    *(
        (f"option {place + 1} in the file", lambda item, index, place=place: float(index == place))
        for place in range(6)
    ),
)
"""What a guesser does, and what it looks at."""


@dataclass(frozen=True, slots=True)
class Guessed:
    """A strategy over ``of`` items: ``hits`` right answers are expected of it, ``chance`` of blind guessing.

    Both are counts of items and may be fractions: where a strategy likes several options alike it guesses among
    them. ``fell`` are the items whose key it finds with more luck than blind guessing.
    """

    strategy: str
    hits: float
    chance: float
    of: int
    fell: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """The share of right answers, 0..1."""
        return self.hits / self.of if self.of else 0.0

    @property
    def exploitable(self) -> bool:
        """Whether it beats chance by more than the slack, and by more than rounding to whole items."""
        return self.hits > self.chance + SLACK * self.of and self.hits > math.ceil(self.chance)


def guessed(items: Iterable[Item]) -> tuple[Guessed, ...]:
    """How each strategy fares over the items that have one right option among several."""
    asked = [item for item in items if Mode.CHOICE in item.modes and len(item.choices) > 1 and item.rights]
    chance = sum(1 / len(item.choices) for item in asked)
    found = []
    for name, liking in STRATEGIES:
        hits = [_hit(item, liking) for item in asked]
        fell = tuple(item.id for item, hit in zip(asked, hits, strict=True) if hit > 1 / len(item.choices))
        found.append(Guessed(name, sum(hits), chance, len(asked), fell))
    return tuple(found)


def hard_to_guess(written: Written) -> Iterator[Fault]:
    """No strategy without knowledge does better on a deck than chance."""
    for one in guessed(written.deck.items):
        if one.of >= FEWEST and one.exploitable:
            yield Fault(written.line("items"), f"{_told(one)} (items: {', '.join(one.fell)})")


def hard_to_guess_together(decks: Sequence[Written]) -> Iterator[Complaint]:
    """Nor does one over all decks, where each alone may be within the slack."""
    whole = [written for written in decks if len(guessed_of(written.deck)) and not written.stop]
    for one in guessed(item for written in whole for item in written.deck.items) if len(whole) > 1 else ():
        if one.of >= FEWEST and one.exploitable:
            yield Complaint("all decks", 0, "", _told(one))


def guessed_of(deck: Deck) -> tuple[Guessed, ...]:
    """The figures of a deck; nothing where it has no items with options."""
    found = guessed(deck.items)
    return found if found[0].of else ()


def _hit(item: Item, liking: Liking) -> float:
    """The probability that a strategy picks the key: of several options liked alike it takes one at random."""
    likes = [liking(item, index) for index in range(len(item.choices))]
    best = max(likes)
    return 1 / likes.count(best) if likes[item.key] == best else 0.0


def _told(one: Guessed) -> str:
    return (
        f"guessing: {one.strategy} is right in {one.hits:.1f} of {one.of} items, chance is {one.chance:.1f}: "
        "change some of the options (wording, length, order)"
    )
