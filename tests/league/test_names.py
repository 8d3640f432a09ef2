"""Names of groups in the league."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from study.errors import StudyError
from study.league.names import LONGEST, SHORTEST, clean_name, key_of_name

CASES = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"][:20] or "empty")
def test_a_name(case: dict[str, Any]) -> None:
    if "name" in case:
        assert clean_name(case["typed"]) == case["name"]
        return
    with pytest.raises(StudyError) as refused:
        clean_name(case["typed"])
    assert refused.value.key == case["refused"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Градиент", "ГРАДИЕНТ"),
        ("Градиент", "гра диент!"),
        ("Адам", "Aдaм"),
        ("Ёлки", "Елки"),
        ("ResNet", "RESNET."),
        ("Overfit", "0verfit"),
        ("Ｗide", "wide"),
    ],
)
def test_names_that_pass_for_one_another_are_one(one: str, other: str) -> None:
    assert key_of_name(one) == key_of_name(other)


def test_different_names_are_different() -> None:
    assert (
        len({key_of_name(name) for name in ("Градиент", "Градиенты", "Адам", "Адама", "ML 1", "ML 2")}) == 6
    )


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_refused(typed: str) -> None:
    try:
        name = clean_name(typed)
    except StudyError:
        return
    assert SHORTEST <= len(name) <= LONGEST
    assert clean_name(name) == name
    assert key_of_name(name)
