"""The wall clock, as an argument: tests and the sandbox bring their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Now, as an aware UTC instant."""
    return datetime.now(UTC)
