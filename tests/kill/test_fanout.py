"""``kill -9`` at random moments of a fan-out: each chat is asked once a day, or again where a kill fell in between.

Three hundred learners are due at the same moment, on two days. The bot is killed while it takes slots, puts
questions together, sends them and notes that it has. The double outlives it, as Telegram does. ``KILL_SEED``
chooses other moments.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.sandbox.double import TelegramDouble
from storage import Store, Unit, open_store
from study.daily.arranging import set_schedule
from study.daily.planning import plan
from study.daily.values import Coming, Schedule
from study.values import Place
from tests.kill.patience import wait_for
from tests.kill.process import Bot
from tests.kill.record import damage, rows, sent

LEARNERS = 300
KILLS_A_DAY = 25
RATE = 200.0
"""Messages a second: slow enough that the lives share them."""
AT_WORK_SECONDS = 2 * LEARNERS / RATE / KILLS_A_DAY
"""How long a life lasts at the most, from its first call on: together they send about what there is."""
NONE = time()
log = logging.getLogger(__name__)


async def set_all(store: Store, chats: list[int]) -> None:
    """All were due twenty minutes ago, and will be tomorrow; no quiet hours, whenever the test may run."""
    due = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=20)
    usual = Schedule(Place(0), Coming.DAILY, 0, False, "Etc/UTC", due.time(), quiet_from=NONE, quiet_to=NONE)

    def set_them(unit: Unit) -> None:
        for chat in chats:
            schedule = replace(usual, place=Place(chat), owner=chat, decks=("shapes",))
            set_schedule(unit, schedule, due - timedelta(minutes=1))

    await store.transact(set_them)


class Days:
    """Two days of a bot that is killed."""

    def __init__(self, double: TelegramDouble, bot: Bot, chance: Random) -> None:
        self._double = double
        self._bot = bot
        self._chance = chance
        self.in_the_middle = 0
        """Kills that left something claimed, or put together and not noted as sent."""

    async def pass_by(self, ahead: timedelta) -> None:
        """One day: the bot is killed many times, then left alone until all is done."""
        self._bot.settings = (ahead.total_seconds(), RATE)
        for _ in range(KILLS_A_DAY):
            await self._life()
            await asyncio.sleep(self._chance.uniform(0, AT_WORK_SECONDS))
            await self._bot.kill()
            self.in_the_middle += self._left() > 0
        await self._life()
        await wait_for(lambda: not self._left(), self._left, self._bot)
        await self._bot.kill()

    async def _life(self) -> None:
        """Begin a life and wait for its first call: what is due is looked for right after."""
        lives = self._hellos()
        await self._bot.spawn()
        await wait_for(lambda: self._hellos() > lives, self._hellos, self._bot)
        self._bot.started()

    def _hellos(self) -> int:
        return sum(call.method == "deleteWebhook" for call in self._double.calls)

    def _left(self) -> int:
        waiting = (
            "SELECT (SELECT count(*) FROM deliveries WHERE state = 'claimed') + "
            "(SELECT count(*) FROM outbox WHERE sent_at IS NULL) + "
            "(SELECT count(*) FROM schedules WHERE next_at <= ?)"
        )
        now = datetime.now(UTC) + timedelta(seconds=self._bot.settings[0])
        return int(rows(self._bot.database, waiting, round(now.timestamp() * 1000))[0][0])


@pytest.mark.kill
async def test_a_fan_out_survives_kill_9_at_random_moments(tmp_path: Path) -> None:
    seed = int(os.environ.get("KILL_SEED", "20261121"))
    double = TelegramDouble(token="1:sandbox")
    bot = Bot(await double.start(), tmp_path / "study.db")
    chats = [double.private(double.person(f"Learner {n}", id=1000 + n)) for n in range(LEARNERS)]
    for chat in chats:
        chat.heard = True
    store = await open_store(f"sqlite:///{bot.database}")
    await set_all(store, [chat.id for chat in chats])
    await store.close()
    days = Days(double, bot, Random(seed))
    try:
        await days.pass_by(timedelta())
        first_day, _ = sent(double, bot)
        await days.pass_by(timedelta(days=1))
    finally:
        await bot.end()
        await double.stop()

    distinct, copies = sent(double, bot)
    told = (
        f"KILL_SEED={seed}: of {2 * LEARNERS} questions {len(copies)} came twice after {2 * KILLS_A_DAY} kills, "
        f"{days.in_the_middle} of them in the middle"
    )
    log.info("%s", told)
    every = {chat.id for chat in chats}
    assert first_day == Counter(dict.fromkeys(every, 1)), told
    assert distinct == Counter(dict.fromkeys(every, 2)), told
    assert all(copy.before < copy.now for copy in copies), f"twice without a kill: {told}"
    assert max(Counter((copy.chat, copy.now) for copy in copies).values(), default=1) == 1, told
    assert days.in_the_middle > KILLS_A_DAY, f"the kills came too late: {told}"
    states = rows(bot.database, "SELECT chat, state, count(*) FROM deliveries GROUP BY chat, state")
    assert sorted(states) == sorted((chat, "posted", 2) for chat in every), told
    assert rows(bot.database, "SELECT count(*) FROM sessions") == [(2 * LEARNERS,)], told
    assert damage(bot.database) == [], told
    assert "Traceback" not in bot.log.read_text(encoding="utf-8")


@pytest.mark.kill
async def test_a_second_process_sends_nothing(tmp_path: Path) -> None:
    double = TelegramDouble(token="1:sandbox")
    bot = Bot(await double.start(), tmp_path / "study.db")
    second = Bot(bot.url, bot.database)
    try:
        await bot.start()
        await second.spawn()
        assert await second.ended(within=30) == 1
        assert "the database is in use by process" in bot.log.read_text(encoding="utf-8")
        assert sum(call.method == "deleteWebhook" for call in double.calls) == 1
    finally:
        await second.end()
        await bot.end()
        await double.stop()


async def test_planned_twice_nothing_is_claimed_twice(store: Store) -> None:
    """A clock that jumps back and forth, and a slot whose next instant was lost: each has its row once."""
    await set_all(store, list(range(1, 21)))
    now = datetime.now(UTC)
    jumps = (0, 0, -1, 0, -30, 1, -1, 24, -24, 0, 24, 25)
    for hours in jumps:
        await store.transact(lambda unit, at=now + timedelta(hours=hours): plan(unit, at))  # type: ignore[misc]
    kept = await store.read(lambda unit: unit.claimed(now + timedelta(days=2), 1000))
    assert Counter(Counter(one.place.chat for one in kept).values()) == {2: 20}
    due = [(round((now - timedelta(hours=1)).timestamp() * 1000), chat, 0, "daily") for chat in range(1, 21)]
    await store.transact(lambda unit: unit.come_next(due))
    await store.transact(lambda unit: plan(unit, now))
    assert await store.read(lambda unit: unit.claimed(now + timedelta(days=2), 1000)) == kept
