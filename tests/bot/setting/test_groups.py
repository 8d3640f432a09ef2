"""A group's question of the day is set by its admins."""

from __future__ import annotations

from bot.sandbox.double import Chat, TelegramDouble
from study.daily.values import Coming
from study.values import Place
from tests.bot.setting.looking import home, schedule
from tests.bot.test_daily import Days
from tests.chat import Learner, text_of


async def test_only_an_admin_sets_it_for_a_group(
    days: Days, anna: Learner, boris: Learner, group: Chat
) -> None:
    await anna.sends("/zone Омск")
    anna, boris = anna.at(group), boris.at(group)
    await boris.sends("/daily")
    assert "для группы" in boris.sees
    await boris.presses("09:00")
    assert "настраивает администратор" in (boris.toast or "")
    await boris.sends("/daily 12:30 Москва")
    assert "настраивает администратор" in boris.sees
    await anna.sends("/daily 12:30")
    assert "По каким часам живёт группа?" in anna.sees
    assert anna.buttons[0] == "Как у меня: Омск"
    await boris.presses("Москва")
    assert "настраивает администратор" in (boris.toast or "")
    await anna.presses("Москва")
    assert "у группы сейчас 12:00, верно?" in anna.sees
    assert "Придёт сегодня в 12:30." in anna.sees
    kept = await schedule(days, anna)
    assert (kept.shared, kept.owner, kept.zone) == (True, anna.who.id, "Europe/Moscow")
    assert await home(days, anna) == "Asia/Omsk"
    await days.pass_by(hours=1)
    assert any("Отвечает каждый" in text_of(one) for one in anna.messages)


async def test_the_group_keeps_its_zone_when_its_admin_moves(days: Days, anna: Learner, group: Chat) -> None:
    await anna.at(group).sends("/daily 18 Москва")
    await anna.sends("/zone Владивосток")
    assert (await schedule(days, anna.at(group))).zone == "Europe/Moscow"
    await anna.at(group).sends("/zone Самара")
    assert "у группы сейчас 13:00" in anna.at(group).sees
    assert await home(days, anna) == "Asia/Vladivostok"


async def test_an_anonymous_admin_may_set_it(
    days: Days, anna: Learner, group: Chat, double: TelegramDouble
) -> None:
    double.anonymous_admin_says(group, "/daily 18 Москва")
    await days.chat.idle()
    assert "Придёт сегодня в 18:00." in anna.at(group).sees
    assert (await schedule(days, anna.at(group))).owner == 0


async def test_it_comes_to_the_topic_where_it_was_set(
    days: Days, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = days.chat.group("Форум", [anna, boris], admins=[anna], forum=True)
    topic = double.add_topic(forum, "Вопросы")
    there = anna.at(forum, topic)
    await there.sends("/daily 12:30")
    await there.presses("Москва")
    await days.pass_by(hours=1)
    assert any("Отвечает каждый" in text_of(one) for one in there.messages)
    old = there.last
    assert old["message_thread_id"] == topic


async def test_below_a_message_that_is_gone_no_topic_is_changed(
    days: Days, anna: Learner, double: TelegramDouble
) -> None:
    forum = days.chat.group("Форум", [anna], admins=[anna], forum=True)
    there = anna.at(forum, double.add_topic(forum, "Вопросы"))
    await there.sends("/daily 18 Москва")
    asked = there.last
    double.delete(anna.who, asked)
    await there.presses_data(asked, "st:600")
    assert "слишком старое" in (there.toast or "")
    assert await days.store.read(lambda unit: unit.schedule(Place(forum.id), Coming.DAILY)) is None
