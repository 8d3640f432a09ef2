"""An evening of contests on a clock that the simulation moves: the real bot at one end, people at the other."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Protocol

from bot.app import App, build, menu_quietly, running
from bot.sandbox.double import TelegramDouble
from bot.sandbox.double.rates import COUNTED, Rates
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store, open_store
from tests.bot.clock import TestClock
from tests.chat import Conversation
from tests.conftest import NOW
from tests.contest.deck import ATLAS
from tests.contest.mail import Mail

TOKEN = "1:sandbox"
TICK = timedelta(milliseconds=250)
"""As often as the bot itself looks what is due."""
ODD = timedelta(milliseconds=317)
"""Questions are seen at odd instants: no answer lies in the middle between two whole points."""
MOST_A_MINUTE = 20
NO_ADMIN = ("message can't be deleted", "CHAT_ADMIN_REQUIRED", "chat not found")
"""Tidying up, a word to one person, and asking whether the server knows such words (of no chat)."""
LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody does. ``lane``: what keeps its order; ``told`` is called when its update is on its way."""

    lane: Hashable
    act: Callable[[], object]
    told: Callable[[], object] = lambda: None


class Game(Protocol):
    """What an evening needs of a contest."""

    over: bool

    def look(self) -> None:
        """See what the bot has shown by now, and plan what people will do about it."""


@dataclass
class Evening:
    """A bot, its storage, and contests that go on side by side."""

    double: TelegramDouble
    app: App
    store: Store
    clock: TestClock
    chance: Random
    mail: Mail
    chat: Conversation
    games: list[Game] = field(default_factory=list)
    _planned: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def plan(self, at: datetime, deed: Deed) -> None:
        """Somebody will do something at an instant."""
        heapq.heappush(self._planned, (at, next(self._numbers), deed))

    async def passes(self) -> None:
        """Let all contests come to their end."""
        ends = self.clock.now + LONGEST
        next_tick = self.clock.now
        while not all(game.over for game in self.games):
            assert self.clock.now < ends, self.chat.transcript(next(iter(self.double.world.chats.values())))
            if self._planned and self._planned[0][0] < next_tick:
                self.clock.now = max(self.clock.now, self._planned[0][0])
            else:
                self.clock.now, next_tick = next_tick, next_tick + TICK
            await self._moment()

    async def _moment(self) -> None:
        due: list[Deed] = []
        while self._planned and self._planned[0][0] <= self.clock.now:
            due.append(heapq.heappop(self._planned)[2])
        if due:
            self.mail.mixed(due)
            await self.chat.idle()
        await self._tick()
        for game in self.games:
            game.look()

    async def _tick(self) -> None:
        """Do what is due; what was sent by that is seen, and may be due at once."""
        for _ in range(2):
            await self.app.contests.tick()
            await self.app.settled()


def refused(double: TelegramDouble) -> Counter[str]:
    """Calls of the bot that were refused, but for those that only an admin may make: it tries them."""
    return Counter(
        f"{call.method}: {call.error['description']}"
        for call in double.calls
        if call.error and not any(known in call.error["description"] for known in NO_ADMIN)
    )


def busiest_minute(double: TelegramDouble, chat: int) -> int:
    """The most messages and edits in one chat within any sixty seconds."""
    at = [
        call.at
        for call in double.calls
        if call.method in COUNTED
        and call.params.get("chat_id") == chat
        and "ephemeral_message_parameters" not in call.params
    ]
    return max((sum(one - 60 < other <= one for other in at) for one in at), default=0)


@asynccontextmanager
async def evening(
    folder: Path, seed: int, *, twice: float = 0.1, bot_api: str = "10.3"
) -> AsyncIterator[Evening]:
    """A bot at work for an evening. ``twice``: the share of updates that come again."""
    clock, chance = TestClock(NOW + ODD), Random(seed)
    double = TelegramDouble(
        token=TOKEN, clock=clock, rates=Rates(overall=None, group_per_minute=MOST_A_MINUTE), bot_api=bot_api
    )
    double.api.calls = deque()
    store = await open_store(f"sqlite:///{folder / f'evening-{seed}.db'}")
    library = Library([ATLAS])
    try:
        app = build(
            TOKEN, await double.start(), store, library, rates=UNLIMITED, clock=clock, chance=Random(seed)
        )
        async with running(app):
            app.scheduler.pause()
            await menu_quietly(app)
            mail = Mail(double, chance, twice)
            yield Evening(double, app, store, clock, chance, mail, Conversation(double, app.settled, 60.0))
    finally:
        await double.stop()
        await store.close()


def counted(double: TelegramDouble) -> Counter[str]:
    """How many calls of each method were made."""
    return Counter(call.method for call in double.calls)
