"""Who may leave next: calls that answer somebody go before those that nobody waits for."""

from __future__ import annotations

import asyncio
import heapq
import itertools

from bot.transport.pacer import Leave, Pacer


class Gate:
    """Lets one call out at each slot of the pacer; among those that wait the lowest rank first, then the oldest."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self._waiting: list[tuple[int, int, asyncio.Future[Leave]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    async def leave(self, rank: int) -> Leave:
        """Wait for a slot, and take it. Given up by cancelling, no slot is spent."""
        loop = asyncio.get_running_loop()
        if not self._waiting and self._pacer.slot_at(loop.time()) <= loop.time():
            return self._pacer.take_slot(loop.time())
        opened: asyncio.Future[Leave] = loop.create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), opened))
        if self._timer is None:
            self._open_later(loop)
        return await opened

    def _open_later(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = loop.call_at(self._pacer.slot_at(loop.time()), self._open, loop)

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        while self._waiting and self._pacer.slot_at(loop.time()) <= loop.time():
            _, _, opened = heapq.heappop(self._waiting)
            if not opened.done():
                opened.set_result(self._pacer.take_slot(loop.time()))
        if self._waiting:
            self._open_later(loop)
