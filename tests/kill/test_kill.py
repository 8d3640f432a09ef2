"""``kill -9`` at random moments of a quiz: the same answers as undisturbed, none lost, none twice.

Every learner decides by the question alone, so the answers do not depend on the order of the items. The double
outlives the bot, as Telegram does.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.sandbox.double import Person, TelegramDouble

KILLS = 50
LEARNERS = 4
QUESTIONS = 12
PATIENCE = 120.0
pytestmark = pytest.mark.kill


@dataclass
class Bot:
    """The process under test."""

    url: str
    database: Path
    starts: int = 0
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it and wait until it polls."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.kill.bot_process", self.url, str(self.database),
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), 60)
        assert line == b"up\n", line
        self.starts += 1

    async def kill(self) -> None:
        """SIGKILL: no warning, no cleaning up."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()


@dataclass
class Script:
    """One learner who takes a whole deck, reacting to whatever the bot shows."""

    double: TelegramDouble
    person: Person
    done: bool = False
    acted: set[str] = field(default_factory=set)

    def act(self) -> None:
        """React to the newest message, once."""
        chat = self.double.private(self.person)
        history = self.double.history(chat, self.person)
        if not any(message["from"]["id"] == self.person.id for message in history):
            self.double.say(self.person, chat, f"/quiz mask_rcnn {QUESTIONS}")
            return
        for message in reversed(history):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            data = [button["callback_data"] for row in rows for button in row]
            if data:
                self._react(message, data)
                return

    def _react(self, message: dict[str, Any], data: list[str]) -> None:
        wanted = self._choice(message, data)
        if wanted in self.acted:
            return
        self.acted.add(wanted)
        if wanted.startswith("text:"):
            self.double.say(
                self.person, self.double.private(self.person), "маска, рамка и класс для каждого объекта"
            )
        elif wanted == "end":
            self.done = True
        else:
            self.double.press(self.person, message, data=wanted)

    def _choice(self, message: dict[str, Any], data: list[str]) -> str:
        options = sorted(one for one in data if one.startswith("a:"))
        if options:
            question = options[0].split(":")[1]
            taste = zlib.crc32(_stem(message["text"]).encode()) + self.person.id
            if taste % 3 == 0:
                return f"text:{question}"
            return min(options, key=lambda one: int(one.split(":")[2]) ^ (taste % 4))
        onward = [one for one in data if one.startswith("n:")]
        return onward[0] if onward else "end"


def _stem(text: str) -> str:
    """The question without the head and the options."""
    return text.split("\n\n")[1]


async def play(folder: Path, kills: int, seed: int) -> tuple[Counter[tuple[Any, ...]], Bot, TelegramDouble]:
    """Let all learners take the deck while the bot is killed ``kills`` times; the log of answers."""
    folder.mkdir()
    chance = Random(seed)
    double = TelegramDouble(token="1:sandbox")
    bot = Bot(await double.start(), folder / "study.db")
    scripts = [Script(double, double.person(f"Ученик {n}", id=1000 + n)) for n in range(LEARNERS)]
    await bot.start()
    try:
        killer = asyncio.create_task(_keep_killing(bot, kills, chance))
        async with asyncio.timeout(PATIENCE):
            while not (killer.done() and all(script.done for script in scripts)):
                if sum(len(script.acted) for script in scripts) >= _allowed(bot, kills):
                    await asyncio.sleep(0.005)
                    continue
                for script in scripts:
                    script.act()
                await asyncio.sleep(0.005)
        await killer
        await asyncio.sleep(0.2)
    finally:
        await bot.kill()
        await double.stop()
    return _answers(bot.database), bot, double


def _allowed(bot: Bot, kills: int) -> int:
    """Spread the learners' acts over the bot's lives, so that every life has something to do."""
    acts = LEARNERS * (2 * QUESTIONS + 1)
    return acts + 1 if bot.starts > kills else 1 + acts * bot.starts // (kills + 1)


async def _keep_killing(bot: Bot, kills: int, chance: Random) -> None:
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0, 0.08))
        await bot.kill()
        await bot.start()


def _answers(database: Path) -> Counter[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute("SELECT person, item, mode, given, outcome FROM answers").fetchall()
        unfinished = connection.execute("SELECT count(*) FROM inbox WHERE finished_at IS NULL").fetchone()
        assert unfinished == (0,), "updates were left behind"
        running = connection.execute("SELECT count(*) FROM sessions WHERE ended_at IS NULL").fetchone()
        assert running == (0,), "a chat did not go on to its end"
    finally:
        connection.close()
    return Counter(rows)


async def test_answers_survive_kill_9_at_random_moments(tmp_path: Path) -> None:
    undisturbed, _, _ = await play(tmp_path / "undisturbed", 0, 1)
    assert undisturbed.total() == LEARNERS * QUESTIONS
    seed = int(os.environ.get("KILL_SEED", "20261121"))
    killed, bot, double = await play(tmp_path / "killed", KILLS, seed)
    assert bot.starts == KILLS + 1
    assert killed == undisturbed
    shown = Counter(
        json.dumps([message["chat"]["id"], message.get("text", "")[:120]], ensure_ascii=False)
        for chat in double.world.chats.values()
        for message in double.history(chat)
        if message["from"]["is_bot"]
    )
    repeated = sum(count - 1 for count in shown.values())
    assert repeated <= KILLS, shown.most_common(3)
