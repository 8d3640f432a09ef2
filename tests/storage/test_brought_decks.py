"""Decks that people bring, in a storage whose transactions may be undone."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from content.deck import Deck
from content.library import Library
from storage import Store, Unit
from tests.conftest import NOW
from tests.decks import SHAPES


def kept(unit: Unit, owner: int, title: str) -> str:
    deck: Deck = replace(SHAPES, title=title)
    return unit.put_brought(owner, deck, NOW).slug


@pytest.mark.parametrize("together", [False, True])
async def test_nobody_sees_a_deck_whose_keeping_was_undone(store: Store, together: bool) -> None:
    library = Library([])

    def title(slug: str) -> str:
        found = library.deck(slug)
        return found.title if found else ""

    def undone(unit: Unit) -> None:
        assert title(kept(unit, 1, "Анны")) == "Анны"
        raise ValueError("undone")

    others = [store.transact(lambda unit: unit.brought_by(1)) for _ in range(3 if together else 0)]
    failed, *_ = await asyncio.gather(store.transact(undone), *others, return_exceptions=True)
    assert isinstance(failed, ValueError)
    slug = await store.transact(lambda unit: kept(unit, 2, "Бориса"))
    assert await store.read(lambda unit: title(slug)) == "Бориса"
    assert await store.transact(lambda unit: title(slug)) == "Бориса"


async def test_a_deck_that_is_kept_is_at_hand_for_the_next_transaction(store: Store) -> None:
    library = Library([])

    def found(slug: str) -> Deck:
        deck = library.deck(slug)
        assert deck is not None
        return deck

    slug = await store.transact(lambda unit: kept(unit, 1, "Анны"))
    first = await store.transact(lambda unit: found(slug))
    assert await store.read(lambda unit: found(slug)) is first
    assert await store.transact(lambda unit: found(slug)) is first
