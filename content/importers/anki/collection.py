"""What a collection says, whatever its version: notes, the kinds of notes, and the decks they are in.

Until version 2.1.27 (schema 11) kinds and decks stand as JSON in the table ``col``; since then (schemas 15 to 18)
in tables of their own, with Protocol Buffers in their columns. The numbers of their fields are those of Anki's
``proto/anki/notetypes.proto`` and ``decks.proto``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content.complaint import Message
from content.importers.anki.database import BROKEN, Database
from content.importers.anki.protobuf import field, text_field
from content.importers.importer import MEBIBYTE, ImportRefused, Limits

TOO_MANY = Message("anki-too-many", "the package has more than {most} notes: export single decks")
TOO_MUCH = Message("anki-too-much", "the notes have more than {most} MiB of text: export single decks")

BETWEEN_FIELDS = BETWEEN_DECKS = "\x1f"
CLOZE = 1
NUMBER = re.compile("-?[0-9]{1,18}")
TEXT_TIMES = 4
"""So many times the largest text file may the notes of a package have."""

KIND, FRONT, NORMAL, DESCRIPTION = 1, 1, 1, 4
"""Numbers of fields: ``Notetype.Config.kind``, ``Template.Config.q_format``, ``Deck.KindContainer.normal`` and
``Deck.Normal.description``.
"""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note: the names of its fields, and the front of each of its cards."""

    name: str
    fields: tuple[str, ...]
    fronts: tuple[str, ...]
    cloze: bool


@dataclass(frozen=True, slots=True)
class DeckOf:
    """A deck: its names from outside inwards, and what is said of it (HTML)."""

    path: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note. ``number`` counts from 1 in the order in which notes were made."""

    number: int
    guid: str
    kind: NoteType | None
    deck: DeckOf
    tags: tuple[str, ...]
    fields: tuple[str, ...]


NO_DECK = DeckOf(())


def read_collection(database: Database, limits: Limits) -> tuple[Note, ...]:
    """The notes of a collection in the order in which they were made.

    Raises ``ImportRefused`` where there are more than the limits allow, or where tables or columns are missing.
    """
    tables = database.tables()
    if not {"notes", "cards", "col"} <= tables:
        raise ImportRefused(BROKEN.at(0))
    if {"notetypes", "fields", "templates", "decks"} <= tables:
        kinds, decks = _kinds_of_tables(database), _decks_of_table(database)
    else:
        kinds, decks = _kinds_and_decks_of_json(database)
    places = _places(database)
    return tuple(_notes(database, kinds, decks, places, limits))


def _notes(
    database: Database,
    kinds: Mapping[int, NoteType],
    decks: Mapping[int, DeckOf],
    places: Mapping[int, int],
    limits: Limits,
) -> Iterator[Note]:
    size = 0
    rows = database.rows("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id")
    for number, (id_, guid, kind, tags, fields) in enumerate(rows, start=1):
        said = _str(fields)
        size += len(said)
        if number > limits.items:
            raise ImportRefused(TOO_MANY.at(0, most=limits.items))
        if size > limits.text * TEXT_TIMES:
            raise ImportRefused(TOO_MUCH.at(0, most=limits.text * TEXT_TIMES // MEBIBYTE))
        deck = decks.get(places.get(_int(id_), 0), NO_DECK)
        named = tuple(dict.fromkeys(_str(tags).split()))
        yield Note(number, _str(guid), kinds.get(_int(kind)), deck, named, tuple(said.split(BETWEEN_FIELDS)))


def _places(database: Database) -> dict[int, int]:
    """The deck of each note: that of its first card, and where that is in a filtered deck, the one it came from."""
    places: dict[int, int] = {}
    for note, deck, home in database.rows("SELECT nid, did, odid FROM cards ORDER BY nid, ord"):
        places.setdefault(_int(note), _int(home) or _int(deck))
    return places


def _kinds_of_tables(database: Database) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for kind, name in database.rows("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(_int(kind), []).append(_str(name))
    fronts: dict[int, list[str]] = {}
    for kind, config in database.rows("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        fronts.setdefault(_int(kind), []).append(text_field(config, FRONT))
    return {
        _int(id_): NoteType(
            _str(name),
            tuple(fields.get(_int(id_), ())),
            tuple(fronts.get(_int(id_), ())),
            field(config, KIND) == CLOZE,
        )
        for id_, name, config in database.rows("SELECT id, name, config FROM notetypes")
    }


def _decks_of_table(database: Database) -> dict[int, DeckOf]:
    return {
        _int(id_): DeckOf(
            tuple(filter(None, _str(name).split(BETWEEN_DECKS))), text_field(field(kind, NORMAL), DESCRIPTION)
        )
        for id_, name, kind in database.rows("SELECT id, name, kind FROM decks")
    }


def _kinds_and_decks_of_json(database: Database) -> tuple[dict[int, NoteType], dict[int, DeckOf]]:
    row = next(iter(database.rows("SELECT models, decks FROM col LIMIT 1")), ("", ""))
    models, decks = map(_json, row)
    kinds = {_int(key): _kind(model) for key, model in models.items()}
    return kinds, {
        _int(key): DeckOf(tuple(filter(None, _named(deck).split("::"))), _str(_get(deck, "desc")))
        for key, deck in decks.items()
    }


def _kind(model: object) -> NoteType:
    fields = [_named(one) for one in _ordered(_get(model, "flds"))]
    fronts = [_str(_get(one, "qfmt")) for one in _ordered(_get(model, "tmpls"))]
    return NoteType(_named(model), tuple(fields), tuple(fronts), _int(_get(model, "type")) == CLOZE)


def _ordered(entries: object) -> list[object]:
    return sorted(entries, key=lambda one: _int(_get(one, "ord"))) if isinstance(entries, list) else []


def _json(text: object) -> dict[str, object]:
    try:
        read = json.loads(_str(text) or "{}")
    except (ValueError, RecursionError) as error:
        raise ImportRefused(BROKEN.at(0)) from error
    return read if isinstance(read, dict) else {}


def _get(entry: object, name: str) -> object:
    return entry.get(name) if isinstance(entry, dict) else None


def _named(entry: object) -> str:
    """A name; JSON may hold halves of characters, which nothing can write."""
    return _str(_get(entry, "name")).encode("utf-8", "replace").decode()


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""


def _int(value: object) -> int:
    """A number, also where it was stored as text; 0 for everything else."""
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and NUMBER.fullmatch(value) else 0
