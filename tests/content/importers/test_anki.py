"""Packages of Anki. ``packages/`` was made by Anki 26.9 (old and current format) and by genanki 0.13."""

from __future__ import annotations

import io
import json
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from content.deck import Item, Mode
from content.importers.anki import ANKI
from content.importers.importer import Imported, ImportRefused, Limits, Source

PACKAGES = Path(__file__).parent / "packages"
FIELDS = "\x1f".join


def made_by_anki(name: str) -> bytes:
    """A package as Anki wrote it."""
    return (PACKAGES / name).read_bytes()


def database(*statements: str, notes: int = 1, kind: int = 0, fields: str = "Что?\x1fЭто") -> bytes:
    """The database of a package in the old format, with notes and whatever else is done to it."""
    model = {
        "name": "Basic",
        "type": kind,
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
        "tmpls": [{"qfmt": "{{Front}}", "ord": 0}],
    }
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE col (id integer primary key, models, decks)")
        connection.execute("CREATE TABLE notes (id integer primary key, guid, mid, tags, flds)")
        connection.execute("CREATE TABLE cards (id integer primary key, nid, did, odid, ord)")
        models, decks = (
            json.dumps({"7": model}),
            json.dumps({"5": {"name": "Колода", "desc": "О <b>ней</b>"}}),
        )
        connection.execute("INSERT INTO col VALUES (1, ?, ?)", (models, decks))
        for number in range(1, notes + 1):
            connection.execute("INSERT INTO notes VALUES (?, ?, 7, '', ?)", (number, f"g{number}", fields))
            connection.execute("INSERT INTO cards VALUES (?, ?, 5, 0, 0)", (number, number))
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return bytes(connection.serialize())


def package(data: bytes, name: str = "collection.anki2", **members: bytes) -> bytes:
    """A package around a database."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        for other, content in members.items():
            archive.writestr(other, content)
    return packed.getvalue()


def read(data: bytes, limits: Limits | None = None) -> Imported:
    """What comes of a package."""
    return ANKI.read(Source("x.apkg", data, limits or Limits()))


def item(fields: str, kind: int = 0) -> Item:
    """The item of a note."""
    return read(package(database(fields=fields, kind=kind))).decks[0].items[0]


def refused(data: bytes, limits: Limits | None = None) -> str:
    """Why a package is refused, within bounded time."""
    begun = time.process_time()
    with pytest.raises(ImportRefused) as found:
        read(data, limits)
    assert time.process_time() - begun < 15
    return found.value.faults[0].key


@pytest.mark.parametrize("name", ["legacy.apkg", "current.apkg", "current.colpkg"])
def test_every_format_of_anki_says_the_same(name: str) -> None:
    found = read(made_by_anki(name))
    assert [(deck.title, deck.slug, len(deck.items)) for deck in found.decks] == [
        ("ML / Основы", "ml_osnovy", 1),
        ("ML", "ml", 2),
        ("ML / Cloze", "ml_cloze", 3),
    ]
    gradient = found.decks[0].items[0]
    assert gradient.question == "Что такое градиент ∇f?"
    assert gradient.explanation == (
        "Вектор производных\n\n- раз\n- два\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\nprint(x < 2)\n```"
    )
    assert set(gradient.tags) == {"сети", "ml::cv"}
    cat, word = found.decks[1].items
    assert (cat.question, cat.explanation, cat.tags, cat.modes) == ("cat", "кошка", (), (Mode.OPEN,))
    assert word.question == "overfitting"
    assert word.explanation == (
        "**Номер:** 17\n\n**Перевод:** переобучение\n\n**Пример:**\n\n- Модель запомнила выборку."
    )
    assert [(one.question, one.explanation) for one in found.decks[2].items] == [
        ("Столица [страны] — Париж, формула x² + 1", "Франции\n\nДоп. $a_b$"),
        ("Столица Франции — […], формула x² + 1", "Париж\n\nДоп. $a_b$"),
        ("Столица Франции — Париж, формула […] + 1", "$x^2$\n\nДоп. $a_b$"),
    ]
    assert [(fault.line, fault.key) for fault in found.left if fault.line] == [
        (2, "html-picture"),
        (2, "html-sound"),
        (2, "anki-cards"),
        (3, "html-script"),
        (4, "anki-occlusion"),
    ]


def test_the_ids_are_the_same_in_every_format() -> None:
    ids = [
        [one.id for deck in read(made_by_anki(n)).decks for one in deck.items]
        for n in ("legacy.apkg", "current.apkg")
    ]
    assert ids[0] == ids[1]


def test_a_package_of_genanki() -> None:
    (deck,) = read(made_by_anki("genanki.apkg")).decks
    assert (deck.title, deck.items[0].id, deck.items[0].tags) == ("Старая / Колода", "abc_1", ("tag1",))
    assert (deck.items[0].question, deck.items[0].explanation) == ("Старый вопрос?", "Старый *ответ*")


def test_a_deck_says_what_it_is_about() -> None:
    (deck,) = read(package(database())).decks
    assert (deck.title, deck.summary) == ("Колода", "О ней")


def test_known_by_its_content() -> None:
    assert ANKI.knows(Source("x", made_by_anki("current.apkg")))
    assert not ANKI.knows(Source("x", package(b"", "word/document.xml")))


@pytest.mark.parametrize(
    ("fields", "question", "answer"),
    [
        ("{{c1::a::b}} и {{c1::c}}", "[b] и […]", "a; c"),
        ("{{c1::a {{c2::b}} c}}", "[…]", "a b c"),
        ("{{c1::не закрыт и {{c2::да}}", "{{c1::не закрыт и […]", "да"),
        ("\\[ {{c1::\\frac{a}{b} }} \\] x::y", "[…]\nx::y", "$\\frac{a}{b}$"),
        ("<b>{{c1::<i>a</i>}}</b>", "[…]", "*a*"),
    ],
)
def test_clozes(fields: str, question: str, answer: str) -> None:
    one = item(fields, kind=1)
    assert (one.question, one.explanation) == (question, answer)


def test_a_cloze_without_anything_hidden_is_listed() -> None:
    with pytest.raises(ImportRefused) as found:
        item("просто текст", kind=1)
    assert "anki-no-cloze" in {fault.key for fault in found.value.faults}


@pytest.mark.parametrize("value", ["NULL", "17", "'--5'", "x'00ff'", "'только вопрос'", "''", "'\x1f\x1f'"])
def test_wrong_values_in_columns_are_no_crash(value: str) -> None:
    data = database(
        f"UPDATE notes SET flds = {value}, guid = {value}, mid = {value}, tags = {value}", notes=1
    )
    with pytest.raises(ImportRefused):
        read(package(data))


def test_halves_of_characters_in_names_are_no_part_of_what_is_said() -> None:
    half = json.dumps("\ud800 half")
    fronts = '[{"qfmt": "{{Front}}"}, {"qfmt": "{{Back}}"}]'
    kind = (
        f'{{"7": {{"name": {half}, "flds": [{{"name": "Front"}}, {{"name": "Back"}}], "tmpls": {fronts}}}}}'
    )
    decks = f'{{"5": {{"name": {half}}}}}'
    imported = read(package(database(f"UPDATE col SET models = '{kind}', decks = '{decks}'")))
    assert [fault.key for fault in imported.left] == ["anki-cards"]
    for said in (imported.left[0].message, imported.decks[0].title):
        assert "half" in said.encode().decode()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE cards",
        "ALTER TABLE notes DROP COLUMN flds",
        "UPDATE col SET models = '[[[['",
        "UPDATE col SET models = '" + "[" * 100_000 + "'",
        "DELETE FROM notes",
    ],
)
def test_tables_that_are_not_as_they_should_be(statement: str) -> None:
    assert refused(package(database(statement))) in ("anki-broken", "item-none")


def test_views_and_virtual_tables_are_no_tables() -> None:
    view = ("ALTER TABLE notes RENAME TO n", "CREATE VIEW notes AS SELECT * FROM n")
    endless = (
        "ALTER TABLE notes RENAME TO n",
        "CREATE VIEW notes AS WITH RECURSIVE a(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM a) "
        "SELECT id, id AS guid, 7 AS mid, '' AS tags, 'x' AS flds FROM a",
    )
    assert refused(package(database(*view))) == "anki-broken"
    assert refused(package(database(*endless))) == "anki-broken"


def test_triggers_are_not_run() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END"
    assert read(package(database(trigger))).items == 1


def numbers(most: int) -> str:
    """A query of numbers."""
    return f"WITH RECURSIVE a(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM a WHERE i < {most}) SELECT i"


def test_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    many = package(database(f"INSERT INTO cards {numbers(200_000)}, i, 5, 0, 0 FROM a WHERE i > 1"))
    assert refused(many) == "anki-too-many-rows"
    monkeypatch.setattr("content.importers.anki.database.LONGEST", 0.0)
    assert refused(many) == "anki-too-slow"


def test_columns_that_compute_are_read_like_others() -> None:
    computed = (
        "ALTER TABLE notes RENAME TO n",
        "CREATE TABLE notes (id integer primary key, guid, mid, tags, flds AS ('Что?' || char(31) || guid))",
        "INSERT INTO notes (id, guid, mid, tags) SELECT id, guid, mid, tags FROM n",
    )
    assert read(package(database(*computed))).decks[0].items[0].explanation == "g1"


def test_a_broken_database_is_refused_wherever_it_is_broken() -> None:
    sound = database(notes=200)
    for begin in range(0, len(sound), 997):
        broken = bytearray(sound)
        broken[begin : begin + 16] = b"\xff" * 16
        try:
            read(package(bytes(broken)))
        except ImportRefused:
            continue
    assert refused(package(sound[: len(sound) // 2])) == "anki-broken"
    assert refused(package(b"SQLite format 3\x00" + b"\x00" * 200)) == "anki-broken"
    assert refused(package(b"text")) == "anki-broken"


def test_a_database_with_a_write_ahead_log_is_read() -> None:
    data = bytearray(database())
    data[18:20] = b"\x02\x02"
    assert read(package(bytes(data))).items == 1


def test_bombs_are_not_unpacked() -> None:
    zeros = bytes(90 * 1024 * 1024)
    assert refused(package(zeros)) == "anki-unpacked"
    assert refused(package(zstandard.compress(zeros), "collection.anki21b")) == "anki-unpacked"
    liar = bytearray(package(zeros))
    at = liar.rfind(b"PK\x01\x02")
    liar[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert refused(bytes(liar)) in ("anki-no-zip", "anki-unpacked", "anki-broken")
    assert refused(b"PK\x03\x04" + bytes(30), Limits(package=16)) == "anki-too-large"


def test_members_that_are_none_of_ours() -> None:
    data = package(database(), **{"../../evil": b"x", "/etc/passwd": b"y", "0": b"picture", "1": b"sound"})
    found = read(data)
    assert [(fault.key, dict(fault.args)) for fault in found.left] == [("anki-media", {"count": 2})]
    assert refused(package(b"x", "document.xml")) == "anki-no-collection"
    assert refused(b"PK\x03\x04 no archive at all") == "anki-no-zip"


def test_encrypted_repeated_and_strange_members() -> None:
    sound = package(database())
    for offset, value, key in (
        (8, 1, "anki-encrypted"),
        (10, 14, "anki-compression"),
        (10, 99, "anki-compression"),
    ):
        changed = bytearray(sound)
        changed[changed.rfind(b"PK\x01\x02") + offset] = value
        assert refused(bytes(changed)) == key
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("collection.anki2", database())
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("collection.anki2", database())
    assert refused(packed.getvalue()) == "anki-twice"


def test_a_list_of_members_without_end_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number:030}", b"")
    assert refused(packed.getvalue()) == "anki-members"


def test_more_notes_or_text_than_allowed() -> None:
    assert refused(package(database(notes=6)), Limits(items=5)) == "anki-too-many"
    assert (
        refused(package(database(notes=50, fields="Что?\x1f" + "x" * 1000)), Limits(text=1024))
        == "anki-too-much"
    )


def test_a_note_that_is_too_long_is_listed() -> None:
    long = "x" * 300_000
    found = read(package(database(f"UPDATE notes SET flds = 'a\x1f{long}' WHERE id = 1", notes=2)))
    assert (found.items, [fault.key for fault in found.left]) == (1, ["anki-long-note"])


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "\\(",
        "{{c1::",
        "}}",
        "&",
        "&#9",
        "<!--",
        "<a '>",
        '<a "',
        "[$]",
        "$$",
        "<sub>",
        "<br>",
        "::",
    ],
)
def test_fields_full_of_anything_are_read_quickly(piece: str) -> None:
    fields = piece * (90_000 // len(piece)) + "\x1f" + "ответ" + piece * (90_000 // len(piece))
    begun = time.process_time()
    for kind in (0, 1):
        try:
            read(package(database(notes=3, fields=fields, kind=kind)))
        except ImportRefused:
            continue
    assert time.process_time() - begun < 8
