"""The form of our own Markdown files: what the export writes and the import looks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

LABELS = {"ru": ("Подсказка", "Кратко"), "en": ("Hint", "In short")}
"""What stands before hints and short explanations, by the deck's language."""

MEANT = re.compile(r"([\\`*_\[\]<>$&#~|])")
IN_COMMENT = re.compile("[%;,<>\n]|-(?=-)|-$")
CODED = re.compile("%([0-9A-F]{2})")


def plain(text: str) -> str:
    """A plain text in one line of Markdown that reads the same; a line feed is an entity."""
    return MEANT.sub(r"\\\1", text).replace("\n", "&#10;")


def comment_of(*fields: tuple[str, str | Sequence[str]]) -> str:
    """`<!-- id: some_id; tags: one, two -->`, without what is empty."""
    written = [f"{name}: {_value(value)}" for name, value in fields if value]
    return f"<!-- {'; '.join(written)} -->"


def values_in(comment: str) -> dict[str, tuple[str, ...]]:
    """The fields between the signs of such a comment."""
    found: dict[str, tuple[str, ...]] = {}
    for field in comment.split(";"):
        name, colon, value = field.partition(":")
        if colon:
            values = (CODED.sub(lambda code: chr(int(code[1], 16)), one.strip()) for one in value.split(","))
            found[name.strip().lower()] = tuple(filter(None, values))
    return found


def _value(value: str | Sequence[str]) -> str:
    """Texts parted by commas; a character that would part or end something is written as its number."""
    values = (value,) if isinstance(value, str) else value
    return ", ".join(IN_COMMENT.sub(lambda found: f"%{ord(found[0]):02X}", one) for one in values)
