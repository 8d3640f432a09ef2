"""An explanation read into blocks."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.markup import (
    Block,
    Bold,
    BulletList,
    Code,
    CodeSpan,
    Formula,
    Heading,
    InlineFormula,
    Italic,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    parse,
)

unhurried = settings(deadline=None)
"""A busy machine is no failure."""


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


BLOCKS: dict[str, tuple[str, tuple[Block, ...]]] = {
    "nothing": ("", ()),
    "lines of one paragraph": ("раз\nдва", (words("раз два"),)),
    "two paragraphs": ("раз\n\nдва", (words("раз"), words("два"))),
    "a line break asked for": ("раз\\\nдва", (words("раз\nдва"),)),
    "emphasis": (
        "**жирно *и* косо**",
        (Paragraph((Bold((Text("жирно "), Italic((Text("и"),)), Text(" косо"))),)),),
    ),
    "code in a sentence": ("`a_b` и c", (Paragraph((CodeSpan("a_b"), Text(" и c"))),)),
    "a link": ("[тут](http://a.b/?x=1&y)", (Paragraph((Link((Text("тут"),), "http://a.b/?x=1&y"),)),)),
    "a picture leads to itself": (
        "![рис](http://a.b/c.png)",
        (Paragraph((Link((Text("рис"),), "http://a.b/c.png"),)),),
    ),
    "a dangerous link is text": ("[x](javascript:alert)", (words("[x](javascript:alert)"),)),
    "headings": ("# Раз\n### Три", (Heading(1, (Text("Раз"),)), Heading(3, (Text("Три"),)))),
    "bullets": ("- а\n- б", (BulletList(((words("а"),), (words("б"),))),)),
    "numbers from three": ("3. а\n4. б", (NumberedList(3, ((words("а"),), (words("б"),))),)),
    "a list in a list": ("- а\n  1. б", (BulletList(((words("а"), NumberedList(1, ((words("б"),),))),)),)),
    "code with a language": ("```python\nx = 1\n```", (Code("python", "x = 1"),)),
    "code without": ("```\n<b>\n\n  $x$\n```", (Code("", "<b>\n\n  $x$"),)),
    "an indented block is code": ("    x", (Code("", "x"),)),
    "a quote": ("> раз", (Quote((words("раз"),)),)),
    "a line between": ("---", (Rule(),)),
    "raw html is text": ("<b>x</b> &lt;", (words("<b>x</b> <"),)),
    "a block of html is text": ("<div>\nx\n</div>", (words("<div> x </div>"),)),
}

FORMULAS: dict[str, tuple[str, tuple[Block, ...]]] = {
    "in a sentence": ("при $x_1 * y * z$", (Paragraph((Text("при "), InlineFormula("x_1 * y * z"))),)),
    "between digits": ("3$\\times$3", (Paragraph((Text("3"), InlineFormula("\\times"), Text("3"))),)),
    "money": ("стоит $5 и $7", (words("стоит $5 и $7"),)),
    "an escaped dollar": ("\\$x\\$", (words("$x$"),)),
    "a block": ("$$\nx\n= y\n$$", (Formula("x\n= y"),)),
    "a block in one line": ("$$x$$", (Formula("x"),)),
    "a block inside a paragraph": ("раз\n$$x$$\nдва", (words("раз"), Formula("x"), words("два"))),
    "a block in a list": ("- $$x$$", (BulletList(((Formula("x"),),)),)),
    "a block in a heading stays in it": ("# а $$x$$", (Heading(1, (Text("а "), InlineFormula("x"))),)),
    "an empty block": ("раз $$ $$ два", (words("раз"), words("два"))),
    "not closed": ("$x", (words("$x"),)),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_blocks(case: str) -> None:
    markdown, expected = BLOCKS[case]
    assert parse(markdown) == expected


@pytest.mark.parametrize("case", FORMULAS)
def test_formulas(case: str) -> None:
    markdown, expected = FORMULAS[case]
    assert parse(markdown) == expected


def test_a_table_has_alignment_and_full_rows() -> None:
    (table,) = parse("| | a | `b` |\n|---|--:|:-:|\n| x | $y$ | 1 |\n| z |")
    assert table == Table(
        header=((), (Text("a"),), (CodeSpan("b"),)),
        rows=(((Text("x"),), (InlineFormula("y"),), (Text("1"),)), ((Text("z"),), (), ())),
        alignment=("left", "right", "center"),
    )


def test_blocks_are_values() -> None:
    markdown = "# а\n\n- б $x$\n\n| a |\n|---|\n| b |"
    assert hash(parse(markdown)) == hash(parse(markdown))
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse(markdown)[0].level = 2  # type: ignore[misc, union-attr]


def listed(text: str) -> list[str]:
    return text.split()


PARTS = listed(
    r"$ $$ * ** _ ` ``` | |-| - 1. > # [x](y) ![ ] ( \ < <b> & &amp; x Я :-: --- === http://a.b "
    "<http://a.b> ~"
)
NEARLY_MARKDOWN = (
    st.lists(st.sampled_from([*PARTS, " ", "\n", "\n\n", "    "]), max_size=25).map("".join) | st.text()
)


@unhurried
@given(NEARLY_MARKDOWN)
@example("|a|\n|-|")
@example("\x00\ud800")
@example(">" * 3000)
@example("[" * 3000)
def test_any_string_is_an_explanation(markdown: str) -> None:
    for block in parse(markdown):
        assert isinstance(block, Block)
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} | {len(block.alignment)} == {len(block.header)}
        if isinstance(block, Formula):
            assert block.latex.strip()


@unhurried
@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_letters_come_back_as_they_are(text: str) -> None:
    assert parse(text) == (words(text),)
