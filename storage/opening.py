"""Which storage a URL means."""

from __future__ import annotations

from pathlib import Path

from storage.errors import StorageError
from storage.feedback import Feedback
from storage.sqlite import feedback
from storage.sqlite.store import SqliteStore
from storage.store import Store

PREFIXES = ("sqlite+aiosqlite:///", "sqlite:///")
EXAMPLE = "write sqlite:///data/studybot.db"


def sqlite_path(url: str) -> Path:
    """The file that a ``sqlite:///path`` or ``sqlite+aiosqlite:///path`` URL names; nothing is looked up on disk.

    A fourth slash makes the path absolute. Raises ``StorageError`` for any other URL, and for one that cannot
    name a file.
    """
    for prefix in PREFIXES:
        if url.startswith(prefix) and len(url) > len(prefix):
            return _named(url.removeprefix(prefix))
    shown = url.split("://", 1)[0] + "://…" if "://" in url else url
    raise StorageError(f"{shown!r} is not a database this version knows; {EXAMPLE}")


def _named(name: str) -> Path:
    if name.startswith(":memory:"):
        raise StorageError(f"{name!r} would forget everything when the process ends; {EXAMPLE}")
    if name.endswith(("/", "/.", "/..")) or name in (".", ".."):
        raise StorageError(f"{name!r} is a folder; name a file in it: {EXAMPLE}")
    if "?" in name or "\0" in name:
        raise StorageError(f"{name!r} is not the name of a file (options are not known here); {EXAMPLE}")
    return Path(name)


def _file(url: str) -> Path:
    """Like ``sqlite_path``, and there is no folder of that name."""
    path = sqlite_path(url)
    try:
        folder = path.is_dir()
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be used: {error.strerror}; {EXAMPLE}") from None
    if folder:
        raise StorageError(f"{str(path)!r} is a folder; name a file in it: {EXAMPLE}")
    return path


async def open_store(url: str) -> Store:
    """Open a storage, bringing its tables up to date. Raises ``StorageError`` with one line for the operator."""
    return await SqliteStore.open(_file(url))


def read_feedback(url: str) -> list[Feedback]:
    """What learners reported and overruled, oldest first, also while a bot is at work. Raises ``StorageError``."""
    return feedback.read_feedback(_file(url))
