"""What questions with options have in common: their order, their letters, and what is kept of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from content.deck import Item
from content.questions.kind import Prompt

LETTERS = ("АБВГДЕЖЗ", "ABCDEFGH", "12345678")


class WithOptions:
    """Asked with its options in an order drawn once."""

    def deal(self, item: Item, chance: Random) -> tuple[int, ...]:
        """The options' indices, shuffled."""
        order = list(range(len(item.choices)))
        chance.shuffle(order)
        return tuple(order)

    def prompt(self, item: Item, options: tuple[int, ...]) -> Prompt:
        """The question with its options in the order dealt."""
        return Prompt(item.question, tuple(item.choices[index].text for index in options))


def given_of(chosen: Iterable[int]) -> str:
    """What the log keeps of chosen options: their indices, ascending and once each, such as ``0,3``."""
    return ",".join(str(index) for index in sorted(set(chosen)))


def chosen_in(given: str) -> tuple[int, ...]:
    """The indices that ``given_of`` wrote, or the single one of a choice; none of a skipped question."""
    return tuple(int(index) for index in given.split(",")) if given else ()


def by_sign(options: tuple[int, ...], sign: str) -> int | None:
    """The option meant by one letter ("б", "B") or digit, by its place among those shown."""
    for letters in LETTERS:
        shown = letters[: len(options)].casefold()
        if len(sign) == 1 and sign in shown:
            return options[shown.index(sign)]
    return None


def by_text(item: Item, options: tuple[int, ...], text: str) -> int | None:
    """The option that reads like a text."""
    for index in options:
        if item.choices[index].text.strip().casefold() == text.strip().casefold():
            return index
    return None
