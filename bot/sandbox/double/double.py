"""A strict double of Telegram's Bot API server: one bot, and people who talk to it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from aiohttp import web

from bot.sandbox.double.clock import now_utc
from bot.sandbox.double.events import Subscription
from bot.sandbox.double.faults import ErrorSpec, Fault, error_of
from bot.sandbox.double.looking import Looking
from bot.sandbox.double.pressing import Pressing
from bot.sandbox.double.rates import Rates
from bot.sandbox.double.server import BotApi, Call
from bot.sandbox.double.signatures import NEWEST, VERSIONS
from bot.sandbox.double.voting import Voting
from bot.sandbox.double.world import World


class TelegramDouble(Pressing, Voting, Looking):
    """The Bot API on loopback HTTP, and the world behind it.

    Give the bot `<url>/bot` as base_url and `<url>/file/bot` as base_file_url. Everything happens in
    the event loop that serves it: call its methods from that loop only.
    """

    def __init__(
        self,
        *,
        token: str = "1:sandbox",  # noqa: S107 - the double's token opens nothing
        bot_username: str = "study_bot",
        bot_name: str = "Study Bot",
        clock: Callable[[], datetime] = now_utc,
        database: Path | None = None,
        rates: Rates | None = None,
        bot_api: str = NEWEST,
    ) -> None:
        """clock: aware time for dates, expiry and polls. database: an SQLite file that keeps the world
        between two runs; None keeps it in memory. rates: when to answer 429; None never does. bot_api:
        the server's version; "10.0" knows no ephemeral messages: it passes over the parameter, so that
        what was meant for one person is seen by all, and over `is_ephemeral` of commands."""
        if bot_api not in VERSIONS:
            raise ValueError(f"bot_api is one of {', '.join(VERSIONS)}, not {bot_api}")
        self.token = token
        self.world = World(token, bot_username, bot_name, clock, database, bot_api)
        self.api = BotApi(self.world, rates)
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve, on a free port unless one is given; the base URL, `http://127.0.0.1:PORT`."""
        app = web.Application()
        self.routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0]
        return f"http://{bound[0]}:{bound[1]}"

    def routes(self, app: web.Application) -> None:
        """Serve the Bot API as part of another application, beside a page for instance."""
        self.api.routes(app)

    async def stop(self) -> None:
        """Stop serving, end all subscriptions and close the database; not to be started again."""
        self.world.mailbox.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.world.bus.close()
        self.world.journal.close()

    # --- the record, faults and news ---

    @property
    def calls(self) -> deque[Call]:
        """What the bot called, the oldest first: the last ones, without successful getUpdates."""
        return self.api.calls

    @property
    def recording(self) -> bool:
        """Whether calls are recorded (they are, unless a benchmark switches it off)."""
        return self.api.recording

    @recording.setter
    def recording(self, on: bool) -> None:
        self.api.recording = on

    def fail(
        self,
        method: str,
        *,
        chat_id: int | None = None,
        error: ErrorSpec | None = None,
        drop: Literal["before", "after"] | None = None,
        delay: float = 0.0,
        times: int = 1,
    ) -> None:
        """Let the next `times` calls of a method go wrong; "*" is every method but getUpdates.

        chat_id: only calls for that chat. error: "429:5" (seconds), "400:reason", "403:reason",
        "502" or (code, description, parameters). drop: close the connection without an answer,
        before or after the call took effect. delay: wait so many seconds first.
        """
        if error is None and drop is None and not delay:
            raise ValueError("say what is to go wrong: error, drop or delay")
        self.api.faults.append(Fault(method, chat_id, error_of(error), drop, delay, times))

    def mend(self) -> None:
        """Forget all faults that have not struck yet."""
        self.api.faults.clear()

    def subscribe(self) -> Subscription:
        """Events from now on, to be read with `async for`; close() it when done."""
        return self.world.bus.subscribe()

    # --- the bot's mailbox ---

    def repeat_update(self, update_id: int) -> None:
        """Deliver an update a second time, with the same id, as after a lost confirmation."""
        try:
            self.world.mailbox.repeat(update_id)
        except KeyError:
            raise ValueError(f"there was no update {update_id}") from None

    @property
    def last_update_id(self) -> int:
        """The id of the newest update; one less than the first id when there was none."""
        return self.world.mailbox.next_id - 1

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return self.world.mailbox.unconfirmed

    async def all_confirmed(self, within: float = 5.0) -> None:
        """Wait until the bot has confirmed every update; TimeoutError after so many seconds."""
        await asyncio.wait_for(self.world.mailbox.all_confirmed(), within)

    def tick(self) -> None:
        """Let what is due by the double's clock happen now: polls whose time is over end."""
        self.world.tick()
