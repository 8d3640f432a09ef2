"""The port: open a storage by its URL, run use cases in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from storage.errors import StorageError
from storage.mail import Mail
from study.ports import Work

T = TypeVar("T")
PREFIXES = ("sqlite+aiosqlite:///", "sqlite:///")


class Unit(Work, Mail, Protocol):
    """Everything that can be done inside one transaction."""


class Store(Protocol):
    """A storage that is open."""

    async def transact(self, use_case: Callable[[Unit], T]) -> T:
        """Run a use case in one transaction of its own: commits, or rolls back if it raises."""

    async def read(self, query: Callable[[Unit], T]) -> T:
        """Run a query beside the writer, on what is committed."""

    async def rebuild(self) -> int:
        """Derive all cards anew from the log of answers; returns how many there are."""

    async def close(self) -> None:
        """Finish what was begun and let go of the storage."""


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
    from storage.sqlite.store import SqliteStore

    return await SqliteStore.open(sqlite_path(url))
