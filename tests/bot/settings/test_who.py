"""Who may settle what: admins, also anonymous ones; nobody else, by whatever button."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from bot.presses import MODULES
from bot.presses.press import Press
from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.chats import ChatSettings, Starters, Tempo
from tests.bot.settings.test_pages import settled
from tests.chat import Conversation, Learner

REFUSED = "Настройки группы меняют её администраторы"
CHANGES = {
    "ew:speed:0": {"speed": False},
    "ew:tidy:0": {"tidy": False},
    "ew:tags:1": {"tags": True},
    "el:ru": {"language": "ru"},
    "et:blitz": {"tempo": Tempo.BLITZ},
    "es:admins": {"starters": Starters.ADMINS},
    "eq:1380:480": {"quiet_from": time(23), "quiet_to": time(8)},
    "ed:shapes:1:0": {"decks": ("shapes",)},
    "ez:Asia/Omsk": {"zone": "Asia/Omsk"},
    "ez:UTC+05=30": {"zone": "UTC+05:30"},
}
"""Callback data, and what it settles."""
FORGED = (
    "ew:speed:2", "ew:nope:1", "ew::1", "el:xx", "el:", "et:", "et:fast", "et:Blitz", "es:me", "es:",
    "eq:1440:0", "eq:0:9999999", "eq:60:60", "ed:nope:1:0", "ed:../shapes:1:0", "ed:shapes:2:0",
    "ez:Mars/Base", "ez:../etc/passwd", "ez:UTC+99=00", "ep:nope:0", "ep::0",
)  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["/settings", "/settings тихо 23-8", "/settings зона Казань", "/settings блиц"]
)
async def test_a_member_is_refused_kindly(member: Learner, store: Store, group: Chat, typed: str) -> None:
    await member.sends(typed)
    assert REFUSED in member.sees
    assert await settled(store, group) == ChatSettings(group.id)


async def test_alone_it_names_what_there_is(anna: Learner) -> None:
    await anna.sends("/settings тихо 23-8")
    for part in ("для групп", "/daily", "/pace", "/zone"):
        assert part in anna.sees
    assert anna.buttons == []


@pytest.mark.parametrize("data", [*CHANGES, "ep:decks:0", "ep:rights:0"])
async def test_a_member_presses_in_vain(
    admin: Learner, member: Learner, store: Store, group: Chat, data: str
) -> None:
    await admin.sends("/settings")
    shown = admin.last
    await member.presses_data(shown, data)
    assert REFUSED in (member.toast or "")
    assert member.answer is not None
    assert member.answer.alert
    assert admin.last == shown
    assert await settled(store, group) == ChatSettings(group.id)


@pytest.mark.parametrize("data", CHANGES)
async def test_a_press_settles_just_that(admin: Learner, store: Store, group: Chat, data: str) -> None:
    before = ChatSettings(group.id, zone="Europe/Samara", quiet_from=time(1), quiet_to=time(2))
    await store.transact(lambda unit: unit.put_chat_settings(before))
    await admin.sends("/settings")
    for _ in range(2):
        await admin.presses_data(admin.last, data)
        assert await settled(store, group) == replace(before, **CHANGES[data])  # type: ignore[arg-type]


@pytest.mark.parametrize("data", FORGED)
async def test_forged_data_changes_nothing(admin: Learner, store: Store, group: Chat, data: str) -> None:
    await admin.sends("/settings")
    shown = admin.last
    await admin.presses_data(shown, data)
    assert "Не понимаю эту кнопку" in (admin.toast or "")
    assert admin.last == shown
    assert await settled(store, group) == ChatSettings(group.id)


@pytest.mark.parametrize("data", CHANGES)
async def test_alone_its_buttons_mean_nothing(anna: Learner, store: Store, data: str) -> None:
    await anna.sends("/start")
    await anna.presses_data(anna.last, data)
    assert "Не понимаю эту кнопку" in (anna.toast or "")
    assert await settled(store, anna.chat) == ChatSettings(anna.chat.id)


def test_no_two_buttons_begin_alike() -> None:
    named = [kind for module in MODULES for kind in vars(module).values() if isinstance(kind, type)]
    kinds = {kind for kind in named if issubclass(kind, Press) and kind is not Press}
    assert len({kind.prefix for kind in kinds}) == len(kinds)


async def test_two_admins_change_different_things_at_once(
    chat: Conversation, anna: Learner, boris: Learner, store: Store, double: TelegramDouble
) -> None:
    both = chat.group("Двое", [], admins=[anna, boris])
    await chat.idle()
    await anna.at(both).sends("/settings")
    shown = anna.at(both).last
    double.press(anna.who, shown, data="et:blitz")
    double.press(boris.who, shown, data="ew:speed:0")
    double.press(anna.who, shown, data="ed:shapes:1:0")
    double.press(boris.who, shown, data="ed:shapes1:1:0")
    await chat.idle()
    wanted = ChatSettings(both.id, tempo=Tempo.BLITZ, speed=False, decks=("shapes", "shapes1"))
    assert await settled(store, both) == wanted


async def test_two_admins_press_the_same_switch_at_once(
    chat: Conversation, anna: Learner, boris: Learner, store: Store, double: TelegramDouble
) -> None:
    both = chat.group("Двое", [], admins=[anna, boris])
    await chat.idle()
    await anna.at(both).sends("/settings")
    shown = anna.at(both).last
    for who in (anna, boris):
        double.press(who.who, shown, data="ew:tidy:0")
    await chat.idle()
    assert not (await settled(store, both)).tidy
    assert "ничего не убираю" in anna.at(both).sees


async def test_an_admin_who_is_one_no_more_presses_in_vain(
    chat: Conversation, anna: Learner, boris: Learner, store: Store, double: TelegramDouble
) -> None:
    both = chat.group("Двое", [], admins=[anna, boris])
    await chat.idle()
    boris = boris.at(both)
    await boris.sends("/settings")
    double.demote(both, boris.who)
    await boris.presses("⚡️ Бонус")
    assert REFUSED in (boris.toast or "")
    assert (await settled(store, both)).speed


async def test_an_anonymous_admin_may(
    admin: Learner, store: Store, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    double.anonymous_admin_says(group, "/settings тихо 23-8")
    await chat.idle()
    assert "с 23:00 до 08:00" in admin.sees
    assert (await settled(store, group)).quiet_from == time(23)


async def test_where_telegram_does_not_tell_who_is_admin_nothing_changes(
    admin: Learner, store: Store, group: Chat, double: TelegramDouble
) -> None:
    await admin.sends("/settings")
    double.fail("getChatMember", error="502", times=3)
    await admin.presses("⚡️ Бонус")
    assert "администратор ли вы" in (admin.toast or "")
    assert (await settled(store, group)).speed


async def test_a_message_that_is_gone_changes_nothing(
    admin: Learner, store: Store, group: Chat, double: TelegramDouble
) -> None:
    await admin.sends("/settings")
    shown = admin.last
    double.delete(admin.who, shown)
    await admin.presses_data(shown, "et:blitz")
    assert "слишком старое" in (admin.toast or "")
    assert await settled(store, group) == ChatSettings(group.id)


async def test_settings_move_with_the_group(
    chat: Conversation, anna: Learner, store: Store, double: TelegramDouble
) -> None:
    small = chat.group("Малая", [anna], kind="group")
    await anna.at(small).sends("/settings тихо 23-8 зона Омск")
    await anna.at(small).sends("/settings")
    await anna.at(small).presses("⚡️ Бонус")
    large = double.upgrade(small)
    await chat.idle()
    wanted = ChatSettings(large.id, speed=False, zone="Asia/Omsk", quiet_from=time(23), quiet_to=time(8))
    assert await settled(store, large) == wanted
    assert await settled(store, small) == ChatSettings(small.id)
    await anna.at(large).sends("/settings")
    assert "с 23:00 до 08:00" in anna.at(large).sees
    await anna.at(large).presses("⚡️ Бонус")
    assert await settled(store, large) == replace(wanted, speed=True)


async def test_a_press_on_its_way_while_the_group_moves_is_not_lost_or_claimed(
    chat: Conversation, anna: Learner, store: Store, double: TelegramDouble
) -> None:
    small = chat.group("Малая", [anna], kind="group")
    await anna.at(small).sends("/settings")
    double.press(anna.who, anna.at(small).last, data="et:blitz")
    large = double.upgrade(small)
    await chat.idle()
    kept = await settled(store, large)
    claimed = any("темп: блиц" in one.get("text", "") for one in anna.at(large).messages)
    assert claimed == (kept.tempo is Tempo.BLITZ)
    assert await settled(store, small) == ChatSettings(small.id)
