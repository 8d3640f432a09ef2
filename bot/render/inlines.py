"""Sentences into Telegram HTML and into plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.render.marked import Marked, Tag, Tags, escape, html_of
from content.markup import (
    Bold,
    CodeSpan,
    Inline,
    InlineFormula,
    Inlines,
    Italic,
    Link,
    Text,
    to_plain,
    to_unicode,
)

_BOLD = Tag("b", "<b>")
_ITALIC = Tag("i", "<i>")
_CODE = Tag("code", "<code>")
BOLD: Tags = (_BOLD,)
ITALIC: Tags = (_ITALIC,)

_ADDRESSES = ("http://", "https://", "tg://")
"""What Telegram makes a link of; a text that leads anywhere else stays a text."""


def inline_html(children: Inlines, over: Tags = ()) -> str:
    """A sentence as Telegram HTML, under the tags that lie ``over`` all of it."""
    found = Marked()
    for child in children:
        _add(child, over, found)
    return html_of(found.text, found.tags)


def _add(inline: Inline, over: Tags, found: Marked) -> None:
    if isinstance(inline, Text):
        found.add(inline.text, over)
    elif isinstance(inline, CodeSpan):
        found.add(inline.text, _code_under(over))
    elif isinstance(inline, InlineFormula):
        _add_formula(inline.latex, over, found)
    else:
        within = _under(inline, over)
        for child in inline.children:
            _add(child, within, found)


def _add_formula(latex: str, over: Tags, found: Marked) -> None:
    text = to_unicode(latex)
    if text is None:
        found.add(to_plain(latex), _code_under(over))
    else:
        found.add(no_command(text), over)


_COMMAND = re.compile(r"(?<![\w/<>])/(?=[A-Za-z0-9_])")
"""Where Telegram would see a command: ``/d`` in ``(2i)/d``."""


def no_command(text: str) -> str:
    """A formula without what Telegram takes for a command: an undrawn word joiner follows the stroke."""
    return _COMMAND.sub("/\u2060", text)


def _code_under(over: Tags) -> Tags:
    """Code may lie in a link but not in bold or italic text: Telegram would drop one of the two."""
    return (*(tag for tag in over if tag.name == "a"), _CODE)


def _under(inline: Bold | Italic | Link, over: Tags) -> Tags:
    """The tags over what an emphasis or a link holds. The same tag twice adds nothing."""
    tag = _BOLD if isinstance(inline, Bold) else _ITALIC
    if isinstance(inline, Link):
        if not inline.url.lower().startswith(_ADDRESSES):
            return over
        tag = Tag("a", f'<a href="{escape(inline.url)}">')
    return over if any(other.name == tag.name for other in over) else (*over, tag)


def inline_text(children: Inlines) -> str:
    """A sentence without any markup, formulas in readable characters, on one line."""
    return " ".join("".join(_texts(children)).split())


def _texts(children: Inlines) -> Iterable[str]:
    for child in children:
        if isinstance(child, (Text, CodeSpan)):
            yield child.text
        elif isinstance(child, InlineFormula):
            yield to_plain(child.latex)
        else:
            yield from _texts(child.children)
