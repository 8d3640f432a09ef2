"""Decks whose only item has several right options, and the letters under which a learner sees them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from content.library import Library
from tests.bot.hostile.conftest import nothing_improper
from tests.chat import Json, Learner
from tests.decks import COLOURS, SHAPES

WARM = COLOURS.by_id["warm"]
"""Right are оранжевый and алый, wrong are голубой and бирюзовый."""
LIGHT = COLOURS.by_id["light"]
"""Right are красный, зелёный and синий, wrong is жёлтый; it may be answered in words as well."""
DECKS = [
    SHAPES,
    replace(COLOURS, slug="warm", title="Тёплые", aliases=(), items=(WARM,)),
    replace(COLOURS, slug="light", title="Свет", aliases=(), items=(LIGHT,)),
]

__all__ = ["nothing_improper"]


@pytest.fixture
def library() -> Library:
    return Library(DECKS)


def letter(learner: Learner, text: str) -> str:
    """The letter of an option in the newest message that shows it."""
    shown = re.compile(rf"([А-З])\) {text}\b")
    found = [at for message in learner.messages for at in shown.findall(message.get("text", ""))]
    return str(found[-1])


async def marks(learner: Learner, *texts: str) -> None:
    """Presses the letters of these options, one after another, marked or not."""
    for text in texts:
        label = letter(learner, text)
        await learner.presses(label if label in learner.buttons else f"✓ {label}")


def data_of(message: Json, label: str) -> str:
    """The callback data of the button with this label."""
    rows = message["reply_markup"]["inline_keyboard"]
    return str(next(key["callback_data"] for row in rows for key in row if label in key["text"]))
