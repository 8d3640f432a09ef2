"""Everything that speaks for or against an answer, as numbers a verdict can be drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from content.grading.attribution import Poles, attribution
from content.grading.claims import COVERED, Answer, Claim, Said, how_said, misstated, touched
from content.grading.exchange import Told, exchange
from content.grading.figures import Figures, misfigured
from content.grading.likeness import Source, likeness
from content.grading.reading import Reading
from content.grading.verdict import Demand

_LEAST, _MOST = 2.0, 6.0
_ENOUGH = 0.6
"""Saying this share of what the essential claims say is enough, within bounds: a short claim needs few words."""
_LONG = 12
"""Words of an answer that is no longer terse."""
_MANY = 5
"""So many essential claims are many."""
_FIRST = 4
"""Sentences of a reference alone that count as what it says; the rest are details."""


@dataclass(frozen=True)
class Evidence:
    """How an answer stands to each claim, and as numbers.

    ``features`` are those of ``FEATURES``. ``denied``: how firmly an essential claim is denied. ``swapped``: how
    firmly two things compared are exchanged. ``complete``: every essential claim is made; ``something``: some claim
    is; ``best``: how firmly the best one is.
    """

    said: tuple[Said, ...]
    misconceptions: tuple[int, ...]
    features: tuple[float, ...]
    denied: float
    swapped: float
    complete: bool
    something: bool
    best: float

    @property
    def essential(self) -> float:
        """How firmly the essential claims are made on average."""
        return self.features[FEATURES.index("essential")]

    @property
    def crossed(self) -> float:
        """How far the answer's clauses exchange what the rubric's clauses say."""
        return self.features[FEATURES.index("crossed")]

    @property
    def turned(self) -> bool:
        """Whether the answer turns a direction round."""
        return self.features[FEATURES.index("turned")] > 0

    @property
    def flipped(self) -> float:
        """Which share of the rubric's words that the answer says has the opposite meaning."""
        return self.features[FEATURES.index("flipped")]

    @property
    def figures(self) -> float:
        """Which share of the answer's numbers is not the rubric's."""
        return self.features[FEATURES.index("figures")]

    @property
    def leaning(self) -> float:
        """How much, perhaps by chance, is said of the wrong one of two things."""
        return self.features[FEATURES.index("leaning")]


FEATURES = (
    "essential",
    "weakest",
    "supporting",
    "common",
    "known",
    "contrary",
    "leaning",
    "misconceptions",
    "swapped",
    "touched",
    "least touched",
    "length",
    "best",
    "many",
    "crossed",
    "turned",
    "figures",
    "flipped",
    "astray",
)
"""Names of the features, all in 0..1.

Of the essential claims: mean, least and best strength, the mean and least share of their words that the answer
has anywhere, their mean denial, how many there are. The best strength of the other claims. Of the whole answer:
how much it has in common with the rubric and what share of it that is, its length, misconceptions voiced, and how
firmly things compared are exchanged, for sure and perhaps; how far its clauses exchange what the rubric's say,
whether it turns a direction round, which share of its numbers is not the rubric's, and which of its words denies
one of the rubric's, and how much one clause alone says of the wrong one of two things."""


@dataclass(frozen=True)
class Known:
    """What is known to be right as a whole: its words, and the things it compares."""

    source: Source
    poles: tuple[Poles, ...]
    told: Told
    figures: Figures


def gather(
    points: tuple[Claim, ...], rejects: tuple[Claim, ...], demand: Demand, known: Known, reading: Reading
) -> Evidence:
    """Compare an answer with key points."""
    answer = Answer.of(reading)
    said = tuple(how_said(claim, answer) for claim in points)
    groups = [group for group, _ in demand.groups]
    rest = [one.strength for index, one in enumerate(said) if index not in demand.essential]
    essential = _Essential(
        [max(said[i].strength for i in group) for group in groups],
        [_group_denied([said[i] for i in group]) for group in groups],
        [max(touched(points[i], reading) for i in group) for group in groups],
        sum(max(claims_size(points[i]) for i in group) for group in groups),
    )
    something = any(one.strength >= max(COVERED, one.contrary) for one in said)
    complete = min(essential.strengths) >= COVERED
    return _evidence(
        said, _voiced(rejects, answer), essential, max(rest, default=0.0), known, reading, complete, something
    )


def claims_size(claim: Claim) -> float:
    """How much a claim's text says, in weighted slots."""
    return sum(weight for _, weight, _ in claim.text)


def gather_from_reference(
    sentences: tuple[Claim, ...], rejects: tuple[Claim, ...], known: Known, reading: Reading
) -> Evidence:
    """Compare an answer with a reference alone: its first sentences stand for what is essential."""
    answer = Answer.of(reading)
    said = tuple(how_said(claim, answer) for claim in sentences)
    first = sentences[:_FIRST]
    essential = _Essential(
        [one.strength for one in said[:_FIRST]],
        [_denied(one) for one in said],
        [touched(claim, reading) for claim in first],
        sum(claims_size(claim) for claim in first),
    )
    best = max(one.strength for one in said)
    found = _evidence(
        said, _voiced(rejects, answer), essential, best, known, reading, complete=False, something=False
    )
    return replace(found, said=())


def _voiced(rejects: tuple[Claim, ...], answer: Answer) -> tuple[int, ...]:
    return tuple(index for index, claim in enumerate(rejects) if misstated(claim, answer))


@dataclass(frozen=True)
class _Essential:
    """What became of each essential claim: how firmly it is made and denied, and how many of its words are there;
    ``size``: how much all of them say."""

    strengths: Sequence[float]
    denials: Sequence[float]
    touched: Sequence[float]
    size: float


def _evidence(
    said: tuple[Said, ...],
    misconceptions: tuple[int, ...],
    essential: _Essential,
    supporting: float,
    known: Known,
    reading: Reading,
    complete: bool,
    something: bool,
) -> Evidence:
    like = likeness(known.source, reading)
    told = attribution(known.poles, reading)
    exchanged = exchange(known.told, reading)
    strengths = essential.strengths
    features = (
        fmean(strengths),
        min(strengths),
        supporting,
        min(1.0, like.said / min(_MOST, max(_LEAST, _ENOUGH * essential.size))),
        like.known,
        fmean(essential.denials[: len(strengths)]),
        told.leaning,
        min(len(misconceptions), 2) / 2,
        told.exchanged,
        fmean(essential.touched),
        min(essential.touched),
        min(1.0, len(reading.content()) / _LONG),
        max(strengths),
        min(1.0, (len(strengths) - 1) / (_MANY - 1)),
        exchanged.crossed,
        float(exchanged.turned),
        misfigured(known.figures, reading),
        exchanged.flipped,
        exchanged.astray,
    )
    best = max(one.strength for one in said)
    return Evidence(
        said, misconceptions, features, max(essential.denials), told.exchanged, complete, something, best
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
