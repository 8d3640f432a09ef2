"""Finding a deck by what people type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.complaint import DeckError
from content.deck import Deck
from content.library import Library, parse_request
from tests.content.deck_texts import cases, changed

CASES = cases("library_cases.yaml")


def _deck(slug: str, title: str, title_en: str = "", *aliases: str) -> Deck:
    return Deck(slug, title, "", (), title_en=title_en, aliases=aliases, source=f"{slug}.yaml")


SHELF = Library(
    [
        _deck("resnet", "ResNet и перенос на CIFAR-10", "ResNet and transfer to CIFAR-10"),
        _deck("resnext", "ResNeXt и дообучение", "ResNeXt and fine-tuning"),
        _deck("faster_rcnn", "Faster R-CNN и оценка детекции", "Faster R-CNN and detection basics"),
        _deck("mask_rcnn", "Mask R-CNN и сегментация экземпляров", "", "instance segmentation"),
        _deck("gan", "Генеративно-состязательные сети", "Generative adversarial networks", "ганы"),
        _deck("transformers", "Архитектура трансформера", "Transformer architecture"),
        _deck("vision_transformers", "Vision Transformer и Swin", "Vision Transformers: ViT and Swin"),
        _deck("swin", "Swin Transformer", "", "swin 2"),
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[case["typed"] or "nothing" for case in CASES])
def test_a_name_finds_its_deck(case: dict[str, Any]) -> None:
    found = SHELF.find(case["typed"])
    assert (found.deck and found.deck.slug) == case.get("deck"), case["because"]
    assert [deck.slug for deck in found.nearest] == case.get("near", []), case["because"]


def test_every_deck_is_found_by_all_its_names() -> None:
    for deck in SHELF.decks:
        for name in (deck.slug, deck.title, deck.title_en, *deck.aliases):
            assert not name or SHELF.find(name).deck is deck


def test_shipped_decks_are_found_by_their_names() -> None:
    library = Library.load()
    for deck in library.decks:
        for name in (deck.slug, deck.slug.upper(), deck.title, deck.title_en, *deck.aliases):
            assert library.find(name).deck is deck, name


def test_at_most_four_decks_are_offered() -> None:
    library = Library(_deck(f"network_{letter}", "Сеть") for letter in "abcdef")
    assert [deck.slug for deck in library.find("network").nearest] == [
        f"network_{letter}" for letter in "abcd"
    ]
    assert len(library.find("Сеть").nearest) == 4


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_finds_a_deck_or_at_most_four(text: str) -> None:
    found = SHELF.find(text)
    assert found.deck in (None, *SHELF.decks)
    assert len(found.nearest) <= 4
    assert not (found.deck and found.nearest)


def test_decks_and_items_by_their_keys() -> None:
    library = Library.load()
    deck = library.decks[0]
    assert library.deck(deck.slug) is deck
    assert library.item(deck.slug, deck.items[0].id) is deck.items[0]
    assert library.deck("none") is None
    assert library.item("none", "none") is None
    assert library.item(deck.slug, "none") is None


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("mask_rcnn", "mask_rcnn", None),
        ("mask_rcnn 5", "mask_rcnn", 5),
        ("mask rcnn 5", "mask rcnn", 5),
        ("  маск рцнн   12 ", "маск рцнн", 12),
        ("mask_rcnn 50", "mask_rcnn", 50),
        ("mask_rcnn 51", "mask_rcnn", 50),
        ("mask_rcnn 0", "mask_rcnn 0", None),
        ("mask_rcnn 05", "mask_rcnn", 5),
        ("mask_rcnn -5", "mask_rcnn -5", None),
        ("mask_rcnn 99999", "mask_rcnn 99999", None),
        ("mask_rcnn5", "mask_rcnn5", None),
        ("mask_rcnn ٥", "mask_rcnn ٥", None),
        ("swin 2", "swin 2", None),
        ("Swin-2", "Swin-2", None),
        ("swin 2 7", "swin 2", 7),
        ("swin 3", "swin", 3),
        ("7", "", 7),
        ("", "", None),
        ("mask\nrcnn\n5", "mask\nrcnn", 5),
    ],
)
def test_a_request_is_a_name_and_maybe_a_count(text: str, name: str, count: int | None) -> None:
    request = parse_request(text, SHELF)
    assert (request.name, request.count) == (name, count)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_request(text: str) -> None:
    request = parse_request(text, SHELF)
    assert request.count is None or 1 <= request.count <= 50
    assert request.name in text


def test_a_further_folder_adds_decks(tmp_path: Path) -> None:
    (tmp_path / "shapes.yaml").write_text(changed("slug: shapes", "slug: shapes"), encoding="utf-8")
    shipped = Library.load().decks
    assert [deck.slug for deck in Library.load(tmp_path).decks] == [
        *(deck.slug for deck in shipped),
        "shapes",
    ]


def test_a_slug_taken_by_a_shipped_deck_names_both_files(tmp_path: Path) -> None:
    shipped = Library.load().decks[0]
    own = tmp_path / f"{shipped.slug}.yaml"
    own.write_text(changed("slug: shapes", f"slug: {shipped.slug}"), encoding="utf-8")
    with pytest.raises(DeckError) as caught:
        Library.load(tmp_path)
    assert str(own) in str(caught.value)
    assert shipped.source in str(caught.value)


def test_the_complaints_of_all_folders_come_together(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        (folder / "shapes.yaml").write_text("slug: [", encoding="utf-8")
    with pytest.raises(DeckError) as caught:
        Library.load(*folders, tmp_path / "none")
    assert {Path(one.file).parent.name for one in caught.value.complaints} == {"one", "two", tmp_path.name}
