"""Explanations as HTML for programs that show formulas by MathJax: Anki, Moodle and web pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

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
    Inlines,
    Italic,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)

NO_FORMULA = re.compile(r"\\(?=[(\[])|\$(?=\$)|(?<=\$)\$|\[(?=\$|latex\]|tex\]|sound:|anki:)", re.IGNORECASE)
"""Signs in a text that MathJax, Anki or Moodle would take for the beginning of a formula or a sound."""


def html_of(blocks: Iterable[Block]) -> str:
    """HTML for blocks, without line feeds between them; formulas stand in ``\\(…\\)`` and ``\\[…\\]``."""
    return "".join(map(_block, blocks))


def text_as_html(text: str) -> str:
    """Plain text as HTML; line feeds become breaks."""
    safe = html.escape(text, quote=False)
    return NO_FORMULA.sub(lambda found: f"&#{ord(found[0])};", safe).replace("\n", "<br>")


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_sentence(block.children)}</p>"
    if isinstance(block, Heading):
        return f"<h{block.level}>{_sentence(block.children)}</h{block.level}>"
    if isinstance(block, BulletList):
        return f"<ul>{_items(block.items)}</ul>"
    if isinstance(block, NumberedList):
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>{_items(block.items)}</ol>"
    if isinstance(block, Code):
        language = f' class="language-{html.escape(block.language)}"' if block.language else ""
        return f"<pre><code{language}>{_raw(block.text)}</code></pre>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Formula):
        return f"<p>\\[{html.escape(block.latex, quote=False)}\\]</p>"
    if isinstance(block, Quote):
        return f"<blockquote>{html_of(block.children)}</blockquote>"
    return "<hr>"


def _items(items: tuple[Blocks, ...]) -> str:
    return "".join(f"<li>{_item(item)}</li>" for item in items)


def _item(item: Blocks) -> str:
    """A single paragraph, or the first one before a list, stands in its item without a tag."""
    if (
        item
        and isinstance(item[0], Paragraph)
        and all(isinstance(one, BulletList | NumberedList) for one in item[1:])
    ):
        return _sentence(item[0].children) + html_of(item[1:])
    return html_of(item)


def _table(block: Table) -> str:
    head = _row(block.header, "th", block)
    body = "".join(_row(row, "td", block) for row in block.rows)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(row: Row, tag: str, table: Table) -> str:
    styles = ["" if side == "left" else f' style="text-align:{side}"' for side in table.alignment]
    cells = (f"<{tag}{style}>{_sentence(cell)}</{tag}>" for style, cell in zip(styles, row, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _sentence(parts: Inlines) -> str:
    return "".join(map(_inline, parts))


def _inline(part: Inline) -> str:
    if isinstance(part, Text):
        return text_as_html(part.text)
    if isinstance(part, CodeSpan):
        return f"<code>{_raw(part.text)}</code>"
    if isinstance(part, InlineFormula):
        return f"\\({html.escape(part.latex, quote=False)}\\)"
    if isinstance(part, Link):
        return f'<a href="{html.escape(part.url)}">{_sentence(part.children)}</a>'
    tag = {Bold: "b", Italic: "i"}[type(part)]
    return f"<{tag}>{_sentence(part.children)}</{tag}>"


def _raw(text: str) -> str:
    """Code: its signs are none of HTML's, and none of MathJax's."""
    safe = html.escape(text, quote=False)
    return NO_FORMULA.sub(lambda found: f"&#{ord(found[0])};", safe)
