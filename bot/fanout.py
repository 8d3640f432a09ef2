"""What comes by itself: one tick plans what is due, one task puts it together at the pace at which it can leave.

Nothing per user is kept in memory. Planning takes slots in the storage; putting together takes a few slots at a
time, and only while the sender has room: 100 000 at once are 100 000 rows, and a second's worth of messages.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.clock import Clock
from bot.league import LeagueEnds
from bot.overdue import end_overdue
from bot.seasons import MonthEnds
from bot.services import Services
from storage import Outgoing, Store, Unavailable, Unit
from study.daily.planning import follow_rules, plan
from study.daily.values import Delivery, State

log = logging.getLogger(__name__)

TOGETHER = 8
"""Deliveries put together in one transaction: short enough that an answer in between does not notice."""
PAUSE = 1.0
"""Seconds until another try where the storage does not work."""

Compose = Callable[[Unit, Delivery], tuple[Outgoing, ...]]


class Fanout:
    """Plans and puts together. ``tick`` may be called as often as one likes."""

    def __init__(self, services: Services, compose: Compose) -> None:
        self._services = services
        self._store: Store = services.store
        self._clock: Clock = services.clock
        self._compose = compose
        self._month_ends = MonthEnds(services)
        self._league_ends = LeagueEnds(services)
        self._work: asyncio.Task[None] | None = None
        self._again = False
        self._stopped = False
        self._ticking = asyncio.Lock()

    async def start(self) -> None:
        """Follow the present rules of all zones, then take up what has come meanwhile."""
        await self._unless_faulty(self._follow_rules())
        await self.tick()

    async def tick(self) -> None:
        """Take the slots that have come, and see that they are put together."""
        if self._stopped:
            return
        async with self._ticking:
            for part in (self._plan, self._end_overdue, self._month_ends.look, self._league_ends.look):
                await self._unless_faulty(part())
        if self._stopped:
            return
        self._again = True
        if self._work is None:
            self._work = asyncio.create_task(self._put_together())

    async def _unless_faulty(self, work: Coroutine[Any, Any, None]) -> None:
        """Do a part of a tick. What goes wrong with it stops neither the other parts nor the bot."""
        try:
            await work
        except Unavailable as error:
            log.warning("what is due waits for the storage: %s", error)
        except Exception:
            log.exception("a part of what comes by itself failed")

    async def _follow_rules(self) -> None:
        moved = await self._store.transact(lambda unit: follow_rules(unit, self._clock()))
        if moved:
            log.info("zones have new rules; %d instants moved", moved)

    async def _plan(self) -> None:
        more = True
        while more:
            planned = await self._store.transact(lambda unit: plan(unit, self._clock()))
            for chat in planned.broken:
                log.error("a schedule cannot be reckoned with and stops", extra={"chat": chat})
            more = planned.more

    async def _end_overdue(self) -> None:
        """End the exams whose time is over; mostly there are none, and that is only looked up."""
        now = self._clock()
        if await self._store.read(lambda unit: unit.overdue(now, 1)):
            calls = await self._store.transact(
                lambda unit: unit.post(end_overdue(self._services, unit, now), now)
            )
            self._services.sender.take(calls)

    async def settled(self) -> None:
        """Wait until everything that has come is put together."""
        while self._work is not None:
            await asyncio.shield(self._work)

    async def stop(self) -> None:
        """Begin nothing more. What is claimed and not posted is put together at the next start."""
        self._stopped = True
        async with self._ticking:  # the tick under way ends by itself: it takes milliseconds
            pass
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _put_together(self) -> None:
        try:
            while self._again:
                self._again = False
                while await self._some():
                    pass
        finally:
            self._work = None

    async def _some(self) -> int:
        """Put the next few together; how many there were."""
        await self._services.sender.room()
        try:
            found, calls = await self._store.transact(lambda unit: self._compose_some(unit, TOGETHER))
        except Unavailable as error:
            log.warning("what is due waits for the storage: %s", error)
            await asyncio.sleep(PAUSE)
            return 1
        except Exception:
            return await self._one_by_one()
        self._services.sender.take(calls)
        return found

    async def _one_by_one(self) -> int:
        """One of the next few cannot be put together, for a fault of ours: it is left out, the others go on."""
        for _ in range(TOGETHER):
            try:
                found, calls = await self._store.transact(lambda unit: self._compose_some(unit, 1))
            except Unavailable:
                return 1
            except Exception:
                log.exception("a delivery cannot be put together, it is left out")
                await self._store.transact(self._leave_out)
                continue
            self._services.sender.take(calls)
            if not found:
                return 0
        return 1

    def _compose_some(self, unit: Unit, limit: int) -> tuple[int, tuple[Outgoing, ...]]:
        now = self._clock()
        deliveries = unit.claimed(now, limit)
        calls = [call for delivery in deliveries for call in self._compose(unit, delivery)]
        return len(deliveries), unit.post(calls, now)

    def _leave_out(self, unit: Unit) -> None:
        for delivery in unit.claimed(self._clock(), 1):
            unit.settle(delivery, State.NOTHING)
