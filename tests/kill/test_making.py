"""``kill -9`` while the database is made for the first time: the next start makes it whole."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from random import Random

import pytest

from storage import open_store
from storage.sqlite.migrate import migrations
from tests.kill.record import damage, rows

TRIES = 20
MAKING_SECONDS = 0.01
"""About as long as it takes to make the tables, once the file is there."""
OPEN = """
import asyncio, sys
from storage import open_store
async def main():
    await open_store(sys.argv[1])
    await asyncio.Event().wait()
asyncio.run(main())
"""
TABLES = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
pytestmark = pytest.mark.kill
log = logging.getLogger(__name__)


async def made(database: Path) -> None:
    """Open the store, which makes what is missing."""
    store = await open_store(f"sqlite:///{database}")
    await store.close()


async def killed_while_made(database: Path, seconds: float) -> None:
    """Kill a process so many seconds after the database file that it makes has appeared."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", OPEN, f"sqlite:///{database}")
    async with asyncio.timeout(30):
        while not database.exists():
            await asyncio.sleep(0.0005)
    await asyncio.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    assert await process.wait() == -signal.SIGKILL


async def test_a_database_killed_in_the_making_is_whole_after_the_next_start(tmp_path: Path) -> None:
    chance = Random(int(os.environ.get("KILL_SEED", "20261121")))
    await made(tmp_path / "whole.db")
    tables = rows(tmp_path / "whole.db", TABLES)
    unfinished = 0
    for number in range(TRIES):
        database = tmp_path / f"{number}.db"
        await killed_while_made(database, chance.uniform(0, MAKING_SECONDS))
        unfinished += rows(database, TABLES) != tables
        await made(database)
        assert rows(database, TABLES) == tables
        assert rows(database, "PRAGMA user_version") == [(migrations()[-1][0],)]
        assert damage(database) == []
    log.info("%d of %d were killed before their tables were made", unfinished, TRIES)
