"""What people call themselves, made fit to stand in a line with other words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from content.lookalikes import BLANK, JOINERS

NAMELESS = "?"
"""Stands for somebody without a name that can be seen."""

MARKS_KEPT = 3
"""Accents on one letter; a pile of them would cover the lines around it."""


@lru_cache(maxsize=1024)
def readable(name: str) -> str:
    """A name without what would turn, cover or break the line it stands in; empty where nothing can be seen."""
    kept: list[str] = []
    marks = 0
    for character in name:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category == "Cc":
            kept.append(" ")
        elif marks <= MARKS_KEPT and (category not in ("Cf", "Cs", "Zl", "Zp") or character in JOINERS):
            kept.append(character)
    shown = " ".join("".join(kept).split())
    return shown if any(_visible(character) for character in shown) else ""


def _visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in BLANK
