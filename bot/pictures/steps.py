"""The steps of the podium: as high as the place, the winner in the middle, equal places on equal heights."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.pictures.colours import INK, MUTED, TEXT, Colour, face, metal, shade
from bot.pictures.lettering import ELLIPSIS, Style, Weight, fitting, readable, wrapped
from bot.pictures.marks import Align, Block, Box, Line, Mark, capitals, disc, line
from bot.pictures.rows import Row

ON_STEPS = 3
WIDEST = 320
GAP = 12
RING = 6


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels; heights of steps and diameters of discs for the first, the second and any later place."""

    heights: tuple[int, int, int]
    faces: tuple[int, int, int]
    numeral: Style
    points: tuple[Style, ...]
    names: tuple[Style, ...]
    note: Style


def _bold(*sizes: int) -> tuple[Style, ...]:
    return tuple(Style(Weight.BOLD, size) for size in sizes)


BESIDE_LIST = Measures(
    heights=(232, 180, 132),
    faces=(124, 108, 100),
    numeral=Style(Weight.BOLD, 56),
    points=_bold(26, 22, 18),
    names=_bold(30, 26),
    note=Style(Weight.REGULAR, 22),
)
ALONE = Measures(
    heights=(230, 192, 158),
    faces=(128, 120, 112),
    numeral=Style(Weight.BOLD, 72),
    points=_bold(34, 28, 24),
    names=_bold(36, 32, 28),
    note=Style(Weight.REGULAR, 24),
)
"""Larger: there is nothing beside the steps."""


@dataclass(frozen=True, slots=True)
class _Lettering:
    """The styles that the names and the points of all steps share."""

    names: Style
    points: Style


def step_marks(rows: tuple[Row, ...], area: Box, measures: Measures) -> Iterator[Mark]:
    """One to three rows, best first, on steps that stand in the middle of the area's bottom."""
    order = (1, 0, 2) if len(rows) == ON_STEPS else range(len(rows))
    width = min(WIDEST, (area.width - GAP * (len(rows) - 1)) // len(rows))
    left = area.middle - (width * len(rows) + GAP * (len(rows) - 1)) // 2
    lettering = _lettering(rows, width, measures)
    for index in order:
        yield from _column(rows[index], replace(area, left=left, right=left + width), measures, lettering)
        left += width + GAP


def _lettering(rows: tuple[Row, ...], width: int, measures: Measures) -> _Lettering:
    names = (_name_style(row.shown_name, width, measures.names) for row in rows)
    points = (fitting(readable(row.points), measures.points, width - 2 * GAP) for row in rows)
    return _Lettering(min(names, key=_size), min(points, key=_size))


def _size(style: Style) -> int:
    return style.size


def _name_style(name: str, width: int, styles: tuple[Style, ...]) -> Style:
    """The largest style in which the whole name fits into two lines; the largest of all if it fits in none."""
    return next((style for style in styles if wrapped(name, style, width)[-1][-1:] != ELLIPSIS), styles[0])


def _column(row: Row, column: Box, measures: Measures, lettering: _Lettering) -> Iterator[Mark]:
    rank = min(row.place, len(measures.heights)) - 1
    height, diameter = measures.heights[rank], measures.faces[rank]
    step = replace(column, top=column.bottom - height)
    yield Block(step, metal(row.place), radius=18, standing=True, below=shade(row.place))
    yield from _on_step(row, step, measures, lettering)
    top = step.top - 8
    for text, style, ink in reversed(list(_texts(row, column.width, measures, lettering))):
        top -= style.height
        yield line(text, style, ink, replace(column, top=top), Align.MIDDLE)
    yield from _face(row, column.middle, top - diameter - 10, diameter)


def _on_step(row: Row, step: Box, measures: Measures, lettering: _Lettering) -> Iterator[Line]:
    numeral = replace(step, top=step.top + 10, bottom=step.top + 10 + measures.numeral.size * 6 // 5)
    yield capitals(str(row.place), measures.numeral, INK, numeral)
    points = Box(step.left + GAP, numeral.bottom, step.right - GAP, step.bottom)
    yield line(readable(row.points), lettering.points, INK, points, Align.MIDDLE)


def _texts(
    row: Row, width: int, measures: Measures, lettering: _Lettering
) -> Iterator[tuple[str, Style, Colour]]:
    for part in wrapped(row.shown_name, lettering.names, width):
        yield part, lettering.names, TEXT
    if note := readable(row.note):
        yield note, measures.note, MUTED


def _face(row: Row, middle: int, top: int, diameter: int) -> Iterator[Mark]:
    yield disc(middle, top - RING, diameter + 2 * RING, metal(row.place))
    ground = disc(middle, top, diameter, face(row.colour_of))
    yield ground
    yield capitals(row.initials, Style(Weight.BOLD, diameter * 2 // 5), TEXT, ground.box)
