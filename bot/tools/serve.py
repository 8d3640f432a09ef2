"""``studybot run``, ``sandbox`` and ``chat``: the bot on Telegram, on a page of its own, in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.app import App, build, menu_quietly, warm
from bot.clock import Clock, wall_clock
from bot.health import leave_sign, take_sign_back
from bot.logs import set_up
from bot.sandbox.clock import SetForwardClock
from bot.sandbox.double import TelegramDouble
from bot.sandbox.server import Sandbox, settle_in
from bot.sandbox.terminal import run_terminal
from bot.settings import Settings, SettingsError, shown
from bot.tools.loading import load_library
from storage import StorageError, Store, open_store

# ruff: noqa: T201 - a command line prints

log = logging.getLogger(__name__)

SIGN_SECONDS = 15
TRIES = 3
SANDBOX_TOKEN = "1:sandbox"  # noqa: S105 - the double's own, known to everybody
SANDBOX_PORT = 8080
DATA = Path("data")


def add_to(commands: Any) -> None:
    """Declare the commands."""
    one = commands.add_parser(
        "run",
        help="run the bot: on Telegram with STUDYBOT_TOKEN, else in the sandbox",
        description=run.__doc__,
    )
    one.add_argument(
        "--telegram", action="store_true", help="without a token end with a complaint: never open the sandbox"
    )
    _page_options(one)
    one.set_defaults(command=run)
    one = commands.add_parser(
        "sandbox", help="a chat page with the bot, no Telegram needed", description=sandbox.__doc__
    )
    _page_options(one)
    one.set_defaults(command=sandbox)
    one = commands.add_parser(
        "chat", help="talk to the bot in the terminal, or from a pipe", description=chat.__doc__
    )
    one.add_argument("--name", default="Анна", help="who you are (default: Анна)")
    one.add_argument(
        "--fresh", action="store_true", help="remember nothing of earlier chats, and nothing of this one"
    )
    one.set_defaults(command=chat)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the bot on Telegram when STUDYBOT_TOKEN is set, else in the sandbox, with the sandbox's database."""
    if settings.token:
        set_up(settings.log_level, settings.token)
        return asyncio.run(_on_telegram(settings))
    if arguments.telegram:
        raise SettingsError(
            "STUDYBOT_TOKEN is not set; get a token from @BotFather and set it in .env or the environment"
        )
    return sandbox(arguments, settings)


def sandbox(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the bot with a double of Telegram and a page to chat on. What is said there is kept in data/sandbox/ of
    the working directory; STUDYBOT_DATABASE_URL, the database of the bot on Telegram, is never opened."""
    _quiet_logs(settings)
    return asyncio.run(_on_page(settings, arguments.host, arguments.port))


def chat(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the bot with a double of Telegram and talk to it here. What is said is kept in data/chat/ of the working
    directory; STUDYBOT_DATABASE_URL, the database of the bot on Telegram, is never opened."""
    _quiet_logs(settings)
    if not arguments.fresh:
        return asyncio.run(_in_terminal(settings, DATA / "chat", arguments.name))
    with tempfile.TemporaryDirectory(prefix="studybot-") as folder:
        return asyncio.run(_in_terminal(settings, Path(folder), arguments.name))


def _quiet_logs(settings: Settings) -> None:
    """Beside a chat only what is wrong is worth a line, unless somebody asks for more."""
    set_up("WARNING" if settings.log_level == "INFO" else settings.log_level, SANDBOX_TOKEN)


def _page_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--host", default="127.0.0.1", help="address of the sandbox page (default: 127.0.0.1)"
    )
    command.add_argument(
        "--port",
        type=_port,
        help=f"its port, 0: any free one (default: {SANDBOX_PORT}, or any when it is taken)",
    )


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number from 0 to 65535")
    return int(text)


def _built(settings: Settings, store: Store, token: str, url: str, clock: Clock) -> App:
    """The bot with the decks and limits of the settings."""
    library = load_library(settings)
    return build(token, url, store, library, clock=clock, limits=settings.limits, quota=settings.quota)


async def _on_telegram(settings: Settings) -> int:
    stopped, database = _stopped(), settings.database
    async with _open(database, "STUDYBOT_DATABASE_URL") as store:
        take_sign_back(database)  # one that a killed process left
        app = _built(settings, store, settings.token, settings.telegram_api_url, wall_clock)
        app.scheduler.add_job(_sign(app, database), "interval", seconds=SIGN_SECONDS)
        try:
            await _serve(app, _start(app, settings), stopped, _sign(app, database))
        finally:
            take_sign_back(database)
    return 0


async def _on_page(settings: Settings, host: str, port: int | None) -> int:
    stopped, folder = _stopped(), DATA / "sandbox"
    async with _open_own(folder) as store:
        clock = SetForwardClock(folder / "clock.json")
        double = _double(folder, clock)
        settle_in(double)
        app: App | None = None

        async def set_forward(span: timedelta) -> None:
            if (up := app) is not None:
                await clock.forward(span, lambda: _let_come(up, double))

        page = Sandbox(double, set_forward=set_forward)

        async def tell() -> None:
            print(f"Sandbox: {url}\nOpen it and write /quiz mask_rcnn. Ctrl-C ends it.", flush=True)

        try:
            url = await _listen(page, host, port)
            app = _built(settings, store, SANDBOX_TOKEN, url, clock)
            await _serve(app, _begin(app), stopped, tell)
        finally:
            double.world.mailbox.close()  # else the page would wait for the bot's last long poll
            await page.stop()
            await double.stop()
    return 0


async def _listen(page: Sandbox, host: str, port: int | None) -> str:
    """Where the page can be opened: the port asked for, else the usual one, else any that is free."""
    for one in (SANDBOX_PORT, 0) if port is None else (port,):
        try:
            return await page.start(host, one)
        except OSError as error:
            failure = error.strerror or str(error)
        except UnicodeError:
            failure = "this is not the name of a host"
    asked = f"--host {host}" if port is None else f"--host {host} --port {port}"
    raise SettingsError(f"{asked}: {failure}; --host 127.0.0.1 --port 0 takes any free port of this machine")


async def _in_terminal(settings: Settings, folder: Path, name: str) -> int:
    async with _open_own(folder) as store:
        clock = SetForwardClock(folder / "clock.json")
        double = _double(folder, clock)
        try:
            async with _at_work(settings, store, await double.start(), clock) as app:
                person = double.person(name)
                settled, private = settled_with(app, double), double.private(person)

                async def forward(span: timedelta) -> None:
                    await clock.forward(span, lambda: _let_come(app, double))

                return await run_terminal(
                    double, person, private, settled, sys.stdin, sys.stdout, forward=forward
                )
        finally:
            await double.stop()


async def _let_come(app: App, double: TelegramDouble) -> None:
    """The sandbox's clock was moved: what is due by now happens."""
    double.tick()
    await app.fanout.tick()
    await app.settled()


def _double(folder: Path, clock: Clock) -> TelegramDouble:
    """Telegram's double, which remembers in a folder that is there."""
    database = folder / "telegram.db"
    database.touch(mode=0o600)  # what people write is kept there too
    return TelegramDouble(token=SANDBOX_TOKEN, database=database, clock=clock)


@contextlib.asynccontextmanager
async def _at_work(settings: Settings, store: Store, url: str, clock: Clock) -> AsyncIterator[App]:
    """The bot at work on a double."""
    app = _built(settings, store, SANDBOX_TOKEN, url, clock)
    try:
        await _begin(app)
        yield app
    finally:
        await app.stop()


async def _begin(app: App) -> None:
    await app.start()
    await menu_quietly(app)
    await warm(app)


def settled_with(app: App, double: TelegramDouble) -> Callable[[], Awaitable[None]]:
    """Waits until the bot has fetched every update of the double, handled it and sent its answers."""

    async def settled() -> None:
        await double.all_confirmed(within=30)
        await app.settled()

    return settled


@contextlib.asynccontextmanager
async def _open(url: str, name: str) -> AsyncIterator[Store]:
    """The storage of a URL. What is wrong with it raises ``SettingsError`` with the name of what to change."""
    try:
        store = await open_store(url)
        try:
            yield store
        finally:
            await store.close()
    except StorageError as error:
        raise SettingsError(f"{name}: {error}") from None


def _open_own(folder: Path) -> contextlib.AbstractAsyncContextManager[Store]:
    """A storage beside a double, in the double's own folder: never the database of the bot on Telegram."""
    name = f"{folder / 'studybot.db'} (another working directory has its own)"
    return _open(f"sqlite:///{folder / 'studybot.db'}", name)


async def _start(app: App, settings: Settings) -> None:
    """``_begin``, patient with a network that is not there yet. Raises ``SettingsError``."""
    for attempt in range(1, TRIES + 1):
        try:
            return await _begin(app)
        except InvalidToken:
            raise SettingsError(
                "STUDYBOT_TOKEN: Telegram does not know this token; copy the one @BotFather shows under /mybots"
            ) from None
        except TelegramError as error:
            if attempt == TRIES or not isinstance(error, NetworkError):
                raise SettingsError(_no_answer(settings, error)) from None
            await asyncio.sleep(attempt)


def _no_answer(settings: Settings, error: TelegramError) -> str:
    reason = str(error).replace(settings.token, "<token>")
    problem = "no answer" if isinstance(error, NetworkError) else "no answer of a Bot API server"
    address = shown(settings.telegram_api_url)
    return (
        f"STUDYBOT_TELEGRAM_API_URL: {problem} from {address} ({reason}); check the address and the network"
    )


async def _serve(
    app: App,
    starting: Coroutine[Any, Any, None],
    stopped: asyncio.Event,
    ready: Callable[[], Awaitable[None]],
) -> None:
    """Start, say that all is ready, work until told to stop. Being told during the start ends that, too."""
    try:
        if await _unless(stopped, starting):
            await ready()
            await _until(stopped, app)
    finally:
        await app.stop()


async def _unless(stopped: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do the work, or leave it where it is when told to stop; whether it was done."""
    doing, told = asyncio.create_task(work), asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((doing, told), return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            await doing
    finally:
        doing.cancel()
        told.cancel()
        await asyncio.gather(doing, told, return_exceptions=True)
    return not stopped.is_set()


def _stopped() -> asyncio.Event:
    """Set by SIGINT and SIGTERM from now on: also one that comes during the start ends it in order."""
    event = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, event.set)
    return event


async def _until(stopped: asyncio.Event, app: App) -> None:
    """Until told to stop, or until polling gives up (the token was revoked)."""
    while not stopped.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), 1)
        failure = app.intake.failed
        if isinstance(failure, TelegramError):
            raise SettingsError(
                f"STUDYBOT_TOKEN: Telegram refuses it by now ({failure}); ask @BotFather for a new one"
            )
        if failure is not None:
            raise failure


def _sign(app: App, database: str) -> Callable[[], Awaitable[None]]:
    async def sign() -> None:
        if (app.services.clock() - app.intake.alive_at).total_seconds() >= 120:
            return
        try:
            leave_sign(database)
        except OSError as error:
            log.warning("no sign of life can be left: %s", error)

    return sign
