"""The sandbox of the page's tests: the double behind the page, and a bot that is nothing but Bot API calls."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.sandbox.double import Chat, Person, TelegramDouble
from bot.sandbox.server import Sandbox, settle_in

Json = dict[str, Any]


@dataclass
class ScriptedBot:
    """Answers updates by a function; ``call`` is one Bot API call over HTTP."""

    base: str
    session: aiohttp.ClientSession
    answer: Callable[[ScriptedBot, Json], Awaitable[None]] | None = None
    offset: int = 0
    heard: list[Json] = field(default_factory=list)

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call; AssertionError with Telegram's words when it was refused."""
        async with self.session.post(f"{self.base}/bot1:sandbox/{method}", json=params) as response:
            body = await response.json()
        assert body["ok"], body
        return body["result"]

    async def handle_all(self) -> None:
        """Take the waiting updates, answer them, confirm them."""
        while updates := await self.call("getUpdates", offset=self.offset, timeout=0):
            for update in updates:
                self.offset = update["update_id"] + 1
                self.heard.append(update)
                if self.answer is not None:
                    await self.answer(self, update)

    async def keep_handling(self) -> None:
        """Poll until cancelled, as a running bot does."""
        while True:
            for update in await self.call("getUpdates", offset=self.offset, timeout=20):
                self.offset = update["update_id"] + 1
                self.heard.append(update)
                if self.answer is not None:
                    await self.answer(self, update)


@dataclass
class PageWorld:
    """A running sandbox and those who are in it."""

    sandbox: Sandbox
    double: TelegramDouble
    url: str
    bot: ScriptedBot
    anna: Person
    boris: Person
    chen: Person

    def private(self, person: Person) -> Chat:
        """The person's chat with the bot."""
        return self.double.private(person)

    @property
    def group(self) -> Chat:
        """The study group."""
        return next(chat for chat in self.double.world.chats.values() if chat.title == "Учебная группа")

    @property
    def forum(self) -> Chat:
        """The forum with two topics."""
        return next(chat for chat in self.double.world.chats.values() if chat.forum)


@contextlib.asynccontextmanager
async def page_world(
    double: TelegramDouble | None = None, port: int = 0, **options: Any
) -> AsyncIterator[PageWorld]:
    """A sandbox that listens, with its three people settled in."""
    double = double or TelegramDouble()
    anna, boris, chen = settle_in(double)
    sandbox = Sandbox(double, **options)
    url = await sandbox.start(port=port)
    async with aiohttp.ClientSession() as session:
        try:
            yield PageWorld(sandbox, double, url, ScriptedBot(url, session), anna, boris, chen)
        finally:
            double.world.mailbox.close()
            await sandbox.stop()
            await double.stop()
