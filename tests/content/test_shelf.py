"""Decks that people brought: at hand while a storage is read, in their present version, and in bounded number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.deck import Deck
from content.library import Library
from content.packing import packed, unpacked
from content.shelf import Shelf, reading
from tests.decks import COLOURS, SHAPES
from tests.four import FOUR

BIRDS = replace(SHAPES, slug="own_7", title="Птицы", title_en="Birds", aliases=("пернатые",))


class Stacks:
    """A storage of one deck that counts how often it is read."""

    def __init__(self, deck: Deck | None = BIRDS) -> None:
        self.deck = deck
        self.version = 1
        self.read = 0

    def brought_version(self, slug: str) -> int | None:
        return self.version if self.deck and slug.startswith("own_") else None

    def brought_deck(self, slug: str) -> Deck | None:
        self.read += 1
        return replace(self.deck, slug=slug) if self.deck else None


def test_a_brought_deck_is_found_by_its_slug_while_the_storage_is_read() -> None:
    library, stacks = Library([SHAPES]), Stacks()
    assert library.deck("own_7") is None
    with reading(stacks):
        assert library.deck("own_7") == BIRDS
        assert library.item("own_7", "cube") == BIRDS.by_id["cube"]
        assert library.by_key("own_7/cube") == (BIRDS, BIRDS.by_id["cube"])
        assert library.deck("shapes") is SHAPES
        assert library.deck("nothing") is None
    assert library.deck("own_7") is None


def test_it_is_read_once_until_it_changes() -> None:
    shelf, stacks = Shelf(), Stacks()
    for _ in range(3):
        with reading(stacks):
            assert shelf.deck("own_7") is not None
    assert stacks.read == 1
    stacks.version = 2
    with reading(stacks):
        shelf.deck("own_7")
    assert stacks.read == 2


def test_within_a_transaction_it_stays_as_it_was_found() -> None:
    shelf, stacks = Shelf(), Stacks()
    with reading(stacks):
        found = shelf.deck("own_7")
        stacks.deck = None
        assert shelf.deck("own_7") is found
    with reading(stacks):
        assert shelf.deck("own_7") is None


def test_what_was_not_used_for_long_is_let_go() -> None:
    shelf, stacks = Shelf(most_items=7), Stacks()  # two decks of three items
    for slug in ("own_1", "own_2", "own_1", "own_3"):
        with reading(stacks):
            shelf.deck(slug)
    assert stacks.read == 3
    with reading(stacks):
        shelf.deck("own_1")
    assert stacks.read == 3
    with reading(stacks):
        shelf.deck("own_2")
    assert stacks.read == 4


def test_a_transaction_inside_another_sees_its_own_storage() -> None:
    shelf = Shelf()
    with reading(Stacks()):
        with reading(Stacks(None)):
            assert shelf.deck("own_7") is None
        assert shelf.deck("own_7") is not None


def test_beside_it_is_found_by_name_and_listed_first() -> None:
    library = Library([SHAPES]).beside([BIRDS])
    assert library.decks == (BIRDS, SHAPES)
    assert [library.find(name).deck for name in ("птицы", "Birds", "пернатые")] == [BIRDS] * 3
    assert library.find("фигуры").deck is SHAPES
    assert library.find("птица").nearest == (BIRDS,)
    assert library.deck("own_7") is BIRDS


def test_beside_nothing_no_brought_deck_is_found() -> None:
    library = Library([SHAPES]).beside([])
    with reading(Stacks()):
        assert library.deck("own_7") is None
        assert library.deck("shapes") is SHAPES


def test_two_decks_of_one_name_are_both_offered() -> None:
    twin = replace(BIRDS, title="Фигуры")
    found = Library([SHAPES]).beside([twin]).find("фигуры")
    assert found.deck is None
    assert found.nearest == (twin, SHAPES)


@pytest.mark.parametrize("deck", [*FOUR, SHAPES, COLOURS], ids=lambda deck: deck.slug)
def test_packed_decks_come_out_as_they_went_in(deck: Deck) -> None:
    assert unpacked(packed([deck, SHAPES])) == (deck, SHAPES)


def test_what_is_not_settled_is_at_hand_only_when_it_is() -> None:
    shelf, undone, stacks = Shelf(), Stacks(replace(BIRDS, title="Чужие")), Stacks()
    with reading(undone, settled=False):
        assert shelf.deck("own_7") is not None
    with reading(stacks, settled=False) as visit:
        found = shelf.deck("own_7")
    assert found == BIRDS
    visit.keep()
    with reading(stacks):
        assert shelf.deck("own_7") is found


def test_a_visit_that_fails_leaves_nothing_behind() -> None:
    shelf, stacks = Shelf(), Stacks()

    def fails() -> None:
        with reading(stacks):
            shelf.deck("own_7")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any
        fails()
    with reading(stacks):
        shelf.deck("own_7")
    assert stacks.read == 2
