"""Wiring: the only place that sees all layers. ``build`` puts the parts together and starts nothing."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random, SystemRandom

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.clock import Clock, wall_clock
from bot.commands import COMMANDS
from bot.contests.clock import ContestClock
from bot.daily import composing
from bot.dispatch import Dispatcher
from bot.fanout import Fanout
from bot.services import EPHEMERAL, Services
from bot.transport.api import Api
from bot.transport.intake import PRUNE_AFTER, Intake
from bot.transport.pacer import Pacer, Rates
from bot.transport.request import AiohttpRequest
from bot.transport.sender import Sender
from bot.words import languages
from content.importers import Limits
from content.judge import Judge
from content.library import Library
from storage import Store
from study.brought import Quota
from study.contest.appeals import Contesting
from study.daily.delivering import Daily
from study.quiz import Quiz

log = logging.getLogger(__name__)

STOP_SECONDS = 2.0
"""How long intake and sender each may take to finish: together they stay below the 5 s that SIGTERM allows."""
CATCH_UP_SECONDS = 5.0
"""How long what comes by itself waits at the start for what was said meanwhile."""
HOUSEKEEPING = timedelta(minutes=10)
TICK = timedelta(seconds=5)
"""How often it is looked what is due: nothing comes later than this, but for Telegram's pace."""

CONTEST_TICK = timedelta(seconds=0.25)
"""How often it is looked which step of a contest is due."""


@dataclass(frozen=True, slots=True)
class App:
    """One bot process, built."""

    application: Application  # type: ignore[type-arg]
    services: Services
    intake: Intake
    requests: tuple[AiohttpRequest, ...]
    scheduler: AsyncIOScheduler
    fanout: Fanout
    contests: ContestClock

    async def start(self) -> None:
        """Connect, take up what was left, and begin to poll. Raises ``TelegramError`` where that fails."""
        for request in self.requests:
            await request.initialize()
        await self.application.initialize()
        await self.services.api.call("deleteWebhook", {"drop_pending_updates": False})
        await self._ask_what_is_offered()
        await self.services.sender.start()
        await self.intake.start()
        await self.intake.caught_up(CATCH_UP_SECONDS)  # answers first, then new questions
        await self.contests.tick()
        await self.fanout.start()
        self.scheduler.start()
        log.info("the bot is up", extra={"bot": self.application.bot.username})

    async def _ask_what_is_offered(self) -> None:
        """Whether the server has methods that the library does not know yet: an unknown one answers 404."""
        nothing = {"chat_id": 0, "receiver_user_id": 0, "ephemeral_message_id": 0}
        for pause in (0.2, 1.0, 0.0):
            try:
                await self.services.api.call("deleteEphemeralMessage", nothing)
            except InvalidToken:
                log.info("the server does not offer ephemeral messages")
                return
            except BadRequest:  # nothing else proves that it knows the method: a proxy's fault does not
                self.services.offers.add(EPHEMERAL)
                return
            except TelegramError as error:
                log.warning("it cannot be learned what the server offers: %s", error)
                await asyncio.sleep(pause)

    async def set_menu(self) -> None:
        """Tell Telegram the commands, for private chats and for groups, in each language we have."""
        for code, words in languages().items():
            for scope, commands in (
                ("all_private_chats", tuple(one for one in COMMANDS if one.alone)),
                ("all_group_chats", tuple(one for one in COMMANDS if one.in_groups)),
            ):
                private = scope == "all_private_chats"
                menu = [
                    {
                        "command": one.name,
                        "description": words.plain(f"command-{one.name}"),
                        **({"is_ephemeral": True} if one.ephemeral and self._whispers(private) else {}),
                    }
                    for one in commands
                ]
                parameters: dict[str, object] = {"commands": menu, "scope": {"type": scope}}
                if code != "ru":
                    parameters["language_code"] = code
                await self.services.api.call("setMyCommands", parameters)

    def _whispers(self, private: bool) -> bool:
        return self.services.ephemeral and not private

    async def settled(self) -> None:
        """Wait until nothing that came in is unhandled, nothing that is due unplanned and nothing unsent."""
        await self.intake.settled()
        await self.fanout.settled()
        await self.services.sender.settled()

    async def stop(self) -> None:
        """Finish what is in hand; the rest is safe in the storage."""
        if self.scheduler.running:
            self.scheduler.pause()  # shut down at once it would cut ticks short and say so in the log
        await self.contests.stop()
        await self.fanout.stop()
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        await self.intake.stop(STOP_SECONDS)
        await self.services.sender.stop(STOP_SECONDS)
        await self.application.shutdown()
        for request in self.requests:  # the library leaves them open where its own start failed
            await request.shutdown()


LIMITS, QUOTA = Limits(), Quota()
"""The usual ones."""


def build(
    token: str,
    api_url: str,
    store: Store,
    library: Library,
    *,
    rates: Rates | None = None,
    clock: Clock = wall_clock,
    chance: Random | None = None,
    limits: Limits = LIMITS,
    quota: Quota = QUOTA,
) -> App:
    """Wire every part together; start nothing. ``api_url`` is the server's root, without ``/bot``."""
    chance = chance or SystemRandom()
    polling = AiohttpRequest(connections=1)
    request = AiohttpRequest(connections=128)
    builder = (
        ApplicationBuilder().token(token).base_url(f"{api_url}/bot").base_file_url(f"{api_url}/file/bot")
    )
    application = builder.request(request).get_updates_request(polling).updater(None).job_queue(None).build()
    bot: Bot = application.bot
    api = Api(bot, polling)
    sender = Sender(api, store, Pacer(rates or Rates()), clock, chance)
    quiz, contests = Quiz(library, chance), Contesting(library, chance)
    services = Services(
        store, api, sender, library, quiz, contests, Judge(), clock, chance, limits=limits, quota=quota
    )
    dispatcher = Dispatcher(application, services)
    intake = Intake(api, store, clock, dispatcher.handle)
    scheduler = AsyncIOScheduler(timezone="UTC")

    async def housekeep() -> None:
        dispatcher.forget_chats()
        before = clock() - PRUNE_AFTER
        gone = await store.transact(lambda unit: unit.prune(before))
        log.debug("mail pruned", extra={"rows": gone})

    fanout = Fanout(services, composing(Daily(services.quiz), clock))
    clocked = ContestClock(services)
    for job, span in ((housekeep, HOUSEKEEPING), (fanout.tick, TICK), (clocked.tick, CONTEST_TICK)):
        scheduler.add_job(
            job, "interval", seconds=span.total_seconds(), misfire_grace_time=None, max_instances=2
        )
    return App(application, services, intake, (polling, request), scheduler, fanout, clocked)


@contextlib.asynccontextmanager
async def running(app: App) -> AsyncIterator[App]:
    """The app between ``start`` and ``stop``."""
    try:
        await app.start()
        yield app
    finally:
        await app.stop()


async def menu_quietly(app: App) -> None:
    """Set the menu; a failure costs nothing but the menu."""
    try:
        await app.set_menu()
    except TelegramError as error:
        log.warning("the command menu could not be set: %s", error)


async def warm(app: App) -> None:
    """Load what the first free-text answer needs, beside the loop.

    What is loaded by then stays for good: decks, dictionaries, code. The garbage collector need not look at it
    again and again (a full collection over it takes as long as a hundred answers).
    """
    await asyncio.to_thread(app.services.judge.warm)
    gc.collect()
    gc.freeze()
