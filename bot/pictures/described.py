"""Pictures from their description: what the outbox keeps in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.pictures.podium import draw_podium
from bot.pictures.rows import Podium, Row


def described(podium: Podium) -> dict[str, Any]:
    """A podium as plain data that JSON can hold."""
    return asdict(podium)


def draw_described(description: Mapping[str, Any]) -> bytes:
    """The PNG of what ``described`` returned. Raises ``KeyError`` or ``TypeError`` for anything else."""
    places, rest = (tuple(Row(**row) for row in description[part]) for part in ("places", "rest"))
    return draw_podium(Podium(description["title"], description["subtitle"], places, rest))
