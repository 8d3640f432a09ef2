"""The bot as a process that can be killed in a contest, see ``tests.kill.nursery``.

Whatever it shuffles comes out in the same order in every life: what a restart draws again would differ by chance.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import MutableSequence
from random import Random
from typing import Any

from bot.app import build, running, warm
from bot.transport.pacer import Rates
from content.library import Library
from storage import Store, open_store
from tests.contest.deck import ATLAS


class Steady(Random):
    """Chance that shuffles the same things into the same order, however often it was asked before."""

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Put things into an order that depends on them alone."""
        x[:] = sorted(x, key=lambda one: hashlib.blake2b(repr(one).encode()).digest())


async def main(url: str, database: str) -> None:
    """Run until killed. The store is closed where the start fails: its thread would keep the process alive."""
    store = await open_store(f"sqlite:///{database}")
    try:
        await run(url, store)
    finally:
        await store.close()


async def run(url: str, store: Store) -> None:
    """Say "up" and its number once the bot polls and has loaded everything; Telegram's usual pace."""
    async with running(
        build("1:sandbox", url, store, Library([ATLAS]), rates=Rates(), chance=Steady())
    ) as app:
        await warm(app)
        os.write(1, f"up {os.getpid()}\n".encode())
        await asyncio.Event().wait()
