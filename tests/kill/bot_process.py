"""The bot as a process that can be killed, see ``tests.kill.nursery``.

AHEAD: by how many seconds its clock is ahead. RATE: messages a second over all chats, else as many as it can.
"""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta
from importlib import resources

from bot.app import build, running, warm
from bot.clock import wall_clock
from bot.transport.pacer import Rates
from content.library import Library
from content.loader import load_deck
from storage import Store, open_store
from tests.decks import SHAPES


async def main(url: str, database: str, ahead: str = "0", rate: str = "0") -> None:
    """Run until killed. The store is closed where the start fails: its thread would keep the process alive."""
    store = await open_store(f"sqlite:///{database}")
    try:
        await run(url, store, timedelta(seconds=float(ahead)), Rates(float(rate), 0, 0, 0))
    finally:
        await store.close()


async def run(url: str, store: Store, ahead: timedelta, rates: Rates) -> None:
    """Say "up" and its number on standard output once the bot polls and has loaded everything."""

    def clock() -> datetime:
        return wall_clock() + ahead

    with resources.as_file(resources.files("content") / "decks" / "mask_rcnn.yaml") as deck:
        library = Library([load_deck(deck), SHAPES])
    async with running(build("1:sandbox", url, store, library, rates=rates, clock=clock)) as app:
        await warm(app)
        os.write(1, f"up {os.getpid()}\n".encode())
        await asyncio.Event().wait()
