"""Which storage a URL means."""

from __future__ import annotations

from pathlib import Path

from storage.errors import StorageError
from storage.feedback import Feedback
from storage.sqlite import feedback
from storage.sqlite.store import SqliteStore
from storage.store import Store

PREFIXES = ("sqlite+aiosqlite:///", "sqlite:///")


def sqlite_path(url: str) -> Path:
    """The file that a ``sqlite:///path`` or ``sqlite+aiosqlite:///path`` URL names.

    A fourth slash makes the path absolute. Raises ``StorageError`` for any other URL.
    """
    for prefix in PREFIXES:
        if url.startswith(prefix) and len(url) > len(prefix):
            return Path(url.removeprefix(prefix))
    shown = url.split("://", 1)[0] + "://…" if "://" in url else url
    raise StorageError(f"{shown!r} is not a database this version knows; write sqlite:///data/studybot.db")


async def open_store(url: str) -> Store:
    """Open a storage, bringing its tables up to date. Raises ``StorageError`` with one line for the operator."""
    return await SqliteStore.open(sqlite_path(url))


def read_feedback(url: str) -> list[Feedback]:
    """What learners reported and overruled, oldest first, also while a bot is at work. Raises ``StorageError``."""
    return feedback.read_feedback(sqlite_path(url))
