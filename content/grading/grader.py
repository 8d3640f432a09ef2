"""The offline judge: a rubric is compiled once, then answers are compared with it, always with the same result."""

from __future__ import annotations

from content.deck import Verdict
from content.grading import guards
from content.grading.claims import Answer, Claim, compile_point, compile_reject, how_said
from content.grading.reading import Reading, read, read_settled
from content.grading.rubric import Judgement, Rubric


class CompiledRubric:
    """A rubric with everything that can be prepared before an answer comes. Prepared on first use."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._question: Reading | None = None
        self._points: tuple[Claim, ...] | None = None
        self._rejects: tuple[Claim, ...] | None = None

    @property
    def question(self) -> Reading:
        if self._question is None:
            self._question = read(self.rubric.question)
        return self._question

    @property
    def points(self) -> tuple[Claim, ...]:
        if self._points is None:
            familiar = frozenset(k for i in self.question.content() for k in self.question.keys[i])
            self._points = tuple(compile_point(point, familiar) for point in self.rubric.key_points)
        return self._points

    @property
    def rejects(self) -> tuple[Claim, ...]:
        if self._rejects is None:
            self._rejects = tuple(compile_reject(reject) for reject in self.rubric.must_not)
        return self._rejects


class Grader:
    """Judges free text. Holds no state of its own; morphology and vocabulary are shared by the process."""

    def compile(self, rubric: Rubric) -> CompiledRubric:
        """Prepare a rubric for many answers. Costs nothing until the first of them."""
        return CompiledRubric(rubric)

    def grade(self, compiled: CompiledRubric, answer: str) -> Judgement:
        """Judge any string. Never raises; the same answer always gets the same judgement."""
        reading = read(answer)
        points = compiled.rubric.key_points
        guard, reading = _guarded(compiled, reading)
        if guard and guard != "orders":
            return Judgement(Verdict.WRONG, 0.0, 0.95, missing=tuple(range(len(points))), guard=guard)
        return judge(compiled, reading)


def _guarded(compiled, reading):
    if guards.is_empty(reading):
        return "empty", reading
    if guards.gives_up(reading):
        return "dont_know", reading
    rest = guards.without_orders(reading.text)
    if rest is not None:
        reading = read_settled(rest)
        if guards.is_empty(reading) or guards.piles_words(reading) or guards.echoes(reading, compiled.question):
            return "injection", reading
    if guards.echoes(reading, compiled.question):
        return "echo", reading
    if guards.piles_words(reading):
        return "keywords", reading
    return None, reading

from content.grading.verdict import demand_of
from content.grading.claims import COVERED
import os
TOL=float(os.environ.get("TOL","1.25")); TOLA=float(os.environ.get("TOLA","1.0"))
def judge(compiled, reading):
    answer = Answer.of(reading)
    rubric = compiled.rubric
    said = [how_said(c, answer, TOLA if p.accept else TOL) for c, p in zip(compiled.points, rubric.key_points)]
    rej = [i for i, c in enumerate(compiled.rejects) if reject_said(c, answer)]
    covered = tuple(i for i, s in enumerate(said) if s.strength >= COVERED and s.strength >= s.contrary)
    contra = tuple(i for i, s in enumerate(said) if i not in covered and s.contrary >= COVERED)
    missing = tuple(i for i in range(len(said)) if i not in covered and i not in contra)
    d = demand_of(rubric.key_points, rubric.question)
    tot = sum(w for _, w in d.groups) or 1
    got = sum(w for g, w in d.groups if set(g) & set(covered))
    bad = sum(w for g, w in d.groups if set(g) & set(contra) and not set(g) & set(covered))
    share = got / tot
    soft = sum(w * max(said[i].strength for i in g) for g, w in d.groups)/tot
    if rej: bad += tot*.4
    if share >= .999 and not rej and not bad: v = Verdict.CORRECT
    elif bad and bad >= got: v = Verdict.WRONG
    elif share > 0 or soft>=.45: v = Verdict.PARTIAL
    else: v = Verdict.WRONG
    return Judgement(v, round(soft,3), 0.5, covered, missing, contra, tuple(rej))

from content.grading.phrases import match
def reject_said(claim, answer):
    for ph in claim.phrases:
        if ph.formula:
            from content.grading.formulas import says
            if says(answer.sides, answer.compact, ph.formula): return True
            continue
        m = match(ph, answer.reading)
        if m.share >= .999 and not m.contrary and m.clauses <= 1 and len(m.places)>=1: return True
    t = [match(ph, answer.reading) for ph,_ in claim.text]
    return bool(t) and all(m.share>=.85 and not m.contrary and len(m.places)>=2 for m in t)
