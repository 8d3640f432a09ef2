"""How like the reference an answer is as a whole, and whether it exchanges the subjects of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.grading.lexicon import lexicon
from content.grading.phrases import slots_of
from content.grading.polarity import is_negation
from content.grading.reading import Reading, read, token_keys


@dataclass(frozen=True)
class Source:
    """What is known to be right: the weight of every key said, and the subject that owns a key alone."""

    weights: dict[str, float]
    subjects: frozenset[str]
    owners: dict[str, frozenset[str]]
    familiar: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """``known``: the share of what the answer says that the source says too, 0..1. ``said``: how much that is, in
    slots. ``loyal`` and ``crossed``: how much is said of its own subject, and of another one."""

    known: float
    said: float
    loyal: float
    crossed: float


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
    return Source(weights, subjects, _owners(told, subjects), familiar)


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
    return Likeness(known / total if total else 0.0, known, loyal, crossed)
