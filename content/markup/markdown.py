"""Markdown into blocks: CommonMark with tables, ``$…$`` and ``$$…$$``. Raw HTML is plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as Node
from mdit_py_plugins.dollarmath import dollarmath_plugin

from content.markup.blocks import (
    Alignment,
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
    Inlines,
    Italic,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A dollar followed or preceded by a space is money, not a formula: the rule of Pandoc's tex_math_dollars.
    return reader.use(dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=True)


_READER = _reader()


def parse(markdown: str) -> Blocks:
    """The blocks of an explanation, from top to bottom. Any string is accepted; an empty one has no blocks.

    Reading takes about a millisecond for a usual explanation: keep the result.
    """
    tokens: Sequence[Token] = _READER.parse(markdown)
    return tuple(_blocks(Node(tokens).children))


def _blocks(nodes: Iterable[Node]) -> Iterable[Block]:
    for node in nodes:
        yield from _BLOCKS[node.type](node)


def _within(node: Node) -> Blocks:
    return tuple(_blocks(node.children))


def _paragraph(node: Node) -> Iterable[Block]:
    """A paragraph; a ``$$…$$`` inside it becomes a block of its own between what stands before and after."""
    sentences: list[Inline] = []
    for child in _leaves(node):
        if child.type == "math_inline_double":
            yield from _unless_blank(sentences)
            sentences = []
            yield from _formula(child)
        else:
            sentences += _inline(child)
    yield from _unless_blank(sentences)


def _formula(node: Node) -> Iterable[Block]:
    if latex := node.content.strip():
        yield Formula(latex)


def _unless_blank(sentences: Sequence[Inline]) -> Iterable[Block]:
    if children := _trimmed(_merged(sentences)):
        yield Paragraph(children)


def _table(node: Node) -> Iterable[Block]:
    rows = [_row(row) for part in node.children for row in part.children]
    head = node.children[0].children[0].children
    yield Table(rows[0], tuple(rows[1:]), tuple(_alignment(cell) for cell in head))


def _row(node: Node) -> Row:
    return tuple(_sentence(cell) for cell in node.children)


def _alignment(cell: Node) -> Alignment:
    style = str(cell.attrs.get("style", ""))
    return "right" if style.endswith("right") else "center" if style.endswith("center") else "left"


def _numbered(node: Node) -> Iterable[Block]:
    yield NumberedList(int(node.attrs.get("start", 1)), tuple(_within(item) for item in node.children))


def _code(node: Node) -> Iterable[Block]:
    language = node.info.split(maxsplit=1)[0] if node.info.strip() else ""
    yield Code(language, node.content.removesuffix("\n"))


_BLOCKS: dict[str, Callable[[Node], Iterable[Block]]] = {
    "paragraph": _paragraph,
    "heading": lambda node: [Heading(int(node.tag[1:]), _sentence(node))],
    "bullet_list": lambda node: [BulletList(tuple(_within(item) for item in node.children))],
    "ordered_list": _numbered,
    "blockquote": lambda node: [Quote(_within(node))],
    "fence": _code,
    "code_block": _code,
    "math_block": _formula,
    "table": _table,
    "hr": lambda _: [Rule()],
}


def _leaves(node: Node) -> Sequence[Node]:
    """The inline nodes of a block that holds one sentence."""
    return [leaf for inline in node.children for leaf in inline.children]


def _sentence(node: Node) -> Inlines:
    return _trimmed(_merged([part for leaf in _leaves(node) for part in _inline(leaf)]))


def _inline(node: Node) -> Inlines:
    return _INLINES[node.type](node)


def _children(node: Node) -> Inlines:
    return _merged([part for child in node.children for part in _inline(child)])


def _link(node: Node) -> Inlines:
    return (Link(_children(node), str(node.attrs.get("href", ""))),)


def _picture(node: Node) -> Inlines:
    """A chat message holds no picture in its text: its description leads to it."""
    source = str(node.attrs.get("src", ""))
    return (Link(_children(node) or (Text(source),), source),)


_INLINES: dict[str, Callable[[Node], Inlines]] = {
    "text": lambda node: (Text(node.content),),
    "softbreak": lambda _: (Text(" "),),
    "hardbreak": lambda _: (Text("\n"),),
    "code_inline": lambda node: (CodeSpan(node.content),),
    "math_inline": lambda node: (InlineFormula(node.content.strip()),),
    "math_inline_double": lambda node: (InlineFormula(node.content.strip()),),
    "strong": lambda node: (Bold(_children(node)),),
    "em": lambda node: (Italic(_children(node)),),
    "link": _link,
    "image": _picture,
}


def _merged(parts: Iterable[Inline]) -> Inlines:
    """Neighbouring texts as one; empty ones left out."""
    merged: list[Inline] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + part.text)
        elif not isinstance(part, Text) or part.text:
            merged.append(part)
    return tuple(merged)


def _trimmed(parts: Inlines) -> Inlines:
    """Without the spaces at both ends that a formula cut out of the sentence leaves behind."""
    trimmed: list[Any] = list(parts)
    if trimmed and isinstance(trimmed[0], Text):
        trimmed[0] = Text(trimmed[0].text.lstrip())
    if trimmed and isinstance(trimmed[-1], Text):
        trimmed[-1] = Text(trimmed[-1].text.rstrip())
    return _merged(trimmed)
