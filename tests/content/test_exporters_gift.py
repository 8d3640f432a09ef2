"""Decks as GIFT: what Moodle can hold comes back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from content.deck import Choice, Deck, Item, KeyPoint, Mode
from content.exporters.gift import GIFT as WRITER
from content.importers.gift import GIFT
from content.importers.importer import Imported, Source
from content.library import Library
from tests.content.importers.any_decks import decks, only

HELD = ("id", "question", "explanation", "choices", "tags")


def back(deck: Deck) -> Imported:
    """What comes of a deck that is written and read again."""
    return GIFT.read(Source("x.gift", WRITER.write(deck).data))


def held(item: Item) -> dict[str, object]:
    """What GIFT can hold of an item; white space counts once in a line."""
    one = replace(item, choices=tuple(replace(c, text=" ".join(c.text.split())) for c in item.choices))
    return only(one, *HELD)


@settings(max_examples=60, deadline=None)
@given(decks())
def test_what_it_can_hold_comes_back(deck: Deck) -> None:
    found = back(deck)
    assert found.left == ()
    (one,) = found.decks
    assert (one.slug, one.title) == (deck.slug, deck.title)
    assert [held(item) for item in one.items] == [held(item) for item in deck.items]


def test_shipped_decks_come_back() -> None:
    for deck in Library.load().decks[:4]:
        found = back(deck)
        assert found.left == ()
        assert [held(item) for item in found.decks[0].items] == [held(item) for item in deck.items]


def test_short_answers_come_back_with_what_they_accept() -> None:
    point = KeyPoint("Хинтон", 2.0, ("Джефф Хинтон", "G. Hinton: он"))
    item = Item("who", "Кто?", (Mode.OPEN,), "Это **Хинтон**.", key_points=(point,))
    (one,) = back(Deck("d", "d", "", (item,))).decks
    assert replace(one.items[0], line=0) == item


def test_signs_of_gift_are_escaped() -> None:
    text = "%50% [html] a -> b ~ = # { } : \\ \\n"
    choices = (Choice(text, True, "[plain] # x"), Choice("~" + text, False, "= y"))
    item = Item("i", "[html] " + text, (Mode.CHOICE, Mode.OPEN), "Вот.", "Вот.", choices)
    (one,) = back(Deck("d", "a/b // c", "", (item,))).decks
    assert one.title == "a/b // c"
    assert replace(one.items[0], line=0) == item


def test_what_is_lost_is_said() -> None:
    deck = Library.load().deck("resnet")
    lost = WRITER.write(deck).lost
    assert len([line for line in lost if "key points" in line]) == len(deck.items)
