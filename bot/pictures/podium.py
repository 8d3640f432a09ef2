"""The podium picture: who stands on the steps after a contest, and the places that follow.

People, teams and the two of a duel are all rows. Every word of the picture comes from the caller.
"""

from collections.abc import Iterator

from bot.pictures.colours import MUTED, TEXT
from bot.pictures.lettering import Style, Weight, fitting, readable
from bot.pictures.listing import list_marks
from bot.pictures.marks import HEIGHT, WIDTH, Align, Box, Line, Mark, draw, line
from bot.pictures.rows import Podium, Row
from bot.pictures.steps import ALONE, BESIDE_LIST, ON_STEPS, step_marks

__all__ = ["Podium", "Row", "draw_podium", "podium_marks"]

MARGIN = 48
HEAD = 152
"""Where the steps and the list may begin."""
LIST_LEFT = 716

TITLES = (Style(Weight.BOLD, 48), Style(Weight.BOLD, 40), Style(Weight.BOLD, 34))
SUBTITLE = Style(Weight.REGULAR, 28)


def draw_podium(podium: Podium) -> bytes:
    """PNG bytes of 1280 by 720 pixels; the same podium gives the same bytes.

    It takes some tens of milliseconds of one processor and touches nothing outside: call it from a worker
    thread when a loop of events waits.
    """
    return draw(podium_marks(podium))


def podium_marks(podium: Podium) -> tuple[Mark, ...]:
    """All that is on the picture, lowest first."""
    ranked = sorted(podium.places, key=lambda row: row.place)
    standing, listed = tuple(ranked[:ON_STEPS]), (*ranked[ON_STEPS:], *podium.rest)
    right = LIST_LEFT - MARGIN // 2 if listed else WIDTH - MARGIN
    steps = step_marks(standing, Box(MARGIN, HEAD, right, HEIGHT - MARGIN), BESIDE_LIST if listed else ALONE)
    listing = list_marks(listed, Box(LIST_LEFT, HEAD, WIDTH - MARGIN, HEIGHT - MARGIN)) if listed else ()
    marks = (*_head(podium, Align.LEFT if listed else Align.MIDDLE), *steps, *listing)
    return tuple(mark for mark in marks if not isinstance(mark, Line) or mark.text)


def _head(podium: Podium, align: Align) -> Iterator[Line]:
    title, subtitle = readable(podium.title), readable(podium.subtitle)
    style = fitting(title, TITLES, WIDTH - 2 * MARGIN)
    top = HEAD - 16 - SUBTITLE.height
    yield line(title, style, TEXT, Box(MARGIN, top - style.height, WIDTH - MARGIN, top), align)
    yield line(subtitle, SUBTITLE, MUTED, Box(MARGIN, top, WIDTH - MARGIN, HEAD), align)
