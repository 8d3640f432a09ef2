"""The decks that come with the bot."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from content.complaints import complaints
from content.library import Library

SHIPPED = Path(str(resources.files("content"))) / "decks"


def test_every_shipped_deck_is_sound() -> None:
    found = [str(complaint) for complaint in complaints(SHIPPED)]
    assert not found, "\n".join(found)


def test_all_shipped_decks_are_in_the_library() -> None:
    assert [deck.slug for deck in Library.load().decks] == sorted(
        path.stem for path in SHIPPED.glob("*.yaml")
    )


def test_the_promised_decks_are_shipped() -> None:
    assert {"resnet", "resnext", "faster_rcnn", "mask_rcnn"} <= {deck.slug for deck in Library.load().decks}


def test_the_right_option_is_not_given_away_by_its_length() -> None:
    """The right option is the longest in fewer than half of the items of a deck, and the shortest in fewer too."""
    for deck in Library.load().decks:
        asked = [item for item in deck.items if item.choices]
        for extreme in (max, min):
            found = sum(extreme(item.choices, key=lambda one: len(one.text)).correct for item in asked)
            assert found < len(asked) / 2, f"{deck.slug}: {extreme.__name__} in {found} of {len(asked)}"
