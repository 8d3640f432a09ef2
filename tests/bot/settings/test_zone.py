"""By which clock a group lives: its own zone, else that of its question of the day, else none at all."""

from __future__ import annotations

from datetime import time

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.chat_settings import group_zone
from tests.bot.settings.test_pages import settled
from tests.chat import Conversation, Learner


async def lives_in(store: Store, chat: Chat) -> str | None:
    return await store.read(lambda unit: group_zone(unit, chat.id))


async def test_the_question_of_the_day_lends_its_zone(admin: Learner, store: Store, group: Chat) -> None:
    assert await lives_in(store, group) is None
    await admin.sends("/daily 18 Омск")
    await admin.sends("/settings")
    assert "🌍 Омск, как у вопроса дня; там сейчас 15:00" in admin.sees
    assert await lives_in(store, group) == "Asia/Omsk"
    await admin.presses("🌍 Часовой")
    await admin.presses("Москва")
    await admin.presses("Другой город")
    assert admin.buttons[0] == "Как у вопроса дня: Омск"
    assert "✓ Москва" in admin.buttons
    assert await lives_in(store, group) == "Europe/Moscow"
    await admin.presses("Как у вопроса дня")
    assert "🌍 Омск, как у вопроса дня" in admin.sees
    assert await lives_in(store, group) == "Asia/Omsk"


async def test_a_zone_can_be_given_up(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings зона Казань")
    await admin.presses("Другой город")
    await admin.presses("Не задавать")
    assert "часовой пояс не задан" in admin.sees
    assert await lives_in(store, group) is None


async def test_the_zone_of_a_topic_serves_the_whole_group(
    chat: Conversation, anna: Learner, store: Store, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna], forum=True)
    there = anna.at(forum, double.add_topic(forum, "Вопросы"))
    await there.sends("/daily 18 Самара")
    await anna.at(forum).sends("/settings")
    assert "🌍 Самара, как у вопроса дня; там сейчас 13:00" in anna.at(forum).sees
    assert await lives_in(store, forum) == "Europe/Samara"


async def test_the_zone_of_the_group_leaves_the_question_of_the_day_alone(
    admin: Learner, store: Store, group: Chat
) -> None:
    await admin.sends("/daily 18 Омск")
    await admin.sends("/settings зона Казань")
    found = await store.read(lambda unit: unit.schedules_in(group.id))
    assert [one.zone for one in found] == ["Asia/Omsk"]


@pytest.mark.parametrize(
    ("typed", "zone", "now"),
    [
        ("зона Казань", "Europe/Moscow", "12:00"),
        ("ЗОНА: казань", "Europe/Moscow", "12:00"),
        ("часовой пояс Омск", "Asia/Omsk", "15:00"),
        ("zone +5:30", "UTC+05:30", "14:30"),
        ("пояс мск+2", None, "14:00"),
    ],
)
async def test_a_zone_is_typed(
    admin: Learner, store: Store, group: Chat, typed: str, zone: str | None, now: str
) -> None:
    await admin.sends(f"/settings {typed}")
    assert f"у группы сейчас {now}, верно?" in admin.sees
    kept = (await settled(store, group)).zone
    assert kept == zone if zone else kept
    await admin.presses("Да, верно")
    assert f"там сейчас {now}" in admin.sees


async def test_an_unclear_place_is_asked_for(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings зона Казнь")
    assert "Может быть" in admin.sees
    assert await lives_in(store, group) is None
    await admin.presses("Казань")
    assert "Казань: у группы сейчас 12:00" in admin.sees or "Москва: у группы сейчас 12:00" in admin.sees
    assert await lives_in(store, group) == "Europe/Moscow"


async def test_a_place_nobody_knows(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends('/settings зона <b>&"qqqqxyzzy</b>')
    assert 'Не знаю места «<b>&"qqqqxyzzy</b>».' in admin.sees
    assert "/settings зона Казань" in admin.sees
    assert await lives_in(store, group) is None


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("тихо 23-8", (time(23), time(8))),
        ("тихо с 22:30 до 7 утра", (time(22, 30), time(7))),
        ("тихо нет", (time(0), time(0))),
    ],
)
async def test_quiet_hours_are_typed(
    admin: Learner, store: Store, group: Chat, typed: str, quiet: tuple[time, time]
) -> None:
    await admin.sends("/settings тихо 1-2")
    await admin.sends(f"/settings {typed}")
    kept = await settled(store, group)
    assert (kept.quiet_from, kept.quiet_to) == quiet
    said = (
        f"с {quiet[0]:%H:%M} до {quiet[1]:%H:%M}"
        if any(quiet) and quiet[0] != quiet[1]
        else "без тихих часов"
    )
    assert said in admin.sees


async def test_both_at_once(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings тихо 23-8, зона Омск")
    kept = await settled(store, group)
    assert (kept.quiet_from, kept.quiet_to, kept.zone) == (time(23), time(8), "Asia/Omsk")


@pytest.mark.parametrize("typed", ["тихо", "тихо 8-8", "тихо 25-8", "зона", "блиц <b>&", "тихо 23-8 и ещё"])
async def test_what_is_not_understood_changes_nothing(
    admin: Learner, store: Store, group: Chat, typed: str
) -> None:
    before = await settled(store, group)
    await admin.sends(f"/settings {typed}")
    assert f"Не понял «{typed}»" in admin.sees
    assert "/settings тихо 23-8" in admin.sees
    assert await settled(store, group) == before
