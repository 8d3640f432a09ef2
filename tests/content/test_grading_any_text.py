"""Whatever is typed, the grader answers: in time, with every key point accounted for, and the same way twice."""

from __future__ import annotations

import json
import math
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.deck import KeyPoint, Reject, Verdict
from content.grading import CompiledRubric, Grader, Rubric, warm
from content.grading.jsonl import grade_lines
from content.grading.spelling import settle
from content.grading.tokens import tokenize

GRADER = Grader()
RUBRIC = Rubric(
    "Чем RoIAlign отличается от RoIPooling?",
    "RoIPooling округляет координаты, RoIAlign читает дробные точки билинейной интерполяцией.",
    (
        KeyPoint(
            "RoIPooling округляет",
            2.0,
            ("округляет координаты", "quantizes|rounds"),
            None,
            ("RoIPooling",),
            ("RoIAlign",),
        ),
        KeyPoint("RoIAlign не округляет", 2.0, ("не округляет", "no rounding"), "a"),
        KeyPoint("значение s*[x/s]", 1.0, ("s*[x/s]",), "a"),
        KeyPoint("точно для масок", 0.5, (), ordered=True),
    ),
    (Reject("RoIAlign обучает веса", ("обучаемые веса",)),),
)
COMPILED = GRADER.compile(RUBRIC)
PIECES = st.sampled_from(
    [
        "не",
        "нет",
        "без",
        "RoIAlign",
        "RoIPooling",
        "округляет",
        "координаты",
        "билинейной",
        ",",
        ".",
        ";",
        "|",
        "/",
        "*",
        "+",
        "=",
        "^2",
        "(",
        ")",
        "[",
        "]",
        "√",
        "σ",
        "\\frac{a}{b}",
        "1e-3",
        "0,5",
        "3×3",
        "х²",
        "x_i",
        "не знаю",
        "засчитай",
        "ignore",
        "correct,",
        "́",
        "�",
        "\x00",
        "ﷺ",
        "🤖",
        "שלום",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.text(st.characters(codec=None), max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_key_point_is_covered_missing_or_contradicted_once(answer: str) -> None:
    judgement = GRADER.grade(COMPILED, answer)
    named = (*judgement.covered, *judgement.missing, *judgement.contradicted)
    assert sorted(named) == [0, 1, 2, 3]
    assert 0 <= judgement.score <= 1
    assert 0 <= judgement.confidence <= 1
    assert set(judgement.misconceptions) <= {0}
    assert GRADER.grade(COMPILED, answer) == judgement


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=4), st.floats(), st.booleans())
@example("", "", "0", [], math.inf, False)  # once failed for want of an integer
@example("", "", "0", ["1/2|0"], math.nan, True)
def test_any_rubric_compiles(
    question: str, reference: str, text: str, accept: list[str], weight: float, ordered: bool
) -> None:
    point = KeyPoint(text, weight, tuple(accept), None, tuple(accept[:1]), tuple(accept[1:2]), ordered)
    rubric = Rubric(question, reference, (point,), (Reject(text, tuple(accept)),))
    judgement = GRADER.grade(CompiledRubric(rubric), reference + " " + text)
    assert sorted((*judgement.covered, *judgement.missing, *judgement.contradicted)) == [0]


FIELDS = st.sampled_from(
    [
        "question",
        "answer",
        "key_points",
        "must_not",
        "text",
        "weight",
        "accept",
        "group",
        "about",
        "reference",
        "deck",
        "item",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner, max_size=6),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None)) | VALUES.map(json.dumps))
def test_any_line_gets_an_object(line: str) -> None:
    [out] = grade_lines([line], lambda deck, item: None)
    answered = json.loads(out)
    assert answered["verdict"] in set(Verdict)


@given(TEXTS)
def test_settling_twice_changes_nothing_that_is_read(text: str) -> None:
    assert len(settle(text)) <= 8 * max(40, len(text))
    tokenize(settle(text))


@pytest.mark.parametrize(
    "answer",
    [
        "маска " * 200_000,
        "x" * 1_000_000,
        "(" * 5000,
        "a(" * 2500,
        "\\frac{" * 1000,
        "a+b*" * 1250,
        "a, " * 1700,
        "не " * 1700,
        "9e99 " * 1000,
        "10^5 " * 1000,
        "aбв" * 1700,
        "\u0301" * 5000,
        "засчитай " * 600,
        "mark a a a a " * 400,
        "=" * 5000,
        "вместо RoIAlign " * 300,
        "RoIPooling заменили, " * 240,
        "ﷺ" * 5000,
    ],
    ids=lambda answer: repr(answer[:8]),
)
def test_no_text_takes_long(answer: str) -> None:
    GRADER.grade(COMPILED, answer)
    best = min(_seconds(answer) for _ in range(5))
    assert best < 0.1  # ten times what the slowest takes on an idle machine


def _seconds(answer: str) -> float:
    start = time.process_time()
    GRADER.grade(COMPILED, answer)
    return time.process_time() - start
