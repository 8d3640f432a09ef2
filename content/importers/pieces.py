"""Sentences put together from pieces, each with its style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from content.markup import Bold, CodeSpan, Inline, InlineFormula, Inlines, Italic, Link, Text


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece looks; numbers count the tags that are open. ``url``: where it leads to."""

    bold: int = 0
    italic: int = 0
    code: int = 0
    url: str = ""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Piece:
    """Something inside a sentence. ``kind``: text, code, formula, shown formula or break."""

    kind: str
    text: str
    style: Style = PLAIN


def sentence(pieces: list[Piece], in_line: bool = False) -> Inlines:
    """Pieces as parts of a sentence, without white space at the ends."""
    kept = list(pieces)
    while kept and (kept[-1].kind == "break" or (kept[-1].kind == "text" and not kept[-1].text.strip())):
        kept.pop()
    while kept and (kept[0].kind == "break" or (kept[0].kind == "text" and not kept[0].text.strip())):
        kept.pop(0)
    return _trimmed(_dressed(list(_runs(kept)), LEVELS, in_line))


def _runs(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind and one style as one; a break between two of a style takes it."""
    last: Piece | None = None
    for index, piece in enumerate(pieces):
        one = piece
        if piece.kind == "break":
            after = pieces[index + 1] if index + 1 < len(pieces) else piece
            alike = last is not None and _looks(last) == _looks(after)
            one = Piece("text", "\n", replace(after.style, code=0) if alike else PLAIN)
        elif (
            piece.kind == "text"
            and last is not None
            and last.text.endswith(("\n", " "))
            and last.kind == "text"
        ):
            one = replace(piece, text=piece.text.lstrip(" "))
        if (
            last is not None
            and (last.kind, _looks(last)) == (one.kind, _looks(one))
            and one.kind in ("text", "code")
        ):
            last = replace(last, text=last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _looks(piece: Piece) -> tuple[bool, bool, str]:
    return bool(piece.style.bold), bool(piece.style.italic), piece.style.url


Level: TypeAlias = tuple[Callable[[Style], str], Callable[[Inlines, str], Inline]]

LEVELS: tuple[Level, ...] = (
    (lambda style: style.url, Link),
    (lambda style: "bold" * bool(style.bold), lambda inner, _: Bold(inner)),
    (lambda style: "italic" * bool(style.italic), lambda inner, _: Italic(inner)),
)
"""What pieces may share, from outside inwards, and what is made of those that do."""


def _dressed(pieces: Sequence[Piece], levels: Sequence[Level], in_line: bool) -> list[Inline]:
    """Neighbours that look alike in one link, one bold, one italic."""
    if not levels:
        return [part for piece in pieces if (part := _bare(piece, in_line)) is not None]
    (look, wrapped), *within = levels
    parts: list[Inline] = []
    for said, group in groupby(pieces, key=lambda piece: look(piece.style)):
        alike = list(group)
        inner = _dressed(alike, within, in_line)
        shown = said and any(piece.text.strip() for piece in alike)
        parts += [wrapped(tuple(inner), said)] if shown else inner
    return parts


def _bare(piece: Piece, in_line: bool) -> Inline | None:
    if piece.kind == "formula":
        return InlineFormula(piece.text)
    text = re.sub(r" *\n *", " " if in_line else "\n", piece.text)
    if piece.kind == "code" and text.strip():
        return CodeSpan(text.strip())
    return Text(text) if text else None


def _trimmed(parts: list[Inline]) -> Inlines:
    if parts and isinstance(parts[0], Text):
        parts[0] = Text(parts[0].text.lstrip())
    if parts and isinstance(parts[-1], Text):
        parts[-1] = Text(parts[-1].text.rstrip())
    return tuple(part for part in parts if not isinstance(part, Text) or part.text)
