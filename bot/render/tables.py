"""Tables for a phone: aligned columns where they fit, one line a row where they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wcwidth import wcswidth

from content.markup import Alignment

PHONE_COLUMNS = 34
"""Characters of fixed width that a line of a message shows on a narrow phone without breaking."""

_BETWEEN = "  "

Line = Sequence[str]


def display_width(text: str) -> int:
    """Columns a text takes in a font of fixed width: combining marks none, East Asian wide characters two."""
    width = wcswidth(text)
    return width if width >= 0 else len(text)


def aligned(header: Line, rows: Sequence[Line], alignment: Sequence[Alignment]) -> str | None:
    """The table as lines of equal columns, or None if a line would not fit on a phone.

    A header of empty cells is left out.
    """
    named = any(header)
    lines = [header, *rows] if named else list(rows)
    widths = [
        max((display_width(line[column]) for line in lines), default=0) for column in range(len(header))
    ]
    total = sum(widths) + len(_BETWEEN) * (len(widths) - 1)
    if total > PHONE_COLUMNS:
        return None
    shown = [_line(line, widths, alignment) for line in lines]
    if named:
        shown.insert(1, "─" * total)
    return "\n".join(shown)


def _line(cells: Line, widths: Sequence[int], alignment: Sequence[Alignment]) -> str:
    padded = (_PADDED[how](cell, width) for cell, width, how in zip(cells, widths, alignment, strict=True))
    return _BETWEEN.join(padded).rstrip()


def _left(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _right(text: str, width: int) -> str:
    return " " * (width - display_width(text)) + text


def _centred(text: str, width: int) -> str:
    before = (width - display_width(text)) // 2
    return _left(" " * before + text, width)


_PADDED: dict[Alignment, Callable[[str, int], str]] = {"left": _left, "right": _right, "center": _centred}
