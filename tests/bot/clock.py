"""A clock that a test sets: it stands still until it is moved."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.conftest import NOW


class TestClock:
    """Call it for the time; ``forward`` moves it."""

    __test__ = False

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Move on by hours, days, minutes …"""
        self.now += timedelta(**span)
