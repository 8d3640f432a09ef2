"""The offline judge: a rubric is compiled once, then answers are compared with it, always with the same result."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from content.deck import KeyPoint, Verdict
from content.grading import guards
from content.grading.attribution import compared
from content.grading.claims import COVERED, Claim, compile_point, compile_reject, rivals_of
from content.grading.evidence import Evidence, Known, gather, gather_from_reference
from content.grading.exchange import told_in
from content.grading.figures import figures_in
from content.grading.lexicon import lexicon
from content.grading.likeness import source_of
from content.grading.reading import Reading, read, read_settled
from content.grading.rubric import Judgement, Rubric
from content.grading.spelling import settle
from content.grading.verdict import PHRASED, PLAIN, REFERENCE, Demand, decide, demand_of

_HALF_SAID = 0.25
"""In an answer judged correct as a whole, what was said this firmly is not reported as missing."""
_PLAINLY_COVERED = 0.5
"""How much of a key point's own text must be met where the author listed no phrasings."""


_SHORT = 6
"""So few words in a row may be one long name that answers the question."""


class CompiledRubric:
    """A rubric with everything that can be prepared before an answer comes; each part is prepared on first use."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    @cached_property
    def question(self) -> Reading:
        """The question, read."""
        return read(self.rubric.question)

    @cached_property
    def points(self) -> tuple[Claim, ...]:
        """The key points as claims."""
        return self._claims(self.rubric.key_points)

    @cached_property
    def sentences(self) -> tuple[Claim, ...]:
        """The reference's sentences as claims, for a rubric without key points."""
        return self._claims(_as_points(self.rubric.reference))

    @cached_property
    def rejects(self) -> tuple[Claim, ...]:
        """The statements that must not be made."""
        ordered = any(point.ordered for point in self.rubric.key_points)
        return tuple(compile_reject(reject, ordered=ordered) for reject in self.rubric.must_not)

    @cached_property
    def demand(self) -> Demand:
        """What a pass cannot do without."""
        return demand_of(self.rubric.key_points, self.rubric.question)

    @cached_property
    def known(self) -> Known:
        """Everything the rubric says, for comparing an answer as a whole, and the things it compares."""
        points = [read(point.text) for point in self.rubric.key_points]
        told = [read(sentence) for sentence in _sentences(self.rubric.reference)]
        phrasings = [
            [read(text.replace("|", " ").replace("_", " ")) for text in point.accept]
            for point in self.rubric.key_points
        ]
        whole = read(_prose(self.rubric.reference))
        poles = compared(self.question, points or told, points + told, phrasings)
        accepted = [reading for readings in phrasings for reading in readings]
        return Known(
            source_of([*points, whole], self.question),
            poles,
            told_in([*points, *told], self.question, accepted),
            figures_in([self.question, *points, *told, *accepted]),
        )

    @property
    def phrased(self) -> bool:
        """Whether the author listed phrasings."""
        return any(point.accept for point in self.rubric.key_points)

    @cached_property
    def _rivals(self) -> frozenset[str]:
        return rivals_of(self.rubric.key_points or _as_points(self.rubric.reference), self._familiar)

    @cached_property
    def _familiar(self) -> frozenset[str]:
        return frozenset(key for index in self.question.content() for key in self.question.keys[index])

    def _claims(self, points: tuple[KeyPoint, ...]) -> tuple[Claim, ...]:
        return tuple(compile_point(point, self._familiar, self._rivals) for point in points)


class Grader:
    """Judges free text. Holds no state of its own; morphology and vocabulary are shared by the process."""

    def compile(self, rubric: Rubric) -> CompiledRubric:
        """Prepare a rubric for many answers. Costs nothing until the first of them."""
        return CompiledRubric(rubric)

    def warm(self) -> None:
        """Load the dictionaries now (about half a second) rather than with the first answer."""
        self.grade(
            self.compile(Rubric("Что такое IoU?", "Отношение пересечения к объединению.")), "intersektion"
        )

    def grade(self, compiled: CompiledRubric, answer: str) -> Judgement:
        """Judge any string. Never raises; the same answer always gets the same judgement.

        Where the rubric has neither key points nor a reference nothing can be compared: the verdict is wrong with a
        confidence of 0.05, unless a guard was sure.
        """
        guard, reading = _guarded(compiled, read(answer))
        nothing = tuple(range(len(compiled.rubric.key_points)))
        if guard:
            return Judgement(Verdict.WRONG, 0.0, 0.95, missing=nothing, guard=guard)
        evidence = _evidence(compiled, reading)
        if evidence is None:
            return Judgement(Verdict.WRONG, 0.0, 0.05, missing=nothing)
        return _capped(_judged(compiled, evidence), compiled, reading)


def warm() -> None:
    """Load the dictionaries of the process now, e.g. before a bot starts answering."""
    lexicon()
    Grader().warm()


def evidence_of(compiled: CompiledRubric, answer: str) -> Evidence | None:
    """What speaks for and against an answer; ``None`` where a guard decides or nothing can be compared."""
    guard, reading = _guarded(compiled, read(answer))
    return None if guard else _evidence(compiled, reading)


def _evidence(compiled: CompiledRubric, reading: Reading) -> Evidence | None:
    if compiled.demand.groups:
        return gather(compiled.points, compiled.rejects, compiled.demand, compiled.known, reading)
    if compiled.sentences:
        return gather_from_reference(compiled.sentences, compiled.rejects, compiled.known, reading)
    return None


def _judged(compiled: CompiledRubric, evidence: Evidence) -> Judgement:
    model = REFERENCE if not compiled.demand.groups else PHRASED if compiled.phrased else PLAIN
    verdict, score, confidence = decide(model, evidence)
    covered, contradicted = _told(compiled, evidence, verdict)
    missing = tuple(
        i for i in range(len(compiled.rubric.key_points)) if i not in covered and i not in contradicted
    )
    return Judgement(verdict, score, confidence, covered, missing, contradicted, evidence.misconceptions)


def _told(
    compiled: CompiledRubric, evidence: Evidence, verdict: Verdict
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which key points were covered and which contradicted."""
    covered, contradicted = [], []
    for index, (said, point) in enumerate(zip(evidence.said, compiled.rubric.key_points, strict=False)):
        enough = COVERED if point.accept else _PLAINLY_COVERED
        if verdict is Verdict.CORRECT and index in compiled.demand.essential:
            enough = min(enough, _HALF_SAID)
        if said.strength >= enough and said.strength >= said.contrary:
            covered.append(index)
        elif said.contrary >= enough:
            contradicted.append(index)
    return tuple(covered), tuple(contradicted)


def _guarded(compiled: CompiledRubric, reading: Reading) -> tuple[str | None, Reading]:
    """The guard that decides, if one does, and the answer without orders to the grader."""
    if guards.is_empty(reading):
        return "empty", reading
    if guards.gives_up(reading, compiled.question):
        return "dont_know", reading
    rest = guards.without_orders(reading.text)
    if rest is not None:
        reading = read_settled(rest)
        if (
            guards.is_empty(reading)
            or guards.piles_words(reading)
            or guards.echoes(reading, compiled.question)
        ):
            return "injection", reading
    if guards.echoes(reading, compiled.question):
        return "echo", reading
    return None, reading


def _capped(judgement: Judgement, compiled: CompiledRubric, reading: Reading) -> Judgement:
    """Words without a statement: a heap is wrong, unless it makes an essential claim and nothing is against it.

    Neither a heap nor a list passes where the question asks for more than names.
    """
    pile = guards.piles_words(reading)
    if pile is None or (pile is guards.Pile.LIST and guards.lists_names(reading, compiled.question)):
        return judgement
    if pile is guards.Pile.HEAP and not (judgement.verdict is Verdict.CORRECT and _short(reading)):
        nothing = tuple(range(len(compiled.rubric.key_points)))
        return Judgement(Verdict.WRONG, 0.0, 0.9, missing=nothing, guard="keywords")
    if judgement.verdict is not Verdict.CORRECT:
        return judgement
    return replace(judgement, verdict=Verdict.PARTIAL, score=min(judgement.score, 0.6), confidence=0.4)


def _short(reading: Reading) -> bool:
    return len(reading.content()) <= _SHORT


_CODE = re.compile(r"```.*?```", re.DOTALL)


def _prose(reference: str) -> str:
    """The first part of a reference without code: what follows are details nobody asked for."""
    return _CODE.sub(" ", reference[:8000])[:3000]


def _as_points(reference: str) -> tuple[KeyPoint, ...]:
    return tuple(KeyPoint(sentence) for sentence in _sentences(reference))


def _sentences(reference: str) -> list[str]:
    parts = re.split(r"(?<=[.!?])\s+|\n+", _prose(reference))
    return [part for part in parts if len(settle(part).split()) >= 2][:8]
