"""Which importer reads a file, and our own format."""

from __future__ import annotations

import pytest

from content.importers import IMPORTERS, ImportRefused, importer
from tests.content.importers.reading import items, read

DECK = """\
slug: sleep
title: Сон
items:
  - id: why
    type: [open]
    question: Зачем спать?
    explanation: Чтобы отдохнуть.
"""


def test_every_importer_has_a_name_and_endings_of_its_own() -> None:
    assert len({one.name for one in IMPORTERS}) == len(IMPORTERS)
    for one in IMPORTERS:
        assert importer(one.name) is one
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in one.suffixes)
    assert importer("nothing") is None


@pytest.mark.parametrize("name", ["deck.yaml", "deck.YML", "deck", "deck.unknown"])
def test_a_deck_is_known_by_its_ending_or_its_fields(name: str) -> None:
    assert read(DECK, name).decks[0].slug == "sleep"


def test_a_deck_in_another_encoding_is_read() -> None:
    assert items(read(DECK.encode("cp1251"), "deck.yaml"))[0].question == "Зачем спать?"


def test_notes_are_known_by_their_questions() -> None:
    assert read("# Сон\n\n## 1. Зачем?\n\nТак.\n", "notes").items == 1


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("// Moodle\n::t::Зачем спать?{=Отдых ~Бег}\n", "Зачем спать?"),
        ("# Сон\n\n## 1. Зачем $K^{T}$ спать?\n\nОтдых {T}.\n\n## 2. Где?\n\nДома.\n", "Зачем Kᵀ спать?"),
        ("question;answer\nЗачем спать?;Отдых\n", "Зачем спать?"),
    ],
)
def test_a_text_is_read_as_what_has_most_questions(text: str, question: str) -> None:
    assert items(read(text, "export.txt"))[0].question == question


def test_what_nobody_knows_is_refused_with_the_names_of_the_formats() -> None:
    with pytest.raises(ImportRefused, match=r"one of .*yaml.*markdown"):
        read("просто слова", "letter")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (DECK.replace("why", "Why!"), 4, "id is"),
        (DECK.replace("    type: [open]\n", ""), 4, "`type` is missing"),
        ("slug: a\nx: &a [*a]\n", 2, "stands inside of what it refers to"),
        ("items: !!python/object/apply:os.system [ls]\n", 1, "the tag"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(9)
            ),
            5,
            "more than 200000 values",
        ),
    ],
)
def test_a_deck_that_cannot_be_asked_is_refused_with_all_complaints(text: str, line: int, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(text, "deck.yaml")
    found = [fault for fault in refused.value.faults if said in fault.message]
    assert found, refused.value
    assert found[0].line == line
    assert found[0].key.startswith(("yaml-", "shape-"))
