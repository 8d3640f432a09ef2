"""A long text as several messages: cut where a reader would pause, and every part valid on its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from bot.render.marked import Marked, Tags, html_of, is_inside_character, marked, plain, shared

MESSAGE_LIMIT = 4096
"""Visible characters of a message."""

ENTITY_LIMIT = 95
"""Formatted stretches of a message: Telegram shows the first 100, some of which may be links it finds itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Telegram HTML that is best kept together, and the white space between it and the piece before it."""

    html: str
    gap: str = "\n\n"


def joined(pieces: Iterable[Piece]) -> str:
    """The pieces as one text."""
    parts: list[str] = []
    for piece in pieces:
        if parts:
            parts.append(piece.gap)
        parts.append(piece.html)
    return "".join(parts)


def split(content: str | Iterable[Piece], limit: int = MESSAGE_LIMIT) -> list[str]:
    """Telegram HTML as parts of at most ``limit`` visible characters and 95 formatted stretches each.

    A cut is made between pieces if one lies far enough from the start of the part, else between paragraphs, lines,
    sentences or words, at worst inside a word; never inside a tag, a character reference or what people see as one
    character (unless that alone is longer than the limit). Tags over a cut are closed and opened again. Only white
    space at the cuts is lost. No part is blank: of a blank text nothing is left.

    ``limit``: visible characters (code points), at least 1.
    """
    if limit < 1:
        raise ValueError(f"a part of {limit} characters cannot hold anything")
    pieces = [Piece(content)] if isinstance(content, str) else list(content)
    html = joined(pieces).strip()
    if _fits_as_it_is(html, limit):
        return [html] if html[:1].isalnum() or plain(html).strip() else []
    return _Cutting(pieces, limit).parts()


def _fits_as_it_is(html: str, limit: int) -> bool:
    short = len(html) <= limit or len(plain(html)) <= limit
    return short and html.count("</") <= ENTITY_LIMIT


class Pause(IntEnum):
    """How good a place for a cut is."""

    NONE = -1
    """Inside what people see as one character."""
    LETTER = 0
    WORD = 1
    SENTENCE = 2
    LINE = 3
    PARAGRAPH = 4
    PIECE = 5


_FULL_ENOUGH = {Pause.PIECE: 0.4, Pause.PARAGRAPH: 0.5, Pause.LINE: 0.5, Pause.SENTENCE: 0.5, Pause.WORD: 0.0}
"""How much of a message a better pause may leave unused: a part has to hold at least this share of what fits."""


MOST_CLOSING = 8
"""Quotation marks and brackets that may stand between the end of a sentence and the space after it."""


class _Cutting:
    """One text being cut."""

    def __init__(self, pieces: Iterable[Piece], limit: int) -> None:
        self._limit = limit
        self._starts: set[int] = set()
        whole = Marked()
        for piece in pieces:
            found = marked(piece.html)
            if whole.text:
                whole.add(piece.gap, ())
            if (
                piece.gap != "\n"
            ):  # a piece on the next line, such as an item of a list, belongs to what is above
                self._starts.add(len(whole.text))
            whole.text += found.text
            whole.tags += found.tags
        self._text = whole.text
        self._tags: list[Tags] = [
            tags[:ENTITY_LIMIT] if len(tags) > ENTITY_LIMIT else tags for tags in whole.tags
        ]

    def parts(self) -> list[str]:
        found: list[str] = []
        end = len(self._text.rstrip())
        start = self._next_start(0)
        while start < end:
            stop = self._stop(start, end)
            cut = stop if stop == end else self._cut(start, stop)
            shown = start + len(self._text[start:cut].rstrip())
            if shown > start:
                found.append(html_of(self._text[start:shown], self._tags[start:shown]))
            start = self._next_start(cut)
        return found

    def _next_start(self, cut: int) -> int:
        """The first character of the next part: no white space, but the indent of a line of code stays."""
        start = cut
        while start < len(self._text) and self._text[start].isspace():
            start += 1
        line = self._text.rfind("\n", 0, start) + 1
        indented = cut <= line < start and start - line <= self._limit // 4
        return line if indented and self._in_code(line) else start

    def _in_code(self, at: int) -> bool:
        return any(tag.name == "pre" for tag in self._tags[at])

    def _stop(self, start: int, end: int) -> int:
        """Where a part that begins at ``start`` ends at the latest."""
        last = min(end, start + self._limit)
        opened = 0
        current: Tags = ()
        at = start
        while at < last:
            tags = self._tags[at]
            if tags is not current:
                opened += _new_entities(current, tags)
                if opened > ENTITY_LIMIT:
                    return at
                current = tags
            at += 1
        return last

    def _cut(self, start: int, stop: int) -> int:
        """The best place for a cut after ``start`` and not after ``stop``."""
        latest: dict[Pause, int] = {}
        for at in range(stop, start, -1):
            latest.setdefault(self._pause(at), at)
        for pause, share in _FULL_ENOUGH.items():
            at = max((latest[better] for better in latest if better >= pause), default=start)
            if at > start and at - start >= share * (stop - start):
                return at
        return latest.get(Pause.LETTER, stop)

    def _pause(self, at: int) -> Pause:
        """How good a cut before the character ``at`` is. Of white space only the beginning counts."""
        if at in self._starts:
            return Pause.PIECE
        left, right = self._text[at - 1], self._text[at]
        if left.isspace():
            return Pause.NONE
        if not right.isspace():
            return Pause.NONE if is_inside_character(self._text, at) else Pause.LETTER
        return self._pause_of_space(at)

    def _pause_of_space(self, at: int) -> Pause:
        end = at
        while self._text[end].isspace():
            end += 1
            if end in self._starts:
                return Pause.PIECE
        lines = self._text.count("\n", at, end)
        if self._in_code(at):
            return (Pause.WORD, Pause.SENTENCE, Pause.LINE)[min(lines, 2)]
        if lines:
            return Pause.LINE if lines == 1 else Pause.PARAGRAPH
        before = self._text[max(0, at - MOST_CLOSING) : at].rstrip('»”")]')
        return Pause.SENTENCE if before[-1:] in (".", "!", "?", "…") else Pause.WORD


def _new_entities(before: Tags, after: Tags) -> int:
    """How many formatted stretches begin: a language inside a block of code is the same stretch."""
    opened = after[shared(before, after) :]
    return len(opened) - sum(
        inner.name == "code" and outer.name == "pre" for outer, inner in pairwise(opened)
    )
