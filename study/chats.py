"""How a group wants the bot to be: what its admins settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Tempo(StrEnum):
    """How fast a contest goes."""

    RELAXED = "relaxed"
    STANDARD = "standard"
    BLITZ = "blitz"


class Starters(StrEnum):
    """Who may start a contest."""

    ALL = "all"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """What holds in one group.

    ``decks`` (slugs) are those it plays; none named: all of them. ``zone`` is an IANA name, empty until somebody
    told it. From ``quiet_from`` to ``quiet_to`` (local wall time; the same: never) no contest begins by itself and
    none can be started. ``tidy``: contests take away what is of no use after them. ``tags``: the best of a month
    bear a tag beside their name. ``speed``: quick right answers earn a little more.
    """

    chat: int
    language: str = ""
    decks: tuple[str, ...] = ()
    tempo: Tempo = Tempo.STANDARD
    starters: Starters = Starters.ALL
    speed: bool = True
    zone: str = ""
    quiet_from: time = time(0)
    quiet_to: time = time(0)
    tidy: bool = True
    tags: bool = False
