"""The one way out: calls leave in order within a chat, at Telegram's pace, until they are made or given up.

A call is stored before it is made and marked after. A process that dies in between makes it once more after the
restart: the only moment at which a message can appear twice.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.pictures.described import draw_described
from bot.render.telegram_html import plain
from bot.transport.api import Api
from bot.transport.faults import Fault, fault_of, seconds_to_wait
from bot.transport.gate import Gate
from bot.transport.pacer import MOST_REMEMBERED, Leave, Pacer
from bot.transport.wire import pack, unpack
from storage import Outgoing, Store, Unit

log = logging.getLogger(__name__)

MOST_WAIT = 60.0
"""Seconds between two tries at the most."""
MOST_TRIES = 60
"""After so many failures of the server, the better part of an hour, a call is given up: what follows in its chat
must go on. Without a connection nothing is ever given up."""
MOST_BROADCAST = 30
"""Calls of a higher rank that wait at once at the most: a second of Telegram's pace. The rest stays where it is."""
MOST_STUCK = 2000
"""Of these, calls that wait for a chat of their own (a pause that Telegram asked for, an error of its server): they
do not count among the others, but the memory they take is bounded, too."""
MOST_WAITING = 30
"""Calls that may wait in one chat before mere remarks to it are no longer worth sending."""
SEVERAL = "deleteMessages"
"""Names its messages itself; ``Outgoing.message`` tells that they are still those of its chat."""
PICTURE = "sendPhoto"
FILE = "sendDocument"
WHISPER = "sendMessage"
"""To one person in a group: it counts among the messages of a second; what answers a whole chat goes first."""
NO_WHISPERS = 600.0
"""Seconds for which a chat that refused a whisper (the bot is no admin there) gets only those that answer one."""
MOST_WAITING_IN_GROUP = 6
"""The same in a group: twenty a minute are for everybody."""
NOTICE_TRIES = 4
NOTICE_WAIT = 10.0
"""A notice is tried so often, and not after a wait of so many seconds: Telegram forgets a press soon."""


class Lane:
    """The calls that wait for one chat, in order. A group that becomes a supergroup takes its lane along."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        self.calls: deque[Outgoing] = deque()
        self.under_way = False
        """Whether its first call is being made."""
        self.changed = asyncio.Event()
        """Set when another call may have become the first."""
        self.stuck = False
        """Whether its first call must wait for the chat: those behind it wait as well."""

    def add(self, call: Outgoing) -> None:
        """One more call: behind the others, but one that cannot wait before all that can."""
        if call.rank >= 0:
            self.calls.append(call)
            return
        place = 1 if self.under_way else 0
        while place < len(self.calls) and self.calls[place].rank < 0:
            place += 1
        self.calls.insert(place, call)
        self.changed.set()

    def move(self, chat: int) -> None:
        """Everything that waits is for another chat from now on."""
        self.chat = chat
        self.calls = deque(moved(call, chat) for call in self.calls)


def moved(call: Outgoing, chat: int) -> Outgoing:
    """The call for the chat that a group has become: the old numbers of messages mean nothing there."""
    return replace(call, chat=chat, message=0)


class Marks:
    """What is over, to be written to the storage soon: nobody waits, and many share a transaction.

    The storage keeps the order, so whatever comes later sees the mark.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._waiting: list[tuple[int, int, datetime, str, str]] = []

    def add(self, call: Outgoing, message: int, error: str = "", poll: str = "") -> bool:
        """Note that a call is over; true where nothing waited before: then ``write`` must be begun."""
        self._waiting.append((call.id, message, self._clock(), error, poll))
        return len(self._waiting) == 1

    async def write(self) -> None:
        """Write what waits, trying until the storage takes it. Cancelled at any moment, nothing is forgotten."""
        await asyncio.sleep(0)
        pause = 0.1
        while self._waiting:
            marks = tuple(self._waiting)
            try:
                await self._store.transact(lambda unit, marks=marks: _mark_all(unit, marks))  # type: ignore[misc]
            except Exception:
                log.exception("sent calls could not be marked; trying again", extra={"calls": len(marks)})
                await asyncio.sleep(pause)
                pause = min(10.0, 2 * pause)
                continue
            del self._waiting[: len(marks)]


def _mark_all(unit: Unit, marks: tuple[tuple[int, int, datetime, str, str], ...]) -> None:
    for mark in marks:
        unit.sent(*mark)


class Sender:
    """Makes the calls that the outbox holds."""

    def __init__(
        self,
        api: Api,
        store: Store,
        pacer: Pacer,
        clock: Clock,
        chance: Random,
        draw: Callable[[Any], bytes] = draw_described,
    ) -> None:
        """draw: makes the PNG that the payload of a ``sendPhoto`` describes."""
        self._api = api
        self._draw = draw
        self._store = store
        self._pacer = pacer
        self._gate = Gate(pacer)
        self._clock = clock
        self._chance = chance
        self._lanes: dict[int, Lane] = {}
        self._marks = Marks(store, clock)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._halted = False
        self._refusing: dict[int, float] = {}
        self._broadcast: set[int] = set()
        self._stuck: set[int] = set()
        self._room = asyncio.Event()
        self._room.set()

    async def start(self) -> None:
        """Take up what an earlier process left unsent."""
        self.take(await self._store.read(lambda unit: unit.unsent()))

    def take(self, calls: Iterable[Outgoing]) -> None:
        """Make these stored calls as soon as Telegram's pace allows; once stopped, at the next start."""
        if self._halted:
            return
        for call in calls:
            lane = self._lanes.get(call.chat)
            self._count(call, stuck=lane is not None and lane.stuck)
            if lane is None:
                lane = self._lanes[call.chat] = Lane(call.chat)
                lane.add(call)
                self._spawn(self._drain(lane))
            else:
                lane.add(call)

    async def room(self) -> None:
        """Wait until few enough calls that nobody waits for are under way."""
        await self._room.wait()

    def flooded(self, chat: int) -> bool:
        """Whether so much waits for a chat that a mere remark would only make it worse."""
        lane = self._lanes.get(chat)
        most = MOST_WAITING if chat > 0 else MOST_WAITING_IN_GROUP
        return lane is not None and len(lane.calls) >= most

    def answer_callback(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Stop the button's spinner, with a short text if there is one. Not stored: it is worthless later."""
        parameters = {"callback_query_id": query, "show_alert": alert, **({"text": text} if text else {})}
        self._spawn(self._quietly("answerCallbackQuery", parameters))

    def quietly(self, method: str, parameters: Mapping[str, Any]) -> None:
        """Make a call that is worthless later, such as a word to one person in a group: not stored, no pace of its
        chat, tried a few times."""
        until = self._refusing.get(parameters.get("chat_id", 0), 0.0)
        if _unasked(method, parameters) and asyncio.get_running_loop().time() < until:
            return
        self._spawn(self._quietly(method, parameters))

    async def settled(self) -> None:
        """Wait until nothing is left to be made or marked."""
        await self._idle.wait()

    async def stop(self, seconds: float) -> None:
        """Finish the calls under way; what waits, or takes longer than ``seconds``, the next start makes."""
        self._halted = True
        try:
            await asyncio.wait_for(self.settled(), seconds)
        except TimeoutError:
            log.warning("calls left for the next start", extra={"chats": len(self._lanes)})
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            await asyncio.wait_for(self._marks.write(), seconds)
        except TimeoutError:
            log.exception("some sent calls could not be marked: they will be made once more")

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
                await self._notice(method, parameters)
            except TelegramError as error:
                if isinstance(error, BadRequest) and _unasked(method, parameters):
                    self._refuses_whispers(parameters["chat_id"])
                wait = _pause_of_notice(error, tries)
                if wait is not None:
                    await asyncio.sleep(wait)
                    continue
                expected = fault_of(error) in (Fault.DONE, Fault.NOT_THIS)
                level = logging.DEBUG if expected else logging.WARNING
                log.log(level, "%s failed: %s", method, error)
            return

    async def _notice(self, method: str, parameters: Mapping[str, Any]) -> None:
        if method != WHISPER:
            await self._api.call(method, parameters)
            return
        leave = await self._gate.leave(1)
        try:
            await self._api.call(method, parameters)
        finally:
            self._pacer.answered(leave, asyncio.get_running_loop().time())

    def _refuses_whispers(self, chat: int) -> None:
        if len(self._refusing) >= MOST_REMEMBERED:
            self._refusing.clear()
        self._refusing[chat] = asyncio.get_running_loop().time() + NO_WHISPERS

    async def _drain(self, lane: Lane) -> None:
        try:
            while lane.calls and not self._halted:
                try:
                    await self._make(lane)
                except Exception:  # the storage, at a bad moment: the call is still the first of its lane
                    log.exception("a chat's calls wait a moment", extra={"chat": lane.chat})
                    await asyncio.sleep(1 + self._chance.random())
        finally:
            if self._lanes.get(lane.chat) is lane:
                del self._lanes[lane.chat]

    async def _make(self, lane: Lane) -> None:
        """Make the first call of a lane, however many tries it takes, and mark it."""
        try:
            await self._make_first(lane)
        finally:
            lane.under_way = False

    async def _make_first(self, lane: Lane) -> None:
        tries = 0
        while True:
            leave = await self._wait_for_turn(lane)
            if self._halted or not lane.calls:
                return
            call = lane.calls[0]
            attempt = _as_made(call)
            if attempt is None:
                self._over(lane, call, error="the message to change stayed in the old chat")
                return
            try:
                result = await self._call(leave, attempt)
            except TelegramError as error:
                tries += 1
                again = await self._after_fault(lane, attempt, error, tries)
                if again is None:
                    return
                if lane.calls:
                    lane.calls[0] = again
                continue
            self._over(lane, call, _message_id(result), poll=_poll_id(result))
            return

    async def _call(self, leave: Leave, call: Outgoing) -> Any:
        """Make a call and tell the pacer how long it took, however it went."""
        try:
            if call.method == PICTURE:
                return await self._send_picture(call)
            if call.method == FILE:
                return await self._send_file(call)
            return await self._api.call_json(call.method, _parameters(call))
        finally:
            self._pacer.answered(leave, asyncio.get_running_loop().time())

    async def _send_picture(self, call: Outgoing) -> Any:
        """Draw what the payload describes and send it; the outbox keeps descriptions, not pictures."""
        parameters = unpack(_parameters(call))
        try:
            picture = await asyncio.to_thread(self._draw, parameters.pop("photo"))
        except Exception as error:  # whatever it is, its caption can be said
            log.exception("a picture cannot be drawn", extra={"call": call.id})
            raise BadRequest("picture cannot be drawn") from error
        return await self._api.upload(PICTURE, parameters, "photo", picture)

    async def _send_file(self, call: Outgoing) -> Any:
        """Send the file that the payload holds."""
        parameters = unpack(_parameters(call))
        document = parameters.pop("document")
        content = zlib.decompress(base64.b64decode(document["content"]))
        return await self._api.upload(FILE, parameters, "document", content, document["name"])

    async def _wait_for_turn(self, lane: Lane) -> Leave:
        """Wait until the first call of a lane may leave; which one that is may change meanwhile."""
        loop = asyncio.get_running_loop()
        lane.under_way = False
        while True:
            urgent = bool(lane.calls) and lane.calls[0].rank < 0
            moment = self._pacer.chat_at(lane.chat, loop.time(), urgent=urgent)
            if moment <= loop.time():
                break
            lane.changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(moment):
                    await lane.changed.wait()
        self._pacer.take_chat(lane.chat, loop.time(), urgent=urgent)
        lane.under_way = True
        return await self._gate.leave(lane.calls[0].rank if lane.calls else 0)

    async def _after_fault(
        self, lane: Lane, call: Outgoing, error: TelegramError, tries: int
    ) -> Outgoing | None:
        """The call to try next, or ``None`` when the matter is over."""
        fault = fault_of(error)
        if fault in (Fault.WAIT, Fault.AGAIN):
            self._count_stuck(lane)
        if isinstance(error, RetryAfter):
            self._pacer.pause(lane.chat, asyncio.get_running_loop().time() + seconds_to_wait(error))
            return call
        if isinstance(error, ChatMigrated):
            return await self._move(lane, call, error.new_chat_id)
        if fault is Fault.OFFLINE or (fault is Fault.AGAIN and tries < MOST_TRIES):
            log.warning("%s failed, trying again: %s", call.method, error)
            await asyncio.sleep(min(MOST_WAIT, 0.25 * 2 ** min(tries, 10)) * (0.5 + self._chance.random()))
            return call
        if fault is Fault.TOKEN and not await self._known():
            log.error("Telegram does not know our token any more; what is unsent waits: %s", error)
            self._halted = True
            return None
        if fault is Fault.GONE and call.method == "editMessageText":
            return replace(call, message=0)
        if fault is Fault.MARKUP and '"parse_mode"' in call.payload:
            log.error("markup refused: %s", error, extra={"call": call.id})
            return _changed(call, parse_mode=None, text=plain(unpack(call.payload)["text"]))
        if call.method == PICTURE and fault in (Fault.NOT_THIS, Fault.REFUSED):
            return _in_words(call)
        if fault is Fault.UNREACHABLE:
            await self._give_up_chat(lane, str(error))
            return None
        if fault in (Fault.REFUSED, Fault.AGAIN, Fault.TOKEN):
            log.error("%s refused: %s", call.method, error, extra={"call": call.id})
        self._over(lane, call, error="" if fault is Fault.DONE else str(error))
        return None

    async def _known(self) -> bool:
        """Whether Telegram knows our token; a refused method looks just like a refused token."""
        try:
            await self._api.call("getMe", {})
        except InvalidToken:
            return False
        except TelegramError:
            pass  # it may: the call that asked will tell again
        return True

    async def _move(self, lane: Lane, call: Outgoing, after: int) -> Outgoing | None:
        """The group has become a supergroup: its lane goes on there, as one with that chat's own."""
        before, now = lane.chat, self._clock()
        await self._store.transact(lambda unit: unit.move(before, after, now))
        lane.move(after)
        if self._lanes.get(before) is lane:
            del self._lanes[before]
        other = self._lanes.setdefault(after, lane)
        if other is lane:
            return moved(call, after)
        other.calls.extend(lane.calls)
        lane.calls.clear()
        return None

    async def _give_up_chat(self, lane: Lane, error: str) -> None:
        """The chat cannot be reached: what waits for it is worthless by the time it can."""
        now, chat, waiting = self._clock(), lane.chat, tuple(lane.calls)

        def give_up(unit: Unit) -> None:
            unit.drop(chat, error, now)
            unit.reach(chat, error, now)

        await self._store.transact(give_up)
        for call in waiting:  # not what was posted meanwhile: the chat may be back
            lane.calls.remove(call)
            self._count_off(call)
        log.info("chat cannot be reached: %s", error)

    def _over(self, lane: Lane, call: Outgoing, message: int = 0, error: str = "", poll: str = "") -> None:
        """The first call of a lane is made, or given up."""
        lane.calls.popleft()
        lane.stuck = False
        self._count_off(call)
        if self._marks.add(call, message, error, poll):
            self._spawn(self._marks.write())

    def _count(self, call: Outgoing, *, stuck: bool) -> None:
        if call.rank > 0:
            (self._stuck if stuck else self._broadcast).add(call.id)
            self._look_for_room()

    def _count_stuck(self, lane: Lane) -> None:
        """Calls that must wait for their own chat keep nobody else from being next."""
        lane.stuck = True
        waiting = {call.id for call in lane.calls} & self._broadcast
        self._broadcast -= waiting
        self._stuck |= waiting
        self._look_for_room()

    def _count_off(self, call: Outgoing) -> None:
        if call.rank > 0:
            self._broadcast.discard(call.id)
            self._stuck.discard(call.id)
            self._look_for_room()

    def _look_for_room(self) -> None:
        if len(self._broadcast) < MOST_BROADCAST and len(self._stuck) < MOST_STUCK:
            self._room.set()
        else:
            self._room.clear()


def _unasked(method: str, parameters: Mapping[str, Any]) -> bool:
    """Whether this is a whisper to somebody who did not whisper themselves: only an admin may do that."""
    return method == WHISPER and "reply_parameters" not in parameters


def _pause_of_notice(error: TelegramError, tries: int) -> float | None:
    """Seconds until a notice is worth another try; ``None`` when it is not."""
    if isinstance(error, RetryAfter):
        wait = seconds_to_wait(error)
    elif fault_of(error) in (Fault.AGAIN, Fault.OFFLINE):
        wait = 0.25 * 2**tries
    else:
        return None
    return wait if tries < NOTICE_TRIES and wait <= NOTICE_WAIT else None


def _as_made(call: Outgoing) -> Outgoing | None:
    """The call as it can be made: without a message to change, a text is said anew, and buttons are past."""
    if call.message or not call.method.startswith(("edit", "delete")):
        return call
    return replace(call, method="sendMessage") if call.method == "editMessageText" else None


def _parameters(call: Outgoing) -> str:
    """The payload with the chat and the message that stand beside it, spliced in: nothing is parsed."""
    one = call.message and call.method != SEVERAL
    place = f'"chat_id":{call.chat}' + (f',"message_id":{call.message}' if one else "")
    inner = call.payload[1:]
    return "{" + place + ("" if inner == "}" else ",") + inner


def _in_words(call: Outgoing) -> Outgoing:
    """A picture's caption and buttons as a message, where the picture cannot be sent."""
    parameters = unpack(call.payload)
    del parameters["photo"]
    text = parameters.pop("caption")
    return replace(call, method="sendMessage", payload=pack({**parameters, "text": text}))


def _message_id(result: Any) -> int:
    return int(result.get("message_id", 0)) if isinstance(result, dict) else 0


def _poll_id(result: Any) -> str:
    """The native poll that a message carries; empty where it carries none."""
    poll = result.get("poll") if isinstance(result, dict) else None
    return str(poll.get("id", "")) if isinstance(poll, dict) else ""


def _changed(call: Outgoing, **changes: Any) -> Outgoing:
    """The call with other parameters; ``None`` takes one away."""
    parameters = {**unpack(call.payload), **changes}
    kept = {name: value for name, value in parameters.items() if value is not None}
    return replace(call, payload=pack(kept))
