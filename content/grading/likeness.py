"""How like the reference an answer is as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.grading.lexicon import lexicon
from content.grading.phrases import slots_of
from content.grading.polarity import is_negation
from content.grading.reading import Reading, token_keys


@dataclass(frozen=True)
class Source:
    """What is known to be right, by its keys, and the keys of the question."""

    keys: frozenset[str]
    familiar: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """``known``: the share of what the answer says that the source says too, 0..1. ``said``: how much that is, in
    slots."""

    known: float
    said: float


def source_of(told: Sequence[Reading], question: Reading) -> Source:
    """Collect what the key points and the reference say."""
    familiar = frozenset(key for i in question.content() for key in question.keys[i])
    said = (slots_of(reading) for reading in told)
    return Source(frozenset(key for slots in said for slot in slots for key in slot.keys), familiar)


def likeness(source: Source, reading: Reading) -> Likeness:
    """Compare an answer with the source; what it repeats of the question counts neither way."""
    total = known = 0.0
    terms = lexicon().terms
    for index in reading.content():
        token, keys = reading.tokens[index], reading.keys[index]
        if is_negation(token.text) or not source.familiar.isdisjoint(token_keys(token)):
            continue
        weight = 0.65 if keys.isdisjoint(terms) else 1.0
        total += weight
        if not keys.isdisjoint(source.keys):
            known += weight
    return Likeness(known / total if total else 0.0, known)
