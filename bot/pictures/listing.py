"""The list beside the steps: the places that follow, ten of them, and how many more there are."""

from collections.abc import Iterator

from bot.pictures.colours import MUTED, PANEL, STRIPE, TEXT, face
from bot.pictures.lettering import Style, Weight, readable
from bot.pictures.marks import Align, Block, Box, Line, Mark, capitals, disc, line
from bot.pictures.rows import Row

LISTED = 10
TALLEST = 62
"""Pixels of a row when there are few."""
PAD = 16
ROUND = 18
DISC = 36

PLACE = Style(Weight.BOLD, 24)
INITIALS = Style(Weight.BOLD, 15)
NAME = Style(Weight.REGULAR, 26)
POINTS = Style(Weight.BOLD, 24)
NOTE = Style(Weight.REGULAR, 20)
MORE = Style(Weight.REGULAR, 22)


def list_marks(rows: tuple[Row, ...], area: Box) -> Iterator[Mark]:
    """The first ten rows on a panel at the bottom of the area, and below them the number of those left out.

    A note is shown where the whole of it has room beside the name.
    """
    shown, more = rows[:LISTED], len(rows) - LISTED
    tail = MORE.height + 8 if more > 0 else 0
    each = min(TALLEST, (area.height - tail) // len(shown))
    top = area.bottom - tail - each * len(shown)
    yield Block(Box(area.left, top, area.right, area.bottom), PANEL, ROUND)
    places = max(PLACE.width(str(row.place)) for row in shown)
    points = min(max(POINTS.width(readable(row.points)) for row in shown), area.width * 2 // 5)
    for index, row in enumerate(shown):
        box = Box(area.left, top + index * each, area.right, top + (index + 1) * each)
        if index % 2:
            yield Block(box, STRIPE)
        yield from _row(row, box, places, points)
    if more > 0:
        below = Box(area.left + PAD, area.bottom - MORE.height - 4, area.right - PAD, area.bottom)
        yield line(f"+{more}", MORE, MUTED, below, Align.MIDDLE)


def _row(row: Row, box: Box, places: int, points: int) -> Iterator[Mark]:
    """The place, the disc, the name and the points in columns of so many pixels."""
    left, right = box.left + PAD, box.right - PAD
    yield _level(str(row.place), PLACE, MUTED, box, left, left + places, Align.RIGHT)
    ground = disc(
        left + places + 12 + DISC // 2, (box.top + box.bottom - DISC) // 2, DISC, face(row.colour_of)
    )
    yield ground
    yield capitals(row.initials, INITIALS, TEXT, ground.box)
    yield _level(readable(row.points), POINTS, TEXT, box, right - points, right, Align.RIGHT)
    yield from _name_and_note(row, box, ground.box.right + 12, right - points - 16)


def _name_and_note(row: Row, box: Box, left: int, right: int) -> Iterator[Line]:
    name, note = row.shown_name, readable(row.note)
    yield _level(name, NAME, TEXT, box, left, right, Align.LEFT)
    after = left + NAME.width(name) + 12
    if note and after + NOTE.width(note) <= right:
        yield _level(note, NOTE, MUTED, box, after, right, Align.LEFT)


def _level(
    text: str, style: Style, colour: tuple[int, int, int], row: Box, left: int, right: int, align: Align
) -> Line:
    """A line in a part of a row, on the baseline that all lines of the row share."""
    baseline = (row.top + row.bottom + NAME.capital) // 2
    return line(text, style, colour, Box(left, baseline - style.ascent, right, row.bottom), align)
