"""The ways a question is asked. A new kind is one new module here and one line in ``KINDS``."""

from __future__ import annotations

from collections.abc import Mapping

from content.deck import Item, Mode
from content.questions.choice import ChoiceQuestion
from content.questions.kind import Kind, Prompt
from content.questions.open import OpenQuestion
from content.questions.self_assessed import SelfAssessed
from content.questions.several import SeveralQuestion

KINDS: Mapping[Mode, Kind] = {
    Mode.CHOICE: ChoiceQuestion(),
    Mode.SEVERAL: SeveralQuestion(),
    Mode.OPEN: OpenQuestion(),
    Mode.SELF: SelfAssessed(),
}


def asked_as(item: Item, mode: Mode) -> bool:
    """Whether an item may be asked in a mode and has what that mode needs."""
    return (mode in item.modes or mode is Mode.SELF) and KINDS[mode].fits(item)


def asked_together(item: Item) -> bool:
    """Whether an item can be asked in a group: somebody else than the learner can tell what is right."""
    return any(asked_as(item, mode) for mode in KINDS if mode is not Mode.SELF)


def by_options(item: Item) -> Mode | None:
    """The mode in which an item is asked with its options; ``None`` where it can only be answered in words.

    There is one at the most: either one option is right or several are.
    """
    return next((mode for mode in KINDS if mode.with_options and asked_as(item, mode)), None)


LEAST_WORDS = 3
"""A text this long, sent to a question with options, is an answer in one's own words, not a slip."""


def understand(item: Item, mode: Mode, options: tuple[int, ...], text: str) -> tuple[Mode, str] | None:
    """What a typed text means as an answer to an item asked in a mode: the mode it is judged in and the answer.

    A question with options also takes a phrase of three words or more as an open answer. ``None``: neither.
    """
    given = KINDS[mode].read(item, options, text)
    if given is not None:
        return mode, given
    if asked_as(item, Mode.OPEN) and len(text.split()) >= LEAST_WORDS:
        return Mode.OPEN, text.strip()
    return None


__all__ = ["KINDS", "Kind", "Prompt", "asked_as", "asked_together", "by_options", "understand"]
