"""The ways a question is asked. A new kind is one new module here and one line in ``KINDS``."""

from __future__ import annotations

from collections.abc import Mapping

from content.deck import Item, Mode
from content.questions.choice import ChoiceQuestion
from content.questions.kind import Kind, Prompt
from content.questions.open import OpenQuestion

KINDS: Mapping[Mode, Kind] = {
    Mode.CHOICE: ChoiceQuestion(),
    Mode.OPEN: OpenQuestion(),
}


def asked_as(item: Item, mode: Mode) -> bool:
    """Whether an item may be asked in a mode and has what that mode needs."""
    return mode in item.modes and KINDS[mode].fits(item)


__all__ = ["KINDS", "Kind", "Prompt", "asked_as"]
