"""An evening of contests on a clock that the simulation moves: the real bot at one end, people at the other."""

from __future__ import annotations

import asyncio
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

from bot.app import App, build, menu_quietly, running, warm
from bot.clock import Clock, wall_clock
from bot.sandbox.double import TelegramDouble
from bot.sandbox.double.rates import COUNTED, Rates
from bot.transport.pacer import UNLIMITED
from bot.transport.pacer import Rates as Pace
from content.library import Library
from storage import Store, open_store
from tests.bot.clock import TestClock
from tests.chat import Conversation
from tests.conftest import NOW
from tests.contest.deck import ATLAS
from tests.contest.mail import Mail

TOKEN = "1:sandbox"
PATIENCE = 60.0
"""Seconds that the bot may take on a slow machine until it is idle."""
LOOK = 0.01
"""Seconds between two looks in real time."""
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


class Now(Protocol):
    """A clock that can be read."""

    @property
    def now(self) -> datetime:
        """The present moment."""


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
    clock: Now
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
        while not all(game.over for game in self.games):
            assert self.clock.now < ends, "\n".join(
                map(self.chat.transcript, self.double.world.chats.values())
            )
            await self._moment()
            for game in self.games:
                game.look()

    async def _moment(self) -> None:
        """Let a little time pass, as it does by itself, and people do what they had planned."""
        await asyncio.sleep(LOOK)
        self._act()

    def _act(self) -> bool:
        """Let people do what they planned for now; whether there was anything."""
        due: list[Deed] = []
        while self._planned and self._planned[0][0] <= self.clock.now:
            due.append(heapq.heappop(self._planned)[2])
        self.mail.mixed(due)
        return bool(due)


@dataclass
class StillEvening(Evening):
    """An evening on a clock that moves only when all that is due has been done."""

    hand: TestClock = field(default_factory=TestClock)
    _next_tick: datetime = NOW

    async def _moment(self) -> None:
        """On to the next deed, or to the next time that the bot looks what is due."""
        now = self.hand.now
        if self._next_tick <= now:
            self._next_tick = now + TICK
        planned = self._planned[0][0] if self._planned else self._next_tick
        self.hand.now = max(now, min(planned, self._next_tick))
        if self._act():
            await self.chat.idle()
        for _ in range(2):  # what the first sends can be seen then, and may be due at once
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
) -> AsyncIterator[StillEvening]:
    """An evening on the test's own clock. ``twice``: the share of updates that come again."""
    clock = TestClock(NOW + ODD)
    double = TelegramDouble(
        token=TOKEN, clock=clock, rates=Rates(overall=None, group_per_minute=MOST_A_MINUTE), bot_api=bot_api
    )
    async with _at_work(folder, double, seed, UNLIMITED, clock) as (app, store):
        app.scheduler.pause()
        chance = Random(seed)
        chat, mail = Conversation(double, app.settled, PATIENCE), Mail(double, chance, twice)
        yield StillEvening(double, app, store, clock, chance, mail, chat, hand=clock)


@asynccontextmanager
async def evening_in_time(folder: Path, seed: int, *, twice: float = 0.1) -> AsyncIterator[Evening]:
    """An evening in real time, in which the bot keeps to Telegram's pace and Telegram insists on it."""
    double = TelegramDouble(token=TOKEN, rates=Rates())
    async with _at_work(folder, double, seed, Pace(), wall_clock) as (app, store):
        chance = Random(seed)
        chat, mail = Conversation(double, app.settled, PATIENCE), Mail(double, chance, twice)
        yield Evening(double, app, store, WallClock(), chance, mail, chat)


class WallClock:
    """The time on the wall."""

    @property
    def now(self) -> datetime:
        """The present moment."""
        return wall_clock()


@asynccontextmanager
async def _at_work(
    folder: Path, double: TelegramDouble, seed: int, pace: Pace, clock: Clock
) -> AsyncIterator[tuple[App, Store]]:
    """A bot at work, and its storage."""
    double.api.calls = deque()
    store = await open_store(f"sqlite:///{folder / f'evening-{seed}.db'}")
    try:
        app = build(
            TOKEN, await double.start(), store, Library([ATLAS]), rates=pace, clock=clock, chance=Random(seed)
        )
        async with running(app):
            await menu_quietly(app)
            await warm(app)
            yield app, store
    finally:
        await double.stop()
        await store.close()
