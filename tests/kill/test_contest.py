"""``kill -9`` at random moments of contests: table, answers and ratings are those of an undisturbed run.

By buttons and in words side by side, in real time. ``KILL_SEED`` chooses other moments.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from random import Random

import pytest

from bot.sandbox.double import TelegramDouble
from tests.chat import text_of
from tests.kill.contest_people import DELAYS, ContestBot, Players, until
from tests.kill.contest_record import Kept, kept, told
from tests.kill.patience import Standstill
from tests.kill.record import damage, left_over

KILLS, KILLS_AT_START = 30, 8
LONGEST_LIFE = 3.4
"""Seconds that a life lasts at the most once it came up, until the last one."""
SECONDS = 10
LINE = f"{SECONDS}s блиц без-скорости"
WAYS = ("кнопки", "словами")
QUESTIONS = 2
ALL = 99
LATER = 1000.0
CLOSE = 0.35
"""Seconds: as exactly as the test sees when something is shown."""
pytestmark = pytest.mark.kill
log = logging.getLogger(__name__)


def gathered(double: TelegramDouble, questions: int) -> list[Players]:
    """Three people, who play in two groups at once: by buttons in one, in words in the other."""
    people = tuple(double.person(f"Игрок {n} <i>", id=1000 + n) for n in range(3))
    return [
        Players(double, double.group(way, people), people, f"/contest atlas {questions} {LINE} {way}")
        for way in WAYS
    ]


def _ended(task: asyncio.Task[None]) -> bool:
    """Whether it has. Raises what it failed with."""
    if task.done():
        task.result()
    return task.done()


class Run:
    """Contests side by side, with a bot that is killed."""

    def __init__(
        self, double: TelegramDouble, bot: ContestBot, kills: Sequence[bool], chance: Random
    ) -> None:
        """kills: for each kill whether it is to meet the bot while it starts."""
        self._bot = bot
        self._double = double
        self._kills = kills
        self._chance = chance
        self._ends: list[float] = []
        self.during = 0
        """Kills before the contests were over."""
        self.groups = gathered(double, QUESTIONS)
        for group in self.groups:
            group.allowed = lambda: len(bot.born) if kills else ALL

    async def play(self) -> None:
        """Play everything to its end. Raises ``AssertionError`` that tells of what is stuck."""
        killer = asyncio.create_task(self._live_and_die())
        try:
            await until(self.groups, self._bot, lambda: _ended(killer) and self._over())
            await self._kill()
        except Standstill as still:
            raise AssertionError(f"{still}\n{told(self.groups, self._bot)}") from None
        finally:
            killer.cancel()
            await asyncio.gather(killer, return_exceptions=True)
            await self._bot.end()

    async def _live_and_die(self) -> None:
        """Every life is cut short, as it starts or at work, but the last one."""
        for at_start in self._kills:
            if at_start:
                await self._bot.spawn()
                await asyncio.sleep(self._chance.uniform(0, self._bot.start_seconds))
            else:
                await self._bot.start()
                await asyncio.sleep(self._chance.uniform(0, LONGEST_LIFE))
            self.during += not self._over()
            await self._kill()
        await self._bot.start()

    async def _kill(self) -> None:
        await self._bot.kill()
        self._ends.append(time.time())

    def _over(self) -> bool:
        return all(group.podium for group in self.groups) and not left_over(self._bot.database)

    def at_work(self, begin: float, end: float) -> float:
        """For how many seconds of a span of time a bot was there: from a life's first call until it was killed."""
        seconds = 0.0
        for born, killed in zip(self._bot.born, self._ends, strict=True):
            calls = [call.at for call in self._double.calls if born <= call.at <= killed]
            if calls:
                seconds += max(0.0, min(end, killed) - max(begin, calls[0]))
        return seconds

    def unanswered(self) -> list[str]:
        """Presses that nobody answered, though the bot lived on."""
        return [waits for group in self.groups for waits in group.waits(self._ends)]

    def closed_early(self) -> list[str]:
        """Questions that took answers for less time than they ought to while a bot was there."""
        return [
            f"{group.chat.title}, {question.item.id}: {seconds:.2f} s"
            for group in self.groups
            for question in group.seen.values()
            if (seconds := self.at_work(question.at, group.revealed[question.item.id])) < SECONDS - CLOSE
        ]


async def played(folder: Path, kills: Sequence[bool], chance: Random) -> tuple[Run, Kept, ContestBot]:
    """Contests played to their end while the bot is killed, and what they left."""
    folder.mkdir()
    double = TelegramDouble(token="1:sandbox")
    bot = ContestBot(await double.start(), folder / "study.db")
    run = Run(double, bot, kills, chance)
    try:
        await run.play()
    finally:
        await double.stop()
    return run, kept(bot.database, run.groups), bot


async def test_contests_survive_kill_9_at_random_moments(tmp_path: Path) -> None:
    seed = int(os.environ.get("KILL_SEED", "20261121"))
    chance = Random(seed)
    kills = [number < KILLS_AT_START for number in range(KILLS)]
    chance.shuffle(kills)
    (calm, ought, _), (run, left, bot) = await asyncio.gather(
        played(tmp_path / "undisturbed", [], chance), played(tmp_path / "killed", kills, chance)
    )
    told_of = f"KILL_SEED={seed}, {run.during} of {KILLS} kills before the end"
    log.info("%s", told_of)
    for name in (one.name for one in fields(Kept)):
        assert getattr(left, name) == getattr(ought, name), f"{told_of}: {name}"
    assert [len(ought.answers[way]) for way in WAYS] == [3 * QUESTIONS, 3 * QUESTIONS]
    assert calm.closed_early() == run.closed_early() == [], told_of
    assert [waits for group in calm.groups for waits in group.waits()] == [], told_of
    assert run.unanswered() == [], told_of
    assert run.during >= KILLS // 3, told_of  # a busy machine takes longer to start it than to play on
    assert damage(bot.database) == [], told_of
    assert "Traceback" not in bot.log.read_text(encoding="utf-8")


async def test_killed_before_it_knows_what_it_sent(tmp_path: Path) -> None:
    """The question arrived, and later its reveal, and the bot is killed before it hears so. Then the question comes
    again; what was answered below the first copy counts, nobody was too fast, and the table follows the reveal.
    """
    double = TelegramDouble(token="1:sandbox")
    bot = ContestBot(await double.start(), tmp_path / "study.db")
    groups = gathered(double, questions=1)
    for group in groups:
        group.knows, group.delays, group.allowed = True, (DELAYS[0], LATER, LATER), lambda: 3
    try:
        await bot.start()
        await until(groups, bot, lambda: all(len(group.acted) == 3 for group in groups) and not left(bot))
        lose_answers(double, groups, "sendMessage")
        for group in groups:
            group.allowed = lambda: ALL
        await until(groups, bot, lambda: all(group.seen for group in groups))
        await bot.kill()
        await until(groups, bot, lambda: all(group.has_answered(1) for group in groups))
        double.mend()
        await bot.start()
        await until(groups, bot, lambda: all(group.copies() == 2 for group in groups))
        for group in groups:
            group.delays = (DELAYS[0], 0, 0)
        await until(groups, bot, lambda: all(group.has_answered(3) for group in groups))
        lose_answers(double, groups, "editMessageText")
        await until(groups, bot, lambda: all(group.revealed for group in groups))
        await bot.kill()
        assert not any(told_of_table(group) for group in groups)
        double.mend()
        await bot.start()
        await until(groups, bot, lambda: all(told_of_table(group) for group in groups))
        await until(
            groups, bot, lambda: all(group.podium for group in groups) and not left_over(bot.database)
        )
    except Standstill as still:
        raise AssertionError(f"{still}\n{told(groups, bot)}") from None
    finally:
        await bot.end()
        await double.stop()
    after = kept(bot.database, groups)
    for way in WAYS:
        assert [(row[1], row[4]) for row in after.scores[way]] == [(1000 + n, 100) for n in range(3)], way
    assert damage(bot.database) == []
    assert "Traceback" not in bot.log.read_text(encoding="utf-8")


def lose_answers(double: TelegramDouble, groups: Sequence[Players], method: str) -> None:
    """The next call in each group arrives, but the bot does not hear so; its further tries do not arrive."""
    for group in groups:
        double.fail(method, chat_id=group.chat.id, drop="after")
        double.fail(method, chat_id=group.chat.id, drop="before", times=ALL)


def left(bot: ContestBot) -> set[str]:
    """What is still to be handled or sent."""
    return left_over(bot.database).keys() & {"updates", "calls"}


def told_of_table(group: Players) -> bool:
    """Whether the group sees the standings."""
    return any(text_of(one).startswith("Таблица") for one in group.double.history(group.chat))
