"""Everything the handlers of one process share."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from bot.clock import Clock
from bot.importing import Turnstile
from bot.transport.api import Api
from bot.transport.sender import Sender
from content.importers import Limits
from content.judge import Judge
from content.library import Library
from storage import Store
from study.brought import Quota
from study.contest.appeals import Contesting
from study.quiz import Quiz
from study.values import Person, Place

EPHEMERAL = "ephemeral"


@dataclass(frozen=True, slots=True)
class Services:
    """What one process is made of. Nothing in it must survive a restart: that is in the store."""

    store: Store
    api: Api
    sender: Sender
    library: Library
    quiz: Quiz
    contests: Contesting
    judge: Judge
    clock: Clock
    chance: Random
    known: dict[int, Person] = field(default_factory=dict)
    """People whose names the store has just as they are: a cache."""
    limits: Limits = field(default_factory=Limits)
    """As much as a file that is sent may hold."""
    quota: Quota = field(default_factory=Quota)
    """As many decks as somebody may keep."""
    files: Turnstile = field(default_factory=Turnstile)
    """Lets files in: one is read at a time."""
    begun: dict[Place, tuple[int, str]] = field(default_factory=dict)
    """The button that began the latest session of a place, by its message and data: for double clicks."""
    offers: set[str] = field(default_factory=set)
    """What the server was found to offer beyond the Bot API that the library speaks."""
    albums: dict[int, str] = field(default_factory=dict)
    """The album a chat was last told about: its pictures arrive as messages of their own."""

    @property
    def ephemeral(self) -> bool:
        """Whether the server can show a message in a group to one person alone (Bot API 10.2)."""
        return EPHEMERAL in self.offers
