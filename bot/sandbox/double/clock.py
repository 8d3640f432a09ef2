"""The time of day, if nobody sets another clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
