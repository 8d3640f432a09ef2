"""The examples of docs/import.md are files that can be imported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.exporters import EXPORTERS
from content.importers import IMPORTERS
from tests.content.importers.reading import read

PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(markdown|csv|gift)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SUFFIXES = {"markdown": ".md", "csv": ".csv", "gift": ".gift"}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_an_example_is_read_without_a_complaint(kind: str, text: str) -> None:
    imported = read(text, f"example{SUFFIXES[kind]}")
    assert imported.left == ()
    assert imported.items >= 2


def test_every_ending_and_format_is_documented() -> None:
    assert len(EXAMPLES) >= 5
    for one in IMPORTERS:
        for suffix in one.suffixes:
            assert f"`{suffix}`" in PAGE or f"{suffix} " in PAGE, suffix
    for out in EXPORTERS:
        assert f"| `{out.name}` |" in PAGE
