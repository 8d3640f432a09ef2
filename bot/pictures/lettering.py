"""Letters of a picture: what a font can show of a text, how wide it is and how it is made to fit.

The font is Open Sans (Apache 2.0, by the package ttf-opensans): Latin, Greek and Cyrillic with the letters of
Kazakh, Tatar, Tajik and their neighbours. Lines are set by FreeType alone, not by HarfBuzz: the same text gives
the same picture whether or not the machine has the shaping libraries.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from math import ceil, floor

from anyascii import anyascii
from PIL import ImageFont

ELLIPSIS = "…"
LONGEST = 256  # characters of a text that are looked at: more never fits into a picture
_ABSENT = "\U0010ffff"  # a noncharacter: no font has a glyph for it


class Weight(StrEnum):
    """How heavy the letters are; the value is the name of the font's file."""

    REGULAR = "OpenSans-Regular"
    BOLD = "OpenSans-SemiBold"


@dataclass(frozen=True, slots=True)
class Style:
    """A weight and a size in pixels per em."""

    weight: Weight
    size: int

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The font of this style, loaded once."""
        return _font(self)

    @property
    def height(self) -> int:
        """Pixels from the top of the tallest accent to the bottom of the lowest tail."""
        return sum(self.font.getmetrics())

    @property
    def ascent(self) -> int:
        """Pixels from the top of a line to its baseline."""
        return self.font.getmetrics()[0]

    @property
    def capital(self) -> int:
        """Pixels from the baseline to the top of a plain capital."""
        return -int(self.font.getbbox("Н", anchor="ls")[1])

    def width(self, text: str) -> int:
        """Whole pixels that the text takes, ink that leans over its first and last letter included."""
        right = max(self.font.getlength(text), self.font.getbbox(text, anchor="ls")[2])
        return ceil(right) + self.lead(text)

    def lead(self, text: str) -> int:
        """Pixels of ink to the left of where the first letter starts, as a `j` has."""
        return max(0, -floor(self.font.getbbox(text, anchor="ls")[0]))


@lru_cache(maxsize=64)
def _font(style: Style) -> ImageFont.FreeTypeFont:
    letters = files("ttf_opensans").joinpath("ttf", f"{style.weight}.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(letters), style.size, layout_engine=ImageFont.Layout.BASIC)


_PROBE = Style(Weight.REGULAR, 24)


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Whether the font can draw this character as itself: its drawing differs from the box for unknown ones."""
    return _drawing(character) != _drawing(_ABSENT)


def _drawing(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _PROBE.font.getmask(character)
    return mask.size, bytes(mask)


def readable(text: str) -> str:
    """What the font can show of a text that may hold anything.

    Letters that the font lacks are replaced by their plain forms (𝓐 by A, Unicode's NFKC) or spelled in Latin
    ones (AnyAscii); emoji, marks without a letter, control and zero-width characters fall away; white space of
    any kind and length is one space. Empty when nothing is left.
    """
    words = unicodedata.normalize("NFC", text[:LONGEST]).split()
    return " ".join(shown for word in words if (shown := _shown_word(word)))


def _shown_word(word: str) -> str:
    shown = "".join(_shown(character) for character in word)
    return shown[:1].upper() + shown[1:] if _is_caseless(word[0]) else shown


def _is_caseless(letter: str) -> bool:
    """Whether it is of a script that the font lacks and that begins a name without a capital."""
    return not has_glyph(letter) and letter.title() == letter == unicodedata.normalize("NFKC", letter)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "C":
        return ""
    if category[0] != "M" and has_glyph(character):
        return character
    return "".join(_spelled(part) for part in unicodedata.normalize("NFKC", character))


def _spelled(part: str) -> str:
    if unicodedata.category(part)[0] not in "LMN":
        return part if part.isascii() and part.isprintable() else ""
    if part.isalnum() and has_glyph(part):
        return part
    return "".join(letter for letter in anyascii(part) if letter.isalnum())


def initials(text: str) -> str:
    """One or two capital letters or digits for a readable text, of its first two words; empty if it has none."""
    firsts = [next((sign for sign in word if sign.isalnum()), "") for word in text.split()]
    capitals = [capital for first in firsts if first and has_glyph(capital := first.upper()[0])]
    return "".join(capitals[:2])


def clipped(text: str, style: Style, width: int) -> str:
    """The text if it is at most so many pixels wide, else as much of it as fits before an ellipsis.

    Empty when not even the ellipsis fits.
    """
    if style.width(text) <= width:
        return text
    if style.width(ELLIPSIS) > width:
        return ""
    fits, fails = 0, len(text)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        fits, fails = (middle, fails) if style.width(_cut(text, middle)) <= width else (fits, middle)
    return _cut(text, fits)


def _cut(text: str, count: int) -> str:
    return text[:count].rstrip(" ,.;:-–—") + ELLIPSIS


def wrapped(text: str, style: Style, width: int) -> tuple[str, ...]:
    """The text in one line, or in two broken at a space, each at most so many pixels wide; the last is clipped."""
    if style.width(text) <= width:
        return (text,)
    words = text.split()
    fitting = [count for count in range(1, len(words)) if style.width(" ".join(words[:count])) <= width]
    if not fitting:
        return (clipped(text, style, width),)
    count = fitting[-1]
    return " ".join(words[:count]), clipped(" ".join(words[count:]), style, width)


def fitting(text: str, styles: Sequence[Style], width: int) -> Style:
    """The first of the styles, largest first, in which the text is at most so many pixels wide; else the last."""
    return next((style for style in styles if style.width(text) <= width), styles[-1])
