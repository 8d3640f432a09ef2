"""From claims said, missed and denied to a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite
from typing import TYPE_CHECKING

from content.deck import KeyPoint, Verdict
from content.grading.claims import COVERED

if TYPE_CHECKING:
    from content.grading.evidence import Evidence

_ASKS = re.compile(
    r"(?:^|[\s,:;])(?:почему|зачем|как|чем|что|какие|какая|какой|каков\w*|где|когда|сколько|объясни\w*|покажи\w*|"
    r"запиши\w*|назови\w*|why|how|what|where|when|which|explain)(?=[\s?,.])"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a pass cannot do without: groups of key points (any point of a group is enough) with their weights."""

    groups: tuple[tuple[tuple[int, ...], float], ...]
    essential: frozenset[int]


def demand_of(points: Sequence[KeyPoint], question: str) -> Demand:
    """The essential groups of a rubric.

    Points of weight 2 and more are essential; where weights are fractions, those of weight 1 and more; where nobody
    set a weight (all equal), all of them. A question that asks two things is not answered by one: while it asks
    more than there are essential points, the heaviest whole point joins them.
    """
    weights = [point.weight if isfinite(point.weight) else 1.0 for point in points]
    usable = {index for index, point in enumerate(points) if point.text.strip() or point.accept}
    if not usable:
        return Demand((), frozenset())
    floor = _floor([weights[index] for index in usable])
    essential = {index for index in usable if weights[index] >= floor}
    asked = len(_ASKS.findall(question.lower().replace("ё", "е")))
    rest = sorted((i for i in usable - essential if weights[i] >= 1), key=lambda i: -weights[i])
    if len(points) <= 3 and rest and len(essential) < asked:
        essential.add(rest[0])
    return Demand(_grouped(points, weights, essential), frozenset(essential))


def _floor(weights: Sequence[float]) -> float:
    fractional = any(weight != int(weight) for weight in weights)
    if fractional:
        return 1.0 if max(weights) >= 1 else max(weights)
    return 2.0 if max(weights) >= 2 else max(weights)


def _grouped(
    points: Sequence[KeyPoint], weights: Sequence[float], essential: set[int]
) -> tuple[tuple[tuple[int, ...], float], ...]:
    groups: dict[object, list[int]] = {}
    for index, point in enumerate(points):
        groups.setdefault(point.group or index, []).append(index)
    return tuple(
        (tuple(members), max(weights[i] for i in members))
        for members in groups.values()
        if essential.intersection(members)
    )


@dataclass(frozen=True, slots=True)
class Model:
    """Two logistic regressions: P(at least partial) = σ(some·x − cuts[0]), P(correct) = σ(full·x − cuts[1]).

    What saves an answer from being wrong is not what makes it complete: one claim made firmly does the former, the
    claim made least decides the latter. ``benchmarks/fit_grading.py`` fits the weights on the labelled answers,
    with accepted phrasings left out at random so that wording nobody thought of is judged too.

    ``sure``: the chance from which a pass is given; more than even, since praising a wrong answer is the worst
    mistake. ``least``: how firmly some claim must be made for partial credit. ``phrased``:
    claims are recognised by phrasings, which outweigh a direction that seems to be turned round.
    """

    some: tuple[float, ...]
    full: tuple[float, ...]
    cuts: tuple[float, float]
    sure: float = 0.5
    least: float = 0.0
    phrased: bool = False

    def chances(self, features: Sequence[float]) -> tuple[float, float, float]:
        """The chances of wrong, partial and correct."""
        some, full = (
            1
            / (
                1
                + exp(cut - sum(weight * feature for weight, feature in zip(weights, features, strict=True)))
            )
            for weights, cut in ((self.some, self.cuts[0]), (self.full, self.cuts[1]))
        )
        full = min(some, full)
        return 1 - some, some - full, full


_SWAPPED = 0.6
"""Things compared are exchanged as firmly as this: the answer says of each what is true of the other."""
_PERHAPS_SWAPPED = 0.4
"""Too much is said of the wrong one of two things for a pass."""
_CROSSED = 0.5
"""Clauses exchange as much as this of what the rubric's clauses say."""
_FIRMLY_CROSSED = 0.7
"""So much, where every claim seems to be made by its phrasings."""
_OTHER_FIGURES = 0.5
"""So many of the numbers are not the rubric's."""
_MUCH_FLIPPED = 0.25
"""So many of the words have the opposite meaning of the rubric's."""
_MOST_FLIPPED = 0.4
"""So many, though the claims seem to be made by their phrasings."""
_MOSTLY_RIGHT = 0.7
"""An answer that makes so much of what is essential by its phrasings is not wrong for one misconception."""
_PERHAPS_WRONG = 0.5
"""From this chance on an answer without a claim of its own is wrong."""
_MUCH_LEANING = 0.7
"""So much said, perhaps by chance, of the wrong thing forbids a pass that rests on likeness alone."""
_MORE_THAN_HALF = 0.55
"""An answer that makes half of what is essential, as far as phrasings tell, is no pass however much it says."""
PHRASED = Model(
    (0.97, 0.0, 2.31, 1.01, 1.5, -2.01, -2.0, -4.78, -3.48, 0.0,
     0.0, 0.01, 2.6, -0.7, -3.13, 0.0, -0.81, -0.97, -0.79),
    (1.76, 2.15, 1.0, 1.87, 0.0, -0.67, -2.18, -6.08, -2.68, 0.0,
     0.03, 5.44, 0.11, -0.88, -2.88, -0.11, 0.0, -1.65, -0.61),
    (2.07, 7.12),
    sure=0.6,
    least=0.5,
    phrased=True,
)  # fmt: skip
"""For key points with accepted phrasings."""
PLAIN = Model(
    (0.0, 0.0, 1.52, 2.39, 0.67, -3.07, -1.9, -2.94, -2.62, 0.0,
     0.0, 0.0, 1.69, 0.3, -3.44, -2.04, -0.84, -0.73, -0.79),
    (0.79, 0.92, 0.11, 2.49, 0.0, -2.12, -1.9, -2.23, -2.88, 0.59,
     0.15, 3.85, 0.15, 0.18, -3.29, -1.56, 0.0, -1.77, -0.28),
    (1.68, 5.58),
    sure=0.65,
)  # fmt: skip
"""For key points that are only a text."""
REFERENCE = Model(
    (0.0, 0.0, 0.63, 2.4, 0.46, -3.3, -1.83, 0.0, -2.33, 0.0,
     0.0, 0.0, 0.8, -0.24, -3.42, -1.73, -0.76, -0.62, -0.45),
    (0.28, 0.0, 1.15, 2.45, 0.0, -2.74, -1.83, 0.0, -2.45, 0.0,
     0.0, 3.67, 0.32, -1.29, -2.85, -1.21, -0.04, -1.05, -0.3),
    (1.07, 4.63),
    sure=0.6,
)  # fmt: skip
"""For a reference alone."""


def decide(model: Model, evidence: Evidence) -> tuple[Verdict, float, float]:
    """Verdict, score and confidence.

    The model weighs; a few rules stand above it. An answer that exchanges two things, or turns round a
    direction that only a text tells, is wrong. One that makes every essential claim, denies none and voices no
    misconception is correct, unless its numbers are others or its words mean the opposite. One that voices a
    misconception or denies an essential claim is not, and it is wrong unless it makes some other claim. One that
    makes a claim and nothing against it is not wrong. Where phrasings tell what is said, half of what is essential
    is no pass.
    """
    wrong, partial, correct = model.chances(evidence.features)
    firm = _FIRMLY_CROSSED if model.phrased and evidence.complete else _CROSSED
    exchanged = evidence.swapped >= _SWAPPED or evidence.crossed >= firm
    if exchanged or (evidence.turned and not model.phrased):
        return Verdict.WRONG, min(0.2, correct + partial / 2), max(0.75, wrong)
    clean = not evidence.misconceptions and evidence.denied < COVERED
    fits = evidence.swapped < _PERHAPS_SWAPPED and evidence.figures < _OTHER_FIGURES
    straight = fits and not evidence.turned and evidence.leaning < _MUCH_LEANING
    straight = straight and evidence.flipped < _MUCH_FLIPPED
    fits = fits and evidence.flipped < _MOST_FLIPPED
    if evidence.complete and clean and (fits if model.phrased else straight):
        return Verdict.CORRECT, max(0.9, correct), max(0.85, correct)
    whole = not model.phrased or evidence.essential >= _MORE_THAN_HALF
    if clean and straight and whole and correct >= model.sure:
        return Verdict.CORRECT, max(0.7, correct), correct
    score = correct + partial / 2
    if not clean and not evidence.something:
        return Verdict.WRONG, min(0.3, score), max(0.6, wrong)
    redeemed = evidence.something and (clean or (model.phrased and evidence.essential >= _MOSTLY_RIGHT))
    if evidence.best < model.least or (wrong > _PERHAPS_WRONG and not redeemed):
        return Verdict.WRONG, min(0.3, score), wrong
    return Verdict.PARTIAL, min(0.65, max(0.35, score)), max(partial, 0.4)
