"""Names of groups in the league."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from study.errors import StudyError
from study.league.names import LONGEST, SHORTEST, NameLength, clean_name, key_of_name

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
        ("AI club", "Al club"),
        ("AI club", "A1 club"),
        ("AI club", "A| club"),
        ("Градиент", "\u0393радиент"),
        ("Градиент", "Град\u1160иент"),
        ("Adam", "\u0391dam"),
        ("Optimum", "\u039fptimum"),
        ("net", "\u03b7et"),
        ("NET", "\u039dET"),
        ("Cat", "\u03f9at"),
        ("Loss", "Lo\u0455\u0455"),
        ("deep", "\u0501eep"),
        ("jack", "\u0458ack"),
        ("Hello", "He\u04cflo"),
        ("SAGA", "\u0405AGA"),
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


@pytest.mark.parametrize(
    "typed",
    [
        "Гра\u3164диент",
        "\u115fГрадиент",
        "Гради\u200bент",
        "\u202eГрадиент",
        "Градиент\u2060",
        "Градиент\uffa0",
    ],
)
def test_what_cannot_be_seen_is_in_no_name(typed: str) -> None:
    assert clean_name(typed) == "Градиент"


def test_nothing_to_see_is_no_name() -> None:
    with pytest.raises(NameLength):
        clean_name("\u3164" * 9)


def test_a_family_stays_together_in_a_name() -> None:
    assert (
        clean_name("Семья \U0001f468\u200d\U0001f469\u200d\U0001f467")
        == "Семья \U0001f468\u200d\U0001f469\u200d\U0001f467"
    )
