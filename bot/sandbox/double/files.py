"""Files people and the bot send: names, sizes, kinds, and the dimensions of pictures."""

from __future__ import annotations

import mimetypes
import struct
from dataclasses import asdict, dataclass
from typing import Any

from bot.sandbox.double.errors import bad_request

Json = dict[str, Any]

MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_UPLOAD_BYTES = 50 * 1024 * 1024
MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
MOST_PHOTO_SIDES, MOST_PHOTO_RATIO = 10_000, 20
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the server. kind: photo, document, sticker or voice; path: behind /file/bot<token>/.

    width and height are pixels of a picture, duration is seconds of a voice message.
    """

    id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    size: int
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0
    emoji: str = ""

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)

    def file(self) -> Json:
        """Bot API `File`."""
        return {**self._handle(), "file_path": self.path}

    def _handle(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}

    def content(self) -> Json:
        """The fields of a message that carry it."""
        if self.kind == "photo":
            return {"photo": [{**self._handle(), "width": self.width, "height": self.height}]}
        if self.kind == "voice":
            return {"voice": {**self._handle(), "duration": self.duration, "mime_type": self.mime_type}}
        if self.kind == "sticker":
            shape = {"width": self.width, "height": self.height, "is_animated": False, "is_video": False}
            return {"sticker": {**self._handle(), **shape, "type": "regular", "emoji": self.emoji}}
        return {"document": {**self._handle(), "file_name": self.name, "mime_type": self.mime_type}}


def mime_type_of(name: str, default: str = "application/octet-stream") -> str:
    """The MIME type that goes with a file name."""
    return mimetypes.guess_type(name)[0] or default


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture Telegram takes as a photo; a 400 for any other bytes."""
    if len(content) > MOST_PHOTO_BYTES:
        raise bad_request("file is too big")
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > MOST_PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if max(width, height) > MOST_PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, WebP or JPEG picture, None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_size(content)
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 30:
        return None
    if content[12:16] == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if content[12:16] == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
