"""The bots that are measured, each in a process of its own.

``python -m benchmarks.bots echo|study|paced URL [FILE]``; only ``paced`` keeps to Telegram's rates.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot.app import build, running, warm
from bot.transport.pacer import UNLIMITED, Rates
from bot.transport.request import AiohttpRequest
from content.library import Library
from storage import open_store

TOKEN = "1:bench"


def echo(url: str) -> None:
    """The floor: python-telegram-bot with the same requests, and nothing else."""

    async def reply(update: Update, context: Any) -> None:
        assert update.message
        assert update.message.text
        await update.message.reply_text(update.message.text)

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    builder = (
        builder.request(AiohttpRequest(128)).get_updates_request(AiohttpRequest(1)).concurrent_updates(64)
    )
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, reply))
    application.run_polling(allowed_updates=["message"])


async def study(url: str, database: str, rates: Rates) -> None:
    """The whole bot."""
    store = await open_store(f"sqlite:///{database}")
    try:
        async with running(build(TOKEN, url, store, Library.load(), rates=rates)) as app:
            await warm(app)
            await asyncio.Event().wait()
    finally:
        await store.close()


if __name__ == "__main__":
    if sys.argv[1] == "echo":
        echo(sys.argv[2])
    else:
        asyncio.run(study(sys.argv[2], sys.argv[3], Rates() if sys.argv[1] == "paced" else UNLIMITED))
