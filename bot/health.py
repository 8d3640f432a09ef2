"""Is the bot at work? The process leaves a sign of life beside its database; anybody may look at its age."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from storage import sqlite_path

FRESH_SECONDS = 150.0
"""Older signs mean trouble: a long poll takes up to a minute, a sign is left every 15 s."""


def sign_path(database_url: str) -> Path:
    """Where the sign of life of a database's bot lies. Raises ``StorageError`` for an unknown kind of URL."""
    path = sqlite_path(database_url)
    return path.with_name(path.name + ".alive")


def leave_sign(database_url: str) -> None:
    """Say: at work, now."""
    sign_path(database_url).write_text(f"{time.time():.0f}\n", encoding="ascii")


def take_sign_back(database_url: str) -> None:
    """Say: no longer, or not yet, at work."""
    with contextlib.suppress(OSError):  # there is none; or it stays, and grows old
        sign_path(database_url).unlink()


def complaint_about(database_url: str) -> str:
    """What is wrong with the bot of a database; empty where nothing is."""
    try:
        left = float(sign_path(database_url).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return "no bot is at work on this database"
    age = time.time() - left
    return f"no sign of life for {age:.0f} s" if age > FRESH_SECONDS else ""
