"""A fortnight ends at midnight by UTC; groups hear of it by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from bot.sandbox.double import Chat
from storage import Store, Unit
from study.league.weeks import week_begins, week_of
from tests.bot.league.test_league import joins, monday, results
from tests.bot.marathon.runs import Runs
from tests.chat import Learner

__all__ = ["monday"]


async def test_a_result_waits_for_the_morning_of_each_group_and_is_told_once(
    anna: Learner, vera: Learner, group: Chat, other: Chat, runs: Runs, store: Store
) -> None:
    """In Moscow it is 3:00 when the fortnight ends, in Tokyo 9:00."""
    await joins(vera, other, "Адам")
    await runs.plays(anna, await joins(anna, group, "Градиент"), [True] * 10)

    def settle(unit: Unit) -> None:
        unit.put_chat_settings(replace(unit.chat_settings(other.id), zone="Asia/Tokyo"))
        quiet = replace(unit.chat_settings(group.id), quiet_from=time(23), quiet_to=time(9, 30))
        unit.put_chat_settings(quiet)

    await store.transact(settle)
    ends = week_begins(week_of(runs.clock.now) + 2)
    heard = []
    for at in (ends, at_hour(ends, 6), at_hour(ends, 6, 29), at_hour(ends, 6, 30), at_hour(ends, 12)):
        runs.clock.now = at
        await runs.tick()
        await runs.tick()
        heard.append((len(results(vera, other)), len(results(anna, group))))
    assert heard == [(1, 0), (1, 0), (1, 0), (1, 1), (1, 1)]


def at_hour(day: datetime, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
