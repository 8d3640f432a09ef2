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
    mistake. ``least``: how firmly some claim must be made for partial credit.
    """

    some: tuple[float, ...]
    full: tuple[float, ...]
    cuts: tuple[float, float]
    sure: float = 0.5
    least: float = 0.0

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
_PERHAPS_WRONG = 0.5
"""From this chance on an answer without a claim of its own is wrong."""
_MUCH_LEANING = 0.7
"""So much said, perhaps by chance, of the wrong thing forbids a pass that rests on likeness alone."""
PHRASED = Model(
    (2.83, 1.35, 3.68, 0.0, 2.64, -1.67, -1.86, -5.1, -1.82, 0.0, 0.27, 0.0, 3.35, -1.05),
    (2.83, 3.35, 0.73, 1.81, 0.0, -1.4, -1.18, -5.61, -0.6, 0.7, 2.34, 2.73, 0.25, -1.09),
    (3.59, 6.61),
    sure=0.55,
    least=0.5,
)
"""For key points with accepted phrasings."""
PLAIN = Model(
    (1.06, 0.0, 1.95, 2.11, 1.63, -2.6, -2.16, -2.54, -3.95, 0.0, 0.0, 0.0, 2.15, 0.68),
    (1.5, 1.3, 0.0, 3.54, 0.0, -1.65, -1.81, -1.4, -4.75, 1.19, 0.75, 2.01, 0.43, 0.8),
    (3.04, 6.03),
    sure=0.6,
)
"""For key points that are only a text."""
REFERENCE = Model(
    (0.44, 0.0, 0.8, 2.38, 1.26, -2.3, -1.99, 0.0, -3.18, 0.0, 0.0, 0.0, 0.71, 0.16),
    (0.8, 0.0, 0.91, 3.03, 0.0, -1.35, -1.47, 0.0, -3.26, 0.67, 0.0, 2.2, 0.37, -0.71),
    (2.08, 4.49),
    sure=0.6,
)
"""For a reference alone."""


def decide(model: Model, evidence: Evidence) -> tuple[Verdict, float, float]:
    """Verdict, score and confidence.

    The model weighs; a few rules stand above it. An answer that makes every essential claim, denies none and voices
    no misconception is correct. One that voices a misconception or denies an essential claim is not, and it is
    wrong unless it makes some other claim. One that makes a claim and nothing against it is not wrong.
    """
    wrong, partial, correct = model.chances(evidence.features)
    if evidence.swapped >= _SWAPPED:
        return Verdict.WRONG, min(0.2, correct + partial / 2), max(0.75, wrong)
    clean = not evidence.misconceptions and evidence.denied < COVERED
    apart = evidence.swapped < _PERHAPS_SWAPPED
    if evidence.complete and clean and apart:
        return Verdict.CORRECT, max(0.9, correct), max(0.85, correct)
    alike = evidence.leaning < _MUCH_LEANING and apart
    if clean and alike and correct >= model.sure:
        return Verdict.CORRECT, max(0.7, correct), correct
    score = correct + partial / 2
    if not clean and not evidence.something:
        return Verdict.WRONG, min(0.3, score), max(0.6, wrong)
    if evidence.best < model.least or (wrong > _PERHAPS_WRONG and not (clean and evidence.something)):
        return Verdict.WRONG, min(0.3, score), wrong
    return Verdict.PARTIAL, min(0.65, max(0.35, score)), max(partial, 0.4)
