"""Everything that speaks for or against an answer, as numbers a verdict can be drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from content.grading.attribution import Poles, attribution
from content.grading.claims import COVERED, Answer, Claim, Said, how_said, misstated, touched
from content.grading.likeness import Source, likeness
from content.grading.reading import Reading
from content.grading.verdict import Demand

_LEAST, _MOST = 2.0, 6.0
_ENOUGH = 0.6
"""Saying this share of what the essential claims say is enough, within bounds: a short claim needs few words."""


@dataclass(frozen=True)
class Evidence:
    """How an answer stands to each claim, and as numbers.

    ``features`` are those of ``FEATURES``. ``denied``: how firmly an essential claim is denied. ``crossed``: how
    much is said of another subject. ``swapped``: how firmly two things compared are exchanged. ``complete``: every essential claim is made; ``something``: some claim is;
    ``best``: how firmly the best one is.
    """

    said: tuple[Said, ...]
    misconceptions: tuple[int, ...]
    features: tuple[float, ...]
    denied: float
    crossed: float
    swapped: float
    complete: bool
    something: bool
    best: float


FEATURES = (
    "essential",
    "weakest",
    "supporting",
    "common",
    "known",
    "contrary",
    "crossed",
    "misconceptions",
    "swapped",
    "touched",
    "least touched",
    "length",
    "best",
    "many",
)
"""Names of the features: mean and least strength of what is essential, the best of the rest, how much is said in
common with the rubric, its share of the answer, the mean denial of what is essential, how much is said of
another subject, misconceptions voiced, how firmly two statements are exchanged and how firmly two things compared
are. All lie in 0..1."""


def gather(
    points: tuple[Claim, ...],
    rejects: tuple[Claim, ...],
    demand: Demand,
    sources: tuple[Source, tuple[Poles, ...]],
    reading: Reading,
) -> Evidence:
    """Compare an answer with key points."""
    answer = Answer.of(reading)
    said = tuple(how_said(claim, answer) for claim in points)
    wrong = tuple(index for index, claim in enumerate(rejects) if misstated(claim, answer))
    strengths = [max(said[i].strength for i in group) for group, _ in demand.groups]
    denials = [_group_denied([said[i] for i in group]) for group, _ in demand.groups]
    rest = [one.strength for index, one in enumerate(said) if index not in demand.essential]
    size = sum(max(claims_size(points[i]) for i in group) for group, _ in demand.groups)
    tail = _tail(sources, reading, size, fmean(denials), len(wrong))
    words = [max(touched(points[i], reading) for i in group) for group, _ in demand.groups]
    features = (fmean(strengths), min(strengths), max(rest, default=0.0), *tail, *_size(strengths, words, reading))
    best = max(one.strength for one in said)
    something = any(one.strength >= max(COVERED, one.contrary) for one in said)
    return Evidence(
        said, wrong, features, max(denials), features[6], features[8], min(strengths) >= COVERED, something, best
    )


def claims_size(claim: Claim) -> float:
    """How much a claim's text says, in weighted slots."""
    return sum(weight for _, weight, _ in claim.text)


def gather_from_reference(
    sentences: tuple[Claim, ...],
    rejects: tuple[Claim, ...],
    sources: tuple[Source, tuple[Poles, ...]],
    reading: Reading,
) -> Evidence:
    """Compare an answer with a reference alone: its sentences stand for claims, the first for what is essential."""
    answer = Answer.of(reading)
    said = tuple(how_said(claim, answer) for claim in sentences)
    wrong = tuple(index for index, claim in enumerate(rejects) if misstated(claim, answer))
    strengths = [one.strength for one in said]
    denials = [_denied(one) for one in said]
    size = sum(claims_size(claim) for claim in sentences[:4])
    tail = _tail(sources, reading, size, fmean(denials[:4]), len(wrong))
    words = [touched(claim, reading) for claim in sentences[:4]]
    features = (
        fmean(strengths[:4]), strengths[0], max(strengths), *tail, *_size(strengths[:4], words, reading)
    )
    return Evidence(
        (), wrong, features, max(denials), features[6], features[8], complete=False, something=False, best=max(strengths)
    )


def _group_denied(group: Sequence[Said]) -> float:
    """How firmly a group of alternatives is denied: not at all where one of them is said."""
    denials = [_denied(one) for one in group]
    return (
        0.0
        if any(one.strength >= COVERED and not d for one, d in zip(group, denials, strict=True))
        else max(denials)
    )


def _denied(said: Said) -> float:
    return said.contrary if said.strength < max(COVERED, said.contrary) else 0.0


def _tail(
    sources: tuple[Source, tuple[Poles, ...]],
    reading: Reading,
    size: float,
    denied: float,
    misconceptions: int,
) -> tuple[float, ...]:
    source, poles = sources
    like = likeness(source, reading)
    told = attribution(poles, reading)
    common = min(1.0, like.said / min(_MOST, max(_LEAST, _ENOUGH * size)))
    return common, like.known, denied, told.leaning, min(misconceptions, 2) / 2, told.exchanged


_LONG = 12
"""Words of an answer that is no longer terse."""


def _size(strengths: Sequence[float], words: Sequence[float], reading: Reading) -> tuple[float, ...]:
    return (
        fmean(words),
        min(words),
        min(1.0, len(reading.content()) / _LONG),
        max(strengths),
        min(1.0, (len(strengths) - 1) / 4),
    )

