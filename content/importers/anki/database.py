"""Reading somebody else's SQLite database: in memory, tables only, nothing of its own is run, in bounded time.

The measures are those of https://www.sqlite.org/security.html, "Untrusted SQLite Database Files".
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from types import TracebackType

from content.complaint import Message
from content.importers.importer import MEBIBYTE, ImportRefused

BROKEN = Message(
    "anki-broken",
    "the collection in the package is damaged: check it in Anki (Tools) and export it once more",
)
TOO_MANY_ROWS = Message(
    "anki-too-many-rows", "a table of the collection has more than {most} rows: export single decks"
)
TOO_SLOW = Message(
    "anki-too-slow", "reading the collection took more than {most} seconds: export single decks"
)

LONGEST = 10.0
"""Seconds of computing that all reading may take; 2000 notes take some hundredths."""

STEPS = 1000
"""Steps of SQLite's machine between two looks at the clock."""

MOST_ROWS = 100_000
"""Rows that one query may give; a package within the limits has some thousand cards."""

LONGEST_VALUE = 8 * MEBIBYTE
MAGIC = b"SQLite format 3\x00"
VERSIONS = slice(18, 20)
"""Bytes of the header that say whether the database is kept with a write-ahead log, which there is none of here."""

UNREADABLE = (sqlite3.Error, OverflowError, MemoryError, UnicodeError)
"""What reading a damaged database ends in; even SQLite's own words about it may be damaged."""

ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


class Database:
    """A database to read from, a copy of what it is given. Whatever is wrong with it is an ``ImportRefused``."""

    def __init__(self, data: bytearray) -> None:
        if not data.startswith(MAGIC):
            raise ImportRefused(BROKEN.at(0))
        self._end = time.thread_time() + LONGEST
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.text_factory = _text
        try:
            self._open(data)
        except ImportRefused:
            self._connection.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._connection.close()

    def tables(self) -> frozenset[str]:
        """The names of its ordinary tables: no views, nothing virtual."""
        rows = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        return frozenset(name for (name,) in rows if isinstance(name, str))

    def rows(self, query: str) -> Iterator[Sequence[object]]:
        """The rows of a query of ours; values are of any type, whatever a column was declared as."""
        try:
            for count, row in enumerate(self._connection.execute(query)):
                if count == MOST_ROWS:
                    raise ImportRefused(TOO_MANY_ROWS.at(0, most=MOST_ROWS))
                yield row
        except UNREADABLE as error:
            raise self._refused() from error

    def _open(self, data: bytearray) -> None:
        data[VERSIONS] = b"\x01\x01"
        try:
            self._connection.deserialize(data)
            self._bound()
            for pragma in (
                "trusted_schema = OFF",
                "cell_size_check = ON",
                "mmap_size = 0",
                "query_only = ON",
            ):
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
            sound = self._connection.execute("PRAGMA quick_check(1)").fetchone()
            self._connection.set_authorizer(_allowed)
        except UNREADABLE as error:
            raise self._refused() from error
        if sound != ("ok",):
            raise ImportRefused(BROKEN.at(0))

    def _bound(self) -> None:
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self._connection.set_progress_handler(self._late, STEPS)
        self._connection.create_collation(
            "unicase", _like_each_other
        )  # Anki's own, named in its newer tables

    def _late(self) -> int:
        return time.thread_time() > self._end

    def _refused(self) -> ImportRefused:
        late = time.thread_time() > self._end
        return ImportRefused(TOO_SLOW.at(0, most=int(LONGEST)) if late else BROKEN.at(0))


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _like_each_other(one: str, other: str) -> int:
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)


def _allowed(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY
