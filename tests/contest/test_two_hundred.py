"""Two hundred players in each way and form at once: every answer counts once, the table is what the rules give.

``CONTEST_SEED`` chooses other people and moments.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from tests.contest.evening import evening, refused
from tests.contest.game import BUTTONS, POLL, TEXT, Contest, Plan
from tests.contest.outcome import check

SEED = int(os.environ.get("CONTEST_SEED", "20261121"))
PLANS = (
    Plan(BUTTONS, 4),
    Plan(POLL, 4, 20),
    Plan(TEXT, 3, 30),
    Plan(BUTTONS, 3, 20, teams=3),
    Plan(POLL, 5, 12, elimination=True),
)
log = logging.getLogger(__name__)


async def test_two_hundred_play_in_five_groups_at_once(tmp_path: Path) -> None:
    async with evening(tmp_path, SEED) as tonight:
        people = [tonight.double.person(f"Игрок {n} <b>&\"'", id=1000 + n) for n in range(206)]
        games: list[Contest] = []
        for plan in PLANS:
            host, *rest = people
            tonight.chance.shuffle(rest)
            group = tonight.double.group(f"Группа <{len(games)}>", people)
            games.append(Contest(tonight, group, plan, [host, *rest]))
        await tonight.passes()
        for game in games:
            await check(game)
            log.info("%s: %s", game.plan.line, game.told())
        assert refused(tonight.double) == {}
        assert tonight.mail.repeated > 100
        assert tonight.mail.overtaken > 100
