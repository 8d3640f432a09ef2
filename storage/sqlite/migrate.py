"""Bringing a database file up to date: numbered SQL files, each applied once, in its own transaction."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from storage.errors import StorageError


def migrations() -> list[tuple[int, str]]:
    """The numbered migrations, in order: (number, SQL)."""
    folder = resources.files("storage") / "migrations" / "sqlite"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(file.name.split("_", 1)[0]), file.read_text(encoding="utf-8")) for file in files]


def migrate(connection: sqlite3.Connection, path: Path) -> list[int]:
    """Apply what is missing and return the numbers applied.

    Before an older database is changed, a copy of it is put beside it (``…before-0002.bak``). A database
    that a newer version wrote is refused with ``StorageError``.
    """
    known = migrations()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    newest = known[-1][0]
    if version > newest:
        raise StorageError(
            f"the database was written by a newer version (schema {version}, this one knows {newest}); "
            "update studybot, or restore the copy made before the update"
        )
    missing = [(number, sql) for number, sql in known if number > version]
    if missing and version:
        _copy(connection, path.with_name(f"{path.name}.before-{missing[0][0]:04}.bak"))
    for number, sql in missing:
        connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
    return [number for number, _ in missing]


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    connection.execute("VACUUM INTO ?", (str(target),))
