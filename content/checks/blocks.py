"""An explanation taken apart for the rules: its formulas, tables, code and words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from content.markup import (
    Block,
    Blocks,
    Bold,
    BulletList,
    Code,
    CodeSpan,
    Formula,
    Heading,
    Inline,
    InlineFormula,
    Italic,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Table,
    Text,
    parse,
    to_plain,
)

Leaf = Text | CodeSpan | InlineFormula


@lru_cache(16)
def all_blocks(explanation: str) -> Blocks:
    """Every block, also those inside of lists and quotations."""
    return tuple(_inside(parse(explanation)))


def formulas(explanation: str) -> Iterator[str]:
    """The LaTeX of every formula, on a line of its own or inside a sentence."""
    for block in all_blocks(explanation):
        if isinstance(block, Formula):
            yield block.latex
        yield from (leaf.latex for leaf in _leaves(block) if isinstance(leaf, InlineFormula))


def tables(explanation: str) -> Iterator[Table]:
    """Every table."""
    return (block for block in all_blocks(explanation) if isinstance(block, Table))


def code_blocks(explanation: str) -> Iterator[Code]:
    """Every block of code."""
    return (block for block in all_blocks(explanation) if isinstance(block, Code))


def words_of(explanation: str) -> Iterator[str]:
    """The texts outside of formulas and code."""
    for block in all_blocks(explanation):
        yield from (leaf.text for leaf in _leaves(block) if isinstance(leaf, Text))


def shown_length(explanation: str) -> int:
    """About how many characters learners see: texts, code, formulas as text, a blank line between blocks."""
    lengths = [_length(block) for block in all_blocks(explanation)]
    return sum(lengths) + 2 * max(len(lengths) - 1, 0)


def _length(block: Block) -> int:
    if isinstance(block, Code):
        return len(block.text)
    if isinstance(block, Formula):
        return len(to_plain(block.latex))
    return sum(
        len(to_plain(leaf.latex) if isinstance(leaf, InlineFormula) else leaf.text) for leaf in _leaves(block)
    )


def _inside(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from _inside(block.children)
        elif isinstance(block, BulletList | NumberedList):
            for item in block.items:
                yield from _inside(item)


def _leaves(block: Block) -> Iterator[Leaf]:
    """The words, code spans and formulas in the sentences of a block itself."""
    if isinstance(block, Paragraph | Heading):
        yield from _flat(block.children)
    elif isinstance(block, Table):
        for row in (block.header, *block.rows):
            for cell in row:
                yield from _flat(cell)


def _flat(sentence: tuple[Inline, ...]) -> Iterator[Leaf]:
    for part in sentence:
        if isinstance(part, Bold | Italic | Link):
            yield from _flat(part.children)
        else:
            yield part
