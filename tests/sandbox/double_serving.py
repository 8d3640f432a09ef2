"""A served double and a plain HTTP client, for the double's own tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession

from bot.sandbox.double import TelegramDouble


@dataclass(slots=True)
class SteppedClock:
    """A clock that moves only when told to."""

    now: datetime = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class Api:
    """The Bot API as a bot without any library sees it."""

    double: TelegramDouble
    url: str
    http: ClientSession
    clock: SteppedClock = field(default_factory=SteppedClock)

    async def answer(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole JSON answer; its error_code and the HTTP status have to agree."""
        async with self.http.post(f"{self.url}/bot{self.double.token}/{method}", json=params) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call that has to succeed."""
        answer = await self.answer(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """The description of a call that has to fail."""
        answer = await self.answer(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What getUpdates gives; confirms nothing unless told to."""
        updates: list[dict[str, Any]] = await self.call("getUpdates", **params)
        return updates

    async def take(self) -> list[dict[str, Any]]:
        """The waiting updates, confirmed."""
        updates = await self.updates()
        if updates:
            await self.updates(offset=updates[-1]["update_id"] + 1)
        return updates


@asynccontextmanager
async def serving(**settings: Any) -> AsyncIterator[Api]:
    """A double on a free port with a stepped clock; settings as for TelegramDouble."""
    clock = settings.setdefault("clock", SteppedClock())
    double = TelegramDouble(**settings)
    url = await double.start()
    try:
        async with ClientSession() as http:
            yield Api(double, url, http, clock)
    finally:
        await double.stop()


@asynccontextmanager
async def listening(api: Api) -> AsyncIterator[None]:
    """A bot that takes every update and says nothing."""

    async def listen() -> None:
        offset = 0
        while True:
            for update in await api.updates(offset=offset, timeout=20):
                offset = update["update_id"] + 1

    task = asyncio.create_task(listen())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
