"""Appeals and ratings: what people decide counts in the table, but makes nobody a luminary."""

from __future__ import annotations

from bot.sandbox.double import Chat
from storage import Store
from study.rating.contests import rating_of
from study.rating.model import Rating
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, data_of, line_of, message_with, podium, point
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
    assert found == Rating(boris.who.id), "as if nothing had been answered"
    assert (await store.read(lambda unit: rating_of(unit, anna.who.id))).answers == 3
    await store.rebuild()
    assert await store.read(lambda unit: rating_of(unit, boris.who.id)) == found
