"""The event stream of the page: what happens in the double, as JSON over a WebSocket."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from aiohttp import WSCloseCode, web

from bot.sandbox.double import Event, Subscription, TelegramDouble
from bot.sandbox.page import snapshot

Json = dict[str, Any]

HEARTBEAT_SECONDS = 20.0
_MESSAGES = frozenset({"message", "edited", "poll", "reaction", "pinned"})
_WORLD = frozenset({"chat", "person"})


class EventStream:
    """Serves any number of pages; ``close`` ends them all, so that the server can stop."""

    def __init__(self, double: TelegramDouble) -> None:
        self._double = double
        self._open: set[web.WebSocketResponse] = set()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """One page listens until it goes away."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS)
        subscription = self._double.subscribe()
        await socket.prepare(request)
        self._open.add(socket)
        telling = asyncio.create_task(self._tell(socket, subscription))
        try:
            async for _ in socket:  # a page says nothing; this notices when it goes
                pass
        finally:
            self._open.discard(socket)
            subscription.close()
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
        return socket

    async def _tell(self, socket: web.WebSocketResponse, subscription: Subscription) -> None:
        with contextlib.suppress(ConnectionError):
            async for event in subscription:
                told = self.told(event)
                if told is not None:
                    await socket.send_json(told)
        await socket.close(code=WSCloseCode.GOING_AWAY)

    def told(self, event: Event) -> Json | None:
        """The event as the page wants it; None for what it does not show."""
        ephemeral_id = event.payload.get("ephemeral_message_id")
        if event.chat_id is not None and ephemeral_id is not None:
            return self._told_whisper(event, event.chat_id, ephemeral_id)
        message_id = event.payload.get("message_id")
        if event.kind in _MESSAGES and event.chat_id is not None and message_id is not None:
            entry = snapshot.entry(self._double, self._double.world.chats[event.chat_id], message_id)
            return None if entry is None else {"event": "message", "entry": entry}
        if event.kind == "deleted":
            return {"event": "deleted", "chat": event.chat_id, "id": message_id}
        if event.kind == "action":
            return {"event": "typing", "chat": event.chat_id}
        if event.kind in ("commands", "menu"):
            return {"event": "commands"}
        return {"event": "world"} if event.kind in _WORLD else None

    def _told_whisper(self, event: Event, chat_id: int, ephemeral_id: int) -> Json | None:
        chat = self._double.world.chats[chat_id]
        if event.kind == "deleted":
            replaced = event.payload.get("replaced")  # it comes back into sight
            entry = snapshot.entry(self._double, chat, replaced) if replaced else None
            return {
                "event": "deleted",
                "chat": chat_id,
                "id": snapshot.whisper_key(ephemeral_id),
                "entry": entry,
            }
        entry = snapshot.whisper(self._double, chat, ephemeral_id) if event.kind in _MESSAGES else None
        return None if entry is None else {"event": "message", "entry": entry}

    async def close(self) -> None:
        """End every stream; the pages notice and try to connect again."""
        for socket in list(self._open):
            await socket.close(code=WSCloseCode.GOING_AWAY)
