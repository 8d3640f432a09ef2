"""The bot as a process that can be killed: ``python -m tests.kill.bot_process URL DATABASE``."""

from __future__ import annotations

import asyncio
import sys

from bot.app import build, running, warm
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store, open_store
from tests.decks import SHAPES


async def main(url: str, database: str) -> None:
    """Run until killed. The store is closed where the start fails: its thread would keep the process alive."""
    store = await open_store(f"sqlite:///{database}")
    try:
        await run(url, store)
    finally:
        await store.close()


async def run(url: str, store: Store) -> None:
    """Say "up" on standard output once the bot polls and has loaded everything."""
    library = Library([*(deck for deck in Library.load().decks if deck.slug == "mask_rcnn"), SHAPES])
    async with running(build("1:sandbox", url, store, library, rates=UNLIMITED)) as app:
        await warm(app)
        print("up", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
