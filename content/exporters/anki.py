"""A deck as a package for Anki: the format of version 2.0, which every Anki since then imports.

The layout of the database is that of Anki's schema 11 (https://github.com/ankitects/anki,
``rslib/src/storage/schema11.sql``). Ids and times follow from the deck alone, so the same deck gives the same
bytes; a note's guid is its deck and item, by which Anki knows it when the package is imported again.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable

from content.deck import Deck, Item
from content.exporters.exporter import Exported
from content.exporters.html import html_of, text_as_html
from content.exporters.table import lost_of
from content.importers.anki.notes import OURS, spelled_tag
from content.importers.columns import cells_of
from content.markup import parse

CREATED = 1_700_000_000
"""The time of everything but the notes, in seconds since 1970: 14 November 2023."""

CHANGED_FROM = 1_000_000_000
CHANGED_RANGE = CREATED - CHANGED_FROM
"""When a note was changed follows from what it says: Anki updates a note where that time is another. It asks when
packages are imported; "Update notes: Always" takes over every change.
"""

MODEL_ID = CREATED * 1000
IDS_FROM = 1_400_000_000_000
IDS_RANGE = 200_000_000_000
"""Notes and cards are numbered from a millisecond between 2014 and 2020 that follows from the deck's slug."""

FIELDS = (
    "Question", "Options", "Answer", "Correct", "Reasons", "Brief", "Hints", "Key points", "Misconceptions",
    "Samples", "References", "Prerequisites", "Difficulty", "Type", "Tags", "Id",
)  # fmt: skip
"""The fields of a note. ``Answer`` is HTML, the others are the cells of ``importers.columns`` with breaks."""

FRONT = (
    "<div>{{Question}}</div>{{#Options}}<div class=options>{{Options}}</div>{{/Options}}"
    "{{#Hints}}<div>{{hint:Hints}}</div>{{/Hints}}"
)
BACK = (
    "{{FrontSide}}<hr id=answer>{{#Correct}}<div class=correct>{{Correct}}</div>{{/Correct}}{{Answer}}"
    "{{#Reasons}}<div class=reasons>{{Reasons}}</div>{{/Reasons}}"
)
STYLE = """.card {font-family: sans-serif; font-size: 18px; text-align: left; max-width: 40em; margin: 0 auto}
.options, .reasons {margin-top: 1em}
.correct {font-weight: bold}
pre {overflow-x: auto}
table {border-collapse: collapse}
td, th {border: 1px solid; padding: 0.2em 0.5em}
"""

TABLES = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
NEVER_SYNCED = -1
DEFAULT = 1
"""The id of the deck and of the options that every collection has."""

OPTIONS = {
    "id": DEFAULT, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0,
    "new": {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1,
            "perDay": 20},
    "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    "dyn": False, "replayq": True,
}  # fmt: skip


class AnkiExporter:
    """Writes ``.apkg``: a note with one card for each item."""

    name = "anki"
    suffix = ".apkg"

    def write(self, deck: Deck) -> Exported:
        """The package of a deck."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in (("collection.anki2", _database(deck)), ("media", b"{}")):
                member = zipfile.ZipInfo(name)  # of 1980, like every member without a time
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, data)
        return Exported(packed.getvalue(), tuple(lost_of(deck)))


def _database(deck: Deck) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(TABLES)
        first = IDS_FROM + _number(deck.slug, 8) % IDS_RANGE
        connection.execute("INSERT INTO col VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _collection(deck, first))
        for place, item in enumerate(deck.items):
            connection.execute(
                "INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", _note(deck, item, first + place)
            )
            card = (
                first + place,
                first + place,
                first,
                0,
                CREATED,
                NEVER_SYNCED,
                0,
                0,
                place + 1,
                *[0] * 8,
                "",
            )
            connection.execute("INSERT INTO cards VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", card)
        return bytes(connection.serialize())
    finally:
        connection.close()


def _collection(deck: Deck, deck_id: int) -> tuple[object, ...]:
    conf = {
        "curModel": str(MODEL_ID),
        "curDeck": deck_id,
        "activeDecks": [deck_id],
        "nextPos": len(deck.items) + 1,
    }
    decks = {
        str(DEFAULT): _deck(DEFAULT, "Default", ""),
        str(deck_id): _deck(deck_id, _deck_name(deck.title), text_as_html(deck.summary)),
    }
    told: tuple[object, ...] = (conf, {str(MODEL_ID): _model(deck_id)}, decks, {str(DEFAULT): OPTIONS}, {})
    texts = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in told)
    return (1, CREATED, CREATED * 1000, CREATED * 1000, 11, 0, 0, 0, *texts)


def _deck_name(title: str) -> str:
    """A title that is one deck: Anki parts the names of decks within decks by ``::``."""
    return re.sub(":(?=:)", ": ", title)


def _deck(deck_id: int, name: str, description: str) -> dict[str, object]:
    today = {f"{kind}Today": [0, 0] for kind in ("new", "rev", "lrn", "time")}
    return {
        "id": deck_id, "name": name, "desc": description, "mod": CREATED, "usn": NEVER_SYNCED, "conf": DEFAULT,
        "dyn": 0, "collapsed": False, "browserCollapsed": False, "extendNew": 0, "extendRev": 0, **today,
    }  # fmt: skip


def _model(deck_id: int) -> dict[str, object]:
    look = {"font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
    card = {"name": "Card 1", "ord": 0, "qfmt": FRONT, "afmt": BACK, "bqfmt": "", "bafmt": "", "did": None}
    return {
        "id": MODEL_ID, "name": OURS, "type": 0, "mod": CREATED, "usn": NEVER_SYNCED, "sortf": 0, "did": deck_id,
        "flds": [{"name": name, "ord": place, **look} for place, name in enumerate(FIELDS)], "tmpls": [card],
        "css": STYLE, "latexPre": "", "latexPost": "", "req": [[0, "any", [0]]], "tags": [], "vers": [],
    }  # fmt: skip


def _note(deck: Deck, item: Item, note_id: int) -> tuple[object, ...]:
    fields = _fields(deck, item)
    tags = "".join(f" {tag}" for tag in dict.fromkeys(map(spelled_tag, item.tags)))
    asked = item.question
    sum_ = _number(asked, 4)
    flds = "\x1f".join(fields[name] for name in FIELDS)
    guid = f"{deck.slug}/{item.id}"
    changed = CHANGED_FROM + _number(f"{tags}\x1f{flds}", 8) % CHANGED_RANGE
    return (
        note_id,
        guid,
        MODEL_ID,
        changed,
        NEVER_SYNCED,
        f"{tags} " if tags else "",
        flds,
        asked,
        sum_,
        0,
        "",
    )


def _fields(deck: Deck, item: Item) -> dict[str, str]:
    """The fields of a note as HTML."""
    cells = cells_of(item)
    cells |= {
        "options": _numbered(choice.text for choice in item.choices),
        "reasons": _numbered(choice.why for choice in item.choices),
        "id": f"{deck.slug}/{item.id}",
    }
    fields = {name: text_as_html(cells.get(name.casefold(), "")) for name in FIELDS}
    return fields | {"Answer": html_of(parse(item.explanation))}


def _numbered(texts: Iterable[str]) -> str:
    lines = [(number, " ".join(text.split())) for number, text in enumerate(texts, start=1)]
    return "\n".join(f"{number}. {text}" for number, text in lines if text)


def _number(text: str, length: int) -> int:
    """A number that follows from a text, of so many bytes."""
    return int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest()[:length], "big")


ANKI = AnkiExporter()
