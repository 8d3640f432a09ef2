"""Decks as packages of Anki: they come back, and Anki itself reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from content.deck import Choice, Deck, Item, Mode
from content.exporters.anki import ANKI as WRITER
from content.importers.anki import ANKI
from content.importers.importer import Imported, Source
from content.library import Library
from tests.content.importers.any_decks import bare, decks

ITEM = Item(
    "i_1",
    "Что больше: 1 < 2 & \\alpha?",
    (Mode.CHOICE, Mode.OPEN),
    "Вот **формула** $x^2$.\n\n```python\nprint('<b>')\n```",
    "Два",
    (Choice("1 < 2", True, "да"), Choice("2  <b>", False)),
    tags=("теория чисел", "x"),
)


def back(deck: Deck) -> Imported:
    """What comes of a deck that is written and read again."""
    return ANKI.read(Source("x.apkg", WRITER.write(deck).data))


@settings(max_examples=50, deadline=None)
@given(decks())
def test_everything_comes_back(deck: Deck) -> None:
    found = back(deck)
    assert found.left == ()
    (one,) = found.decks
    assert (one.slug, one.summary) == (deck.slug, deck.summary)
    assert one.title == re.sub(":(?=:)", ": ", deck.title)
    assert list(map(bare, one.items)) == list(map(bare, deck.items))


def test_shipped_decks_come_back() -> None:
    deck = Library.load().deck("mask_rcnn")
    (one,) = back(deck).decks
    assert [(item.id, item.choices, item.hints, item.samples) for item in one.items] == [
        (item.id, item.choices, item.hints, item.samples) for item in deck.items
    ]


def test_the_same_deck_gives_the_same_bytes() -> None:
    deck = Deck("d", "Колода", "О ней", (ITEM,))
    assert WRITER.write(deck) == WRITER.write(deck)


def test_what_is_lost_is_said() -> None:
    lost = WRITER.write(Library.load().deck("mask_rcnn")).lost
    assert "the English title and summary" in lost
    assert any("subjects" in line for line in lost)


# what Anki itself makes of it


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """An empty collection of the real Anki."""
    anki = pytest.importorskip("anki.collection")
    opened = anki.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection: Any, folder: Path, deck: Deck) -> Any:
    """What Anki says when it imports a deck and updates what it has."""
    from anki import import_export_pb2 as asked

    path = folder / f"{deck.slug}.apkg"
    path.write_bytes(WRITER.write(deck).data)
    always = asked.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
    options = asked.ImportAnkiPackageOptions(update_notes=always, update_notetypes=always)
    request = asked.ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request).log


def test_anki_imports_it(collection: Any, tmp_path: Path) -> None:
    deck = Deck("d", "Колода", "О <ней>", (ITEM, replace(ITEM, id="i_2", question="Ещё?", choices=())))
    assert len(imported(collection, tmp_path, deck).new) == 2
    first, second = (
        collection.get_note(note) for note in sorted(collection.find_notes("note:studybot deck:Колода"))
    )
    assert (first.guid, first.tags) == ("d/i_1", ["x", "теория_чисел"])
    assert second["Question"] == "Ещё?"
    (card,) = first.cards()
    assert "Что больше: 1 &lt; 2 &amp; \\alpha?" in card.question()
    assert "1. 1 &lt; 2<br>2. 2 &lt;b&gt;" in card.question()
    assert "\\(x^2\\)" in card.answer()
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert [card.due for note in (first, second) for card in note.cards()] == [1, 2]


def test_anki_updates_what_changed(collection: Any, tmp_path: Path) -> None:
    imported(collection, tmp_path, Deck("d", "Колода", "", (ITEM, replace(ITEM, id="i_2"))))
    changed = replace(ITEM, question="Иначе?")
    log = imported(collection, tmp_path, Deck("d", "Колода", "", (changed, replace(ITEM, id="i_2"))))
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 1, 1)
    assert [note["Question"] for note in map(collection.get_note, collection.find_notes("Id:d/i_1"))] == [
        "Иначе?"
    ]


@pytest.mark.parametrize("legacy", [True, False])
def test_what_anki_exports_again_comes_back(collection: Any, tmp_path: Path, legacy: bool) -> None:
    from anki.collection import ExportAnkiPackageOptions

    deck = Library.load().deck("resnet")
    imported(collection, tmp_path, deck)
    path = tmp_path / "out.apkg"
    options = ExportAnkiPackageOptions(legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    (again,) = ANKI.read(Source("out.apkg", path.read_bytes())).decks
    (before,) = back(deck).decks
    assert (again.slug, again.title, again.summary) == (before.slug, before.title, before.summary)
    assert list(map(bare, again.items)) == list(map(bare, before.items))
