"""What follows from the settings of a group, without a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from storage import Store
from study.chat_settings import (
    SettledByAdmins,
    group_zone,
    look,
    may_start,
    quiet_at,
    settle,
    with_deck,
    with_quiet,
)
from study.chats import ChatSettings, Starters, Tempo
from study.daily.values import Coming, Schedule
from study.outcomes import Mover
from study.values import Place
from study.zones import UnknownZone

GROUP = -100
ADMIN, MEMBER = Mover(1, admin=True), Mover(2)
USUAL = ChatSettings(GROUP)
DECKS = ("a", "b", "c")
NIGHT = with_quiet(USUAL, (time(23), time(8)))


@pytest.mark.parametrize(
    ("starters", "mover", "may"),
    [
        (Starters.ALL, MEMBER, True),
        (Starters.ALL, ADMIN, True),
        (Starters.ADMINS, MEMBER, False),
        (Starters.ADMINS, ADMIN, True),
    ],
)
def test_who_may_start(starters: Starters, mover: Mover, may: bool) -> None:
    assert may_start(replace(USUAL, starters=starters), mover) is may


@pytest.mark.parametrize(
    ("zone", "hour", "minute", "quiet"),
    [
        ("Europe/Moscow", 19, 59, False),  # 22:59
        ("Europe/Moscow", 20, 0, True),  # 23:00
        ("Europe/Moscow", 4, 59, True),  # 7:59
        ("Europe/Moscow", 5, 0, False),  # 8:00
        ("Asia/Omsk", 17, 0, True),  # 23:00
        ("Asia/Omsk", 20, 0, True),
        ("UTC+05:30", 2, 30, False),  # 8:00
        (None, 23, 30, False),
        (None, 3, 0, False),
    ],
)
def test_quiet_hours_go_by_the_clock_of_the_group(
    zone: str | None, hour: int, minute: int, quiet: bool
) -> None:
    assert quiet_at(NIGHT, zone, datetime(2026, 11, 21, hour, minute, tzinfo=UTC)) is quiet


def test_without_quiet_hours_it_is_never_quiet() -> None:
    moments = [datetime(2026, 11, 21, hour, tzinfo=UTC) for hour in range(24)]
    assert not any(quiet_at(USUAL, "Europe/Moscow", moment) for moment in moments)


def test_a_zone_there_is_not_is_named() -> None:
    with pytest.raises(UnknownZone, match="Mars/Base"):
        quiet_at(NIGHT, "Mars/Base", datetime(2026, 11, 21, tzinfo=UTC))


@pytest.mark.parametrize(
    ("before", "deck", "on", "after"),
    [
        ((), "b", True, ("b",)),
        (("c",), "a", True, ("a", "c")),
        (("a",), "a", True, ("a",)),
        (("a", "b"), "a", False, ("b",)),
        (("a",), "a", False, ()),
        (("a",), "b", False, ("a",)),
        (("gone", "c"), "b", True, ("b", "c")),
        (("gone",), "gone", True, ()),
    ],
)
def test_decks_are_kept_in_their_order_while_there_are_such(
    before: tuple[str, ...], deck: str, on: bool, after: tuple[str, ...]
) -> None:
    assert with_deck(replace(USUAL, decks=before), deck, DECKS, on=on).decks == after


async def test_only_an_admin_looks_and_settles(store: Store) -> None:
    def slower(settings: ChatSettings) -> ChatSettings:
        return replace(settings, tempo=Tempo.RELAXED)

    for forbidden in (
        lambda unit: look(unit, GROUP, MEMBER),
        lambda unit: settle(unit, GROUP, MEMBER, slower),
    ):
        with pytest.raises(SettledByAdmins):
            await store.transact(forbidden)
    assert await store.read(lambda unit: unit.chat_settings(GROUP)) == USUAL
    settled = await store.transact(lambda unit: settle(unit, GROUP, ADMIN, slower))
    assert settled == slower(USUAL)
    assert await store.read(lambda unit: look(unit, GROUP, ADMIN)) == settled


async def test_the_own_zone_comes_before_that_of_the_question_of_the_day(store: Store) -> None:
    def daily(topic: int, zone: str, chat: int = GROUP, *, shared: bool = True) -> Schedule:
        return Schedule(Place(chat, topic), Coming.DAILY, 1, shared, zone, time(9))

    async def zone() -> str | None:
        return await store.read(lambda unit: group_zone(unit, GROUP))

    assert await zone() is None
    for schedule in (daily(0, "Asia/Tokyo", -200), daily(0, "", GROUP)):
        await store.transact(lambda unit, one=schedule: unit.put_schedule(one))  # type: ignore[misc]
    assert await zone() is None
    for schedule in (daily(7, "Asia/Omsk"), daily(5, "Europe/Samara")):
        await store.transact(lambda unit, one=schedule: unit.put_schedule(one))  # type: ignore[misc]
    assert await zone() == "Europe/Samara"
    own = replace(USUAL, zone="Europe/Minsk")
    await store.transact(lambda unit: unit.put_chat_settings(own))
    assert await zone() == "Europe/Minsk"
