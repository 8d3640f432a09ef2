"""Putting files on the server's shelf and taking them down again."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from bot.sandbox.double.files import StoredFile
from bot.sandbox.double.world import World

_PREFIX = {"photo": "AgAC", "document": "BQAC", "sticker": "CAAC", "voice": "AwAC"}


def stored(
    world: World, kind: str, name: str, content: bytes, mime_type: str, *, size: tuple[int, int] = (0, 0),
    duration: int = 0, emoji: str = "",
) -> StoredFile:  # fmt: skip
    """Keep a file and give it an id; the same content keeps the same file_unique_id.

    size: width and height in pixels; duration: seconds.
    """
    number = world.count("files")
    digest = hashlib.sha256(content).hexdigest()
    file_id = f"{_PREFIX[kind]}{number:06d}{digest[:40]}"
    suffix = PurePath(name).suffix[:8] or ".bin"
    file = StoredFile(
        file_id, digest[:16], kind, name, mime_type, len(content), f"{kind}s/file_{number}{suffix}", *size,
        duration=duration, emoji=emoji,
    )  # fmt: skip
    world.journal.put_content(file_id, content)
    world.files[file_id] = file
    world.keep("file", file_id, file)
    return file


def content_at(world: World, path: str) -> tuple[StoredFile, bytes] | None:
    """The file behind a file_path, None for an unknown one."""
    file = next((file for file in world.files.values() if file.path == path), None)
    content = world.journal.content(file.id) if file else None
    return (file, content) if file and content is not None else None
