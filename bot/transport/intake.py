"""The one way in: updates are stored before they are confirmed, then handled once, in order within a chat.

``getUpdates`` confirms what lies below its offset, so the offset moves only after the commit. An update is
finished in the same transaction as what it caused; one that was not is handled again after a restart.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.transport.api import POLL_SECONDS, Api
from bot.transport.faults import seconds_to_wait
from bot.transport.wire import pack
from storage import Incoming, Store, Unavailable

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member", "poll_answer"]
MOST_AT_ONCE = 100
"""Updates that Telegram gives at once at the most."""
MOST_IN_HAND = 500
"""Updates taken but not finished; beyond that no more are fetched: Telegram keeps them for a day."""
SUSPECT = 3
"""Starts at which an update was waiting that make it suspect of killing us: from then on updates that an earlier
process left are handled one at a time, so that only the one that is under way can be to blame."""
MOST_ATTEMPTS = 12
"""An update that was begun, or waiting, at so many starts is given up. An error in a handler never gets here."""
PATIENCE = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 60.0)
"""Seconds between the tries at an update while the storage does not work. Its chat waits meanwhile, in order."""

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
        self._looked = asyncio.Event()
        self.alive_at = clock()

    async def start(self) -> None:
        """Handle what an earlier process left, then begin to poll."""
        waiting = await self._store.read(lambda unit: unit.waiting())
        if any(update.attempts >= SUSPECT for update in waiting):
            for update in waiting:
                await self._take_up_carefully(update)
        elif waiting:
            await self._store.transact(lambda unit: unit.attempt([update.id for update in waiting]))
            self.hand_out(waiting)
        self._polling = asyncio.create_task(self._poll())

    async def _take_up_carefully(self, update: Incoming) -> None:
        """Handle one update alone, and let the storage know before: should it kill us, it is known which it was."""
        if update.attempts >= MOST_ATTEMPTS:
            now, error = self._clock(), f"given up after {update.attempts} crashes"
            await self._store.transact(lambda unit: unit.finish(update.id, now, error))
            log.error("an update was given up after %d crashes", update.attempts, extra={"update": update.id})
            return
        await self._store.transact(lambda unit: unit.attempt([update.id]))
        self.hand_out([update])
        await self.settled()

    async def caught_up(self, seconds: float) -> None:
        """Wait until what was said while nobody was here is handled, but not longer than ``seconds``."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._looked.wait()
                await self.settled()

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
        """Wait until every update taken so far is finished. Whoever waits no longer leaves the work to go on:
        a ``gather`` would take the lanes down with it, what is in them would be forgotten until the next start,
        and what is said next would be handled before it.
        """
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def stop(self, seconds: float) -> None:
        """Fetch no more, finish what is in hand within ``seconds``; the rest waits in the inbox."""
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
        try:
            await asyncio.wait_for(self.settled(), seconds)
        except TimeoutError:
            log.warning("updates left for the next start", extra={"updates": self._in_hand})
        under_way = tuple(self._tasks)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _work(self, lane: int) -> None:
        queue = self._lanes[lane]
        try:
            while queue:
                try:
                    await self._handle_patiently(queue[0])
                except Exception:
                    log.exception("an update waits for the next start", extra={"update": queue[0].id})
                queue.popleft()
                self._in_hand -= 1
                if self._in_hand <= MOST_IN_HAND:
                    self._room.set()
        finally:
            del self._lanes[lane]

    async def _handle_patiently(self, update: Incoming) -> None:
        """Handle an update, again and again while the storage does not work. Raises what it fails with at last."""
        for pause in PATIENCE:
            try:
                await self._handle(update)
            except Unavailable as error:
                log.warning("the storage does not work, trying again: %s", error, extra={"update": update.id})
                await asyncio.sleep(pause)
            else:
                return
        await self._handle(update)

    async def _poll(self) -> None:
        failures = 0
        while True:
            await self._room.wait()
            try:
                await self._fetch()
                failures = 0
            except InvalidToken:
                raise
            except Exception as error:  # whatever it is, nobody else asks for updates
                failures += 1
                if isinstance(error, Conflict) and "webhook" in error.message:
                    await self._take_over()
                await asyncio.sleep(_pause(error, failures))

    async def _take_over(self) -> None:
        """Somebody set a webhook, maybe another host of this bot long ago: from now on updates are fetched."""
        log.warning("this bot has a webhook; removing it, updates are fetched here")
        try:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as error:
            log.warning("the webhook could not be removed: %s", error)

    async def _fetch(self) -> None:
        parameters: dict[str, Any] = {"limit": MOST_AT_ONCE, "allowed_updates": ALLOWED_UPDATES}
        if self._fetched is not None:
            parameters["offset"] = self._fetched + 1
        # The first look does not wait for anything to be said.
        raw = await self._api.poll(parameters, POLL_SECONDS if self._looked.is_set() else 0)
        self.alive_at = self._clock()
        if not raw:
            self._looked.set()
            return
        known = [one for one in raw if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
        if not known:
            raise TelegramError(f"getUpdates brought no updates of a known form: {raw!r:.80}")
        updates = [Incoming(one["update_id"], lane_of(one), pack(one)) for one in known]
        now = self._clock()
        fresh = await self._store.transact(lambda unit: unit.receive(updates, now))
        self._fetched = updates[-1].id
        self.hand_out(fresh)
        if len(raw) < MOST_AT_ONCE:
            self._looked.set()


def lane_of(update: dict[str, Any]) -> int:
    """The chat whose order an update keeps; its person's where it has no chat, or a file comes to a group; for a
    vote that of the poll.

    0 for one of no known form.
    """
    for kind in ALLOWED_UPDATES:
        content = update.get(kind)
        if content:
            try:
                if "poll_id" in content:
                    return int(content["poll_id"])
                chat = content.get("chat") or (content.get("message") or {}).get("chat") or content["from"]
                if "document" in content and chat.get("type") != "private":
                    chat = content["from"]  # to read it takes seconds: its sender waits, not the group
                return int(chat["id"])
            except (AttributeError, KeyError, TypeError, ValueError):
                return 0
    return 0


def _pause(error: Exception, failures: int) -> float:
    """Seconds to wait before polling again; says in the log why."""
    if isinstance(error, RetryAfter):
        return seconds_to_wait(error)
    if isinstance(error, Conflict):
        if "webhook" in error.message:
            return 0.5
        log.warning("another process polls with this token; stop it: %s", error)
        return 5.0
    known = isinstance(error, TelegramError | Unavailable)
    log.warning("getting updates failed: %s", error, exc_info=None if known else error)
    return float(min(30.0, 0.1 * 2**failures))


PRUNE_AFTER = timedelta(days=3)
"""Finished mail is kept this long: Telegram repeats an update for a day at the most."""
