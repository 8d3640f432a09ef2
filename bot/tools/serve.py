"""``studybot run``, ``sandbox`` and ``chat``: the bot on Telegram, on a page of its own, in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.app import App, build, menu_quietly, running, warm
from bot.health import leave_sign
from bot.logs import set_up
from bot.sandbox.double import TelegramDouble
from bot.sandbox.server import Sandbox, settle_in
from bot.sandbox.terminal import run_terminal
from bot.settings import Settings, SettingsError
from bot.tools.loading import load_library
from storage import StorageError, Store, open_store

# ruff: noqa: T201 - a command line prints

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
    _page_options(one)
    one.set_defaults(command=run)
    one = commands.add_parser("sandbox", help="a chat page with the bot, no Telegram needed")
    _page_options(one)
    one.set_defaults(command=sandbox)
    one = commands.add_parser("chat", help="talk to the bot in the terminal, or from a pipe")
    one.add_argument("--name", default="Анна", help="who you are (default: Анна)")
    one.add_argument(
        "--fresh", action="store_true", help="remember nothing of earlier chats, and nothing of this one"
    )
    one.set_defaults(command=chat)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the bot on Telegram when STUDYBOT_TOKEN is set, else in the sandbox."""
    if not settings.token:
        return sandbox(arguments, settings)
    set_up(settings.log_level, settings.token)
    return asyncio.run(_on_telegram(settings))


def sandbox(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the bot with a double of Telegram and a page to chat on."""
    _quiet_logs(settings)
    return asyncio.run(_on_page(settings, arguments.host, arguments.port))


def chat(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the bot with a double of Telegram and talk to it here."""
    _quiet_logs(settings)
    if not arguments.fresh:
        return asyncio.run(_in_terminal(settings, DATA / "chat", arguments.name))
    with tempfile.TemporaryDirectory(prefix="studybot-") as folder:
        alone = replace(settings, database_url="")  # whatever is set: nobody's database but the folder's own
        return asyncio.run(_in_terminal(alone, Path(folder), arguments.name))


def _quiet_logs(settings: Settings) -> None:
    """Beside a chat only what is wrong is worth a line, unless somebody asks for more."""
    set_up("WARNING" if settings.log_level == "INFO" else settings.log_level, SANDBOX_TOKEN)


def _page_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--host", default="127.0.0.1", help="address of the sandbox page (default: 127.0.0.1)"
    )
    command.add_argument(
        "--port", type=int, default=SANDBOX_PORT, help="its port (default: 8080, 0: any free one)"
    )


async def _on_telegram(settings: Settings) -> int:
    stopped = _stopped()
    async with _open(settings.database) as store:
        app = build(settings.token, settings.telegram_api_url, store, load_library(settings))
        app.scheduler.add_job(_sign(app, settings), "interval", seconds=SIGN_SECONDS)
        try:
            await _start(app, settings)
            leave_sign(settings.database)
            await _until(stopped, app)
        finally:
            await app.stop()
    return 0


async def _on_page(settings: Settings, host: str, port: int | None) -> int:
    stopped, folder = _stopped(), DATA / "sandbox"
    async with _open(_database(settings, folder)) as store:
        double = TelegramDouble(token=SANDBOX_TOKEN, database=folder / "telegram.db")
        settle_in(double)
        page = Sandbox(double)
        try:
            url = await _listen(page, host, port)
            async with _at_work(settings, store, url) as app:
                print(f"Sandbox: {url}\nOpen it and write /quiz mask_rcnn. Ctrl-C ends it.", flush=True)
                await _until(stopped, app)
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
            failure = error
    raise SettingsError(
        f"--host {host} --port {port}: {failure.strerror}; --port 0 takes any free port"
    ) from None


async def _in_terminal(settings: Settings, folder: Path, name: str) -> int:
    async with _open(_database(settings, folder)) as store:
        double = TelegramDouble(token=SANDBOX_TOKEN, database=folder / "telegram.db")
        try:
            async with _at_work(settings, store, await double.start()) as app:
                person = double.person(name)
                settled = settled_with(app, double)
                return await run_terminal(
                    double, person, double.private(person), settled, sys.stdin, sys.stdout
                )
        finally:
            await double.stop()


def _database(settings: Settings, folder: Path) -> str:
    """The sandbox never touches the database of the bot on Telegram unless told to."""
    return settings.database_url or f"sqlite:///{folder / 'studybot.db'}"


@contextlib.asynccontextmanager
async def _at_work(settings: Settings, store: Store, url: str) -> AsyncIterator[App]:
    """The bot at work on a double."""
    async with running(build(SANDBOX_TOKEN, url, store, load_library(settings))) as app:
        await menu_quietly(app)
        await warm(app)
        yield app


def settled_with(app: App, double: TelegramDouble) -> Callable[[], Awaitable[None]]:
    """Waits until the bot has fetched every update of the double, handled it and sent its answers."""

    async def settled() -> None:
        await double.all_confirmed(within=30)
        await app.settled()

    return settled


@contextlib.asynccontextmanager
async def _open(url: str) -> AsyncIterator[Store]:
    try:
        store = await open_store(url)
    except StorageError as error:
        raise SettingsError(f"STUDYBOT_DATABASE_URL: {error}") from None
    try:
        yield store
    finally:
        await store.close()


async def _start(app: App, settings: Settings) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            await app.start()
            break
        except InvalidToken:
            raise SettingsError(
                "STUDYBOT_TOKEN: Telegram does not know this token; copy the one @BotFather shows under /mybots"
            ) from None
        except NetworkError as error:
            if attempt == TRIES:
                raise SettingsError(
                    f"STUDYBOT_TELEGRAM_API_URL: no answer from {settings.telegram_api_url} ({error}); "
                    "check the address and the network"
                ) from None
            await asyncio.sleep(attempt)
    await menu_quietly(app)
    await warm(app)


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


def _sign(app: App, settings: Settings) -> Callable[[], Awaitable[None]]:
    async def sign() -> None:
        if (app.services.clock() - app.intake.alive_at).total_seconds() < 120:
            leave_sign(settings.database)

    return sign
