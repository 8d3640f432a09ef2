"""The grader itself is the judge of a deck's sample answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.checks.page import Page
from content.complaint import Fault, shorten
from content.deck import Item, Mode, Verdict
from content.grading import Grader, Judgement, Rubric

LEAST = 4
"""Correct in other words, partial, wrong by a real misconception, terse."""


def enough_samples(page: Page) -> Iterator[Fault]:
    """An open question shows by samples that it is judged well."""
    item = page.item
    if Mode.OPEN not in item.modes or item.self_assessed:
        return
    count = len(item.samples)
    if count < LEAST:
        yield page.fault(
            ("samples",),
            f"{count} given, at least {LEAST} needed: correct in other words, partial, wrong, terse",
        )
    given = {sample.verdict for sample in item.samples}
    lacking = ", ".join(verdict for verdict in Verdict if verdict not in given)
    if count >= LEAST and lacking:
        yield page.fault(("samples",), f"none is {lacking}: add one, so that each verdict is tried")


def judged_as_meant(page: Page) -> Iterator[Fault]:
    """The grader gives every sample the verdict its author expects."""
    item = page.item
    if not item.key_points:
        return
    grader = Grader()
    compiled = grader.compile(Rubric.of(item))
    for index, sample in enumerate(item.samples):
        judgement = grader.grade(compiled, sample.answer)
        if sample.answer and judgement.verdict is not sample.verdict:
            yield page.fault(("samples", index), _misjudged(item, index, judgement))


def _misjudged(item: Item, index: int, judgement: Judgement) -> str:
    sample = item.samples[index]
    texts = [point.text for point in item.key_points]
    said = [
        f"`{shorten(sample.answer)}` should be {sample.verdict}, the grader says {judgement.verdict}",
        _listed("covered", judgement.covered, texts),
        _listed("missing", judgement.missing, texts),
        _listed("contradicted", judgement.contradicted, texts),
        _listed("misconception", judgement.misconceptions, [reject.text for reject in item.reject]),
        f"stopped by the guard `{judgement.guard}`" if judgement.guard else "",
        "mend the phrasings (or the sample)",
    ]
    return "; ".join(part for part in said if part)


def _listed(name: str, indices: Sequence[int], texts: Sequence[str]) -> str:
    quoted = ", ".join(f"{index + 1} «{shorten(texts[index], 40)}»" for index in indices)
    return f"{name}: {quoted}" if quoted else ""
