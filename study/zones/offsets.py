"""Offsets as people type them: ``+3``, ``UTC+5:30``, ``GMT-4``, ``мск+2``."""

from __future__ import annotations

import re
from datetime import timedelta

from study.zones.rules import UnknownZone, fixed_name

TYPED = re.compile(
    r"(?P<base>utc|gmt|мск|msk|z)?\s*(?:(?P<sign>[+-])\s*)?"
    r"(?:(?P<packed>\d\d[0-5]\d)|(?P<hours>\d{1,2})(?:[:.](?P<minutes>[0-5]\d)|[.,](?P<part>25|5|75))?)?",
    re.ASCII,
)
MINUS = str.maketrans("−–—", "---")
"""Phones and word processors put these for a hyphen."""
MOSCOW = timedelta(hours=3)


def typed_offset(text: str) -> str | None:
    """The zone of an offset that somebody typed, or ``None`` for what is no offset or one that no place keeps.

    ``мск`` alone is no offset but a city's time, which may change; ``мск+2`` counts from what it is now. Signs are
    those of daily life: ``GMT-4`` is west, and only IANA's own ``Etc/GMT-4`` is east.
    """
    found = TYPED.fullmatch(text.strip().casefold().translate(MINUS))
    if not found or not _says_enough(found):
        return None
    base = MOSCOW if found["base"] in ("мск", "msk") else timedelta(0)
    length = _length(found)
    try:
        return fixed_name(base - length if found["sign"] == "-" else base + length)
    except UnknownZone:
        return None


def _says_enough(found: re.Match[str]) -> bool:
    """A number alone might mean anything, and a sign alone nothing; ``UTC`` alone is clear."""
    number = found["packed"] or found["hours"]
    if not number:
        return found["base"] in ("utc", "gmt", "z") and not found["sign"]
    return bool(found["sign"] or found["base"] in ("utc", "gmt"))


def _length(found: re.Match[str]) -> timedelta:
    if found["packed"]:
        return timedelta(hours=int(found["packed"][:2]), minutes=int(found["packed"][2:]))
    minutes = float(f"0.{found['part']}") * 60 if found["part"] else int(found["minutes"] or 0)
    return timedelta(hours=int(found["hours"] or 0), minutes=minutes)
