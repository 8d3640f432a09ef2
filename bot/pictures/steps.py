"""The steps of the podium: as high as the place, the winner in the middle, equal places on equal heights."""

from collections.abc import Iterator

from bot.pictures.colours import INK, MUTED, TEXT, face, metal
from bot.pictures.lettering import Style, Weight, fitting, readable, wrapped
from bot.pictures.marks import Align, Block, Box, Line, Mark, capitals, disc, line
from bot.pictures.rows import Row

ON_STEPS = 3
WIDEST = 320
GAP = 12
HEIGHTS = (232, 176, 128)
"""Pixels of the steps of the first, the second and any later place."""
FACE = (124, 108, 100)
"""Diameters of the discs in the same order."""
RING = 6

NUMERAL = Style(Weight.BOLD, 56)
POINTS = (Style(Weight.BOLD, 26), Style(Weight.BOLD, 22), Style(Weight.BOLD, 18))
NAME = Style(Weight.BOLD, 30)
NOTE = Style(Weight.REGULAR, 22)


def step_marks(rows: tuple[Row, ...], area: Box) -> Iterator[Mark]:
    """One to three rows, best first, on steps that stand in the middle of the area's bottom."""
    order = (1, 0, 2) if len(rows) == ON_STEPS else range(len(rows))
    width = min(WIDEST, (area.width - GAP * (len(rows) - 1)) // len(rows))
    left = area.middle - (width * len(rows) + GAP * (len(rows) - 1)) // 2
    for index in order:
        yield from _column(rows[index], Box(left, area.top, left + width, area.bottom))
        left += width + GAP


def _column(row: Row, column: Box) -> Iterator[Mark]:
    rank = min(row.place, len(HEIGHTS)) - 1
    step = Box(column.left, column.bottom - HEIGHTS[rank], column.right, column.bottom)
    yield Block(step, metal(row.place), radius=18, standing=True)
    yield from _on_step(row, step)
    top = step.top - 10
    for text, style, colour in reversed(list(_texts(row, column.width))):
        top -= style.height
        yield line(text, style, colour, Box(column.left, top, column.right, top + style.height), Align.MIDDLE)
    yield from _face(row, column.middle, top - FACE[rank] - 12, FACE[rank])


def _on_step(row: Row, step: Box) -> Iterator[Line]:
    numeral = Box(step.left, step.top + 8, step.right, step.top + 76)
    yield capitals(str(row.place), NUMERAL, INK, numeral)
    points = readable(row.points)
    width = step.width - 2 * GAP
    style = fitting(points, POINTS, width)
    below = Box(step.left + GAP, numeral.bottom, step.right - GAP, numeral.bottom + style.height)
    yield line(points, style, INK, below, Align.MIDDLE)


def _texts(row: Row, width: int) -> Iterator[tuple[str, Style, tuple[int, int, int]]]:
    for part in wrapped(row.shown_name, NAME, width):
        yield part, NAME, TEXT
    if note := readable(row.note):
        yield note, NOTE, MUTED


def _face(row: Row, middle: int, top: int, diameter: int) -> Iterator[Mark]:
    yield disc(middle, top - RING, diameter + 2 * RING, metal(row.place))
    ground = disc(middle, top, diameter, face(row.colour_of))
    yield ground
    yield capitals(row.initials, Style(Weight.BOLD, diameter * 2 // 5), TEXT, ground.box)
