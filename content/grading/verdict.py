"""From claims said, missed and denied to a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.deck import KeyPoint, Verdict
from content.grading.claims import COVERED, Said

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
    if not points:
        return Demand((), frozenset())
    weights = [point.weight for point in points]
    floor = _floor(weights)
    essential = {i for i, weight in enumerate(weights) if weight >= floor}
    asked = len(_ASKS.findall(question.lower().replace("ё", "е")))
    rest = sorted((i for i in range(len(points)) if i not in essential and weights[i] >= 1), key=lambda i: -weights[i])
    if len(points) <= 3 and rest and len(essential) < asked:
        essential.add(rest[0])
    return Demand(_grouped(points, essential), frozenset(essential))


def _floor(weights: Sequence[float]) -> float:
    fractional = any(weight != int(weight) for weight in weights)
    if fractional:
        return 1.0 if max(weights) >= 1 else max(weights)
    return 2.0 if max(weights) >= 2 else max(weights)


def _grouped(points: Sequence[KeyPoint], essential: set[int]) -> tuple[tuple[tuple[int, ...], float], ...]:
    groups: dict[object, list[int]] = {}
    for index, point in enumerate(points):
        groups.setdefault(point.group or index, []).append(index)
    return tuple(
        (tuple(members), max(points[i].weight for i in members))
        for members in groups.values()
        if essential.intersection(members)
    )
