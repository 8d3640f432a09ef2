"""What the grader owes an answer: the cases are in grading_cases.yaml."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.deck import KeyPoint, Reject, Verdict
from content.grading import CompiledRubric, Grader, Rubric
from content.grading.explain import reasons
from content.grading.jsonl import rubric_of

CASES = yaml.safe_load(Path(__file__).with_name("grading_cases.yaml").read_text(encoding="utf-8"))


@cache
def compiled(name: str) -> CompiledRubric:
    return Grader().compile(rubric_of(CASES["rubrics"][name]))


def _name(case: dict[str, Any]) -> str:
    return f"{case['rubric']}: {case['because']}"


@pytest.mark.parametrize("case", CASES["cases"], ids=_name)
def test_an_answer_gets_its_verdict(case: dict[str, Any]) -> None:
    judgement = Grader().grade(compiled(case["rubric"]), case["answer"])
    wanted = case["verdict"] if isinstance(case["verdict"], list) else [case["verdict"]]
    assert judgement.verdict in wanted, judgement
    if "guard" in case:
        assert judgement.guard == case["guard"]


def judged(
    answer: str, *points: KeyPoint, reject: tuple[Reject, ...] = (), question: str = "Что это?"
) -> Any:
    grader = Grader()
    return grader.grade(grader.compile(Rubric(question, "", points, reject)), answer)


def test_a_point_of_a_group_stands_for_its_alternatives() -> None:
    points = (
        KeyPoint("батч большой", 2.0, ("большой батч",), group="negatives"),
        KeyPoint("очередь ключей", 2.0, ("очередь ключей",), group="negatives"),
    )
    judgement = judged("нужна очередь ключей", *points)
    assert judgement.verdict is Verdict.CORRECT
    assert judgement.covered == (1,)
    assert judgement.missing == (0,)


def test_fractional_weights_keep_a_small_point_optional() -> None:
    points = (
        KeyPoint("число параллельных путей", 1.5, ("число путей|веток",)),
        KeyPoint("третье измерение сети", 0.5, ("третье измерение",)),
    )
    assert judged("число параллельных веток", *points).verdict is Verdict.CORRECT


def test_a_second_question_needs_its_own_answer() -> None:
    points = (
        KeyPoint("сложность квадратична", 2.0, ("n^2",)),
        KeyPoint("каждый токен сравнивается с каждым", 1.0, ("каждый каждым", "все пары")),
    )
    question = "Какова сложность внимания и почему?"
    assert judged("O(n^2)", *points, question=question).verdict is Verdict.PARTIAL
    assert judged("O(n^2), все пары токенов", *points, question=question).verdict is Verdict.CORRECT


def test_a_misconception_is_named_and_no_pass_is_given() -> None:
    point = KeyPoint("маски независимы по классам", 2.0, ("сигмоида для каждого класса",))
    reject = Reject(
        "классы соревнуются через softmax", ("softmax по классам",), why="у каждого класса своя сигмоида"
    )
    judgement = judged("сигмоида для каждого класса и softmax по классам", point, reject=(reject,))
    assert judgement.misconceptions == (0,)
    assert judgement.verdict is not Verdict.CORRECT


def test_the_contrary_of_a_claim_is_contradicted_not_missing() -> None:
    point = KeyPoint("RoIAlign не округляет координаты", 2.0, ("не округляет координаты",))
    judgement = judged("он округляет координаты", point)
    assert judgement.contradicted == (0,)
    assert judgement.verdict is Verdict.WRONG


def test_confidence_is_low_where_there_is_nothing_to_compare_with() -> None:
    assert judged("веса важности").confidence < 0.1


def test_reasons_name_points_and_misconceptions() -> None:
    rubric = Rubric(
        "Что?", "", (KeyPoint("раз"), KeyPoint("два"), KeyPoint("три")), (Reject("ложь", why="правда"),)
    )
    judgement = Grader().grade(Grader().compile(rubric), "не знаю")
    assert reasons(rubric, judgement) == ["! отвечающий говорит, что не знает"]
    mixed = type(judgement)(Verdict.PARTIAL, 0.5, 0.5, (2,), (0,), (1,), (0,))
    assert reasons(rubric, mixed) == [
        "- не сказано: раз",
        "! сказано наоборот: два",
        "+ сказано: три",
        "! заблуждение: ложь (правда)",
    ]


def test_importing_loads_no_dictionary() -> None:
    heavy = ("pymorphy3", "rapidfuzz", "snowballstemmer", "yaml")
    code = f"import sys, content.grading; sys.exit(any(m in sys.modules for m in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_verdict_does_not_depend_on_the_process() -> None:
    code = (
        "from content.grading import *; from content.deck import KeyPoint; g = Grader();"
        "p = KeyPoint('не округляет признаки рамки');"
        "c = g.compile(Rubric('Зачем?', 'Маска не округляет признаки и рамку.', (p,)));"
        "print(g.grade(c, 'признаки рамок не квантуют, билинейно'))"
    )
    said = set()
    for seed in ("1", "2", "3"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        said.add(run.stdout)
    assert len(said) == 1
