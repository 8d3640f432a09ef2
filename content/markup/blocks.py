"""What an explanation is made of, as frozen values: read once, shown by whoever can show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters. A line feed is a break the author asked for; other line ends are spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Code inside a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineFormula:
    """LaTeX inside a sentence, without its dollar signs."""

    latex: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Strong emphasis."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Italic:
    """Emphasis."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address. The address is as the author wrote it, percent-encoded."""

    children: Inlines
    url: str


Inline: TypeAlias = Text | CodeSpan | InlineFormula | Bold | Italic | Link
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; ``level`` is 1 to 6."""

    level: int
    children: Inlines


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items without an order, each made of blocks."""

    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items in order, the first of them numbered ``start``."""

    start: int
    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code; ``language`` is the author's word for it (``python``), empty where there is none."""

    language: str
    text: str


Alignment: TypeAlias = Literal["left", "center", "right"]
Row: TypeAlias = tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row and ``alignment`` have as many entries as ``header``; header cells may be empty."""

    header: Row
    rows: tuple[Row, ...]
    alignment: tuple[Alignment, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX on a line of its own, without its dollar signs."""

    latex: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    children: Blocks


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two thoughts."""


Block: TypeAlias = Paragraph | Heading | BulletList | NumberedList | Code | Table | Formula | Quote | Rule
Blocks: TypeAlias = tuple[Block, ...]
