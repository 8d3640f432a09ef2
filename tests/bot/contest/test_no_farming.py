"""Neither a friend who decides appeals nor the same questions again and again lift anybody."""

from __future__ import annotations

import re

from bot.sandbox.double import Chat
from storage import Store
from study.rating.contests import rating_of
from study.rating.model import Rating
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, data_of, knows, line_of, message_with, podium, point
from tests.chat import Learner


async def test_an_accomplice_who_grants_every_appeal_moves_the_table_but_no_rating(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    """Boris answers nonsense; Anna, his second account, is the host and grants all but one."""
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 словами 10s без-скорости", anna, boris)
    for number in (1, 2, 3):
        asked = message_with(anna, f"{number}/3")
        await anna.replies(point(asked), to=asked)
        await boris.replies("бу-бу-бу", to=asked)
        await time.passes(10)
        await boris.presses("Я был прав", on=message_with(boris, f"{number}/3"))
        await time.passes(GAP)
    for sign in "✅✅❌":
        await anna.presses_data(anna.last, data_of(anna.last, sign))
        await time.passes(4)
    assert line_of(podium(anna), "Борис — 210"), podium(anna)
    found = await store.read(lambda unit: rating_of(unit, boris.who.id))
    assert found.answers == 1, "what was denied counts, what was granted does not"
    assert found.theta < Rating(boris.who.id).theta
    assert (await store.read(lambda unit: rating_of(unit, anna.who.id))).answers == 3
    await store.rebuild()
    assert await store.read(lambda unit: rating_of(unit, boris.who.id)) == found


async def test_the_same_three_items_again_and_again_bring_no_more_points_of_a_day(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    """The other player need not do anything."""
    anna, boris = at(group, anna, boris)
    tables = []
    for _ in range(3):
        await begin(time, "/contest shapes 3 10s", anna, boris)
        for _ in range(3):
            await knows(anna)
            await time.passes(10 + GAP)
        await anna.sends("/top")
        tables.append(line_of(anna.sees, "Анна"))
    earned = [int(re.findall(r"\d+", line)[1]) for line in tables]
    assert 300 <= earned[0] <= earned[1] <= earned[2] < earned[0] + 100, "of each item the best answer counts"
    assert "9/9" in tables[2], tables
