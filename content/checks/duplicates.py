"""Items that ask nearly the same: a learner would be asked one thing twice, and duels would repeat themselves."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.checks.rubric import stems
from content.complaint import Complaint, Fault, shorten
from content.deck import Item
from content.written import Written

NEAR = 0.6
"""Likeness from which two questions are taken for one; questions on neighbouring matters come to 0.45."""

COMMON = 0.2
"""A word of more than this share of the questions says nothing about what is asked …"""
MANY = 20
"""… but in few questions no word is common."""


@dataclass(frozen=True, slots=True)
class _Asked:
    written: Written
    index: int
    words: frozenset[str]

    @property
    def item(self) -> Item:
        return self.written.deck.items[self.index]


def near_duplicates(decks: Sequence[Written]) -> Iterator[Complaint]:
    """Pairs of questions that share nearly all their words, each told at the later one.

    Likeness is the weighted Jaccard index of their stems, a stem weighing its inverse document frequency
    (Spärck Jones 1972). Only pairs with a rare word in common are compared.
    """
    asked = [
        _Asked(written, index, stems(item.question))
        for written in decks
        for index, item in enumerate(written.deck.items)
        if item.question
    ]
    counts = Counter(word for one in asked for word in one.words)
    weigh = {word: math.log((len(asked) + 1) / count) for word, count in counts.items()}
    for first, second in _pairs(asked, counts):
        if _likeness(first.words, second.words, weigh) >= NEAR:
            yield _told(first, second)


def _pairs(asked: Sequence[_Asked], counts: Counter[str]) -> Iterator[tuple[_Asked, _Asked]]:
    """Pairs that share a word that is not common, each once."""
    most = max(MANY, COMMON * len(asked))
    holders: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(asked):
        met: set[int] = set()
        for word in one.words:
            if counts[word] <= most:
                met.update(holders[word])
                holders[word].append(number)
        yield from ((asked[other], one) for other in sorted(met))


def _likeness(first: Iterable[str], second: Iterable[str], weigh: dict[str, float]) -> float:
    both, either = {*first} & {*second}, {*first} | {*second}
    whole = sum(weigh[word] for word in either)
    return sum(weigh[word] for word in both) / whole if whole else 0.0


def _told(first: _Asked, second: _Asked) -> Complaint:
    line = second.written.line("items", second.index, "question")
    other = f"{first.written.deck.slug}/{first.item.id}"
    message = (
        f"question: asks nearly the same as {other} («{shorten(first.item.question)}»): "
        "ask something else, or delete one of the two"
    )
    return second.written.complain(Fault(line, message))
