"""``kill -9`` at random moments of quizzes: the same answers as undisturbed, none lost, none twice.

Four people learn alone and three play a round in a group, while the bot is killed at work and while it starts.
The double outlives the bot, as Telegram does. ``KILL_SEED`` chooses other moments.
"""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from random import Random

import pytest

from bot.sandbox.double import TelegramDouble
from tests.kill.patience import Standstill, Watch
from tests.kill.people import QUESTIONS, Script
from tests.kill.process import FIRST_START, Bot
from tests.kill.record import Record, cards_before_and_after_rebuild, damage, left_over, record_of
from tests.kill.stuck import told as told_of_stuck

KILLS, KILLS_AT_START = 50, 17
LEARNERS = ("Ада", "Борис", "Вера", "Глеб")
PLAYERS = ("Дина", "Егор", "Жанна")
GROUP = "Группа"
AT_WORK = 0.07
"""How long a life that came up lasts at the most, as a part of what its start took: what it has to do takes
longer on a slow machine, too."""
pytestmark = pytest.mark.kill
log = logging.getLogger(__name__)


def cast(double: TelegramDouble) -> list[Script]:
    """Everybody who learns alone, and a round in a group; nobody does both, as what one knows shapes a quiz."""
    alone = [double.person(name, id=1000 + number) for number, name in enumerate(LEARNERS)]
    players = [double.person(name, id=2000 + number) for number, name in enumerate(PLAYERS)]
    return [
        *(Script(double, double.private(person), (person,)) for person in alone),
        Script(double, double.group(GROUP, players), tuple(players)),
    ]


class Play:
    """One run of all scripts with a bot that is killed."""

    def __init__(self, double: TelegramDouble, bot: Bot, kills: list[bool], chance: Random) -> None:
        """kills: for each kill whether it is to meet the bot while it starts."""
        self._double = double
        self._bot = bot
        self._kills = kills
        self._chance = chance
        self._lives = 0
        self._scripts = cast(double)

    async def run(self) -> Record:
        """Play everything to its end. Raises ``Standstill`` where that does not come."""
        killer = asyncio.create_task(self._live_and_die())
        try:
            await self._act(killer)
            await self._bot.kill()
        except Standstill as still:
            raise AssertionError(
                f"{still}\n{told_of_stuck(self._scripts, self._double, self._bot)}"
            ) from None
        finally:
            killer.cancel()
            await asyncio.gather(killer, return_exceptions=True)
            await self._bot.end()
        return record_of(self._scripts, self._double, self._bot)

    async def _live_and_die(self) -> None:
        """Every life is cut short, as it starts or at work, but the last one."""
        for at_start in self._kills:
            if at_start:
                self._lives += 1
                await self._bot.spawn()
                await asyncio.sleep(self._chance.uniform(0, self._bot.start_seconds))
            else:
                await self._bot.start()
                self._lives += 1
                await asyncio.sleep(self._chance.uniform(0, AT_WORK * self._bot.start_seconds))
            await self._bot.kill()
        await self._bot.start()
        self._lives += 1

    async def _act(self, killer: asyncio.Task[None]) -> None:
        """Let people act until all is done. Raises at once where the bot could not be started or killed."""
        watch = Watch(self._bot)
        while not (killer.done() and self._over()):
            if killer.done():
                killer.result()
            self._step()
            watch.look((len(self._bot.born), self._bot.up, self._done(), len(self._double.calls)))
            await asyncio.sleep(0.005)

    def _step(self) -> None:
        """Everybody does the next thing, those first who are behind: so all chats are at work in every life."""
        for script in sorted(self._scripts, key=lambda one: one.share):
            if self._done() < self._allowed():
                script.act()

    def _over(self) -> bool:
        return all(script.ended for script in self._scripts) and not left_over(self._bot.database)

    def _done(self) -> int:
        return sum(len(script.acted) for script in self._scripts)

    def _allowed(self) -> int:
        """Spread the deeds over the bot's lives, so that every life has something to do."""
        deeds = sum(script.deeds for script in self._scripts)
        return 1 + deeds * self._lives // (len(self._kills) + 1)


async def play(
    folder: Path, kills: list[bool], chance: Random, start: float = FIRST_START
) -> tuple[Record, Bot]:
    """Let everybody play while the bot is killed. ``start``: seconds that a start takes, as far as known."""
    folder.mkdir()
    double = TelegramDouble(token="1:sandbox")
    bot = Bot(await double.start(), folder / "study.db", start_seconds=start, slowest_start=start)
    try:
        return await Play(double, bot, kills, chance).run(), bot
    finally:
        await double.stop()


async def test_quizzes_survive_kill_9_at_random_moments(tmp_path: Path) -> None:
    seed = int(os.environ.get("KILL_SEED", "20261121"))
    chance = Random(seed)
    kills = [number < KILLS_AT_START for number in range(KILLS)]
    chance.shuffle(kills)
    undisturbed, calm = await play(tmp_path / "undisturbed", [], chance)
    for title, answers in undisturbed.answers.items():
        assert answers.total() == QUESTIONS * (len(PLAYERS) if title == GROUP else 1)
    assert undisturbed.copies == []

    killed, bot = await play(tmp_path / "killed", kills, chance, calm.start_seconds)
    cut_short = {life for life, at_start in enumerate(kills, 1) if at_start}
    late = len(cut_short & killed.heard_of)
    told = (
        f"KILL_SEED={seed}, {late} of {len(cut_short)} starts cut short after a call: {killed.copies_told()}"
    )
    log.info("%s", told)
    assert (len(bot.born), bot.up) == (KILLS + 1, KILLS - KILLS_AT_START + 1)
    assert killed.lost_of(undisturbed) == {}, told
    assert undisturbed.lost_of(killed) == {}, told
    assert killed.endings == undisturbed.endings, told
    assert killed.messages == undisturbed.messages, told
    assert all(copy.before < copy.now for copy in killed.copies), f"twice without a kill: {told}"
    assert len(killed.copies) <= KILLS, told
    assert damage(bot.database) == [], told
    before, after = await cards_before_and_after_rebuild(bot.database)
    assert before == after, told
    assert len(before) == QUESTIONS * (len(LEARNERS) + len(PLAYERS))
    assert "Traceback" not in bot.log.read_text(encoding="utf-8")


async def test_a_start_that_fails_ends_the_process(tmp_path: Path) -> None:
    double = TelegramDouble(token="1:sandbox")
    url = await double.start()
    await double.stop()
    bot = Bot(url, tmp_path / "study.db")
    await bot.spawn()
    assert await bot.ended(within=30) == 1
    await bot.end()
    assert "Cannot connect to host" in bot.log.read_text(encoding="utf-8")


async def test_a_bot_that_cannot_start_is_told_at_once(tmp_path: Path) -> None:
    """Not after waiting for people who cannot go on."""
    double = TelegramDouble(token="1:sandbox")
    bot = Bot(await double.start(), tmp_path / "study.db")
    await double.stop()
    with pytest.raises(AssertionError, match=r"the start failed: 1(.|\n)*Cannot connect to host"):
        await Play(double, bot, [], Random(1)).run()
