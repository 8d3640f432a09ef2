"""What just happened in the world, as a stream for pages and terminals."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Any

BACKLOG = 10_000  # events a subscriber may leave unread; a slower one is cut off and has to reload


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    kind: message, edited, deleted, reaction, action (the bot is typing …), pressed,
    callback_answered, poll, chat (created or changed), person, commands.
    chat_id: where; None for what concerns no chat. payload: Bot API JSON where there is such a form.
    at: Unix seconds of the double's clock.
    """

    kind: str
    chat_id: int | None
    payload: dict[str, Any]
    at: float


class Subscription:
    """Asynchronous iterator of events from the moment of subscribing; ends when closed or too slow."""

    def __init__(self, bus: EventBus) -> None:
        self._bus = bus
        self._waiting: deque[Event] = deque()
        self._news = asyncio.Event()
        self.closed = False

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Event:
        while not self._waiting:
            if self.closed:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        return self._waiting.popleft()

    def push(self, event: Event) -> None:
        """Queue an event; a subscriber with too many unread ones is closed."""
        self._waiting.append(event)
        if len(self._waiting) > BACKLOG:
            self.close()
        self._news.set()

    def close(self) -> None:
        """Stop listening; what was queued can still be read."""
        self.closed = True
        self._bus.drop(self)
        self._news.set()


class EventBus:
    """Hands every event to every subscriber."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []

    def subscribe(self) -> Subscription:
        """Listen from now on."""
        subscription = Subscription(self)
        self._subscriptions.append(subscription)
        return subscription

    def drop(self, subscription: Subscription) -> None:
        """Forget a subscriber."""
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)

    @property
    def heard(self) -> bool:
        """Whether anybody listens; if not, no event need be built."""
        return bool(self._subscriptions)

    def emit(self, event: Event) -> None:
        """Tell everybody."""
        for subscription in list(self._subscriptions):
            subscription.push(event)

    def close(self) -> None:
        """End every subscription."""
        for subscription in list(self._subscriptions):
            subscription.close()
