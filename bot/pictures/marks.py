"""The marks that a picture is made of, and how they are drawn onto one card of pixels.

A layout gives marks, so that a test can measure a picture without looking at its pixels.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from io import BytesIO
from typing import TypeAlias

from PIL import Image, ImageDraw

from bot.pictures.colours import GROUND, SKY, Colour, between
from bot.pictures.lettering import Style, clipped

WIDTH, HEIGHT = 1280, 720
"""The card in pixels: Telegram shows a photo of this shape whole on a phone."""
_FINER = 4  # shapes are drawn so many times larger and shrunk: that smooths their edges


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; right and bottom are just outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> int:
        """The column of pixels in the middle."""
        return (self.left + self.right) // 2


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle with round corners: radius in pixels, at the top alone if it stands on something.

    The colour is the one at the top, and turns into `below` towards the bottom if that is given.
    """

    box: Box
    colour: Colour
    radius: int = 0
    standing: bool = False
    below: Colour | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where its first letter starts on the baseline, and the box that its ink keeps to."""

    text: str
    style: Style
    colour: Colour
    x: int
    baseline: int
    box: Box


Mark: TypeAlias = Block | Line


class Align(Enum):
    """Where in its box a line of text is; the value is the share of the free pixels to the left of it."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


def disc(middle: int, top: int, diameter: int, colour: Colour) -> Block:
    """A disc by the column of its middle and the row of its top."""
    left = middle - diameter // 2
    return Block(Box(left, top, left + diameter, top + diameter), colour, diameter // 2)


def line(text: str, style: Style, colour: Colour, box: Box, align: Align = Align.LEFT) -> Line:
    """A line of text at the top of a box, clipped to its width; the line's box is as high as its style."""
    shown = clipped(text, style, box.width)
    free = box.width - style.width(shown)
    x = box.left + int(free * align.value) + style.lead(shown)
    kept = replace(box, bottom=box.top + style.height)
    return Line(shown, style, colour, x, box.top + style.ascent, kept)


def capitals(text: str, style: Style, colour: Colour, box: Box) -> Line:
    """Capitals or digits in the very middle of a box: what is centred is their height, not that of a line."""
    x = box.left + (box.width - style.width(text)) // 2 + style.lead(text)
    baseline = (box.top + box.bottom + style.capital) // 2
    return Line(text, style, colour, x, baseline, box)


def draw(marks: Iterable[Mark]) -> bytes:
    """PNG bytes of the marks on the ground of a card, the first mark lowest."""
    card = _ground().copy()
    pen = ImageDraw.Draw(card)
    for mark in marks:
        if isinstance(mark, Block):
            card.paste(_filling(mark), (mark.box.left, mark.box.top), _shape(mark))
        else:
            pen.text((mark.x, mark.baseline), mark.text, mark.colour, mark.style.font, anchor="ls")
    png = BytesIO()
    card.save(png, "PNG", compress_level=6)
    return png.getvalue()


@lru_cache(maxsize=1)
def _ground() -> Image.Image:
    return _fading(SKY, GROUND, WIDTH, HEIGHT)


def _filling(block: Block) -> Image.Image:
    return _fading(block.colour, block.below or block.colour, block.box.width, block.box.height)


def _fading(top: Colour, bottom: Colour, width: int, height: int) -> Image.Image:
    """A rectangle from one colour at the top to another at the bottom."""
    if top == bottom:
        return Image.new("RGB", (width, height), top)
    column = Image.new("RGB", (1, height))
    column.putdata([between(top, bottom, row / max(1, height - 1)) for row in range(height)])
    return column.resize((width, height), Image.Resampling.NEAREST)


def _shape(block: Block) -> Image.Image:
    return _rounded(block.box.width, block.box.height, block.radius, block.standing)


@lru_cache(maxsize=64)
def _rounded(width: int, height: int, radius: int, standing: bool) -> Image.Image:
    """How much of each pixel a block covers."""
    large = Image.new("L", (width * _FINER, height * _FINER))
    ends = (large.width - 1, large.height - 1)
    corners = (True, True, not standing, not standing)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *ends), radius * _FINER, fill=255, corners=corners)
    return large.reduce(_FINER)
