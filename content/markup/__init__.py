"""Explanations: Markdown with formulas, read into values and, for formulas, into readable text."""

from __future__ import annotations

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
from content.markup.latex import to_plain, to_unicode
from content.markup.markdown import parse

__all__ = [
    "Alignment",
    "Block",
    "Blocks",
    "Bold",
    "BulletList",
    "Code",
    "CodeSpan",
    "Formula",
    "Heading",
    "Inline",
    "InlineFormula",
    "Inlines",
    "Italic",
    "Link",
    "NumberedList",
    "Paragraph",
    "Quote",
    "Row",
    "Rule",
    "Table",
    "Text",
    "parse",
    "to_plain",
    "to_unicode",
]
