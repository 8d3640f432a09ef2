"""Formulas as readable text: one row of latex_cases.yaml is one case."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.markup import to_plain, to_unicode

unhurried = settings(deadline=None)
"""A busy machine is no failure."""

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("latex_cases.yaml").read_text(encoding="utf-8")
)
PLEASANT = [(case["latex"], case["unicode"]) for case in CASES if "unicode" in case]
WRITTEN_OUT = [(case["latex"], case["plain"]) for case in CASES if "plain" in case]


def listed(text: str) -> list[str]:
    return text.split()


COMMANDS = listed(
    r"\frac \sqrt [ ] { } _ ^ ' \left \right ( ) | \| \begin{cases} \end{cases} \begin{matrix} "
    r"\end{matrix} & \\ \hat \text \mathbb \mathcal \foo $ \( \) \[ \] % ~ \, \quad x 12 - + = , "
    r". \sum \log \not \middle \bigl \operatorname * \overset \binom \substack \underbrace \tag "
    r"\pmod \xrightarrow \mathbf \color \cdot Я é 😀 / !"
)
NEARLY_LATEX = st.lists(st.sampled_from([*COMMANDS, " ", "\n", "\\"]), max_size=14).map("".join) | st.text(
    max_size=20
)


def test_every_row_says_one_thing() -> None:
    assert all(set(case) in ({"latex", "unicode"}, {"latex", "plain"}) for case in CASES)
    assert len({case["latex"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("latex", "shown"), PLEASANT)
def test_unicode_shows_it_well(latex: str, shown: str) -> None:
    assert to_unicode(latex) == shown


@pytest.mark.parametrize(("latex", "shown"), WRITTEN_OUT)
def test_the_rest_is_written_out(latex: str, shown: str) -> None:
    assert to_unicode(latex) is None
    assert to_plain(latex) == shown


@unhurried
@given(NEARLY_LATEX)
@example("\\log\\bigl&")
@example("\\not" * 900)
@example("\\sqrt[" * 500)
@example("{" * 900 + "}" * 900)
@example("\\left(" * 700)
@example("x^{" * 30 + "}" * 30)
def test_any_string_becomes_one_line(latex: str) -> None:
    line = to_plain(latex)
    assert len(line.splitlines()) <= 1
    assert bool(line) == bool(latex.split()), "only a blank formula shows nothing"
    assert to_unicode(latex) in (None, line)


@pytest.mark.parametrize(
    "latex", ["", " ", "\\,", "}{", "{x", "\\begin{cases} x", "x \\end{cases}", "x \\) y", "x $ y"]
)
def test_what_makes_no_sense_is_no_unicode_formula(latex: str) -> None:
    assert to_unicode(latex) is None


@unhurried
@given(st.from_regex(r"[a-z](_[a-z0-9])?(\^[a-z0-9])?( [+=] [a-z](_[a-z0-9])?){0,3}", fullmatch=True))
def test_no_letter_gets_lost(latex: str) -> None:
    """NFKC turns small letters back into letters: they are those of the source, in its order."""
    shown = unicodedata.normalize("NFKC", to_plain(latex))
    assert [c for c in shown if c.isalnum()] == [c for c in latex if c.isalnum()]
