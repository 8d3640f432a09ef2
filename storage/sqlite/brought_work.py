"""Decks that people bring, on SQLite."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from content.deck import Deck
from content.packing import packed, unpacked
from content.shelf import OWN
from storage.sqlite.rows import Row, moment, stamp
from study.brought.values import Arrival, Brought, settled_in
from study.values import Place

COLUMNS = "d.id, d.owner, d.name, d.title, d.items, d.version, d.changed_at"

MOST_ARRIVALS = 20
"""Files of one person that wait for a word: of more the oldest are forgotten."""


class BroughtWork:
    """The part of ``study.ports.Work`` about brought decks."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def put_arrival(
        self, person: int, place: Place, file: str, decks: Sequence[Deck], now: datetime
    ) -> Arrival:
        cursor = self._db.execute(
            "INSERT INTO arrivals (person, chat, topic, file, body, at) VALUES (?, ?, ?, ?, ?, ?)",
            (person, place.chat, place.topic, file, _body(decks), stamp(now)),
        )
        self._db.execute(
            "DELETE FROM arrivals WHERE person = ?1 AND id NOT IN "
            "(SELECT id FROM arrivals WHERE person = ?1 ORDER BY id DESC LIMIT ?2)",
            (person, MOST_ARRIVALS),
        )
        return Arrival(cursor.lastrowid or 0, person, place, file, tuple(decks), now)

    def arrival(self, arrival: int) -> Arrival | None:
        row = self._db.execute(
            "SELECT person, chat, topic, file, body, at FROM arrivals WHERE id = ?", (arrival,)
        ).fetchone()
        if row is None:
            return None
        return Arrival(arrival, row[0], Place(row[1], row[2]), row[3], _decks(row[4]), moment(row[5]))

    def drop_arrival(self, arrival: int) -> None:
        self._db.execute("DELETE FROM arrivals WHERE id = ?", (arrival,))

    def put_brought(self, owner: int, deck: Deck, now: datetime) -> Brought:
        cursor = self._db.execute(
            "INSERT INTO own_decks (owner, name, title, items, body, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
            (owner, deck.slug, deck.title, len(deck.items), _body([deck]), stamp(now)),
        )
        return Brought(cursor.lastrowid or 0, owner, deck.slug, deck.title, len(deck.items), 1, now)

    def change_brought(self, brought: Brought, deck: Deck, now: datetime) -> Brought:
        self._db.execute(
            "UPDATE own_decks SET title = ?, items = ?, body = ?, changed_at = ?, version = version + 1 "
            "WHERE id = ?",
            (brought.title, len(deck.items), _body([deck]), stamp(now), brought.id),
        )
        return replace(brought, items=len(deck.items), version=brought.version + 1, changed_at=now)

    def drop_brought(self, deck: int) -> None:
        self._db.execute("DELETE FROM deck_chats WHERE deck = ?", (deck,))
        self._db.execute("DELETE FROM own_decks WHERE id = ?", (deck,))

    def brought(self, deck: int) -> Brought | None:
        row = self._db.execute(f"SELECT {COLUMNS} FROM own_decks d WHERE d.id = ?", (deck,)).fetchone()  # noqa: S608
        return _brought(row) if row else None

    def brought_by(self, owner: int) -> tuple[Brought, ...]:
        found = self._db.execute(
            f"SELECT {COLUMNS} FROM own_decks d WHERE d.owner = ? ORDER BY d.id",  # noqa: S608
            (owner,),
        )
        return tuple(map(_brought, found))

    def brought_in(self, chat: int) -> tuple[Brought, ...]:
        found = self._db.execute(
            f"SELECT {COLUMNS} FROM deck_chats c JOIN own_decks d ON d.id = c.deck "  # noqa: S608
            "WHERE c.chat = ? ORDER BY c.at, d.id",
            (chat,),
        )
        return tuple(map(_brought, found))

    def put_in(self, chat: int, deck: int, now: datetime) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO deck_chats (chat, deck, at) VALUES (?, ?, ?)", (chat, deck, stamp(now))
        )

    def take_out(self, chat: int, deck: int) -> bool:
        cursor = self._db.execute("DELETE FROM deck_chats WHERE chat = ? AND deck = ?", (chat, deck))
        return cursor.rowcount > 0

    def chats_with(self, deck: int) -> tuple[int, ...]:
        found = self._db.execute(
            "SELECT c.chat FROM deck_chats c JOIN own_decks d ON d.id = c.deck "
            "WHERE c.deck = ? AND c.chat <> d.owner ORDER BY c.at",
            (deck,),
        )
        return tuple(row[0] for row in found)

    def brought_version(self, slug: str) -> int | None:
        row = self._db.execute("SELECT version FROM own_decks WHERE id = ?", (_id(slug),)).fetchone()
        return int(row[0]) if row else None

    def brought_deck(self, slug: str) -> Deck | None:
        row = self._db.execute(
            f"SELECT {COLUMNS}, d.body FROM own_decks d WHERE d.id = ?",  # noqa: S608
            (_id(slug),),
        ).fetchone()
        return settled_in(_decks(row[-1])[0], _brought(row)) if row else None


def _brought(row: Row) -> Brought:
    return Brought(row[0], row[1], row[2], row[3], row[4], row[5], moment(row[6]))


def _id(slug: str) -> int:
    """The id that a slug means; 0, which is nobody's, where it means none."""
    number = slug.removeprefix(OWN)
    return int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0


def _body(decks: Sequence[Deck]) -> bytes:
    return zlib.compress(packed(decks), 6)


def _decks(body: bytes) -> tuple[Deck, ...]:
    return unpacked(zlib.decompress(body))
