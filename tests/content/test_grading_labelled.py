"""The grader against labelled answers: what it reached must not be lost."""

from __future__ import annotations

import pytest

from benchmarks.grading import SETS, Report, run
from content.deck import Verdict

# set, variant, least accuracy, most wrong answers taken for correct, most correct ones taken for wrong (shares)
FLOORS = [
    ("probes", "full", 0.92, 0.05, 0.05),
    ("probes", "text", 0.80, 0.05, 0.05),
    ("probes", "reference", 0.66, 0.06, 0.05),
    ("facts", "text", 0.65, 0.10, 0.05),
    ("facts", "reference", 0.65, 0.08, 0.05),
    ("decks", "full", 0.92, 0.05, 0.05),
    ("decks", "text", 0.72, 0.10, 0.05),
    ("samples", "full", 0.999, 0.0, 0.0),
    ("relations", "text", 0.60, 0.09, 0.13),
    # tried on while the grader was changed
    # half of what is essential is no pass: that costs a right answer in a hundred where phrasings are few
    ("heldout", "full", 0.71, 0.07, 0.10),
    ("heldout", "text", 0.67, 0.06, 0.16),
    ("heldout", "bare", 0.65, 0.05, 0.18),
    ("heldout", "reference", 0.68, 0.05, 0.12),
    ("turned", "full", 0.68, 0.10, 0.25),
    ("turned", "text", 0.65, 0.16, 0.25),
    # what nothing was fitted or tried on: far from the aim of 0.70 and 0.05, and not to get worse
    ("heldout2", "full", 0.60, 0.20, 0.20),
    ("heldout2", "text", 0.57, 0.20, 0.25),
    ("heldout2", "bare", 0.55, 0.22, 0.25),
    ("heldout2", "reference", 0.52, 0.20, 0.23),
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
