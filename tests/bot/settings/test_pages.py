"""An admin turns the pages of /settings and changes what stands there."""

from __future__ import annotations

from datetime import time

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from content.library import Library
from storage import Store
from study.chats import ChatSettings, Starters, Tempo
from tests.chat import Conversation, Learner


async def settled(store: Store, chat: Chat) -> ChatSettings:
    return await store.read(lambda unit: unit.chat_settings(chat.id))


def others(settings: ChatSettings, *changed: str) -> dict[str, object]:
    """All that is settled but for these."""
    names = (
        "language",
        "decks",
        "tempo",
        "starters",
        "speed",
        "zone",
        "quiet_from",
        "quiet_to",
        "tidy",
        "tags",
    )
    return {name: getattr(settings, name) for name in names if name not in changed}


async def test_an_admin_sees_how_it_stands(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings")
    assert admin.sees.splitlines() == [
        "⚙️ Настройки группы",
        "",
        "🗣 язык: Русский",
        "📚 соревнуемся по всем колодам",
        "⏱ темп: обычный, 30 с на вопрос",
        "🙋 соревнование может начать каждый",
        "⚡️ за быстрый верный ответ — небольшой бонус",
        "🌙 без тихих часов",
        "🌍 часовой пояс не задан",
        "🧹 после игры убираю лишние сообщения",
        "🏷 без меток рядом с именами",
        "🏆 лига между группами: /league",
    ]
    assert await settled(store, group) == ChatSettings(group.id)


async def test_everything_happens_in_one_message(admin: Learner) -> None:
    await admin.sends("/settings")
    shown = admin.last["message_id"]
    count = len(admin.messages)
    for label in (
        "📚 Колоды",
        "‹ к настройкам",
        "⏱ Темп",
        "‹ к настройкам",
        "🌙 Тихие часы",
        "‹ к настройкам",
        "🌍 Часовой",
        "‹ к настройкам",
    ):
        await admin.presses(label)
    for label in ("🏷 Метки", "‹ к настройкам", "🗣 Язык", "‹ к настройкам", "👁 Что я вижу", "‹ к настройкам"):
        await admin.presses(label)
    assert admin.sees.startswith("⚙️ Настройки группы")
    assert (admin.last["message_id"], len(admin.messages)) == (shown, count)


async def test_the_tempo_is_shown_with_its_seconds(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings")
    await admin.presses("⏱ Темп")
    assert admin.buttons == ["Спокойный — 60 с", "✓ Обычный — 30 с", "Блиц — 12 с", "‹ к настройкам"]
    await admin.presses("Блиц")
    assert admin.buttons[:3] == ["Спокойный — 60 с", "Обычный — 30 с", "✓ Блиц — 12 с"]
    await admin.presses("‹ к настройкам")
    assert "⏱ темп: блиц, 12 с на вопрос" in admin.sees
    assert await settled(store, group) == ChatSettings(group.id, tempo=Tempo.BLITZ)


@pytest.mark.parametrize(
    ("label", "name", "value", "line"),
    [
        ("🙋 Начинает: каждый", "starters", Starters.ADMINS, "соревнование начинает администратор"),
        ("⚡️ Бонус за скорость: да ✓", "speed", False, "за скорость бонуса нет"),
        ("🧹 Убирать лишнее: да ✓", "tidy", False, "ничего не убираю"),
    ],
)
async def test_a_switch_goes_there_and_back(
    admin: Learner, store: Store, group: Chat, label: str, name: str, value: object, line: str
) -> None:
    usual = ChatSettings(group.id)
    await admin.sends("/settings")
    await admin.presses(label)
    assert line in admin.sees
    kept = await settled(store, group)
    assert getattr(kept, name) == value
    assert others(kept, name) == others(usual, name)
    await admin.presses(label.partition(":")[0])
    assert line not in admin.sees
    assert await settled(store, group) == usual


async def test_decks_are_ticked_one_by_one_and_none_means_all(
    admin: Learner, store: Store, group: Chat, library: Library
) -> None:
    first, second = library.decks[1], library.decks[2]
    await admin.sends("/settings")
    await admin.presses("📚 Колоды")
    assert admin.buttons[0] == "✓ Все колоды"
    await admin.presses(second.title)
    await admin.presses(first.title)
    assert admin.buttons[0] == "Все колоды"
    assert admin.buttons[2:4] == [f"✓ {first.title}", f"✓ {second.title}"]
    assert (await settled(store, group)).decks == (first.slug, second.slug)
    await admin.presses("‹ к настройкам")
    assert f"📚 соревнуемся по колодам: {first.title}, {second.title}" in admin.sees
    await admin.presses("📚 Колоды")
    await admin.presses(f"✓ {first.title}")
    assert (await settled(store, group)).decks == (second.slug,)
    await admin.presses(f"✓ {second.title}")
    assert admin.buttons[0] == "✓ Все колоды"
    await admin.presses(first.title)
    await admin.presses("Все колоды")
    assert (await settled(store, group)).decks == ()


async def test_a_deck_of_a_later_page_stays_on_its_page(
    admin: Learner, store: Store, group: Chat, library: Library
) -> None:
    await admin.sends("/settings")
    await admin.presses("📚 Колоды")
    await admin.presses("дальше ›")
    eighth = library.decks[7]
    assert library.decks[0].title not in admin.buttons
    await admin.presses(eighth.title)
    assert f"✓ {eighth.title}" in admin.buttons
    assert (await settled(store, group)).decks == (eighth.slug,)
    await admin.presses("‹ назад")
    assert admin.buttons[:2] == ["Все колоды", library.decks[0].title]


async def test_a_deck_that_is_gone_is_neither_shown_nor_kept(
    admin: Learner, store: Store, group: Chat, library: Library
) -> None:
    await store.transact(lambda unit: unit.put_chat_settings(ChatSettings(group.id, decks=("gone",))))
    await admin.sends("/settings")
    assert "по всем колодам" in admin.sees
    await admin.presses("📚 Колоды")
    assert admin.buttons[0] == "✓ Все колоды"
    await admin.presses(library.decks[1].title)
    assert (await settled(store, group)).decks == (library.decks[1].slug,)


async def test_the_only_language_is_shown_as_such(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings")
    await admin.presses("🗣 Язык")
    assert "Пока я знаю только этот" in admin.sees
    assert admin.buttons == ["✓ Русский", "‹ к настройкам"]
    await admin.presses("✓ Русский")
    assert (await settled(store, group)).language == "ru"


async def test_tags_tell_of_the_right_they_take(
    admin: Learner, store: Store, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    await admin.sends("/settings")
    shown = admin.last
    await admin.presses("🏷 Метки")
    assert "нужно право администратора менять метки" in admin.sees
    await admin.presses("Метки: нет")
    assert admin.buttons[0] == "Метки: да ✓"
    assert (await settled(store, group)).tags
    double.promote(group, None, can_manage_tags=True)
    await chat.idle()
    await admin.presses("‹ к настройкам", on=admin.messages[-2])
    again = next(one for one in admin.messages if one["message_id"] == shown["message_id"])
    assert "у лучших месяца — метка" in again["text"]
    await admin.presses("🏷 Метки", on=again)
    again = next(one for one in admin.messages if one["message_id"] == shown["message_id"])
    assert "Могу ставить метки" in again["text"]


async def test_what_the_bot_may_do_can_be_looked_up_at_any_time(
    admin: Learner, group: Chat, double: TelegramDouble
) -> None:
    await admin.sends("/settings")
    await admin.presses("👁 Что я вижу")
    assert "опросы и картинки" in admin.sees
    await admin.presses("‹ к настройкам")
    double.permit(group, can_send_polls=False)
    await admin.presses("👁 Что я вижу")
    assert "Опросы мне здесь запрещены" in admin.sees
    assert "Могу присылать картинки" in admin.sees


async def test_where_telegram_does_not_answer_nothing_is_claimed(
    admin: Learner, double: TelegramDouble
) -> None:
    await admin.sends("/settings")
    double.fail("getChatMember", error="502")
    await admin.presses("👁 Что я вижу")
    assert "Telegram сейчас не отвечает" in (admin.toast or "")
    assert admin.sees.startswith("⚙️")


async def test_a_mute_bot_says_so_in_a_notice(
    admin: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    await admin.sends("/settings")
    shown = admin.last
    double.mute_bot(group)
    await chat.idle()
    await admin.presses("👁 Что я вижу")
    assert "Писать здесь мне сейчас нельзя" in (admin.toast or "")
    assert admin.last == shown


async def test_quiet_hours_wait_for_the_zone(admin: Learner, store: Store, group: Chat) -> None:
    await admin.sends("/settings")
    await admin.presses("🌙 Тихие часы")
    assert admin.buttons[-2:] == ["✓ Без тихих часов", "‹ к настройкам"]
    await admin.presses("23:00–08:00")
    assert "без соревнований с 23:00 до 08:00" in admin.sees
    assert "начнут действовать, как только" in admin.sees
    await admin.presses("‹ к настройкам")
    assert "часовой пояс не задан: тихие часы начнут действовать" in admin.sees
    await admin.presses("🌙 Тихие часы")
    await admin.presses("🌍 Часовой пояс")
    await admin.presses("Омск")
    assert "Омск: у группы сейчас 15:00, верно?" in admin.sees
    await admin.presses("Да, верно")
    assert "🌍 Омск, там сейчас 15:00" in admin.sees
    await admin.presses("🌙 Тихие часы")
    assert "часовой пояс" not in admin.sees
    kept = await settled(store, group)
    assert (kept.quiet_from, kept.quiet_to, kept.zone) == (time(23), time(8), "Asia/Omsk")
    await admin.presses("Без тихих часов")
    assert "без тихих часов" in admin.sees
    assert others(await settled(store, group), "zone") == others(ChatSettings(group.id), "zone")
