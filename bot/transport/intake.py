"""The one way in: updates are stored before they are confirmed, then handled once, in order within a chat.

``getUpdates`` confirms what lies below its offset, so the offset moves only after the commit. An update is
finished in the same transaction as what it caused; one that was not is handled again after a restart.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.transport.api import Api
from bot.transport.faults import seconds_to_wait
from bot.transport.wire import pack
from storage import Incoming, Store

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
MOST_IN_HAND = 500
"""Updates taken but not finished; beyond that no more are fetched: Telegram keeps them for a day."""
MOST_ATTEMPTS = 20
"""An update that was waiting at so many starts is given up: it may be what kills us. An error in a handler never
gets here; so many kills from outside within one update's milliseconds do not happen either."""

Handle = Callable[[Incoming], Awaitable[None]]


class Intake:
    """Fetches, stores and hands out updates."""

    def __init__(self, api: Api, store: Store, clock: Clock, handle: Handle) -> None:
        self._api = api
        self._store = store
        self._clock = clock
        self._handle = handle
        self._lanes: dict[int, deque[Incoming]] = {}
        self._in_hand = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Event()
        self._room.set()
        self._polling: asyncio.Task[None] | None = None
        self._fetched: int | None = None
        self.alive_at = clock()

    async def start(self) -> None:
        """Handle what an earlier process left, then begin to poll."""
        waiting = await self._store.read(lambda unit: unit.waiting())
        hopeless = [update.id for update in waiting if update.attempts >= MOST_ATTEMPTS]
        now = self._clock()

        def take_up(unit: Any) -> None:
            unit.attempt([update.id for update in waiting])
            for update in hopeless:
                unit.finish(update, now)

        if waiting:
            await self._store.transact(take_up)
        for update in hopeless:
            log.error("update given up after %d crashes", MOST_ATTEMPTS, extra={"update": update})
        self.hand_out(update for update in waiting if update.id not in hopeless)
        self._polling = asyncio.create_task(self._poll())

    @property
    def failed(self) -> BaseException | None:
        """Why polling ended by itself, if it did."""
        if self._polling is None or not self._polling.done() or self._polling.cancelled():
            return None
        return self._polling.exception()

    def hand_out(self, updates: Iterable[Incoming]) -> None:
        """Handle stored updates: one after another within a lane, lanes side by side."""
        for update in updates:
            self._in_hand += 1
            lane = self._lanes.get(update.lane)
            if lane is None:
                self._lanes[update.lane] = deque([update])
                task = asyncio.create_task(self._work(update.lane))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            else:
                lane.append(update)
        if self._in_hand > MOST_IN_HAND:
            self._room.clear()

    async def settled(self) -> None:
        """Wait until every update taken so far is finished."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Fetch no more, finish what is in hand within ``seconds``; the rest waits in the inbox."""
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
        try:
            await asyncio.wait_for(self.settled(), seconds)
        except TimeoutError:
            log.warning("updates left for the next start", extra={"updates": self._in_hand})
        for task in tuple(self._tasks):
            task.cancel()

    async def _work(self, lane: int) -> None:
        queue = self._lanes[lane]
        try:
            while queue:
                try:
                    await self._handle(queue[0])
                except Exception:
                    log.exception("an update waits for the next start", extra={"update": queue[0].id})
                queue.popleft()
                self._in_hand -= 1
                if self._in_hand <= MOST_IN_HAND:
                    self._room.set()
        finally:
            del self._lanes[lane]

    async def _poll(self) -> None:
        failures = 0
        while True:
            await self._room.wait()
            try:
                await self._fetch()
                failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                await asyncio.sleep(_pause(error, failures))

    async def _fetch(self) -> None:
        parameters: dict[str, Any] = {"limit": 100, "allowed_updates": ALLOWED_UPDATES}
        if self._fetched is not None:
            parameters["offset"] = self._fetched + 1
        raw = await self._api.poll(parameters)
        self.alive_at = self._clock()
        if not raw:
            return
        updates = [Incoming(one["update_id"], lane_of(one), pack(one)) for one in raw]
        now = self._clock()
        fresh = await self._store.transact(lambda unit: unit.receive(updates, now))
        self._fetched = updates[-1].id
        self.hand_out(fresh)


def lane_of(update: dict[str, Any]) -> int:
    """The chat whose order an update keeps; its person's where it has no chat; 0 for one of no known form."""
    for kind in ALLOWED_UPDATES:
        content = update.get(kind)
        if content:
            try:
                chat = content.get("chat") or (content.get("message") or {}).get("chat") or content["from"]
                return int(chat["id"])
            except (AttributeError, KeyError, TypeError, ValueError):
                return 0
    return 0


def _pause(error: TelegramError, failures: int) -> float:
    """Seconds to wait before polling again; says in the log why."""
    if isinstance(error, RetryAfter):
        return seconds_to_wait(error)
    if isinstance(error, Conflict):
        log.warning("another process polls with this token; stop it: %s", error)
        return 5.0
    log.warning("getUpdates failed: %s", error)
    return float(min(30.0, 0.1 * 2**failures))


PRUNE_AFTER = timedelta(days=3)
"""Finished mail is kept this long: Telegram repeats an update for a day at the most."""
