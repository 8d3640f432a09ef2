"""The items of a league week: the same for all groups, drawn from the number of the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from random import Random

from content.deck import Deck, Item
from content.questions import by_options
from study.values import item_key

ITEMS = 10
WEEKS_APART = 4
"""An item does not come again for so many weeks, as far as there are enough others."""
NEVER = WEEKS_APART + 1
"""The age of what was not played within those weeks."""


def draw(decks: Sequence[Deck], week: int, lately: Sequence[Sequence[str]] = ()) -> tuple[str, ...]:
    """Keys of the items of a week, up to ten, balanced over ``decks`` and over their levels of difficulty.

    ``lately`` are the sets of the weeks before, the latest first. What was not in the last four comes first, then
    what was there longest ago. The same arguments give the same items.
    """
    chance = Random(f"league week {week}")  # noqa: S311
    ages = _ages(lately[:WEEKS_APART])
    in_turn = [_in_turn(deck, ages, chance) for deck in sorted(decks, key=lambda deck: deck.slug)]
    chance.shuffle(in_turn)
    by_turns = [key for turn in zip_longest(*in_turn) for key in turn if key is not None]
    by_turns.sort(key=lambda key: -ages.get(key, NEVER))
    return tuple(by_turns[:ITEMS])


def _ages(lately: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """Weeks since an item was played last."""
    ages: dict[str, int] = {}
    for age, keys in enumerate(lately, 1):
        for key in keys:
            ages.setdefault(key, age)
    return ages


def _in_turn(deck: Deck, ages: Mapping[str, int], chance: Random) -> list[str]:
    """The items of a deck that have options: those not played lately first, one of every level in turn."""
    by_age: dict[int, list[Item]] = {}
    for item in deck.items:
        if by_options(item) is not None:
            by_age.setdefault(ages.get(item_key(deck.slug, item.id), NEVER), []).append(item)
    ordered = [item for age in sorted(by_age, reverse=True) for item in _by_level(by_age[age], chance)]
    return [item_key(deck.slug, item.id) for item in ordered]


def _by_level(items: Sequence[Item], chance: Random) -> list[Item]:
    """One of each level of difficulty in turn."""
    levels: dict[int, list[Item]] = {}
    for item in items:
        levels.setdefault(item.difficulty, []).append(item)
    groups = [levels[level] for level in sorted(levels)]
    for group in groups:
        chance.shuffle(group)
    chance.shuffle(groups)
    return [item for turn in zip_longest(*groups) for item in turn if item is not None]
