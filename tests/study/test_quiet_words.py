"""Quiet hours as they are typed."""

from __future__ import annotations

from datetime import time

import pytest

from study.daily.quiet_words import NO_QUIET, Quiet, Unclear, read_quiet
from study.daily.wishes import Misread, Wish, read_wish
from tests.decks import LIBRARY


@pytest.mark.parametrize(
    ("typed", "quiet", "rest"),
    [
        ("тихо 23-8", (time(23), time(8)), ""),
        ("Тихо: 23:30 — 7:15", (time(23, 30), time(7, 15)), ""),
        ("тихо с 23:30 до 7 утра", (time(23, 30), time(7)), ""),
        ("тихо с 11 вечера до 7 утра", (time(23), time(7)), ""),
        ("тихие часы 22 9", (time(22), time(9)), ""),
        ("quiet 13.00-15.30", (time(13), time(15, 30)), ""),
        ("9:30 тихо 23-8 Казань", (time(23), time(8)), "9:30 Казань"),
        ("тихо 0-6 3 shapes", (time(0), time(6)), "3 shapes"),
        ("тихо нет", NO_QUIET, ""),
        ("21 тихо выкл", NO_QUIET, "21"),
        ("тихоокеанск 9", None, "тихоокеанск 9"),
        ("9-18", None, "9-18"),
    ],
)
def test_quiet_hours_and_the_rest(typed: str, quiet: Quiet | None, rest: str) -> None:
    found, left = read_quiet(typed)
    assert found == quiet
    assert left.split() == rest.split()


@pytest.mark.parametrize(
    "typed", ["тихо", "тихо 23", "тихо 25-8", "тихо 8-8", "тихо -1-5", "тихо ночью", "тихо 9:60-10"]
)
def test_quiet_hours_without_ends_are_asked_back(typed: str) -> None:
    with pytest.raises(Unclear):
        read_quiet(typed)
    misread = read_wish(typed, LIBRARY)
    assert isinstance(misread, Misread)
    assert (misread.key, misread.instead) == ("daily-misread-quiet", ("тихо 23-8", "тихо нет"))


def test_beside_other_settings() -> None:
    wish = read_wish("9:30 тихо 23-8 3 shapes", LIBRARY)
    assert wish == Wish(wall=time(9, 30), count=3, decks=("shapes",), quiet=(time(23), time(8)))
