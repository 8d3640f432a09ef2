"""Decks as CSV: nothing runs in Excel, and everything that has a column comes back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from content.deck import Deck, Item, KeyPoint, Mode
from content.exporters.table import TABLE as CSV
from content.importers.importer import Source
from content.importers.table import TABLE
from content.library import Library
from tests.content.importers.any_decks import decks


def back(deck: Deck) -> Deck:
    """What comes of a deck that is written and read again."""
    found = TABLE.read(Source(f"{deck.slug}.csv", CSV.write(deck).data))
    assert found.left == ()
    (one,) = found.decks
    return replace(one, items=tuple(replace(item, line=0) for item in one.items))


@settings(max_examples=60, deadline=None)
@given(decks())
def test_everything_comes_back(deck: Deck) -> None:
    assert back(deck) == deck


def test_shipped_decks_come_back() -> None:
    deck = Library.load().deck("mask_rcnn")
    again = {item.id: item for item in back(deck).items}
    for item in deck.items:
        points = tuple(
            replace(one, about=(), versus=(), ordered=False, group=None) for one in item.key_points
        )
        rejects = tuple(replace(one, about=(), versus=(), ordered=False) for one in item.reject)
        assert again[item.id] == replace(item, line=0, key_points=points, reject=rejects)


@pytest.mark.parametrize("text", ["=1+1", "+7", "-2", "@me", "'=x", "''=x", "＝1"])
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    deck = Deck("d", text, "", (Item("i", text, (Mode.OPEN,), f"{text}\n{text}"),))
    rows = list(csv.reader(io.StringIO(CSV.write(deck).data.decode("utf-8-sig"))))
    assert all(cell[:1] not in {*"=+-@\t\r＝"} for row in rows for cell in row)
    assert back(deck).items[0].question == text


def test_what_is_lost_is_said() -> None:
    point = KeyPoint("x", group="g", about=("a",), ordered=True)
    item = Item("i", "Что?", (Mode.OPEN,), "Это", key_points=(point,))
    deck = Deck("d", "t", "", (item,), "title", aliases=("x",), prerequisites=("y",), language="de")
    assert len(CSV.write(deck).lost) == 7


def test_the_same_deck_gives_the_same_bytes() -> None:
    deck = Library.load().deck("resnet")
    assert CSV.write(deck) == CSV.write(deck)
