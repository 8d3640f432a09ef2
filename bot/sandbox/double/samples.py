"""Small files to send when nobody picks one: a picture, a sticker, a voice message."""

from __future__ import annotations

import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(width: int, height: int, colour: tuple[int, int, int] = (84, 140, 188)) -> bytes:
    """A PNG of one colour, width by height pixels."""
    row = b"\0" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(row * height)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def silence(seconds: int = 1, rate: int = 8000) -> bytes:
    """A WAV of silence, playable everywhere; the double needs no Opus encoder."""
    data = b"\x80" * (seconds * rate)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    return (
        struct.pack("<4sI4s", b"RIFF", 36 + len(data), b"WAVE")
        + form
        + struct.pack("<4sI", b"data", len(data))
        + data
    )
