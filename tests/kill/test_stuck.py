"""A bot that hangs is told from a machine that is slow, and what is told of it helps to find out why."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.double import TelegramDouble
from tests.kill.patience import STILL_STARTS, Standstill, Watch, wait_for
from tests.kill.people import Script
from tests.kill.process import Bot
from tests.kill.record import left_over
from tests.kill.stuck import told


@pytest.mark.kill
async def test_a_bot_that_hangs_is_told_with_the_chat_that_waits(tmp_path: Path) -> None:
    double = TelegramDouble(token="1:sandbox")
    ada, boris = double.person("Ада"), double.person("Борис")
    over = Script(double, double.private(ada), (ada,), ended={"text": "the end"})
    stuck = Script(double, double.private(boris), (boris,))
    bot = Bot(await double.start(), tmp_path / "study.db")
    try:
        await bot.start()
        stuck.act()
        await wait_for(lambda: "questions" in left_over(bot.database), lambda: None, bot)
        await wait_for(lambda: "calls" not in left_over(bot.database), lambda: None, bot)
        bot.freeze()
        while stuck.act():  # on to the answer, which nobody takes
            pass
        bot.slowest_start = 0.3 / STILL_STARTS
        with pytest.raises(Standstill, match="life 1 is alive, 1 came up"):
            await wait_for(lambda: not double.unconfirmed, lambda: len(double.calls), bot)
        lines = told([over, stuck], double, bot).splitlines()
    finally:
        await bot.end()
        await double.stop()
    assert len(lines) <= 60
    assert lines[0] == f"deeds: {over.chat.title} 0/25, {stuck.chat.title} 2/25"
    assert lines[1] == "left: {'sessions': 1, 'questions': 1}, unconfirmed updates: 1"
    assert any("· 1/12" in line for line in lines)
    assert any(line.startswith("questions: (1, 1, ") for line in lines)
    assert any(line.startswith("inbox: ") for line in lines)
    assert any(line.startswith("outbox: ") for line in lines)
    assert not any("the end" in line for line in lines)


async def test_what_moves_is_waited_for_however_long_it_takes(tmp_path: Path) -> None:
    bot = Bot("", tmp_path / "study.db", slowest_start=0.05 / STILL_STARTS)
    watch = Watch(bot)
    for state in range(10):
        await asyncio.sleep(0.06)
        watch.look(state)
    with pytest.raises(Standstill, match="nothing moved for"):
        await wait_for(lambda: False, lambda: "here", bot)


async def test_a_test_that_was_not_let_run_does_not_lose_patience(tmp_path: Path) -> None:
    watch = Watch(Bot("", tmp_path / "study.db", slowest_start=0.25 / STILL_STARTS))
    watch.look("here")
    await asyncio.sleep(0.5)
    watch.look("here")
    assert 0.09 < watch.still <= 0.1
