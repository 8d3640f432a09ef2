"""What the deck check tells an author."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.checks.careful import CAREFUL
from content.checks.samples import judged_as_meant
from content.complaints import Complaint, complaints, complaints_of_text
from content.latex_check import latex_complaints
from content.written import open_deck
from tests.content.deck_texts import DECKS, SHAPES, cases, changed, spelt_out

UNGRADED = replace(CAREFUL, of_items=tuple(rule for rule in CAREFUL.of_items if rule is not judged_as_meant))
CASES = cases("complaint_cases.yaml")


def _text(case: dict[str, Any]) -> str:
    if "text" in case:
        return str(case["text"])
    return changed(case["replace"], spelt_out(case["with"]))


def _said(path: Path, text: str, graded: bool = False) -> list[str]:
    path.write_text(text, encoding="utf-8")
    found = complaints(path, CAREFUL if graded else UNGRADED)
    return [str(complaint).removeprefix(f"{path}:") for complaint in found]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_fault_is_told_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    said = _said(tmp_path / "shapes.yaml", _text(case), case.get("graded", False))
    assert [line[: len(start)] for line, start in zip(said, case["says"], strict=False)] == case["says"]
    assert len(said) == len(case["says"]), said


def _folder(path: Path, **decks: str) -> Path:
    for name, text in decks.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def _deck(slug: str, deck_needs: str = "", item_needs: str = "") -> str:
    """The shapes under another name, with prerequisites."""
    text = changed("slug: shapes", f"slug: {slug}").replace("Фигуры", slug).replace("Shapes", slug)
    text = text.replace("геометрия", f"{slug} иначе").replace(
        "prerequisites: []", f"prerequisites: [{deck_needs}]"
    )
    return text.replace("[shapes/square]", f"[{item_needs}]")


def _lines(path: Path) -> list[str]:
    """What is said of a folder; that its decks ask the same is no wonder, they are copies of one."""
    said = (str(complaint).removeprefix(f"{path}/") for complaint in complaints(path, UNGRADED))
    return [line for line in said if "asks nearly the same" not in line]


def test_a_sound_deck_has_nothing_to_complain_about() -> None:
    assert complaints(DECKS / "good") == []


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    path, text, said = tmp_path / "shapes.yaml", SHAPES, list[str]()
    for case in CASES:
        if "replace" in case and text.count(case["replace"]) == 1:
            worse = changed(case["replace"], spelt_out(case["with"]), text)
            if not open_deck(worse).stop and len(more := _said(path, worse)) > len(said):
                text, said = worse, more
    assert len(said) >= 35
    assert len({line.split(":")[0] for line in said}) > 25


def test_a_complaint_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "shapes.yaml"
    path.write_text(
        changed("question: Что такое круг?", "question: |\n      # Что\n      `такое`"), encoding="utf-8"
    )
    assert [str(complaint).count("\n") for complaint in complaints(path, UNGRADED)] == [0]


def test_a_complaint_says_no_line_where_there_is_none() -> None:
    assert str(Complaint("a.yaml", 0, "", "cannot be read")) == "a.yaml: cannot be read"
    assert str(Complaint("a.yaml", 7, "circle", "is wrong")) == "a.yaml:7: circle: is wrong"


def test_a_text_can_be_checked_before_it_is_a_file() -> None:
    assert complaints_of_text(SHAPES, UNGRADED) == []
    assert [one.file for one in complaints_of_text("slug: [", UNGRADED)] == ["<text>"]


def test_a_missing_file_is_a_complaint(tmp_path: Path) -> None:
    assert _lines(tmp_path / "none.yaml") == [
        f"{tmp_path}/none.yaml: cannot be read (No such file or directory): check the name and the permissions"
    ]


def test_a_folder_without_decks_is_a_complaint(tmp_path: Path) -> None:
    assert [one.message for one in complaints(tmp_path)] == [
        "no decks here: a deck is a file whose name ends in .yaml"
    ]


def test_a_file_in_another_encoding_is_a_complaint(tmp_path: Path) -> None:
    path = tmp_path / "shapes.yaml"
    path.write_bytes(SHAPES.encode("cp1251"))
    assert [(one.line, one.message) for one in complaints(path)] == [
        (2, "not UTF-8: save the file in the encoding UTF-8")
    ]


def test_two_decks_with_one_slug(tmp_path: Path) -> None:
    _folder(tmp_path, shapes=SHAPES, twin=_deck("shapes"))
    said = _lines(tmp_path)
    taken = (
        f"twin.yaml:1: the slug `shapes` is taken by {tmp_path}/shapes.yaml: give one of the two another slug"
    )
    assert [line for line in said if line.startswith(taken)] == [said[-1]]


def test_two_decks_with_one_name(tmp_path: Path) -> None:
    _folder(tmp_path, first=_deck("first"), second=_deck("second").replace("second иначе", "First"))
    assert _lines(tmp_path) == [
        "second.yaml:7: aliases 1: `First` is also a name of the deck first: change one of the two"
    ]


def test_decks_that_need_each_other(tmp_path: Path) -> None:
    _folder(
        tmp_path, first=_deck("first", deck_needs="second"), second=_deck("second", item_needs="first/square")
    )
    assert _lines(tmp_path) == [
        "second.yaml:69: circle: prerequisites: a circle, nothing in it can be learnt first: "
        "second/circle → first/square → second → second/circle; delete one of the links"
    ]


def test_decks_that_need_each_other_as_a_whole(tmp_path: Path) -> None:
    _folder(tmp_path, first=_deck("first", deck_needs="second"), second=_deck("second", deck_needs="first"))
    assert [line.split(":")[0] for line in _lines(tmp_path)] == ["first.yaml", "second.yaml"]


def test_a_deck_beside_the_file_is_known(tmp_path: Path) -> None:
    _folder(tmp_path, first=_deck("first", deck_needs="second/circle"), second=_deck("second"))
    assert _lines(tmp_path / "first.yaml") == []


def test_a_shipped_deck_is_known(tmp_path: Path) -> None:
    _folder(tmp_path, first=_deck("first", deck_needs="mask_rcnn"))
    assert _lines(tmp_path / "first.yaml") == []


def test_only_the_file_asked_about_is_complained_about(tmp_path: Path) -> None:
    _folder(tmp_path, first=_deck("first", deck_needs="second"), second=_deck("second", deck_needs="nowhere"))
    assert _lines(tmp_path / "first.yaml") == []


def test_a_broken_deck_is_not_said_to_lack_items(tmp_path: Path) -> None:
    _folder(tmp_path, first=_deck("first", deck_needs="second/circle"), second='slug: "second')
    assert [line.split(":")[0] for line in _lines(tmp_path)] == ["second.yaml"]


BROKEN = [
    *(
        "",
        "\x00",
        "\ud800",
        "{",
        "&a",
        "? ",
        "a: !!binary x",
        "- " * 40,
        "[" * 100_000,
        "%TAG ! x",
        "---\n...\n---",
    ),
    *(
        "a: {b: " * 9,
        "!",
        "*",
        "- - - - -",
        "? ? ? ?",
        "a: &b\n  *b : *b",
        "<<: *a",
        "'",
        "|",
        "a: !<x> b",
        "\ufeff",
    ),
]


@pytest.mark.parametrize("text", BROKEN)
def test_no_text_is_too_broken_to_complain_about(text: str) -> None:
    assert complaints_of_text(text, UNGRADED)


@pytest.mark.parametrize("end", range(0, len(SHAPES), 97))
def test_a_deck_cut_off_anywhere_is_read_as_far_as_it_goes(end: int) -> None:
    for complaint in complaints_of_text(SHAPES[:end], UNGRADED):
        assert 1 <= complaint.line <= SHAPES[:end].count("\n") + 2


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}\"'|>&*!%@`#,\n\t \u00e9\x00\ud800"), max_size=80))
def test_any_text_can_be_checked(text: str) -> None:
    assert complaints_of_text(text, UNGRADED)


def test_code_that_begins_with_an_empty_line_is_complained_about_where_it_stands() -> None:
    code = "\n".join(f"        x = {number}" for number in range(20))
    text = f"slug: t\ntitle: T\nitems:\n  - id: a\n    explanation: |\n      ```python\n\n{code}\n      ```\n"
    said = [str(complaint) for complaint in complaints_of_text(text, UNGRADED)]
    assert any("5: a: explanation: a code block has 21 lines" in line for line in said), said


@settings(deadline=None)
@given(st.integers(0, len(SHAPES)), st.text(max_size=5), st.integers(0, 5))
def test_a_deck_with_any_slip_can_be_checked(at: int, slip: str, lost: int) -> None:
    for complaint in complaints_of_text(SHAPES[:at] + slip + SHAPES[at + lost :], UNGRADED):
        assert complaint.message
        assert "\n" not in str(complaint)


SHOWN_WELL = [
    row["latex"]
    for row in cases("latex_cases.yaml")
    if row.get("unicode") and not re.search("[а-яё]", row["latex"], re.IGNORECASE)
]


@pytest.mark.parametrize("latex", SHOWN_WELL)
def test_a_formula_that_is_shown_well_is_no_fault(latex: str) -> None:
    """Apart from the unfinished ones, which the renderer forgives."""
    unfinished = re.search(r"[_^]$|\\left(?!.*\\right)", latex)
    assert bool(latex_complaints(latex)) == bool(unfinished)


PIECES = (
    r"\frac \left( \right) { } [ ] $ \begin{cases} \end{cases} \begin \end & \\ ^ _ x я \sqrt % \verb | \( \]"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\ud800"]), max_size=25))
def test_any_formula_can_be_checked(pieces: list[str]) -> None:
    for complaint in latex_complaints("".join(pieces)):
        assert "\n" not in complaint
