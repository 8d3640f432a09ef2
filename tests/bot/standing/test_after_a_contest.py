"""From a real contest to the tables, the ratings and the end of its month."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.double import Chat, TelegramDouble
from study.rating.contests import ratings_of
from tests.bot.contest.conftest import Time
from tests.bot.standing.conftest import Club
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Learner, text_of
from tests.rating.test_contests import rows_of


async def test_what_was_played_counts_once_in_tables_ratings_and_the_month(
    club: Club, anna: Learner, boris: Learner, group: Chat, double: TelegramDouble
) -> None:
    double.promote(group, can_delete_messages=True)
    club.app.scheduler.pause()
    time = Time(club.clock, club.app, club.chat)
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/contest shapes 2 30s")
    await boris.presses("Играю")
    await anna.presses("Начать")
    for _ in range(2):
        await time.passes(5)
        await boris.presses(right_letter(boris))
        await anna.presses(letter_of(anna, correct=False))
        assert "не" not in (boris.toast or "").casefold()
        await time.passes(38)
    await time.passes(60)
    await anna.sends("/top")
    first, second = [line for line in anna.sees.splitlines() if line[:2] in ("1.", "2.")]
    assert "Борис" in first
    assert "✅ 2/2 · новый" in first
    assert "✅ 0/2 · новый" in second
    people = (boris.who.id, anna.who.id)
    found = await club.store.read(lambda unit: ratings_of(unit, people))
    assert found[people[0]].theta > 0 > found[people[1]].theta
    assert [one.answers for one in found.values()] == [2, 2]
    before = await club.store.read(rows_of)
    await club.store.rebuild()
    assert await club.store.read(rows_of) == before
    alone = boris.at(double.private(boris.who))
    await alone.sends("/progress")
    assert "🏅 Рейтинг: новый" in alone.sees
    await club.pass_to(datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    assert sum("👑 Чемпион ноября: Борис" in text_of(one) for one in anna.messages) == 1
