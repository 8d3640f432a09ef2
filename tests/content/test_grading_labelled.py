"""The grader against labelled answers: what it reached must not be lost."""

from __future__ import annotations

import pytest

from benchmarks.grading import SETS, Report, run
from content.deck import Verdict

# set, variant, least accuracy, most wrong answers taken for correct, most correct ones taken for wrong (shares)
FLOORS = [
    ("probes", "full", 0.92, 0.06, 0.05),
    ("probes", "text", 0.80, 0.05, 0.05),
    ("probes", "reference", 0.66, 0.06, 0.05),
    ("facts", "text", 0.65, 0.10, 0.05),
    ("facts", "reference", 0.65, 0.10, 0.05),
    ("decks", "full", 0.92, 0.05, 0.05),
    ("decks", "text", 0.68, 0.05, 0.05),
    ("relations", "text", 0.73, 0.10, 0.05),
    # what nothing was fitted on
    ("heldout", "full", 0.72, 0.10, 0.10),
    ("heldout", "text", 0.68, 0.11, 0.18),
    ("heldout", "bare", 0.65, 0.09, 0.19),
    ("heldout", "reference", 0.68, 0.06, 0.17),
]


@pytest.mark.parametrize(("name", "variant", "accuracy", "praised", "spurned"), FLOORS)
def test_labelled_answers(name: str, variant: str, accuracy: float, praised: float, spurned: float) -> None:
    report = run(list(SETS[name]()), variant)
    assert report.accuracy >= accuracy, report.misjudged
    assert report.share(Verdict.WRONG, Verdict.CORRECT) <= praised, report.misjudged
    assert report.share(Verdict.CORRECT, Verdict.WRONG) <= spurned, report.misjudged


def test_the_report_counts() -> None:
    cases = list(SETS["probes"]())[:6]
    report = run(cases, "full")
    assert isinstance(report, Report)
    assert report.confusion.total() == 6
    assert report.quantile(0.5) <= report.quantile(0.99)
