"""The colours of a picture: one calm dark card that reads in the dark and in the light mode of Telegram.

Every pair of text and ground here keeps WCAG 2.2 level AA (1.4.3: contrast of 4.5 to 1 or more); tests measure it.
"""

from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

SKY: Colour = (31, 42, 72)
"""The ground at the top of the card."""
GROUND: Colour = (21, 29, 52)
"""The ground at the bottom of the card."""
PANEL: Colour = (37, 49, 82)
"""What the list lies on."""
STRIPE: Colour = (43, 57, 94)
"""Every second row of the list."""

TEXT: Colour = (245, 247, 252)
MUTED: Colour = (178, 189, 214)
INK: Colour = (24, 31, 54)
"""The dark text on a step."""

METALS: tuple[Colour, ...] = ((242, 199, 92), (198, 208, 224), (218, 158, 114))
"""Gold, silver and bronze."""
SHADES: tuple[Colour, ...] = ((217, 164, 58), (157, 169, 191), (188, 127, 85))
"""What the metals turn into towards the foot of a step."""

FACES: tuple[Colour, ...] = (
    (46, 104, 196),
    (24, 121, 107),
    (136, 84, 196),
    (186, 70, 96),
    (170, 84, 32),
    (62, 116, 62),
    (14, 116, 150),
    (108, 98, 172),
)
"""Grounds for initials in `TEXT`."""


def between(first: Colour, second: Colour, share: float) -> Colour:
    """The first colour at share 0, the second at 1 and their mixture in between."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def metal(place: int) -> Colour:
    """The colour of a place from 1 on: gold, silver, and bronze for the third and all after it."""
    return METALS[min(place, len(METALS)) - 1]


def shade(place: int) -> Colour:
    """The darker tone of a place's metal."""
    return SHADES[min(place, len(SHADES)) - 1]


def face(colour_of: int) -> Colour:
    """The colour of a person or a team by any whole number that is theirs, such as an id."""
    return FACES[colour_of % len(FACES)]
