"""Names of any kind: what is shown of them, and that it fits."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.lettering import LONGEST, Style, Weight, clipped, has_glyph, initials, readable, wrapped
from bot.pictures.rows import Row

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text("utf-8"))
BOLD = Style(Weight.BOLD, 30)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["because"])
def test_a_name_is_shown(case: dict[str, Any]) -> None:
    row = Row(7, case["name"], "10")
    assert (row.shown_name, row.initials) == (case["shown"], case["initials"])


def test_a_glyph_is_told_from_the_box_for_unknown_ones() -> None:
    assert all(has_glyph(letter) for letter in "ЖяёїқAzß№…·«»—1½")
    assert not any(has_glyph(letter) for letter in "🦊李م★\ue000")


@pytest.mark.parametrize("weight", Weight)
def test_every_weight_has_the_letters_that_are_asked_about(weight: Weight) -> None:
    font = Style(weight, 24).font
    absent = bytes(font.getmask("\U0010ffff"))
    known = [chr(code) for code in range(0x21, 0x2200) if chr(code).isprintable() and has_glyph(chr(code))]
    assert len(known) > 700
    assert not [letter for letter in known if bytes(font.getmask(letter)) == absent]


@settings(deadline=None)
@given(st.text())
def test_what_is_left_of_any_text_can_be_drawn(text: str) -> None:
    shown = readable(text)
    assert all(letter == " " or has_glyph(letter) for letter in shown)
    assert shown == " ".join(shown.split())
    assert all(has_glyph(letter) for letter in initials(shown))
    assert len(initials(shown)) <= 2


@settings(deadline=None)
@given(st.text(), st.integers(0, 400))
def test_a_clipped_text_is_no_wider_than_asked(text: str, width: int) -> None:
    shown = readable(text)
    fitted = clipped(shown, BOLD, width)
    assert not fitted or BOLD.width(fitted) <= width
    assert fitted == shown or fitted.endswith("…") or not fitted


def test_clipping_keeps_as_much_as_fits() -> None:
    width = BOLD.width("Константин…")
    assert clipped("Константинопольский", BOLD, width) == "Константин…"
    assert clipped("Константинопольский", BOLD, width - 1) == "Константи…"
    with_comma = BOLD.width("Константин,…")
    assert clipped("Константин, второй", BOLD, with_comma) == "Константин…", "no comma before the ellipsis"
    assert clipped("Константин", BOLD, width) == "Константин"
    assert clipped("Константин", BOLD, 1) == ""


def test_no_more_is_looked_at_than_could_fit() -> None:
    assert len(readable("Ы" * 1_000_000)) == LONGEST


def test_a_long_name_takes_two_lines() -> None:
    width = BOLD.width("Константин Петрович")
    assert wrapped("Константин Петрович", BOLD, width) == ("Константин Петрович",)
    assert wrapped("Константин Петрович", BOLD, width - 1) == ("Константин", "Петрович")
    assert wrapped("Ян Константинопольский Старший", BOLD, width)[-1].endswith("…")
    (only,) = wrapped("W" * 64, BOLD, width)
    assert only.endswith("W…")


@settings(deadline=None)
@given(st.text(), st.integers(40, 400))
def test_wrapped_lines_are_no_wider_than_asked(text: str, width: int) -> None:
    lines = wrapped(readable(text), BOLD, width)
    assert 1 <= len(lines) <= 2
    assert all(BOLD.width(line) <= width for line in lines)
