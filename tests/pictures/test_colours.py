"""Text and ground keep the contrast of WCAG 2.2, 1.4.3, level AA."""

import pytest

from bot.pictures.colours import (
    FACES,
    GROUND,
    INK,
    METALS,
    MUTED,
    PANEL,
    SHADES,
    SKY,
    STRIPE,
    TEXT,
    Colour,
    between,
    face,
    metal,
    shade,
)

PAIRS = [
    *((ink, ground) for ink in (TEXT, MUTED) for ground in (SKY, GROUND, PANEL, STRIPE)),
    *((INK, ground) for ground in (*METALS, *SHADES)),
    *((TEXT, ground) for ground in FACES),
]


def luminance(colour: Colour) -> float:
    shares = [value / 255 for value in colour]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(ink: Colour, ground: Colour) -> None:
    assert contrast(ink, ground) >= 4.5


def test_colours_of_places_and_people() -> None:
    assert [metal(place) for place in (1, 2, 3, 40)] == [*METALS, METALS[2]]
    assert [shade(place) for place in (1, 2, 3, 40)] == [*SHADES, SHADES[2]]
    assert face(3) == face(3 + len(FACES)) == face(3 - len(FACES))
    assert between((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
