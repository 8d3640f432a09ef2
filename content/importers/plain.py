"""What is shown as it is: Markdown and LaTeX to plain text; titles and tags that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.complaint import Fault, Message, shorten
from content.markup import Block, CodeSpan, Formula, Inline, InlineFormula, Paragraph, Text, parse, to_plain

LONGEST_TITLE = 100
LONGEST_TAG = 40
LONGEST_SUMMARY = 300
LONGEST_READ = 8000
"""Markdown longer than this is no question: it is not read as Markdown."""

TITLE_CUT = Message("text-title-cut", "a title of {size} characters, {most} fit: it is cut to «{kept}»")
TAG_CUT = Message("text-tag-cut", "a tag of {size} characters, {most} fit: it is cut to «{kept}»")

DUNDER = re.compile(r"(?<![\w\\])__(?=[A-Za-z0-9]+__(?!\w)|[A-Za-z0-9]+(?:_[A-Za-z0-9]+){1,9}__(?!\w))")


def plain_of(markdown: str) -> str:
    """A line of Markdown as it reads without its marks; formulas in Unicode, several lines as one.

    An entity for a line feed (``&#10;``) is one. What is too long to be a question comes back as it is.
    """
    line = " ".join(markdown.split("\n")).strip()
    if len(line) > LONGEST_READ:
        return line
    blocks = parse(f"x {_names_kept(line)}")  # the letter keeps `1.`, `#`, `>` from having a meaning
    return " ".join(_words(block) for block in blocks).removeprefix("x").strip()


def _names_kept(line: str) -> str:
    """Names such as ``__init__`` are no bold words."""
    parts = DUNDER.split(line)
    for index in range(1, len(parts)):
        parts[index] = parts[index].replace("__", r"\_\_", 1)
    return r"\_\_".join(parts)


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _flat(block.children)
    return to_plain(block.latex) if isinstance(block, Formula) else ""


def _flat(parts: Iterable[Inline]) -> str:
    words = ""
    for part in parts:
        if isinstance(part, Text | CodeSpan):
            words += part.text
        elif isinstance(part, InlineFormula):
            words += to_plain(part.latex)
        else:
            words += _flat(part.children)
    return words


def cut(text: str, most: int) -> str:
    """A text in one line of at most ``most`` characters, cut after a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    words = kept.rsplit(maxsplit=1)
    inside = not kept.endswith(" ") and line[most - 1] != " "
    whole = words[0] if inside and len(words) == 2 and len(words[0]) * 2 >= most else kept
    return whole.rstrip(" ,;:—–-&") + "…"


def title_of(text: str, line: int) -> tuple[str, tuple[Fault, ...]]:
    """A deck's title, and what is to be said where it had to be cut."""
    kept = cut(text, LONGEST_TITLE)
    size = len(" ".join(text.split()))
    fault = TITLE_CUT.at(line, size=size, most=LONGEST_TITLE, kept=shorten(kept))
    return kept, (fault,) if size > LONGEST_TITLE else ()


def tag_of(text: str, line: int) -> tuple[str, tuple[Fault, ...]]:
    """A tag, and what is to be said where it had to be cut."""
    kept = cut(text, LONGEST_TAG)
    size = len(" ".join(text.split()))
    return kept, (TAG_CUT.at(line, size=size, most=LONGEST_TAG, kept=kept),) if size > LONGEST_TAG else ()


def language_of(texts: Iterable[str]) -> str:
    """``ru`` where a fair part of the letters is Russian, or where there are none; else ``en``."""
    russian = latin = 0
    for text in texts:
        russian += len(re.findall("[А-Яа-яЁё]", text))
        latin += len(re.findall("[A-Za-z]", text))
    return "ru" if russian * 6 >= latin else "en"
