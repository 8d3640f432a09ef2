"""JSON as it goes over the wire and into the mail tables: quick, and never a text that cannot be stored."""

from __future__ import annotations

import json
from typing import Any

import orjson


def pack(value: Any) -> str:
    """A value as JSON in valid UTF-8. Half a surrogate pair, which some clients let through, becomes "?"."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()


def unpack(text: str | bytes) -> Any:
    """The value that some JSON holds. Raises ``ValueError`` for anything else."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)
