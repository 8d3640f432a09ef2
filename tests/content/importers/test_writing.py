"""Blocks to Markdown and to HTML and back: what is written reads as the same blocks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.exporters.html import html_of
from content.importers.html import read_html
from content.importers.writing import escaped, markdown_of, words_in
from content.library import Library
from content.markup import Block, Blocks, Paragraph, Text, parse
from tests.content.importers.any_decks import MARKDOWN, MARKDOWNS

SIGNS = st.text("a Я1*_`[]()<>!#+-=|~$\\&;:.\"'{}\n", max_size=14)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        SIGNS,
        st.sampled_from(["1. a", "- b", "# c", "***", "[a]: /b", "a\n---", "|a|\n|-|", "<!-- -->", "&lt;"]),
    )
)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    said = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    blocks: Blocks = (Paragraph((Text(said),)),) if said else ()
    assert parse(markdown_of(blocks)) == blocks


@pytest.mark.parametrize("markdown", MARKDOWN)
def test_each_kind_of_block(markdown: str) -> None:
    blocks = parse(markdown)
    assert parse(markdown_of(blocks)) == blocks
    assert read_html(html_of(blocks)).blocks == blocks


@settings(max_examples=50, deadline=None)
@given(MARKDOWNS)
def test_blocks_one_after_another(markdown: str) -> None:
    blocks = parse(markdown)
    assert parse(markdown_of(blocks)) == blocks
    assert read_html(html_of(blocks)).blocks == blocks


def test_the_explanations_of_shipped_decks() -> None:
    for deck in Library.load().decks:
        for item in deck.items:
            blocks = parse(item.explanation)
            assert parse(markdown_of(blocks)) == blocks
            assert read_html(html_of(blocks)).blocks == blocks


def test_words_alone() -> None:
    blocks: tuple[Block, ...] = parse(
        "**a** $x^2$\n\n- b\n  1. c\n\n| d | e |\n|---|---|\n| f | g |\n\n```\nh\n```"
    )
    assert words_in(blocks) == "a x²\n• b\n1. c\nd | e\nf | g\nh"


def test_escaping_leaves_words_alone() -> None:
    assert (
        escaped("snake_case, 2 < 3, a - b, x[0] и C++ (1.5)") == "snake_case, 2 < 3, a - b, x[0] и C++ (1.5)"
    )
