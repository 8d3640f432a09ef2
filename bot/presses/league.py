"""Buttons around runs: of a marathon, or of the league's week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class KeepPlaying(Press):
    """A run is not ended after all."""

    prefix: ClassVar[str] = "ek"
    session: int
