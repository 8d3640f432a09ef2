"""Decks to our own format and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.deck import Deck, Item, Mode
from content.exporters import exporter
from content.importers import Source, import_file
from content.library import Library
from content.loader import load_deck
from tests.content.importers.any_decks import decks

writer = exporter("yaml")
assert writer is not None
WRITE = writer.write


def without_lines(deck: Deck) -> Deck:
    return replace(deck, items=tuple(replace(item, line=0) for item in deck.items))


def back(deck: Deck) -> Deck:
    return without_lines(import_file(Source("deck.yaml", WRITE(deck).data)).decks[0])


@pytest.mark.parametrize("deck", Library.load().decks, ids=lambda deck: deck.slug)
def test_every_shipped_deck_comes_back_whole(deck: Deck) -> None:
    assert back(deck) == without_lines(deck)


@settings(max_examples=60, deadline=None)
@given(decks())
def test_any_deck_comes_back_whole(deck: Deck) -> None:
    assert back(deck) == without_lines(deck)


SIGNS = [
    *"abж: #-?[]{},&*!|>'\"%@`~=<\\/.0159 \t\n",
    "\u00a0",
    "🙂",
    "null",
    "yes",
    "<<",
    "---",
    "...",
    "\n\n",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=25).map("".join).filter(str.strip))
def test_every_text_comes_back_as_it_is(text: str) -> None:
    text = text.strip()
    item = Item("one", text[:300].strip(), (Mode.OPEN,), text, hints=(text,), tags=(text[:40].strip(),))
    deck = Deck("deck", " ".join(text.split()), text, (item,))
    assert without_lines(load_deck(WRITE(deck).data.decode())) == deck


def test_what_no_deck_may_hold_is_left_out_and_told() -> None:
    item = Item("one", "Что?", (Mode.OPEN,), "да\x07 и нет")
    exported = WRITE(Deck("deck", "Дека", "", (item,)))
    assert exported.lost
    assert "да и нет" in exported.data.decode()


def test_it_reads_like_the_page_about_the_format() -> None:
    item = Item("one", "Что: это?", (Mode.OPEN,), "Первая строка.\n\n$x$", tags=("a, b", "c"))
    assert WRITE(Deck("deck", "Дека", "", (item,))).data.decode() == (
        "slug: deck\ntitle: Дека\nitems:\n  - id: one\n    type: [open]\n    tags: [\"a, b\", c]\n"
        "    question: \"Что: это?\"\n    explanation: |\n      Первая строка.\n\n      $x$\n"
    )  # fmt: skip
