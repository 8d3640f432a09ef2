"""As much of Protocol Buffers as Anki's tables need: the numbered fields of a message.

Source: https://protobuf.dev/programming-guides/encoding
"""

from __future__ import annotations

from collections.abc import Iterator

MOST_VARINT = 10
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def fields_of(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Numbers and values in order; ends early where the message is damaged."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        size = {FIXED64: 8, FIXED32: 4}.get(kind, -1)
        if kind == BYTES:
            size, at = _varint(message, at)
        if size < 0 or at + size > len(message):
            return
        yield key >> 3, message[at : at + size]
        at += size


def field(message: object, number: int) -> int | bytes | None:
    """The last value of a field; None where there is none."""
    found = (
        [value for key, value in fields_of(message) if key == number] if isinstance(message, bytes) else []
    )
    return found[-1] if found else None


def text_field(message: object, number: int) -> str:
    """A field that holds text; empty where there is none."""
    value = field(message, number)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """A number and where it ends; a damaged one ends the message."""
    value = 0
    for index, byte in enumerate(message[at : at + MOST_VARINT]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value, at + index + 1
    return 0, len(message) + 1
