"""The one way out: calls leave in order within a chat, at Telegram's pace, until they are made or given up.

A call is stored before it is made and marked after. A process that dies in between makes it once more after the
restart: the only moment at which a message can appear twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.clock import Clock
from bot.render.telegram_html import plain
from bot.transport.api import Api
from bot.transport.faults import Fault, fault_of, seconds_to_wait
from bot.transport.pacer import Pacer
from bot.transport.wire import pack, unpack
from storage import Outgoing, Store, Unit

log = logging.getLogger(__name__)

MOST_WAIT = 60.0
"""Seconds between two tries at the most."""
MOST_TRIES = 60
"""After so many failures, the better part of an hour, a call is given up: what follows in its chat must go on."""
NOTICE_TRIES = 4
NOTICE_WAIT = 10.0
"""A notice is tried so often, and not after a wait of so many seconds: Telegram forgets a press soon."""


class Sender:
    """Makes the calls that the outbox holds."""

    def __init__(self, api: Api, store: Store, pacer: Pacer, clock: Clock, chance: Random) -> None:
        self._api = api
        self._store = store
        self._pacer = pacer
        self._clock = clock
        self._chance = chance
        self._lanes: dict[int, deque[Outgoing]] = {}
        self._marks: list[tuple[int, int, datetime, str]] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    async def start(self) -> None:
        """Take up what an earlier process left unsent."""
        self.take(await self._store.read(lambda unit: unit.unsent()))

    def take(self, calls: Iterable[Outgoing]) -> None:
        """Make these stored calls as soon as Telegram's pace allows."""
        for call in calls:
            lane = self._lanes.get(call.chat)
            if lane is None:
                self._lanes[call.chat] = deque([call])
                self._spawn(self._drain(call.chat))
            else:
                lane.append(call)

    def answer_callback(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Stop the button's spinner, with a short text if there is one. Not stored: it is worthless later."""
        parameters = {"callback_query_id": query, "show_alert": alert, **({"text": text} if text else {})}
        self._spawn(self._quietly("answerCallbackQuery", parameters))

    async def settled(self) -> None:
        """Wait until nothing is left to be made or marked."""
        await self._idle.wait()

    async def stop(self, seconds: float) -> None:
        """Finish what is in hand; what takes longer than ``seconds`` stays in the outbox for the next start."""
        try:
            await asyncio.wait_for(self.settled(), seconds)
        except TimeoutError:
            log.warning("calls left for the next start", extra={"chats": len(self._lanes)})
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        self._idle.clear()
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not self._tasks:
            self._idle.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("sending failed", exc_info=error)

    async def _quietly(self, method: str, parameters: Mapping[str, Any]) -> None:
        for tries in range(1, NOTICE_TRIES + 1):
            try:
                await self._api.call(method, parameters)
            except TelegramError as error:
                wait = _pause_of_notice(error, tries)
                if wait is not None:
                    await asyncio.sleep(wait)
                    continue
                level = logging.DEBUG if fault_of(error) is Fault.DONE else logging.WARNING
                log.log(level, "%s failed: %s", method, error)
            return

    async def _drain(self, chat: int) -> None:
        lane = self._lanes[chat]
        try:
            while lane:
                await self._make(lane)
        finally:
            if self._lanes.get(chat) is lane:
                del self._lanes[chat]

    async def _make(self, lane: deque[Outgoing]) -> None:
        """Make the first call of a lane, however many tries it takes, and mark it."""
        call, tries = lane[0], 0
        while True:
            await self._wait_for_turn(call.chat)
            try:
                result = await self._api.call_json(call.method, call.payload)
            except TelegramError as error:
                tries += 1
                again = await self._after_fault(call, error, tries)
                if again is None:
                    lane.popleft()
                    return
                call = again
                continue
            lane.popleft()
            self._mark(call, _message_id(result))
            return

    async def _wait_for_turn(self, chat: int) -> None:
        time = asyncio.get_running_loop().time
        await _until(self._pacer.reserve_chat(chat, time()), time())
        await _until(self._pacer.reserve_slot(time()), time())

    async def _after_fault(self, call: Outgoing, error: TelegramError, tries: int) -> Outgoing | None:
        """The call to try next, or ``None`` when the matter is over."""
        fault = fault_of(error)
        if isinstance(error, RetryAfter):
            self._pacer.pause(call.chat, asyncio.get_running_loop().time() + seconds_to_wait(error))
            return call
        if isinstance(error, ChatMigrated):
            await self._move(call.chat, error.new_chat_id)
            return _changed(replace(call, chat=error.new_chat_id), chat_id=error.new_chat_id)
        if fault is Fault.AGAIN and tries < MOST_TRIES:
            log.warning("%s failed, trying again: %s", call.method, error)
            await asyncio.sleep(min(MOST_WAIT, 0.25 * 2**tries) * (0.5 + self._chance.random()))
            return call
        if fault is Fault.GONE and call.method == "editMessageText":
            return _changed(replace(call, method="sendMessage"), message_id=None)
        if fault is Fault.MARKUP and '"parse_mode"' in call.payload:
            log.error("markup refused: %s", error, extra={"call": call.id})
            return _changed(call, parse_mode=None, text=plain(unpack(call.payload)["text"]))
        if fault is Fault.UNREACHABLE:
            await self._give_up_chat(call, str(error))
            return None
        if fault in (Fault.REFUSED, Fault.AGAIN):
            log.error("%s refused: %s", call.method, error, extra={"call": call.id})
        self._mark(call, 0, "" if fault is Fault.DONE else str(error))
        return None

    async def _move(self, before: int, after: int) -> None:
        await self._store.transact(lambda unit: unit.move(before, after))

    async def _give_up_chat(self, call: Outgoing, error: str) -> None:
        """The chat cannot be reached: what waits for it is worthless by the time it can."""
        now = self._clock()
        waiting = tuple(self._lanes.get(call.chat, ()))[1:]

        def give_up(unit: Unit) -> None:
            unit.drop(call.chat, error, now)
            unit.reach(call.chat, error, now)

        await self._store.transact(give_up)
        lane = self._lanes.get(call.chat, deque())
        for dropped in waiting:  # not what was posted meanwhile: the chat may be back
            with contextlib.suppress(ValueError):
                lane.remove(dropped)
        log.info("chat cannot be reached: %s", error)

    def _mark(self, call: Outgoing, message: int, error: str = "") -> None:
        """Note that a call is over. Nobody waits: the writer keeps the order, so later work sees the mark."""
        self._marks.append((call.id, message, self._clock(), error))
        if len(self._marks) == 1:
            self._spawn(self._write_marks())

    async def _write_marks(self) -> None:
        """Write all marks of this round of the loop in one transaction."""
        await asyncio.sleep(0)
        marks, self._marks = self._marks, []

        def write(unit: Unit) -> None:
            for mark in marks:
                unit.sent(*mark)

        await self._store.transact(write)


def _pause_of_notice(error: TelegramError, tries: int) -> float | None:
    """Seconds until a notice is worth another try; ``None`` when it is not."""
    if isinstance(error, RetryAfter):
        wait = seconds_to_wait(error)
    elif fault_of(error) is Fault.AGAIN:
        wait = 0.25 * 2**tries
    else:
        return None
    return wait if tries < NOTICE_TRIES and wait <= NOTICE_WAIT else None


async def _until(moment: float, now: float) -> None:
    if moment > now:
        await asyncio.sleep(moment - now)


def _message_id(result: Any) -> int:
    return int(result.get("message_id", 0)) if isinstance(result, dict) else 0


def _changed(call: Outgoing, **changes: Any) -> Outgoing:
    """The call with other parameters; ``None`` takes one away."""
    parameters = {**unpack(call.payload), **changes}
    kept = {name: value for name, value in parameters.items() if value is not None}
    return replace(call, payload=pack(kept))
