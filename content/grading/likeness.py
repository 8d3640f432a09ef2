"""How like the reference an answer is as a whole, and whether it exchanges the subjects of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.grading.lexicon import lexicon
from content.grading.phrases import slots_of
from content.grading.polarity import is_negation
from content.grading.reading import Reading, read, token_keys
from content.grading.tokens import word_set

_CONTRAST = word_set("а но зато но while whereas but однако")


@dataclass(frozen=True)
class Source:
    """What is known to be right: the weight of each key, the subjects that own it, the statements it is in."""

    weights: dict[str, float]
    subjects: frozenset[str]
    owners: dict[str, frozenset[str]]
    familiar: frozenset[str]
    statements: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """``known``: the share of what the answer says that the source says too, 0..1. ``said``: how much that is, in
    slots. ``loyal`` and ``crossed``: how much is said of its own subject, and of another one. ``exchanged``: how
    firmly it says of one thing what the source says of another, and the other way round, 0..1."""

    known: float
    said: float
    loyal: float
    crossed: float
    exchanged: float


def source_of(
    statements: Sequence[str], reference: str, question: Reading, subjects: frozenset[str]
) -> Source:
    """Collect what the key points and the reference say; ``subjects`` are the things compared."""
    familiar = frozenset(key for i in question.content() for key in question.keys[i])
    readings = [read(text) for text in (*statements, reference) if text]
    weights: dict[str, float] = {}
    for reading in readings:
        for slot in slots_of(reading):
            for key in slot.keys:
                weights[key] = max(weights.get(key, 0.0), slot.weight)
    told = [read(text) for text in statements] or readings
    return Source(weights, subjects, _owners(told, subjects), familiar, _statements(told))


def _statements(readings: Sequence[Reading]) -> dict[str, frozenset[int]]:
    """For each key the numbers of the statements it stands in: sentences, parted where a contrast begins."""
    found: dict[str, set[int]] = {}
    number = 0
    for reading in readings:
        sentence = -1
        for token, keys in zip(reading.tokens, reading.keys, strict=True):
            number += token.sentence != sentence or token.text in _CONTRAST
            sentence = token.sentence
            for key in keys:
                found.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


_NEIGHBOURS = 2
"""How many known words after a word must be said together with it."""


_FEW = 3
"""A word in more statements belongs to none of them."""


def _exchanged(source: Source, reading: Reading) -> float:
    """How firmly the answer exchanges what statements say, 0..1.

    Words of two statements stand together in one clause, and in another clause the other way round: "the
    discriminator creates pictures from noise, the generator tells real from fake".
    """
    known: list[tuple[int, bool, frozenset[int]]] = []
    crossings: dict[tuple[int, int], set[int]] = {}
    for index in reading.content():
        own = reading.keys[index]
        numbers = frozenset().union(*(source.statements[key] for key in own if key in source.statements))
        if not 0 < len(numbers) <= _FEW:
            continue
        clause, asked = reading.tokens[index].clause, not source.familiar.isdisjoint(own)
        for other, too, told in known[-_NEIGHBOURS:]:
            if other == clause and not (asked and too) and numbers.isdisjoint(told):
                for one in told:
                    for two in numbers:
                        crossings.setdefault((one, two), set()).add(clause)
        known.append((clause, asked, numbers))
    exchanged = [
        len(clauses | crossings[two, one])
        for (one, two), clauses in crossings.items()
        if (two, one) in crossings and (len(clauses | crossings[two, one]) > 1)
    ]
    return min(1.0, len(exchanged) / 2)


def _governors(reading: Reading, subjects: frozenset[str]) -> list[frozenset[str]]:
    """For each token the subject it is said of: the first one its clause names so far, else the sentence's last."""
    governing: list[frozenset[str]] = []
    current: frozenset[str] = frozenset()
    sentence = clause = -1
    for index, token in enumerate(reading.tokens):
        if token.sentence != sentence:
            sentence, current = token.sentence, frozenset()
        named = reading.keys[index] & subjects
        if named and (token.clause != clause or not current):
            current, clause = named, token.clause
        governing.append(current)
    return governing


def _owners(told: Sequence[Reading], subjects: frozenset[str]) -> dict[str, frozenset[str]]:
    owners: dict[str, set[str]] = {}
    for reading in told:
        for index, subject in enumerate(_governors(reading, subjects)):
            for key in reading.keys[index] - subject:
                owners.setdefault(key, set()).update(subject or {""})
    return {key: frozenset(names) for key, names in owners.items()}


def likeness(source: Source, reading: Reading) -> Likeness:
    """Compare an answer with the source."""
    total = known = loyal = crossed = 0.0
    terms = lexicon().terms
    governing = _governors(reading, source.subjects)
    for index in reading.content():
        keys = reading.keys[index]
        if is_negation(reading.tokens[index].text) or not source.familiar.isdisjoint(
            token_keys(reading.tokens[index])
        ):
            continue
        weight = 1.0 if keys & terms else 0.65
        total += weight
        if any(key in source.weights for key in keys):
            known += weight
        owned = frozenset().union(*(source.owners.get(key, frozenset()) for key in keys))
        subject = governing[index]
        if subject and owned and "" not in owned and not keys & subject:
            if owned & subject:
                loyal += weight
            else:
                crossed += weight
    return Likeness(known / total if total else 0.0, known, loyal, crossed, _exchanged(source, reading))
