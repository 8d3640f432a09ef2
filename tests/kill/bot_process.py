"""The bot as a process that can be killed: ``python -m tests.kill.bot_process URL DATABASE [AHEAD [RATE]]``.

AHEAD: by how many seconds its clock is ahead. RATE: messages a second over all chats, else as many as it can.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from importlib import resources

from bot.app import build, running, warm
from bot.clock import wall_clock
from bot.transport.pacer import Rates
from content.library import Library
from content.loader import load_deck
from storage import Store, open_store
from tests.decks import SHAPES


async def main(url: str, database: str, ahead: float = 0.0, rate: float = 0.0) -> None:
    """Run until killed. The store is closed where the start fails: its thread would keep the process alive."""
    store = await open_store(f"sqlite:///{database}")
    try:
        await run(url, store, timedelta(seconds=ahead), Rates(rate, 0, 0, 0))
    finally:
        await store.close()


async def run(url: str, store: Store, ahead: timedelta, rates: Rates) -> None:
    """Say "up" on standard output once the bot polls and has loaded everything."""

    def clock() -> datetime:
        return wall_clock() + ahead

    with resources.as_file(resources.files("content") / "decks" / "mask_rcnn.yaml") as deck:
        library = Library([load_deck(deck), SHAPES])
    async with running(build("1:sandbox", url, store, library, rates=rates, clock=clock)) as app:
        await warm(app)
        print("up", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:])))
