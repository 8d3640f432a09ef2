"""Numbers: whether an answer gives other ones than the rubric for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.grading.lexicon import lexicon
from content.grading.reading import Reading
from content.grading.tokens import Token

_BESIDE = 2
"""What is counted or measured stands among so many content words beside its number."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers known to be right, and by a word beside a number the numbers that stand beside it."""

    every: frozenset[str]
    beside: dict[str, frozenset[str]]


def figures_in(statements: Sequence[Reading]) -> Figures:
    """Collect the numbers of everything known to be right."""
    beside: dict[str, set[str]] = {}
    every: set[str] = set()
    for reading in statements:
        for number, keys in _numbers(reading):
            every.add(number)
            for key in keys:
                beside.setdefault(key, set()).add(number)
    return Figures(frozenset(every), {key: frozenset(numbers) for key, numbers in beside.items()})


def misfigured(known: Figures, reading: Reading) -> float:
    """The share of the numbers in an answer, of those the rubric gives, that are other ones, 0..1."""
    if not known.every:
        return 0.0
    right = wrong = 0
    for number, keys in _numbers(reading):
        if number in known.every:
            right += 1
        elif any(key in known.beside for key in keys):
            wrong += 1
    return wrong / (wrong + right) if wrong else 0.0


def _numbers(reading: Reading) -> Iterator[tuple[str, frozenset[str]]]:
    """Each number with the keys of the words beside it in its clause."""
    for index, token in enumerate(reading.tokens):
        if token.kind in {"number", "size"}:
            near = [*_content(reading, range(index + 1, len(reading.tokens)), token)]
            near += _content(reading, range(index - 1, -1, -1), token)
            yield token.text, frozenset().union(*(reading.keys[i] for i in near))


def _content(reading: Reading, places: Sequence[int], number: Token) -> list[int]:
    stop = lexicon().stopwords
    found: list[int] = []
    for index in places:
        token = reading.tokens[index]
        if token.clause != number.clause or len(found) == _BESIDE:
            break
        if token.kind == "word" and token.text not in stop:
            found.append(index)
    return found
