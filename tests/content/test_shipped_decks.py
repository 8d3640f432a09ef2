"""The decks that come with the bot."""

from __future__ import annotations

import ast
import importlib.util
import re
from importlib import resources
from pathlib import Path

import pytest

from content.complaints import complaints
from content.library import Library

SHIPPED = Path(str(resources.files("content"))) / "decks"


def test_every_shipped_deck_is_sound() -> None:
    found = [str(complaint) for complaint in complaints(SHIPPED)]
    assert not found, "\n".join(found)


def test_all_shipped_decks_are_in_the_library() -> None:
    decks = [deck.slug for deck in Library.load().decks]
    assert sorted(decks) == sorted(path.stem for path in SHIPPED.glob("*.yaml"))
    assert decks == (SHIPPED / "order.txt").read_text().split()


def test_what_a_deck_needs_stands_before_it() -> None:
    decks = [deck.slug for deck in Library.load().decks]
    for deck in Library.load().decks:
        for needed in deck.prerequisites:
            assert decks.index(needed.partition("/")[0]) < decks.index(deck.slug), (deck.slug, needed)


ITEMS = {
    "resnet": 12, "resnext": 11, "faster_rcnn": 12, "mask_rcnn": 12, "object_detection": 11, "attention": 11,
    "transformers": 7, "vision_transformers": 8, "language_models": 9, "self_supervised": 11,
    "generative_models": 8, "autoencoders": 8, "gan": 9, "diffusion": 8, "stable_diffusion": 8,
    "autoregressive": 7, "normalizing_flows": 8,
}  # fmt: skip


def test_the_promised_items_are_shipped() -> None:
    assert {deck.slug: len(deck.items) for deck in Library.load().decks} == ITEMS
    assert sum(ITEMS.values()) == 160


def test_every_shipped_deck_says_in_english_what_it_is() -> None:
    for deck in Library.load().decks:
        assert deck.title_en.isascii() or "–" in deck.title_en, deck.slug
        assert deck.title_en, deck.slug
        assert len(deck.summary_en.split()) >= 6, deck.slug


BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = [
    pytest.param(code, id=f"{deck.slug}/{item.id}")
    for deck in Library.load().decks
    for item in deck.items
    for code in BLOCK.findall(item.explanation)
]


@pytest.mark.parametrize("code", CODE)
def test_code_runs_as_shown(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it imports may be missing here (PyTorch is not among what the tests install): then it is compiled."""
    program = compile(code, "<explanation>", "exec")
    wanted = {name for node in ast.walk(ast.parse(code)) for name in _imported(node)}
    if any(importlib.util.find_spec(name) is None for name in wanted):
        pytest.skip(f"needs {', '.join(sorted(wanted))}")
    exec(program, {"__name__": "__main__"})
    capsys.readouterr()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []
