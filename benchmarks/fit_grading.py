"""Fit the weights in ``content/grading/verdict.py``: ``python -m benchmarks.fit_grading``.

Prints the weights of the three models and, for each set, what they reach on items they were not fitted on (four
folds by item). Accepted phrasings are left out at random, all authors' phrasings having been written with the
grader at hand: what is fitted must also judge wording that nobody thought of. ``heldout2`` takes no part.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp
from operator import mul

from benchmarks.grading import SETS, Case, variant_of
from content.deck import Verdict
from content.grading import CompiledRubric, Rubric, warm
from content.grading.evidence import FEATURES, Evidence
from content.grading.grader import evidence_of
from content.grading.verdict import PHRASED, PLAIN, REFERENCE, Model, decide

SHARES = {
    "probes": 1.5,
    "facts": 1.0,
    "decks": 1.5,
    "samples": 0.7,
    "relations": 0.7,
    "heldout": 1.0,
    "turned": 0.7,
}
ORDER = (Verdict.WRONG, Verdict.PARTIAL, Verdict.CORRECT)
FOLDS = 4
RIDGE = 0.5
CAUTION = 1.5
"""How much more a wrong answer weighs in what decides on "correct": praising it is the worst mistake."""
NEVER_POSITIVE = frozenset(
    ("contrary", "leaning", "misconceptions", "swapped", "crossed", "turned", "figures", "flipped", "astray")
)


@dataclass(frozen=True)
class Row:
    """One labelled answer as features."""

    set: str
    item: str
    evidence: Evidence
    label: int
    share: float


def thinned(rubric: Rubric, keep: float) -> Rubric:
    """The rubric with about this share of its phrasings, the same ones every time."""
    chance = random.Random(f"{rubric.question}{keep}")
    points = (
        replace(point, accept=tuple(text for text in point.accept if chance.random() < keep))
        for point in rubric.key_points
    )
    return replace(rubric, key_points=tuple(points))


def rows(cases: Iterable[Case], name: str, variant: str, keep: float = 1.0) -> list[Row]:
    """Answers that no guard stops, as features."""
    compiled: dict[Rubric, CompiledRubric] = {}
    found = []
    for case in cases:
        rubric = thinned(variant_of(case.rubric, variant), keep)
        evidence = evidence_of(compiled.setdefault(rubric, CompiledRubric(rubric)), case.answer)
        if evidence:
            found.append(Row(name, case.item, evidence, ORDER.index(case.label), SHARES[name]))
    return found


def fit(data: Sequence[Row], steps: int) -> Model:
    """Two logistic regressions: at least partial, and correct."""
    (some, low), (full, high) = (_regression(data, cut, steps) for cut in (0, 1))
    return Model(some, full, (low, high))


def _regression(data: Sequence[Row], cut: int, steps: int) -> tuple[tuple[float, ...], float]:
    """Gradient descent on the ridge-penalised likelihood; what speaks against an answer may not speak for it."""
    weights, bias = [0.0] * len(FEATURES), float(cut)
    shares = [row.share * (CAUTION if cut and not row.label else 1.0) for row in data]
    total = sum(shares)
    rows = [
        (row.evidence.features, row.label > cut, share / total)
        for row, share in zip(data, shares, strict=True)
    ]
    for _ in range(steps):
        slopes, shift = [RIDGE * w / total for w in weights], 0.0
        for features, reached, share in rows:
            line = sum(map(mul, weights, features))
            error = (1 / (1 + exp(bias - line)) - reached) * share
            shift -= error
            slopes = [s + error * x for s, x in zip(slopes, features, strict=True)]
        weights = [_signed(name, w - 2 * s) for w, s, name in zip(weights, slopes, FEATURES, strict=True)]
        bias -= 2 * shift
    return tuple(round(w, 2) for w in weights), round(bias, 2)


def _signed(name: str, weight: float) -> float:
    """How many claims there are may speak either way; everything else only one way."""
    if name == "many":
        return weight
    return min(0.0, weight) if name in NEVER_POSITIVE else max(0.0, weight)


def like(guide: Model, fitted: Model) -> Model:
    """The fitted weights with the limits of the model they are to replace."""
    return replace(guide, some=fitted.some, full=fitted.full, cuts=fitted.cuts)


def crossed(data: Sequence[Row], guide: Model) -> None:
    """Print what models reach on the items left out of their fitting."""
    items = sorted({row.item for row in data})
    random.Random(1).shuffle(items)
    fold = {item: index % FOLDS for index, item in enumerate(items)}
    judged: dict[str, list[tuple[int, int]]] = {}
    for number in range(FOLDS):
        model = like(guide, fit([row for row in data if fold[row.item] != number], 300))
        for row in data:
            if fold[row.item] == number:
                verdict = decide(model, row.evidence)[0]
                judged.setdefault(row.set, []).append((row.label, ORDER.index(verdict)))
    for name, pairs in judged.items():
        right = sum(label == verdict for label, verdict in pairs) / len(pairs)
        praised = sum(pair == (0, 2) for pair in pairs) / max(1, sum(label == 0 for label, _ in pairs))
        spurned = sum(pair == (2, 0) for pair in pairs) / max(1, sum(label == 2 for label, _ in pairs))
        print(
            f"  {name:8} n={len(pairs):4} accuracy {right:.3f}"
            f"  wrong→correct {praised:.3f}  correct→wrong {spurned:.3f}"
        )


def main() -> None:
    """Fit and print."""
    warm()
    cases = {name: list(make()) for name, make in SETS.items() if name in SHARES}
    phrased = [
        row
        for name in ("probes", "decks", "samples", "heldout", "turned")
        for keep in (1.0, 0.6, 0.3)
        for row in rows(cases[name], name, "full", keep)
    ]
    texts = ("probes", "facts", "samples", "relations", "heldout", "turned")
    plain = [row for name in texts for part in ("text", "bare") for row in rows(cases[name], name, part)]
    reference = [row for name in texts for row in rows(cases[name], name, "reference")]
    for data, model in ((phrased, PHRASED), (plain, PLAIN), (reference, REFERENCE)):
        print(like(model, fit(data, 1200)))
        crossed(data, model)


if __name__ == "__main__":
    main()
