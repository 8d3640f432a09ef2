"""Four shipped decks for tests that need several: a few on one page, whatever else is shipped by now.

Apart from the small decks: processes that are killed again and again need not read these at every start.
"""

from __future__ import annotations

from importlib import resources

from content.deck import Deck
from content.loader import load_deck


def _load() -> tuple[Deck, ...]:
    with resources.as_file(resources.files("content") / "decks") as folder:
        return tuple(
            load_deck(folder / f"{name}.yaml") for name in ("faster_rcnn", "mask_rcnn", "resnet", "resnext")
        )


FOUR = _load()
