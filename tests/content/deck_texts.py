"""A sound deck as a text, and changing it for the tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
DECKS = HERE.parent / "data" / "decks"
SHAPES = (DECKS / "good" / "shapes.yaml").read_text(encoding="utf-8")


def cases(name: str) -> list[dict[str, Any]]:
    """The rows of a file of cases in this folder."""
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return rows


def changed(old: str, new: str, text: str = SHAPES) -> str:
    """The deck with one piece changed, which must be there exactly once."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def spelt_out(text: str) -> str:
    """``{э×301}`` as 301 characters."""
    return re.sub(r"\{(.)×(\d+)\}", lambda found: found[1] * int(found[2]), text)
