"""Decks to Markdown and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from content.deck import Choice, Deck, Item, Mode
from content.exporters import exporter
from content.importers import Imported, Source, import_file
from content.library import Library
from content.markup import parse
from tests.content.importers.any_decks import decks

writer = exporter("markdown")
assert writer is not None
WRITE = writer.write


def kept(deck: Deck) -> Deck:
    """A deck as far as Markdown holds it."""
    items = tuple(
        replace(item, line=0, key_points=(), reject=(), samples=(), explanation=repr(parse(item.explanation)))
        for item in deck.items
    )
    return replace(deck, items=items, title_en="", summary_en="", aliases=())


def back(text: bytes) -> Imported:
    return import_file(Source("deck.md", text))


@pytest.mark.parametrize("deck", Library.load().decks, ids=lambda deck: deck.slug)
def test_every_shipped_deck_comes_back(deck: Deck) -> None:
    imported = back(WRITE(deck).data)
    assert imported.left == ()
    assert kept(imported.decks[0]) == kept(deck)
    assert [item.explanation for item in imported.decks[0].items] == [item.explanation for item in deck.items]


@settings(max_examples=60, deadline=None)
@given(decks())
def test_any_deck_comes_back(deck: Deck) -> None:
    imported = back(WRITE(deck).data)
    assert kept(imported.decks[0]) == kept(deck)


def deck_of(*items: Item) -> Deck:
    return Deck("tea", "Чай", "", items)


@pytest.mark.parametrize(
    "explanation",
    [
        "# Заголовок\n\n## 2. Как вопрос\n\nтекст",
        "<!-- answer -->\n<!-- references -->\nтекст",
        "```python\n## 2. это код\n<!-- references -->",
        "```\n~~~\n```\n\n## Ещё",
        "- [x] не вариант",
        "**Кратко:** не кратко",
        "цитата[[1]] и \\(x\\), и \\* звёздочка",
    ],
)
def test_an_explanation_that_looks_like_the_form_itself(explanation: str) -> None:
    items = (Item("one", "Что?", (Mode.OPEN,), explanation), Item("two", "Кто?", (Mode.OPEN,), "Он."))
    imported = back(WRITE(deck_of(*items)).data)
    assert kept(imported.decks[0]) == kept(deck_of(*items))


def test_what_it_cannot_hold_is_told() -> None:
    lost = WRITE(Library.load().decks[0]).lost
    assert any("key points" in one for one in lost)
    assert any("English" in one for one in lost)
    assert WRITE(deck_of(Item("one", "Что?", (Mode.OPEN,), "Да."))).lost == ()


def test_an_exported_file_can_be_gone_on_with() -> None:
    choices = (Choice("улун", True, "наполовину"), Choice("пуэр", False))
    text = WRITE(deck_of(Item("one", "Что?", (Mode.CHOICE,), "Улун.", "Улун.", choices))).data.decode()
    text += "\n## Какой чай чёрный?\n\n- [ ] белый\n- [X] цейлон\n\nЦейлон[[1]], \\(x\\).\n"
    text += "\n## 3. Правка без ответа\n"
    imported = back(text.encode())
    assert [item.question for item in imported.decks[0].items] == ["Что?", "Какой чай чёрный?"]
    added = imported.decks[0].items[1]
    assert [choice.correct for choice in added.choices] == [False, True]
    assert added.explanation == "Цейлон, $x$."
    assert added.modes == (Mode.CHOICE, Mode.OPEN)
    assert "item-no-answer" in {fault.key for fault in imported.left}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("difficulty: 4", "colour: red", "markdown-setting"),
        ("learn first: other", "learn first: Другое!", "markdown-setting"),
        ("(https://example.org/a)", "(notes.pdf)", "markdown-stray"),
    ],
)
def test_what_is_not_understood_is_said(old: str, new: str, key: str) -> None:
    from content.deck import Reference

    item = Item(
        "one", "Что?", (Mode.OPEN,), "Да.", difficulty=4, prerequisites=("other",),
        references=(Reference("Книга", url="https://example.org/a"),),
    )  # fmt: skip
    text = WRITE(deck_of(item)).data.decode()
    assert old in text
    imported = back(text.replace(old, new).encode())
    assert imported.items == 1
    assert key in {fault.key for fault in imported.left}
