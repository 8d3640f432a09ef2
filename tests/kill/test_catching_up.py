"""A start that takes long to catch up goes on with other things; what was said is still handled, and in order."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.transport.intake import Intake
from storage import Incoming, Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LANE = -100


class Silence:
    """Telegram, where nobody says anything more."""

    async def poll(self, parameters: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
        """Nothing, after a while."""
        await asyncio.sleep(min(seconds, 0.01))
        return []


class Slow:
    """A handler that waits for a leave, and then takes a moment."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.leave = asyncio.Event()
        self.handled: list[int] = []

    async def __call__(self, update: Incoming) -> None:
        """Finish an update."""
        await self.leave.wait()
        await self._store.transact(lambda unit: unit.finish(update.id, NOW))
        self.handled.append(update.id)


async def waiting(store: Store, *updates: int) -> None:
    """Leave updates of one chat in the inbox, as an earlier process did."""
    kept = [Incoming(update, LANE, "{}") for update in updates]
    await store.transact(lambda unit: unit.receive(kept, NOW))


async def test_what_takes_longer_than_the_start_waits_for_is_handled_all_the_same(store: Store) -> None:
    await waiting(store, 1, 2)
    handler = Slow(store)
    intake = Intake(Silence(), store, lambda: NOW, handler)  # type: ignore[arg-type]
    await intake.start()
    await intake.caught_up(0.05)
    assert handler.handled == []
    later = Incoming(3, LANE, "{}")
    await store.transact(lambda unit: unit.receive([later], NOW))
    intake.hand_out([later])
    handler.leave.set()
    await asyncio.wait_for(intake.settled(), 5)
    assert handler.handled == [1, 2, 3]
    await intake.stop(1)


@pytest.mark.parametrize("waits", [0.0, 0.05])
async def test_what_is_in_hand_at_a_stop_is_ended_before_the_stop_is(store: Store, waits: float) -> None:
    await waiting(store, 1)
    handler = Slow(store)
    intake = Intake(Silence(), store, lambda: NOW, handler)  # type: ignore[arg-type]
    await intake.start()
    await intake.stop(waits)
    handler.leave.set()
    await asyncio.sleep(0.02)
    assert handler.handled == []
    assert [one.id for one in await store.read(lambda unit: unit.waiting())] == [1]
