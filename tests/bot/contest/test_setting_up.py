"""Calling a contest: by buttons, in a line, and what a group's admins settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import time as wall

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.chats import ChatSettings, Starters, Tempo
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import at, data_of, says
from tests.chat import Conversation, Learner


async def settle(store: Store, settings: ChatSettings) -> None:
    await store.transact(lambda unit: unit.put_chat_settings(settings))


# --- by buttons ---


async def test_everything_is_set_by_buttons_and_the_lobby_says_so(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest")
    assert "Колода: все колоды" in anna.sees
    assert "Вопросов: 10, на каждый 30 с" in anna.sees
    await anna.presses("📚 Колода")
    assert "По какой колоде играем?" in anna.sees
    await anna.presses("Фигуры")
    assert "Колода: Фигуры" in anna.sees
    await anna.presses("5 вопр.")
    await anna.presses("блиц")
    await anna.presses("опросом")
    await anna.presses("команды: 3")
    await anna.presses("⚡ Без бонуса")
    assert "Вопросов: 5, на каждый 12 с" in anna.sees
    assert "Ответы: опросом Telegram" in anna.sees
    assert "Формат: команды: 3" in anna.sees
    assert "Бонус за скорость: нет" in anna.sees
    assert {"✓ 5 вопр.", "✓ блиц · 12 с", "✓ опросом Telegram", "✓ команды: 3"} <= set(anna.buttons)
    await anna.presses("👥 Собрать игроков")
    assert "3 вопроса, на каждый 12 с · опросом Telegram · команды: 3" in anna.sees
    assert says(anna, "Турнир настроен, сбор игроков ниже.") == 1


@pytest.mark.parametrize(
    ("button", "line", "seconds"),
    [("спокойно", "10 спокойно", 60), ("обычно", "10 30s", 30), ("блиц", "10 блиц", 12)],
)
async def test_the_line_that_is_shown_calls_the_same_contest(
    anna: Learner, group: Chat, button: str, line: str, seconds: int
) -> None:
    anna = anna.at(group)
    await anna.sends("/contest")
    await anna.presses(button)
    await anna.presses("на вылет")
    await anna.presses("своими словами")
    await anna.presses("⚡ Без бонуса")
    wanted = f"/contest {line} словами вылет без-скорости"
    assert anna.sees.endswith(wanted)
    await anna.sends(wanted)
    assert f"10 вопросов, на каждый {seconds} с · своими словами · на вылет" in anna.sees
    assert "Две ошибки — и вы вне игры." in anna.sees


async def test_only_who_called_it_sets_it_up(anna: Learner, vera: Learner, group: Chat) -> None:
    anna, vera = at(group, anna, vera)
    await anna.sends("/contest")
    before = anna.sees
    for button in ("блиц", "👥 Собрать игроков", "📚 Колода"):
        await vera.presses(button)
        assert "не ваш" in (vera.toast or "").lower() or "другого" in (vera.toast or "").lower()
    assert anna.sees == before


@pytest.mark.parametrize(
    "forged",
    [
        "cs:shapes:b:s:0:s:1:{host}:go",
        "cs:shapes:b:s:51:s:1:{host}:go",
        "cs:shapes:x:s:5:s:1:{host}:go",
        "cs:shapes:b:x:5:s:1:{host}:go",
        "cs:shapes:b:s:5:t:1:{host}:go",
        "cs:shapes:b:s:5:t1:1:{host}:go",
        "cs:shapes:b:s:5:t7:1:{host}:go",
        "cs:shapes:b:s:5:t٣:1:{host}:go",
        "cs:shapes:b:s:5:s2:1:{host}:go",
        "cs:shapes:b:s:5:d:1:{host}:go",
        "cs:shapes:b:s:5:s:2:{host}:",
        "cs:gone:b:s:5:s:1:{host}:go",
        "cs::b:s:5:s:1:{host}:go",
        "cs:shapes:b:s:5:s:1:{host}",
        "cs:shapes:b:s:-5:s:1:{host}:go",
    ],
)
async def test_a_forged_set_up_begins_nothing(anna: Learner, group: Chat, forged: str) -> None:
    anna = anna.at(group)
    await anna.sends("/contest")
    shown = anna.sees
    await anna.presses_data(anna.last, forged.format(host=anna.who.id))
    assert anna.answer is not None
    assert anna.answer.alert
    assert anna.sees == shown


async def test_pages_of_decks_lead_back_and_a_page_there_is_not_shows_the_last(
    anna: Learner, group: Chat
) -> None:
    anna = anna.at(group)
    await anna.sends("/contest")
    await anna.presses_data(anna.last, f"cs:*:b:s:10:s:1:{anna.who.id}:d99999")
    assert "Фигуры" in anna.buttons
    await anna.presses_data(anna.last, f"cs:*:b:s:10:s:1:{anna.who.id}:d²")
    assert "все колоды" in anna.buttons
    await anna.presses("‹ Назад")
    assert "Колода: все колоды" in anna.sees


async def test_a_set_up_pressed_in_private_does_nothing(anna: Learner, group: Chat) -> None:
    await anna.at(group).sends("/contest")
    go = data_of(anna.at(group).last, "Собрать")
    await anna.sends("/start")
    await anna.presses_data(anna.last, go)
    assert anna.answer is not None
    assert anna.answer.alert
    assert not says(anna, "Игроки")


async def test_an_old_set_up_says_that_a_contest_goes_on(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest")
    go = anna.last
    await boris.sends("/contest shapes 2")
    await anna.presses("👥 Собрать игроков", on=go)
    assert "уже идёт турнир" in (anna.toast or "")
    assert says(anna, "Игроки (1)") == 1


# --- in a line ---


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("shapes 2 30s", "2 вопроса, на каждый 30 с · кнопками · каждый за себя"),
        ("shapes 20", "3 вопроса, на каждый 30 с"),
        ("фигуры 1 опрос 45 сек", "1 вопрос, на каждый 45 с · опросом Telegram"),
        ("shapes словами блиц", "3 вопроса, на каждый 12 с · своими словами"),
        ("shapes 6 команд", "команды: 6"),
        ("shapes вылет", "на вылет"),
        ("2 30s shapes", "2 вопроса, на каждый 30 с"),
    ],
)
async def test_a_line_calls_it_at_once(anna: Learner, group: Chat, line: str, said: str) -> None:
    anna = anna.at(group)
    await anna.sends(f"/contest {line}")
    assert said in anna.sees
    assert "Игроки (1)" in anna.sees


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("restnet 10", "Не понимаю «restnet». Может быть:"),
        ('<b>&"', 'Не понимаю «<b>&"»'),
        ("shapes 0", "от 1 до 50, а не 0"),
        ("shapes 5 5s", "от 10 до 600 секунд, а не 5s"),
        ("shapes команды 9", "от двух до шести, а не 9"),
    ],
)
async def test_a_line_that_cannot_be_meant_is_answered_and_begins_nothing(
    anna: Learner, group: Chat, line: str, said: str
) -> None:
    anna = anna.at(group)
    await anna.sends(f"/contest {line}")
    assert said in anna.sees
    assert not says(anna, "Игроки")


async def test_alone_with_the_bot_there_are_no_contests(anna: Learner) -> None:
    for command in ("/contest", "/contest shapes", "/duel @boris", "/a ответ"):
        await anna.sends(command)
        assert "Турниры проходят в группах" in anna.sees


# --- what admins settled ---


async def test_where_only_admins_may_start_nobody_else_can(
    anna: Learner, vera: Learner, group: Chat, store: Store, time: Time
) -> None:
    await settle(store, ChatSettings(group.id, starters=Starters.ADMINS))
    anna, vera = at(group, anna, vera)
    for line in ("/contest", "/contest shapes 2", "/duel @boris shapes"):
        await anna.sends(line)
        assert "только администраторы" in anna.sees
    await vera.sends("/contest shapes 2")
    assert "Игроки (1)" in vera.sees


async def test_what_was_settled_meanwhile_holds_for_an_old_set_up(
    anna: Learner, group: Chat, store: Store
) -> None:
    anna = anna.at(group)
    await anna.sends("/contest")
    await settle(store, ChatSettings(group.id, starters=Starters.ADMINS))
    await anna.presses("👥 Собрать игроков")
    assert "только администраторы" in (anna.toast or "")


async def test_in_quiet_hours_nothing_begins(anna: Learner, group: Chat, store: Store, time: Time) -> None:
    quiet = ChatSettings(group.id, zone="Europe/Moscow", quiet_from=wall(11), quiet_to=wall(13))
    await settle(store, quiet)  # it is noon in Moscow
    anna = anna.at(group)
    for line in ("/contest", "/contest shapes 2", "/duel @boris shapes"):
        await anna.sends(line)
        assert "тихие часы" in anna.sees
    await settle(store, replace(quiet, zone="Asia/Vladivostok"))
    await anna.sends("/contest shapes 2")
    assert "Игроки (1)" in anna.sees


async def test_the_groups_decks_and_pace_are_the_usual_ones(anna: Learner, group: Chat, store: Store) -> None:
    await settle(store, ChatSettings(group.id, decks=("shapes", "gone"), tempo=Tempo.BLITZ, speed=False))
    anna = anna.at(group)
    await anna.sends("/contest")
    assert "Колода: Фигуры" in anna.sees
    assert "на каждый 12 с" in anna.sees
    assert "Бонус за скорость: нет" in anna.sees
    assert anna.sees.endswith("/contest 10 12s")
    await anna.sends("/contest 3")
    assert "Турнир: Фигуры" in anna.sees
    assert "3 вопроса, на каждый 12 с" in anna.sees
    assert "Очки за знание. Войти" in anna.sees


async def test_an_anonymous_admin_and_a_channel_are_told_that_they_cannot_play(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    await chat.idle()
    for line in ("/contest", "/contest shapes 2", "/duel @boris", "/a ответ"):
        double.anonymous_admin_says(group, line)
        await chat.idle()
        assert "Игроки" not in anna.at(group).sees
        assert anna.at(group).messages[-1]["from"]["is_bot"]
        assert anna.at(group).messages[-2]["text"] == line
