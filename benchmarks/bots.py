"""The bots that are measured, each in a process of its own.

``python -m benchmarks.bots echo|press|[warm-]study|[warm-]paced|[warm-]groups URL [FILE]``: ``paced`` keeps to
Telegram's rates, ``groups`` to those of single chats only; a warm one has loaded all it needs before it polls.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, MessageHandler, filters

from bot.app import build, running, warm
from bot.transport.pacer import UNLIMITED, Rates
from bot.transport.request import AiohttpRequest
from content.library import Library
from storage import open_store

TOKEN = "1:bench"
VERDICT = "✅ Верно! Очки — после вопроса."
PACES = {"study": UNLIMITED, "paced": Rates(), "groups": Rates(overall=0)}


def echo(url: str) -> None:
    """The floor: python-telegram-bot with the same requests, and nothing else. It repeats what is written."""

    async def reply(update: Update, context: Any) -> None:
        assert update.message
        assert update.message.text
        await update.message.reply_text(update.message.text)

    application = bare(url)
    application.add_handler(MessageHandler(filters.TEXT, reply))
    application.run_polling(allowed_updates=["message"])


def press(url: str) -> None:
    """The floor of buttons: every press is answered, with a word as long as a verdict."""

    async def reply(update: Update, context: Any) -> None:
        assert update.callback_query
        await update.callback_query.answer(VERDICT)

    application = bare(url)
    application.add_handler(CallbackQueryHandler(reply))
    application.run_polling(allowed_updates=["callback_query"])


def bare(url: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """The library on the bot's own requests."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    builder = (
        builder.request(AiohttpRequest(128)).get_updates_request(AiohttpRequest(1)).concurrent_updates(64)
    )
    return builder.build()


async def study(url: str, database: str, rates: Rates, *, warmed: bool) -> None:
    """The whole bot."""
    store = await open_store(f"sqlite:///{database}")
    try:
        app = build(TOKEN, url, store, Library.load(), rates=rates)
        if warmed:
            await warm(app)
        async with running(app):
            if not warmed:
                await warm(app)
            await asyncio.Event().wait()
    finally:
        await store.close()


WARM = "warm-"
FLOORS = {"echo": echo, "press": press}

if __name__ == "__main__":
    if sys.argv[1] in FLOORS:
        FLOORS[sys.argv[1]](sys.argv[2])
    else:
        pace = sys.argv[1].removeprefix(WARM)
        asyncio.run(study(sys.argv[2], sys.argv[3], PACES[pace], warmed=pace != sys.argv[1]))
