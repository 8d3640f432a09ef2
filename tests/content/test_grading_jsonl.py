"""The lines of ``studybot grade --jsonl``: always an object, always in order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from content.deck import Item, KeyPoint, Mode
from content.grading.jsonl import grade_lines

ITEM = Item(
    id="roi_align",
    question="Чем RoIAlign лучше RoIPooling?",
    modes=(Mode.OPEN,),
    explanation="RoIAlign не округляет координаты.",
    key_points=(KeyPoint("RoIAlign не округляет координаты", 2.0, ("не округляет", "no rounding")),),
)
FIELDS = {"verdict", "score", "confidence", "covered", "missing", "contradicted"}


def item_of(deck: str, item: str) -> Item | None:
    return ITEM if (deck, item) == ("mask_rcnn", "roi_align") else None


def graded(*lines: str | dict[str, Any]) -> list[dict[str, Any]]:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return [json.loads(line) for line in grade_lines(texts, item_of)]


def test_an_item_of_a_deck() -> None:
    line = {"deck": "mask_rcnn", "item": "roi_align", "answer": "он не округляет координаты"}
    [answered] = graded(line)
    assert answered["verdict"] == "correct"
    assert answered["covered"] == [0]
    assert set(answered) == FIELDS
    assert 0.7 <= answered["score"] <= 1
    assert 0 < answered["confidence"] <= 1


def test_a_rubric_in_the_line_with_strings_for_points() -> None:
    line = {
        "question": "Что обучается в режиме feature extraction?",
        "key_points": [
            "тело сети заморожено",
            {"text": "учится голова", "weight": "2", "accept": ["учится голова"]},
        ],
        "must_not": ["учатся все слои"],
        "answer": "учится только новая голова",
        "lang": "ru",
        "unknown": {"field": [1]},
    }
    [answered] = graded(line)
    assert answered["covered"] == [1]
    assert answered["missing"] == [0]


def test_a_reference_alone() -> None:
    line = {
        "question": "Что такое IoU?",
        "reference": "Площадь пересечения рамок, делённая на площадь объединения.",
        "answer": "площадь пересечения делить на площадь объединения",
    }
    assert [entry["verdict"] for entry in graded(line)] == ["correct"]


def test_unusable_points_keep_the_indices_of_the_others() -> None:
    line = {
        "question": "Что?",
        "key_points": [None, 3, "учится голова", {"weight": 2}, []],
        "answer": "учится голова",
    }
    [answered] = graded(line)
    assert answered["covered"] == [2]
    assert answered["missing"] == [0, 1, 3, 4]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "deeply"),
        ('{"a":' * 50_000, "deeply"),
        ("[1, 2]", "not an object"),
        ("null", "not an object"),
        ('"text"', "not an object"),
        ("\udcff\udcfe", "not JSON"),
        ('{"n": ' + "9" * 5000 + "}", "not JSON"),
        ('{"deck": "mask_rcnn", "item": "nothing", "answer": "да"}', "unknown item: mask_rcnn/nothing"),
        ('{"deck": "mask_rcnn", "answer": "да"}', "unknown item"),
        ('{"deck": 1, "item": [], "answer": "да"}', "unknown item"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line_that_cannot_be_judged_says_why(line: str, error: str) -> None:
    [answered] = graded(line)
    assert error in answered["error"]
    assert answered["verdict"] == "wrong"
    assert answered["confidence"] == 0
    assert answered["covered"] == answered["missing"] == answered["contradicted"] == []


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        '{"answer": null}',
        '{"answer": 5, "question": null, "reference": ["a"], "key_points": {"text": "пять"}, "must_not": 7}',
        '{"answer": "\\ud800", "question": "\\udfff", "key_points": ["\\ud800"]}',
        '{"answer": "да", "key_points": [{"text": "да", "weight": NaN}, {"text": "нет", "weight": -Infinity}]}',
        '{"answer": "да", "key_points": [{"text": "да", "weight": 1e400, "accept": "да", "about": [null, 1]}]}',
        '{"answer": "да", "key_points": [{"text": "", "accept": ["", "|", "|||", "_"]}], "must_not": [null, {}]}',
        '{"answer": ["список"], "key_points": "строка"}',
        '\ufeff{"answer": "да", "reference": "да"}',
    ],
)
def test_odd_values_are_passed_over(line: str) -> None:
    [answered] = graded(line)
    assert set(answered) == FIELDS


def test_answers_come_in_the_order_of_the_lines_and_as_plain_json() -> None:
    lines = ["?", '{"deck": "mask_rcnn", "item": "roi_align", "answer": "\\ud800 не округляет"}', "{}"]
    out = list(grade_lines(lines, item_of))
    assert ["error" in json.loads(line) for line in out] == [True, False, False]
    assert all("\n" not in line for line in out)
    assert all(line.encode("utf-8") for line in out)


def test_an_item_beats_a_rubric_in_the_same_line_and_the_rubric_saves_an_unknown_item() -> None:
    own = {"question": "Что?", "key_points": ["учится голова"], "answer": "учится голова"}
    known, unknown = graded(
        {**own, "deck": "mask_rcnn", "item": "roi_align"}, {**own, "deck": "mask_rcnn", "item": "nothing"}
    )
    assert known["covered"] == []
    assert unknown["covered"] == [0]
