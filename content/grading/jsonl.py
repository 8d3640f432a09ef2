"""Answers in, verdicts out, one JSON object a line: pure functions behind ``studybot grade --jsonl``.

A line asks about a deck's item, ``{"deck", "item", "answer"}``, or brings its own rubric, ``{"question",
"reference", "key_points", "must_not", "answer", "lang"}``. Key points and ``must_not`` may be plain strings or
objects; unknown fields, nulls and wrong types are passed over.
"""

from __future__ import annotations

import json
import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from content.deck import Item, KeyPoint, Reject, Verdict
from content.grading.grader import CompiledRubric, Grader
from content.grading.rubric import Judgement, Rubric

ItemOf = Callable[[str, str], Item | None]
_KEPT = 128
"""Compiled rubrics kept at a time."""


class LineError(ValueError):
    """A line that cannot be judged, in words for its author."""


def grade_lines(lines: Iterable[str], item_of: ItemOf) -> Iterator[str]:
    """A verdict for every line, in order, as a JSON object without a line feed.

    Its fields: ``verdict``, ``score``, ``confidence`` and the indices of the key points ``covered``, ``missing``
    and ``contradicted``. A line that is not JSON, not an object or names an unknown item gets the verdict wrong
    with confidence 0 and an ``error``. No line raises.
    """
    judge = _Judge(item_of)
    for line in lines:
        yield json.dumps(_answered(judge, line), ensure_ascii=True, allow_nan=False)


def _answered(judge: _Judge, line: str) -> dict[str, Any]:
    try:
        return _fields(judge.line(line))
    except LineError as error:
        return _faulty(str(error))
    except (RecursionError, MemoryError):
        return _faulty("nested too deeply")


def _fields(judgement: Judgement) -> dict[str, Any]:
    return {
        "verdict": str(judgement.verdict),
        "score": round(judgement.score, 4),
        "confidence": round(judgement.confidence, 4),
        "covered": list(judgement.covered),
        "missing": list(judgement.missing),
        "contradicted": list(judgement.contradicted),
    }


def _faulty(error: str) -> dict[str, Any]:
    return {**_fields(Judgement(Verdict.WRONG, 0.0, 0.0)), "error": error[:200]}


class _Judge:
    """Judges lines, with the rubrics it met lately compiled."""

    def __init__(self, item_of: ItemOf) -> None:
        self._item_of = item_of
        self._grader = Grader()
        self._compiled: OrderedDict[Hashable, CompiledRubric] = OrderedDict()

    def line(self, line: str) -> Judgement:
        """The judgement on a line. Raises ``LineError``."""
        asked = _object(line)
        return self._grader.grade(self._compile(self._rubric(asked)), _text(asked.get("answer")))

    def _rubric(self, asked: Mapping[str, Any]) -> Rubric:
        """The rubric of the item a line names, or else the line's own."""
        deck, item = asked.get("deck"), asked.get("item")
        if deck is None and item is None:
            return rubric_of(asked)
        found = self._item_of(deck, item) if isinstance(deck, str) and isinstance(item, str) else None
        if found is not None:
            return Rubric.of(found)
        if asked.get("key_points") or asked.get("reference"):
            return rubric_of(asked)
        raise LineError(f"unknown item: {_text(deck)[:60]}/{_text(item)[:60]}")

    def _compile(self, rubric: Rubric) -> CompiledRubric:
        compiled = self._compiled.pop(rubric, None) or self._grader.compile(rubric)
        self._compiled[rubric] = compiled
        if len(self._compiled) > _KEPT:
            self._compiled.popitem(last=False)
        return compiled


def _object(line: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line.strip().removeprefix("\ufeff"))
    except ValueError as error:
        raise LineError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LineError(f"not an object but {type(value).__name__}")
    return value


def rubric_of(asked: Mapping[str, Any]) -> Rubric:
    """The rubric a line brings. Whatever cannot be used is left empty, so that indices stay those of the line."""
    return Rubric(
        _text(asked.get("question")),
        _text(asked.get("reference")),
        tuple(_point(entry) for entry in _entries(asked.get("key_points"))),
        tuple(_reject(entry) for entry in _entries(asked.get("must_not"))),
        _text(asked.get("lang")) or "ru",
    )


def _point(entry: object) -> KeyPoint:
    if not isinstance(entry, dict):
        return KeyPoint(_text(entry))
    return KeyPoint(
        _text(entry.get("text")),
        _weight(entry.get("weight")),
        _texts(entry.get("accept")),
        _text(entry.get("group")) or None,
        _texts(entry.get("about")),
        _texts(entry.get("versus")),
        entry.get("ordered") is True,
    )


def _reject(entry: object) -> Reject:
    if not isinstance(entry, dict):
        return Reject(_text(entry))
    phrases = (*_texts(entry.get("accept")), *_texts(entry.get("phrases")))
    about, versus = _texts(entry.get("about")), _texts(entry.get("versus"))
    return Reject(_text(entry.get("text")), phrases, "", about, versus, entry.get("ordered") is True)


def _entries(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str | dict) and value else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for entry in _entries(value) if (text := _text(entry).strip()))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _weight(value: object) -> float:
    """A positive finite weight; numbers in quotes count, anything else is 1."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 1.0
    try:
        weight = float(value)
    except (ValueError, OverflowError):
        return 1.0
    return weight if math.isfinite(weight) and weight > 0 else 1.0
