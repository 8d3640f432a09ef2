"""The steps of the podium: as high as the place, the winner in the middle, equal places on equal heights."""

from collections.abc import Iterator
from dataclasses import dataclass

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


def step_marks(rows: tuple[Row, ...], area: Box, measures: Measures) -> Iterator[Mark]:
    """One to three rows, best first, on steps that stand in the middle of the area's bottom."""
    order = (1, 0, 2) if len(rows) == ON_STEPS else range(len(rows))
    width = min(WIDEST, (area.width - GAP * (len(rows) - 1)) // len(rows))
    left = area.middle - (width * len(rows) + GAP * (len(rows) - 1)) // 2
    for index in order:
        yield from _column(rows[index], Box(left, area.top, left + width, area.bottom), measures)
        left += width + GAP


def _column(row: Row, column: Box, measures: Measures) -> Iterator[Mark]:
    rank = min(row.place, len(measures.heights)) - 1
    height, diameter = measures.heights[rank], measures.faces[rank]
    step = Box(column.left, column.bottom - height, column.right, column.bottom)
    yield Block(step, metal(row.place), radius=18, standing=True, below=shade(row.place))
    yield from _on_step(row, step, measures)
    top = step.top - 8
    for text, style, ink in reversed(list(_texts(row, column.width, measures))):
        top -= style.height
        yield line(text, style, ink, Box(column.left, top, column.right, top + style.height), Align.MIDDLE)
    yield from _face(row, column.middle, top - diameter - 10, diameter)


def _on_step(row: Row, step: Box, measures: Measures) -> Iterator[Line]:
    numeral = Box(step.left, step.top + 10, step.right, step.top + 10 + measures.numeral.size * 6 // 5)
    yield capitals(str(row.place), measures.numeral, INK, numeral)
    points = readable(row.points)
    left, right = step.left + GAP, step.right - GAP
    style = fitting(points, measures.points, right - left)
    yield line(
        points, style, INK, Box(left, numeral.bottom, right, numeral.bottom + style.height), Align.MIDDLE
    )


def _texts(row: Row, width: int, measures: Measures) -> Iterator[tuple[str, Style, Colour]]:
    style, parts = _name(row.shown_name, width, measures.names)
    for part in parts:
        yield part, style, TEXT
    if note := readable(row.note):
        yield note, measures.note, MUTED


def _name(name: str, width: int, styles: tuple[Style, ...]) -> tuple[Style, tuple[str, ...]]:
    """The name in the largest style in which the whole of it fits into two lines, else clipped in the largest."""
    settings = [(style, wrapped(name, style, width)) for style in styles]
    return next((setting for setting in settings if not setting[1][-1].endswith(ELLIPSIS)), settings[0])


def _face(row: Row, middle: int, top: int, diameter: int) -> Iterator[Mark]:
    yield disc(middle, top - RING, diameter + 2 * RING, metal(row.place))
    ground = disc(middle, top, diameter, face(row.colour_of))
    yield ground
    yield capitals(row.initials, Style(Weight.BOLD, diameter * 2 // 5), TEXT, ground.box)
