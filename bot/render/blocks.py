"""Blocks of an explanation into pieces of Telegram HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.render.inlines import BOLD, ITALIC, inline_html, inline_text, no_command
from bot.render.marked import escape, plain
from bot.render.splitting import Piece, joined
from bot.render.tables import PHONE_COLUMNS, aligned, display_width
from content.markup import (
    Block,
    Blocks,
    BulletList,
    Code,
    Formula,
    Heading,
    Inlines,
    NumberedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    to_plain,
    to_unicode,
)

_INDENT = "    "
_BULLETS = ("•", "◦", "▪")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,40}")
_TAB = 4


def render(blocks: Blocks) -> tuple[Piece, ...]:
    """The blocks as pieces of Telegram HTML, from top to bottom; what would show nothing is left out."""
    return tuple(_pieces(blocks, depth=0))


def _pieces(blocks: Blocks, depth: int) -> Iterable[Piece]:
    above: Block | None = None
    for block in blocks:
        pieces = [piece for piece in _PIECES[type(block)](block, depth) if plain(piece.html).strip()]
        if pieces:
            yield replace(pieces[0], gap=_gap(above, block))
            yield from pieces[1:]
            above = block


def _gap(above: Block | None, below: Block) -> str:
    """An empty line between blocks, none below a heading or between ``…:`` and the list it announces."""
    if isinstance(above, Heading):
        return "\n"
    announced = isinstance(above, Paragraph) and inline_text(above.children).endswith(":")
    return "\n" if announced and isinstance(below, (BulletList, NumberedList)) else "\n\n"


def _paragraph(block: Paragraph, _: int) -> Iterable[Piece]:
    yield Piece(inline_html(block.children))


def _heading(block: Heading, _: int) -> Iterable[Piece]:
    yield Piece(inline_html(block.children, BOLD))


def _bullets(block: BulletList, depth: int) -> Iterable[Piece]:
    marker = _BULLETS[min(depth, len(_BULLETS) - 1)]
    for item in block.items:
        yield from _item(marker, item, depth)


def _numbers(block: NumberedList, depth: int) -> Iterable[Piece]:
    for number, item in enumerate(block.items, start=block.start):
        yield from _item(f"{number}.", item, depth)


def _item(marker: str, item: Blocks, depth: int) -> Iterable[Piece]:
    """An item of a list: the marker before its first line, what follows below and a step to the right."""
    first = True
    for block in item:
        nested = isinstance(block, (BulletList, NumberedList))
        for piece in _pieces((block,), depth + 1 if nested else 0):
            html = piece.html
            if first:
                html = _INDENT * depth + _behind(marker, html)
            elif not nested:
                html = _INDENT * (depth + 1) * (not _is_box(html)) + html
            yield Piece(html, "\n")
            first = False


def _behind(marker: str, html: str) -> str:
    return f"{marker}\n{html}" if _is_box(html) else f"{marker} {html.lstrip()}"


def _is_box(html: str) -> bool:
    return html.startswith(("<pre>", "<blockquote>"))


def _code(block: Code, _: int) -> Iterable[Piece]:
    text = escape(block.text.expandtabs(_TAB).rstrip())
    if _LANGUAGE.fullmatch(block.language):
        yield Piece(f'<pre><code class="language-{block.language}">{text}</code></pre>')
    else:
        yield Piece(f"<pre>{text}</pre>")


def _formula(block: Formula, _: int) -> Iterable[Piece]:
    """A formula on its own line; where one is too narrow, several of them (``\\quad`` between) on a line each."""
    unicode = to_unicode(block.latex)
    text = to_plain(block.latex) if unicode is None else unicode
    if display_width(text) > PHONE_COLUMNS:
        text = re.sub(" {2,}", "\n", text)
    yield Piece(escape(no_command(text)) if unicode is not None else f"<pre>{escape(text)}</pre>")


def _quote(block: Quote, _: int) -> Iterable[Piece]:
    html = joined(_pieces(_unquoted(block.children), depth=0))
    yield Piece(f"<blockquote>{html}</blockquote>")


def _unquoted(blocks: Blocks) -> Blocks:
    """Quotes do not nest in Telegram: an inner one becomes part of the outer, also where it stands in a list."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, Quote):
            flat += _unquoted(block.children)
        elif isinstance(block, (BulletList, NumberedList)):
            flat.append(replace(block, items=tuple(_unquoted(item) for item in block.items)))
        else:
            flat.append(block)
    return tuple(flat)


def _rule(_: Rule, __: int) -> Iterable[Piece]:
    yield Piece("———")


def _table(block: Table, _: int) -> Iterable[Piece]:
    rows = [[inline_text(cell) for cell in row] for row in block.rows]
    text = aligned([inline_text(cell) for cell in block.header], rows, block.alignment)
    if text is None:
        yield from _rows_as_lines(block)
    else:
        yield Piece(f"<pre>{escape(text)}</pre>")


def _rows_as_lines(block: Table) -> Iterable[Piece]:
    """``• row head — column: value; column: value`` below the name of the first column, if it has one.

    Of two columns both names stand above and the lines are ``• row head — value``.
    """
    named = block.header if len(block.header) == 2 else block.header[:1]
    title = " — ".join(inline_html(name, ITALIC) for name in named if inline_text(name))
    if title:
        yield Piece(title + ":")
    names = block.header[1:] if len(named) == 1 else [()]
    for row in block.rows:
        parts = (inline_html(row[0], BOLD), "; ".join(_named_values(names, row[1:])))
        yield Piece(f"• {' — '.join(part for part in parts if part)}", "\n")


def _named_values(names: Sequence[Inlines], values: Sequence[Inlines]) -> Iterable[str]:
    for name, value in zip(names, values, strict=True):
        if inline_text(value):
            title = f"{inline_html(name)}: " if inline_text(name) else ""
            yield title + inline_html(value)


_PIECES: dict[type[Block], Callable[[Any, int], Iterable[Piece]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    BulletList: _bullets,
    NumberedList: _numbers,
    Code: _code,
    Table: _table,
    Formula: _formula,
    Quote: _quote,
    Rule: _rule,
}
