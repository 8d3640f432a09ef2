"""A Bot API stub that costs next to nothing, with simulated learners behind it.

It speaks just enough HTTP/1.1 for one client library and answers at once. Every learner keeps one update
outstanding: as soon as the bot has answered it, the next one follows from what the bot showed, or after about
``think`` seconds (half as long to half as long again). With ``most_a_second`` it refuses, with 429, what would be
one message too many in any second. ``broadcast_at``: when a message first came that nobody had asked for.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]
BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": True,
       "can_read_all_group_messages": False, "supports_inline_queries": False}  # fmt: skip


@dataclass
class Learner:
    """Somebody who answers whatever the bot shows. ``next`` makes their next update from a call of the bot."""

    id: int
    next: Callable[[Learner, Json], Json]
    sent_at: float = 0.0
    message: int = 0


@dataclass
class Stub:
    """The server and what it measured."""

    think: float = 0.0
    most_a_second: int = 0
    learners: dict[int, Learner] = field(default_factory=dict)
    done: int = 0
    latencies: list[float] = field(default_factory=list)
    admitted: list[float] = field(default_factory=list)
    refused: int = 0
    broadcast_at: float | None = None
    first_poll: asyncio.Event = field(default_factory=asyncio.Event)
    errors: list[str] = field(default_factory=list)
    _chance: Random = field(default_factory=lambda: Random(1))
    _queue: deque[Json] = field(default_factory=deque)
    _unconfirmed: deque[Json] = field(default_factory=deque)
    _poller: Callable[[bytes], None] | None = None
    _update_id: int = 0
    _message_id: int = 1000
    _server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen; returns the address."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.close()

    def begin(self, learner: Learner, update: Json) -> None:
        """Let a learner send a first update."""
        self._send(learner, update)

    def answer(self, path: str, body: bytes, reply: Callable[[bytes], None]) -> None:
        """Serve one request."""
        method = path.rsplit("/", 1)[1]
        parameters = json.loads(body) if body[:1] == b"{" else dict(parse_qsl(body.decode()))
        if method == "getUpdates":
            self._poll(int(parameters.get("offset", 0)), reply)
            if not int(parameters.get("timeout", 0)) and self._poller is reply:
                self._poller = None
                reply(_ok([]))
        elif method == "getMe":
            reply(_ok(BOT))
        elif method in COUNTED and not self._admits():
            reply(TOO_MANY)
        elif method in ("sendMessage", "editMessageText"):
            self._message_id += 1
            message = int(parameters.get("message_id", self._message_id))
            chat = int(parameters["chat_id"])
            reply(
                _ok({"message_id": message, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"})
            )
            self._react(chat, message, parameters)
        else:
            reply(_ok(True))
            if method == "answerCallbackQuery":
                self._told(parameters)

    def _told(self, parameters: Json) -> None:
        """A press was answered: nothing that these learners wait for."""

    def _admits(self) -> bool:
        """Whether a message more keeps within every second that ends by now; counts it."""
        now = time.perf_counter()
        last = self.admitted[-self.most_a_second :] if self.most_a_second else []
        if len(last) == self.most_a_second > 0 and last[0] > now - 1:
            self.refused += 1
            return False
        self.admitted.append(now)
        return True

    def _poll(self, offset: int, reply: Callable[[bytes], None]) -> None:
        self.first_poll.set()
        while self._unconfirmed and self._unconfirmed[0]["update_id"] < offset:
            self._unconfirmed.popleft()
        self._poller = reply
        self._flush()

    def _flush(self) -> None:
        if self._poller and self._queue:
            updates = [self._queue.popleft() for _ in range(min(100, len(self._queue)))]
            self._unconfirmed.extend(updates)
            reply, self._poller = self._poller, None
            reply(_ok(updates))

    def _react(self, chat: int, message: int, parameters: Json) -> None:
        learner = self.learners.pop(chat, None)
        if learner is None:
            self.broadcast_at = self.broadcast_at or time.perf_counter()
            return
        now = time.perf_counter()
        self.latencies.append(now - learner.sent_at)
        self.done += 1
        learner.message = message
        update = learner.next(learner, parameters)
        if self.think:
            asyncio.get_running_loop().call_later(
                self.think * self._chance.uniform(0.5, 1.5), self._send, learner, update
            )
        else:
            self._send(learner, update)

    def _send(self, learner: Learner, update: Json) -> None:
        self.learners[learner.id] = learner  # their id may be another one by now
        learner.sent_at = time.perf_counter()
        self._queue_up(update)
        self._flush()

    def _queue_up(self, update: Json) -> None:
        self._update_id += 1
        self._queue.append({"update_id": self._update_id, **update})


def text(learner: Learner, words: str) -> Json:
    """The learner writes something."""
    command = len(words.split(maxsplit=1)[0]) if words[0] == "/" else 0
    entities = [{"type": "bot_command", "offset": 0, "length": command}] if command else []
    message = {**_message(learner), "from": _user(learner), "text": words, "entities": entities}
    return {"message": message}


def press(learner: Learner, data: str) -> Json:
    """The learner presses a button of the bot's last message."""
    query = {"id": f"{learner.id}", "from": _user(learner), "chat_instance": "1", "data": data}
    return {"callback_query": {**query, "message": {**_message(learner), "from": BOT, "text": "x"}}}


def _message(learner: Learner) -> Json:
    chat = {"id": learner.id, "type": "private"}
    return {"message_id": learner.message or 1, "date": int(time.time()), "chat": chat}


def _user(learner: Learner) -> Json:
    return {"id": learner.id, "is_bot": False, "first_name": f"Learner {learner.id}"}


def _ok(result: Any) -> bytes:
    return _response("200 OK", {"ok": True, "result": result})


def _response(status: str, answer: Json) -> bytes:
    body = json.dumps(answer).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


COUNTED = frozenset({"sendMessage", "editMessageText", "editMessageReplyMarkup"})
"""What counts against the limit."""
TOO_MANY = _response(
    "429 Too Many Requests",
    {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    },
)


class _Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, stub: Stub) -> None:
        self._stub = stub
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, rest = self._buffer.split(b"\r\n\r\n", 1)
            lines = head.decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._stub.answer(lines[0].split()[1], rest[:length], self._write)

    def _write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)
