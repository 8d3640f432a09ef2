"""Where the world is kept between two runs: an SQLite file, or nowhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

Json = dict[str, Any]


class Recordable(Protocol):
    """Something that can say itself as JSON; asked only when there is a place to keep it."""

    def record(self) -> Json:
        """Everything needed to build an equal object again."""
        ...


class Journal(Protocol):
    """A key-value store of JSON records by kind, and of file contents."""

    def put(self, kind: str, key: str, thing: Recordable) -> None:
        """Remember the present state of a thing; written when the call returns."""
        ...

    def remove(self, kind: str, key: str) -> None:
        """Forget a thing; an unknown key is no error."""
        ...

    def load(self, kind: str) -> Iterator[Json]:
        """All records of a kind, in no particular order."""
        ...

    def put_content(self, key: str, content: bytes) -> None:
        """Keep the bytes of a file."""
        ...

    def content(self, key: str) -> bytes | None:
        """The bytes of a file, None for an unknown key."""
        ...

    def close(self) -> None:
        """Release the file; nothing can be written afterwards."""
        ...


class MemoryJournal:
    """Keeps file contents and nothing else: the world itself is the memory."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def put(self, kind: str, key: str, thing: Recordable) -> None:
        """Nothing to do: the thing lives in the world."""

    def remove(self, kind: str, key: str) -> None:
        """Nothing to do."""

    def load(self, kind: str) -> Iterator[Json]:
        """Nothing was kept."""
        return iter(())

    def put_content(self, key: str, content: bytes) -> None:
        """Keep the bytes until the process ends."""
        self._contents[key] = content

    def content(self, key: str) -> bytes | None:
        """The bytes of a file, None for an unknown key."""
        return self._contents.get(key)

    def close(self) -> None:
        """Nothing to do."""


class SqliteJournal:
    """One SQLite file in WAL mode: every put is on its way to disk when it returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        # NORMAL survives a killed process; only a power cut may cost the last writes.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS record (kind TEXT, key TEXT, body TEXT NOT NULL, "
            "PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS content (key TEXT PRIMARY KEY, bytes BLOB NOT NULL)"
        )

    def put(self, kind: str, key: str, thing: Recordable) -> None:
        """Write the record, replacing the one under the same key."""
        body = json.dumps(thing.record(), ensure_ascii=False)
        self._connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (kind, key, body))

    def remove(self, kind: str, key: str) -> None:
        """Delete the record, if there is one."""
        self._connection.execute("DELETE FROM record WHERE kind = ? AND key = ?", (kind, key))

    def load(self, kind: str) -> Iterator[Json]:
        """All records of a kind."""
        for (body,) in self._connection.execute("SELECT body FROM record WHERE kind = ?", (kind,)).fetchall():
            yield json.loads(body)

    def put_content(self, key: str, content: bytes) -> None:
        """Write the bytes of a file."""
        self._connection.execute("INSERT OR REPLACE INTO content VALUES (?, ?)", (key, content))

    def content(self, key: str) -> bytes | None:
        """Read the bytes of a file."""
        row = self._connection.execute("SELECT bytes FROM content WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def open_journal(path: Path | None) -> Journal:
    """A journal in that file, or one that remembers nothing."""
    return MemoryJournal() if path is None else SqliteJournal(path)
