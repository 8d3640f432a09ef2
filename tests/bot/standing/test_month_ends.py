"""The end of a month in a group: one summary, and tags beside the names of the best."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot import seasons
from bot.app import running
from bot.sandbox.double import Chat, TelegramDouble
from bot.words import words_for
from storage import Unit
from study.standing_ports import Season
from tests.bot.standing.conftest import Club
from tests.chat import Learner, text_of
from tests.rating.playing import Question

TEN = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 1, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def summaries(who: Learner) -> list[str]:
    """The summaries that stand in a group, as far as somebody sees them."""
    return [text_of(one) for one in who.messages if text_of(one).startswith("🏁 Итоги")]


@pytest.fixture
async def there(club: Club, anna: Learner, boris: Learner, vera: Learner, group: Chat) -> Learner:
    """Vera before Boris before Anna (who leads the group), in November."""
    shares = {anna.who.id: 0.0, boris.who.id: 0.5, vera.who.id: 1.0}
    await club.play(group, [Question(shares), Question(shares, "cube")], anna, boris, vera)
    return anna.at(group)


async def settled(club: Club, group: Chat, **settings: Any) -> None:
    await club.store.transact(
        lambda unit: unit.put_chat_settings(replace(unit.chat_settings(group.id), **settings))
    )


def tags(double: TelegramDouble, group: Chat, *people: Learner) -> list[str]:
    """The tags of people in a group, as Telegram shows them."""
    return [double.world.chats[group.id].tags.get(one.who.id, "") for one in people]


async def test_on_the_first_at_ten_the_month_is_summed_up_once(club: Club, there: Learner) -> None:
    await club.pass_to(TEN - MINUTE)
    assert summaries(there) == []
    await club.pass_to(TEN)
    (told,) = summaries(there)
    assert told.splitlines()[0] == "🏁 Итоги: Ноябрь 2026"
    assert "👑 Чемпион ноября: Вера" in told
    assert "1. Вера — 200 · ✅ 2/2" in told
    assert '3. Анна <b>&" — 0 · ✅ 0/2' in told
    assert "🧩 Труднее всего далось: «Сколько граней у куба?» — знали на 50 %, 3 ответа" in told
    assert "За месяц: 6 ответов, 3 игрока." in told
    await club.pass_to(TEN + timedelta(days=5))
    assert len(summaries(there)) == 1
    await there.presses("🏆 Таблица месяца")
    assert "🏆 Ноябрь 2026" in there.sees


async def test_after_a_night_of_restarts_it_is_still_one(club: Club, there: Learner) -> None:
    """Another process on the same storage finds that it was told."""
    await club.pass_to(TEN)
    await club.app.stop()
    app = club.built()
    async with running(app):
        await app.fanout.tick()
        await app.settled()
        assert len(summaries(there)) == 1


async def test_a_bot_that_was_away_tells_it_for_three_days_only(
    club: Club, there: Learner, anna: Learner, boris: Learner
) -> None:
    other = club.chat.group("Другая", [anna, boris])
    await club.chat.idle()
    club.clock.now = TEN + timedelta(days=3)
    await club.app.fanout.tick()
    await club.chat.idle()
    assert len(summaries(there)) == 1
    club.clock.now = datetime(2026, 12, 20, 9, tzinfo=UTC)
    await club.play(other, [Question({anna.who.id: 1.0, boris.who.id: 0.0})], anna, boris)
    club.clock.now = JANUARY + timedelta(days=3, minutes=1)
    await club.app.fanout.tick()
    await club.chat.idle()
    assert summaries(anna.at(other)) == []
    await anna.at(other).sends("/top декабрь")
    assert "1. 👑 Анна" in anna.at(other).sees


async def test_it_comes_to_the_topic_of_the_last_contest(
    club: Club, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = club.chat.group("Форум", [anna, boris], forum=True)
    topic = double.add_topic(forum, "Турниры")
    await club.chat.idle()
    shares = {anna.who.id: 1.0, boris.who.id: 0.0}
    await club.play(forum, [Question(shares)], anna, boris)
    await club.play(forum, [Question(shares, "cube")], anna, boris, topic=topic)
    await club.pass_to(TEN)
    assert len(summaries(anna.at(forum, topic))) == 1
    assert len(summaries(anna.at(forum))) == 1


async def test_quiet_hours_are_quiet(club: Club, there: Learner, group: Chat) -> None:
    await settled(club, group, quiet_from=time(22), quiet_to=time(11))
    await club.pass_to(TEN + 59 * MINUTE)
    assert summaries(there) == []
    await club.pass_to(TEN + 61 * MINUTE)
    assert len(summaries(there)) == 1


async def test_the_best_bear_tags_for_a_month_but_for_admins(
    club: Club, there: Learner, boris: Learner, vera: Learner, group: Chat, double: TelegramDouble
) -> None:
    double.promote(group, can_manage_tags=True)
    await settled(club, group, tags=True)
    await club.pass_to(TEN)
    assert tags(double, group, vera, boris, there) == ["Чемпион ноября", "2-е место", ""]
    await club.play(group, [Question({boris.who.id: 1.0, vera.who.id: 0.0})], boris, vera)
    await club.pass_to(JANUARY)
    assert tags(double, group, vera, boris, there) == ["", "Чемпион декабря", ""]
    assert len(summaries(there)) == 2


async def test_without_tags_or_the_right_to_them_the_summary_comes_all_the_same(
    club: Club, there: Learner, boris: Learner, vera: Learner, group: Chat, double: TelegramDouble
) -> None:
    await settled(club, group, tags=True)
    await club.pass_to(TEN)
    assert len(summaries(there)) == 1
    refused = [call for call in double.calls if call.method == "setChatMemberTag"]
    assert [call.error is not None for call in refused] == [True, True]
    assert tags(double, group, vera, boris) == ["", ""]
    await there.sends("/top")
    assert "🏆 Декабрь 2026" in there.sees, "the group can still be reached"


async def test_where_no_tags_are_wanted_nobody_is_asked_for_them(
    club: Club, there: Learner, group: Chat, double: TelegramDouble
) -> None:
    double.promote(group, can_manage_tags=True)
    await club.pass_to(TEN)
    asked = {call.method for call in double.calls}
    assert len(summaries(there)) == 1
    assert not asked & {"setChatMemberTag", "getChatAdministrators"}


@pytest.mark.parametrize("month", range(1, 13))
def test_a_tag_is_as_short_as_telegram_wants_it(month: int) -> None:
    words = words_for("ru")
    assert len(words.plain("season-tag-first", {"month": month, "place": "1"})) <= 16
    assert len(words.plain("season-tag", {"month": month, "place": "3"})) <= 16


async def test_one_month_that_cannot_be_summed_up_stops_no_other(
    club: Club,
    there: Learner,
    anna: Learner,
    boris: Learner,
    group: Chat,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = club.chat.group("Другая", [anna, boris])
    await club.chat.idle()
    await club.play(other, [Question({anna.who.id: 1.0, boris.who.id: 0.0})], anna, boris)
    working = seasons.close

    def faulty(work: Unit, library: Any, season: Season, *rest: Any) -> Any:
        if season.place.chat == group.id:
            work.close_season(season, club.clock())
            raise RuntimeError("a fault of ours")
        return working(work, library, season, *rest)

    with monkeypatch.context() as patched, caplog.at_level(logging.CRITICAL, "bot.seasons"):
        patched.setattr("bot.seasons.close", faulty)
        await club.pass_to(TEN)
        assert summaries(there) == []
        assert len(summaries(anna.at(other))) == 1
    await club.pass_to(TEN + timedelta(hours=2))
    assert len(summaries(there)) == 1


async def test_where_nothing_is_due_the_storage_is_asked_once_a_minute(
    club: Club, there: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = type(club.store).read

    async def counted(store: Any, query: Any) -> Any:
        if "seasons_due" in query.__code__.co_names:
            asked.append(query)
        return await real(store, query)

    monkeypatch.setattr(type(club.store), "read", counted)
    for _ in range(60):
        club.clock.now += timedelta(seconds=5)
        await club.app.fanout.tick()
    await club.chat.idle()
    assert 4 <= len(asked) <= 6


async def test_many_groups_are_summed_up_a_few_at_a_time(club: Club, anna: Learner, boris: Learner) -> None:
    groups = [club.chat.group(f"Группа {number}", [anna, boris]) for number in range(45)]
    await club.chat.idle()
    for one in groups:
        await club.play(one, [Question({anna.who.id: 1.0, boris.who.id: 0.0})], anna, boris)
    club.clock.now = TEN
    for _ in range(4):
        await club.app.fanout.tick()
        await club.chat.idle()
    assert [len(summaries(anna.at(one))) for one in groups] == [1] * 45
