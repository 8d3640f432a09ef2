"""Sentences put together from pieces, each with its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    runs = list(_runs(kept))
    parts = [_dressed(run, in_line) for run in runs]
    return _trimmed([part for part in parts if part is not None])


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


def _dressed(piece: Piece, in_line: bool) -> Inline | None:
    text = re.sub(r" *\n *", " " if in_line else "\n", piece.text)
    if not text:
        return None
    bare: Inline = Text(text)
    if piece.kind == "code":
        bare = CodeSpan(text.strip()) if text.strip() else Text(text)
    elif piece.kind == "formula":
        bare = InlineFormula(piece.text)
    if piece.style.italic and text.strip():
        bare = Italic((bare,))
    if piece.style.bold and text.strip():
        bare = Bold((bare,))
    return Link((bare,), piece.style.url) if piece.style.url and text.strip() else bare


def _trimmed(parts: list[Inline]) -> Inlines:
    if parts and isinstance(parts[0], Text):
        parts[0] = Text(parts[0].text.lstrip())
    if parts and isinstance(parts[-1], Text):
        parts[-1] = Text(parts[-1].text.rstrip())
    return tuple(part for part in parts if not isinstance(part, Text) or part.text)
