"""The list beside the steps: the places that follow, ten of them, and how many more there are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.pictures.colours import MUTED, PANEL, STRIPE, TEXT, Colour, face
from bot.pictures.lettering import Style, Weight, readable
from bot.pictures.marks import Align, Block, Box, Line, Mark, capitals, disc, line
from bot.pictures.rows import Row

LISTED = 10
TALLEST = 62
"""Pixels of a row when there are few."""
PAD = 16
ROUND = 18
INSET = 8
"""Pixels that a stripe keeps from the sides of the panel."""
DISC = 36

PLACE = Style(Weight.BOLD, 24)
INITIALS = Style(Weight.BOLD, 15)
NAME = Style(Weight.REGULAR, 26)
POINTS = Style(Weight.BOLD, 24)
NOTE = Style(Weight.REGULAR, 20)
MORE = Style(Weight.REGULAR, 22)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is the same in every row: its height and the widths of the places and of the points, in pixels."""

    each: int
    places: int
    points: int


def list_marks(rows: tuple[Row, ...], area: Box) -> Iterator[Mark]:
    """The first ten rows on a panel at the bottom of the area, and below them the number of those left out.

    At least one row. A note is shown where the whole of it has room beside the name.
    """
    shown, more = rows[:LISTED], len(rows) - LISTED
    foot = MORE.height + INSET if more > 0 else INSET
    columns = _columns(shown, area, area.height - INSET - foot)
    top = area.bottom - foot - columns.each * len(shown)
    yield Block(replace(area, top=top - INSET), PANEL, ROUND)
    for index, row in enumerate(shown):
        box = replace(area, top=top + index * columns.each, bottom=top + (index + 1) * columns.each)
        if index % 2:
            yield Block(replace(box, left=box.left + INSET, right=box.right - INSET), STRIPE, INSET)
        yield from _row(row, box, columns)
    if more > 0:
        yield line(f"+{more}", MORE, MUTED, replace(area, top=area.bottom - foot), Align.MIDDLE)


def _columns(rows: tuple[Row, ...], area: Box, free: int) -> _Columns:
    points = max(POINTS.width(readable(row.points)) for row in rows)
    return _Columns(
        each=min(TALLEST, free // len(rows)),
        places=max(PLACE.width(str(row.place)) for row in rows),
        points=min(points, area.width * 2 // 5),
    )


def _row(row: Row, box: Box, columns: _Columns) -> Iterator[Mark]:
    left, right = box.left + PAD, box.right - PAD
    named, pointed = left + columns.places + 12, right - columns.points
    yield _level(str(row.place), PLACE, MUTED, box, left, left + columns.places, Align.RIGHT)
    yield from _disc(row, named, (box.top + box.bottom - DISC) // 2)
    yield from _name_and_note(row, box, named + DISC + 12, pointed - 16)
    yield _level(readable(row.points), POINTS, TEXT, box, pointed, right, Align.RIGHT)


def _disc(row: Row, left: int, top: int) -> Iterator[Mark]:
    ground = disc(left + DISC // 2, top, DISC, face(row.colour_of))
    yield ground
    yield capitals(row.initials, INITIALS, TEXT, ground.box)


def _name_and_note(row: Row, box: Box, left: int, right: int) -> Iterator[Line]:
    name, note = row.shown_name, readable(row.note)
    yield _level(name, NAME, TEXT, box, left, right, Align.LEFT)
    after = left + NAME.width(name) + 12
    if note and after + NOTE.width(note) <= right:
        yield _level(note, NOTE, MUTED, box, after, right, Align.LEFT)


def _level(text: str, style: Style, colour: Colour, row: Box, left: int, right: int, align: Align) -> Line:
    """A line in a part of a row, on the baseline that all lines of the row share."""
    baseline = (row.top + row.bottom + NAME.capital) // 2
    return line(text, style, colour, Box(left, baseline - style.ascent, right, row.bottom), align)
