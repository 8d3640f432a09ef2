"""How well and how fast free text is judged: ``python -m benchmarks.grading [--show] [SET ...]``.

For every labelled set and every variant of its rubrics: accuracy, macro-F1, the two worst errors (wrong taken for
correct, correct taken for wrong), the confusion matrix, and the time of one answer. Sets:

probes   well-known questions with rubrics of their own (tests/data/grading/probes_dev.jsonl)
facts    learners' answers to 20 items, judged by the curriculum's facts alone, without phrasings
decks    those of the answers whose items are in a shipped deck
samples  the sample answers of the shipped decks: their authors saw the grader's verdicts
relations  pairs of answers with the same words in the right relation and in a wrong one, without phrasings
heldout  answers to questions of other decks and subjects; once held out, now used for development
turned   further answers to these questions, most of them right words in a wrong relation
heldout2  answers to yet other questions, most wrong ones with right words in a wrong relation; nothing was fitted
         or tried on them, and only their totals were looked at: the set to report

Variants: ``full`` rubric, ``text`` of the key points without phrasings, ``bare``: that text without weights and
without statements that must not be made, ``reference`` only. What the weights were fitted on is marked in-sample;
``python -m benchmarks.fit_grading`` prints what those sets give when their items are left out of the fitting.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from content.deck import Deck, KeyPoint, Mode, Reject, Verdict
from content.grading import CompiledRubric, Grader, Rubric, warm
from content.grading.jsonl import rubric_of
from content.loader import load_deck

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "grading"
DECKS = ROOT / "content" / "decks"
VARIANTS = ("full", "text", "bare", "reference")


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled answer: what it is called, what it is judged against, the right verdict."""

    name: str
    rubric: Rubric
    answer: str
    label: Verdict

    @property
    def item(self) -> str:
        """The question's name: cases of one item share a rubric."""
        return self.name.split("#")[0]


def lines(name: str) -> list[dict[str, Any]]:
    """A labelled set as it was written."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def probes() -> Iterator[Case]:
    """Well-known questions with key points, phrasings and statements that must not be made."""
    for line in lines("probes_dev"):
        name = f"probe/{line['qid']}#{line['id']}"
        yield Case(name, rubric_of(line), line["answer"], Verdict(line["label"]))


def facts() -> Iterator[Case]:
    """Answers judged by facts that nobody phrased for the grader."""
    rubrics = {(line["deck"], line["item"]): _fact_rubric(line) for line in lines("facts_dev")}
    for number, line in enumerate(lines("answers_dev")):
        rubric = rubrics[line["deck"], line["item"]]
        yield Case(f"{line['deck']}/{line['item']}#{number}", rubric, line["answer"], Verdict(line["label"]))


def _fact_rubric(line: dict[str, Any]) -> Rubric:
    weights: dict[int, float] = {}
    groups: dict[int, str] = {}
    for need in line["need"]:
        if "of" in need:  # "2of0,1,2": any two, which a rubric cannot say; left to the supporting facts
            continue
        for index in map(int, need.split("/")):
            weights[index] = 2.0
            if "/" in need:
                groups[index] = need
    points = tuple(
        KeyPoint(fact, weights.get(index, 1.0), group=groups.get(index))
        for index, fact in enumerate(line["facts"])
    )
    return Rubric(line["question"], " ".join(line["facts"]), points)


@cache
def shipped() -> dict[str, Deck]:
    """The decks of the repository."""
    return {path.stem: load_deck(path) for path in sorted(DECKS.glob("*.yaml"))}


def decks() -> Iterator[Case]:
    """Learners' answers to the items of shipped decks."""
    for number, line in enumerate(lines("answers_dev")):
        deck = shipped().get(line["deck"])
        item = deck.by_id.get(line["item"]) if deck else None
        if item:
            name = f"{line['deck']}/{line['item']}#{number}"
            yield Case(name, Rubric.of(item), line["answer"], Verdict(line["label"]))


def samples() -> Iterator[Case]:
    """The decks' own sample answers."""
    for slug, deck in shipped().items():
        for item in deck.items:
            rubric = Rubric.of(item)
            for number, sample in enumerate(item.samples if Mode.OPEN in item.modes else ()):
                yield Case(f"{slug}/{item.id}#{number}", rubric, sample.answer, sample.verdict)


def relations() -> Iterator[Case]:
    """The same words in the right relation and in a wrong one, for development."""
    for item in yaml.safe_load((DATA / "relations_dev.yaml").read_text(encoding="utf-8"))["items"]:
        points = tuple(KeyPoint(point) for point in item["points"])
        reference = " ".join(f"{point[0].upper()}{point[1:]}." for point in item["points"])
        for number, (label, answer) in enumerate(item["answers"]):
            rubric = Rubric(item["question"], reference, points)
            yield Case(f"relations/{item['id']}#{number}", rubric, answer, Verdict(label))


def heldout(name: str = "heldout") -> Iterator[Case]:
    """Answers to questions that no shipped deck asks, with rubrics written for them."""
    for item, rubric in _asked(name):
        for number, (label, _, answer) in enumerate(item["answers"]):
            yield Case(f"{name}/{item['id']}#{number}", rubric, answer, Verdict(label))


def heldout2() -> Iterator[Case]:
    """The same with questions and answers that nothing was tried on."""
    return heldout("heldout2")


def turned() -> Iterator[Case]:
    """Further answers to the questions of ``heldout``, most of them right words in a wrong relation."""
    answers = yaml.safe_load((DATA / "turned_dev.yaml").read_text(encoding="utf-8"))["items"]
    for item, rubric in _asked("heldout"):
        for number, (label, answer) in enumerate(answers.get(item["id"], ())):
            yield Case(f"turned/{item['id']}#{number}", rubric, answer, Verdict(label))


def _asked(name: str) -> Iterator[tuple[dict[str, Any], Rubric]]:
    """Each item of a set with its rubric."""
    for item in yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))["items"]:
        points = tuple(
            KeyPoint(point)
            if isinstance(point, str)
            else KeyPoint(point[1], float(point[0]), tuple(point[2]))
            for point in item["points"]
        )
        rejects = tuple(Reject(text, tuple(phrases)) for text, phrases in item.get("must_not", ()))
        yield item, Rubric(item["question"], item["reference"], points, rejects, item.get("lang", "ru"))


SETS = {
    "probes": probes,
    "facts": facts,
    "decks": decks,
    "samples": samples,
    "relations": relations,
    "heldout": heldout,
    "turned": turned,
    "heldout2": heldout2,
}
HELD_OUT = frozenset(("heldout2",))
"""Sets nothing is fitted or tried on; their single misjudged answers are not shown either."""
SEEN = {"heldout": "development", "turned": "development", "heldout2": "held out"}
"""What a set was used for; the others are in-sample."""


def variant_of(rubric: Rubric, variant: str) -> Rubric:
    """The rubric with less in it."""
    if variant == "reference":
        return replace(rubric, key_points=(), must_not=())
    if variant == "bare":
        points = tuple(KeyPoint(point.text) for point in rubric.key_points)
        return replace(rubric, key_points=points, must_not=())
    if variant == "text":
        points = tuple(replace(point, accept=()) for point in rubric.key_points)
        return replace(
            rubric, key_points=points, must_not=tuple(replace(r, phrases=()) for r in rubric.must_not)
        )
    return rubric


@dataclass(frozen=True)
class Report:
    """What came out of a set."""

    confusion: Counter[tuple[Verdict, Verdict]]
    milliseconds: tuple[float, ...]
    floor: float
    misjudged: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        """The share of right verdicts."""
        return sum(self.confusion[v, v] for v in Verdict) / self.confusion.total()

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the three verdicts."""
        return sum(self._f1(verdict) for verdict in Verdict) / len(Verdict)

    def _f1(self, verdict: Verdict) -> float:
        labelled = sum(self.confusion[verdict, v] for v in Verdict)
        judged = sum(self.confusion[v, verdict] for v in Verdict)
        return 2 * self.confusion[verdict, verdict] / max(1, labelled + judged)

    def share(self, label: Verdict, verdict: Verdict) -> float:
        """Which share of the answers with a label got a verdict."""
        return self.confusion[label, verdict] / max(1, sum(self.confusion[label, v] for v in Verdict))

    def quantile(self, share: float) -> float:
        """Milliseconds below which this share of the answers stays."""
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, int(share * len(self.milliseconds)))]


def run(cases: Sequence[Case], variant: str) -> Report:
    """Judge every case twice: the first time fills the caches, the second is timed."""
    grader = Grader()
    compiled: dict[Rubric, CompiledRubric] = {}
    confusion: Counter[tuple[Verdict, Verdict]] = Counter()
    times, misjudged, floor = [], [], 0.0
    for case in cases:
        rubric = variant_of(case.rubric, variant)
        prepared = compiled.setdefault(rubric, grader.compile(rubric))
        grader.grade(prepared, case.answer)
        start = time.perf_counter()
        judgement = grader.grade(prepared, case.answer)
        times.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        case.answer.lower().split()
        floor += (time.perf_counter() - start) * 1000
        confusion[case.label, judgement.verdict] += 1
        if judgement.verdict != case.label:
            misjudged.append(f"{case.name}: {case.label} → {judgement.verdict} {judgement} | {case.answer}")
    return Report(confusion, tuple(times), floor / max(1, len(times)), tuple(misjudged))


def main() -> None:
    """Print a line for every set and variant, then the confusion matrices."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help="which sets (all)")
    parser.add_argument("--show", action="store_true", help="print every misjudged answer")
    options = parser.parse_args()
    warm()
    gc.freeze()  # as the bot does: what is loaded for good is no garbage
    print(
        f"{'set':10}{'seen':12}{'variant':10}{'n':>5}{'acc':>7}{'F1':>7}{'w→c':>7}{'c→w':>7}"
        f"{'ms 50%':>8}{'99%':>7}{'×split':>8}  label:verdicts"
    )
    for name in options.sets or SETS:
        cases = list(SETS[name]())
        for variant in VARIANTS if cases else ():
            report = run(cases, variant)
            _print(name, variant, report)
            if options.show and name not in HELD_OUT:
                print(*report.misjudged, sep="\n")


def _print(name: str, variant: str, report: Report) -> None:
    wrong, correct = Verdict.WRONG, Verdict.CORRECT
    matrix = "  ".join(
        f"{row[0]}:" + "/".join(f"{report.confusion[row, column]}" for column in Verdict) for row in Verdict
    )
    print(
        f"{name:10}{SEEN.get(name, 'in-sample'):12}{variant:10}"
        f"{report.confusion.total():5}{report.accuracy:7.3f}{report.macro_f1:7.3f}"
        f"{report.share(wrong, correct):7.3f}{report.share(correct, wrong):7.3f}{report.quantile(0.5):8.2f}"
        f"{report.quantile(0.99):7.2f}{report.quantile(0.5) / report.floor:8.0f}  {matrix}"
    )


if __name__ == "__main__":
    main()
