"""Small contests of every form, at random: what the rules give is what the bot shows and keeps."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from random import Random

import pytest

from tests.contest.evening import evening, refused
from tests.contest.game import BUTTONS, POLL, TEXT, Contest, Plan
from tests.contest.outcome import check

SEED = int(os.environ.get("CONTEST_SEED", "20261121"))
EAGER = ((0, 1, 1, 1, 2), (0, 0, 0, 1), (1,), (0, 1, 2, 3))
"""How often people of an evening answer a question: most do, few do, all do, some try again and again."""
log = logging.getLogger(__name__)


def any_plan(chance: Random, rival: str) -> Plan:
    """A contest of any form."""
    form = chance.choice(("solo", "teams", "elimination", "duel"))
    return Plan(
        chance.choice((BUTTONS, POLL, TEXT)),
        chance.randint(1, 8),
        chance.choice((10, 12, 20, 30)),
        chance.random() < 0.7,
        form == "elimination",
        chance.randint(2, 4) if form == "teams" else 0,
        rival if form == "duel" else "",
    )


@pytest.mark.parametrize("seed", range(SEED, SEED + 6))
async def test_the_table_is_what_the_rules_give(tmp_path: Path, seed: int) -> None:
    old = seed % 3 == 0  # a server that knows no messages to one person alone
    async with evening(tmp_path, seed, twice=0.2, bot_api="10.0" if old else "10.3") as tonight:
        chance, double = tonight.chance, tonight.double
        people = [double.person(f"Имя{n % 9} & <i>", id=1000 + n, username=f"player_{n}") for n in range(14)]
        strangers = [double.person(f"Чужой {n}", id=5000 + n) for n in range(2)]
        games = []
        for number in range(5):
            some = chance.sample(people, chance.randint(2, 9))
            group = double.group(f"Группа {number}", some, bot=chance.choice(("member", "administrator")))
            plan = any_plan(chance, some[1].username or "")
            game = Contest(tonight, group, plan, some, strangers, 0.1, chance.choice(EAGER))
            games.append(game)
        await tonight.passes()
        for game in games:
            log.info("%s: %s", game.plan.line, game.told())
            await check(game)
        assert refused(double) == {}
