"""How long something is away, said roughly: minutes, hours or days, as a person would."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from bot.screen import Say

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def span_say(key: str, span: timedelta) -> Say:
    """The words ``key-minutes``, ``key-hours`` or ``key-days`` with their ``count``, at least 1."""
    if span < HOUR:
        return Say(f"{key}-minutes", {"count": max(1, ceil(span / timedelta(minutes=1)))})
    if span < DAY:
        return Say(f"{key}-hours", {"count": round(span / HOUR)})
    return Say(f"{key}-days", {"count": round(span / DAY)})
