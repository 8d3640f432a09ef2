"""Whoever asks where a contest stands gets what moves it: its own messages may be far up, or gone."""

from __future__ import annotations

from bot.sandbox.double import Chat, TelegramDouble
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, message_with, podium, question
from tests.chat import Conversation, Learner, text_of


async def test_while_people_gather(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await anna.sends("/contest shapes 1")
    await vera.deletes(anna.last)
    await boris.sends("/contest")
    assert boris.sees == "Турнир: Фигуры\nСобираем игроков."
    await boris.presses("Играю")
    assert boris.toast == "Вы в игре. Удачи!"
    await boris.presses("Начать")
    assert "админ" in (boris.toast or "")
    await anna.presses("Начать", on=message_with(anna, "Собираем"))
    await time.passes(2)
    assert "1/1" in text_of(question(anna))


async def test_while_a_challenge_waits(
    chat: Conversation, anna: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    rival = chat.person("Соперник", username="rival")
    double.join(group, rival.who)
    anna, rival = at(group, anna, rival)
    await anna.sends("/duel @rival shapes 1")
    await anna.sends("/contest")
    assert anna.buttons == ["⚔ Принять", "Отказаться"]
    await rival.presses("Принять", on=rival.last)
    await time.passes(2)
    assert "1/1" in text_of(question(anna))


async def test_while_it_is_paused(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2", anna, boris)
    await anna.presses("⏸ Пауза")
    await time.passes(29 + GAP)
    await boris.sends("/contest")
    assert boris.sees.endswith("⏸ Пауза: спрошено 1 из 2. Продолжить может ведущий или администратор.")
    assert boris.buttons == ["▶ Продолжить", "⏹ Закончить"]


async def test_while_appeals_are_decided(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    await boris.replies("я же правильно сказал", to=message_with(anna, "1/1"))
    await time.passes(29)
    await boris.presses("Я был прав")
    await time.passes(GAP)
    await vera.deletes(anna.last)
    await anna.sends("/contest")
    assert "я же правильно сказал" in anna.sees
    await anna.presses("✅ Борис")
    assert "Победа: Борис" in podium(anna)


async def test_when_it_is_over_a_new_one_is_set_up(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await anna.sends("/stop")
    await anna.sends("/contest")
    assert "Новый турнир" in anna.sees


async def test_below_messages_that_are_gone_nothing_comes_to_another_topic(
    chat: Conversation, anna: Learner, boris: Learner, time: Time, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna, boris], admins=[anna], forum=True)
    topic = double.add_topic(forum, "Игры")
    anna, boris = anna.at(forum, topic), boris.at(forum, topic)
    await anna.sends("/contest")
    setup = anna.last
    await anna.deletes(setup)
    await anna.presses_data(setup, f"cs:shapes:b:s:1:s:1:{anna.who.id}:go")
    assert "слишком старое" in (anna.toast or "")
    await begin(time, "/contest shapes 1", anna, boris)
    await anna.presses("А", on=question(anna))
    await time.passes(29 + GAP)
    report = anna.last
    await anna.deletes(report)
    await anna.presses_data(report, "cw:1")
    assert "Игроки (1)" in anna.sees
    assert anna.last["message_thread_id"] == topic


async def test_a_forum_has_room_for_two_contests_at_once(
    chat: Conversation, anna: Learner, boris: Learner
) -> None:
    forum = chat.group("Форум", [anna, boris], forum=True)
    topics = [chat.double.add_topic(forum, f"Тема {number}") for number in range(3)]
    for topic in topics[:2]:
        await anna.at(forum, topic).sends("/contest shapes 2")
        assert "Игроки (1)" in anna.at(forum, topic).sees
    await anna.at(forum, topics[2]).sends("/contest shapes 2")
    assert "уже идут два турнира" in anna.at(forum, topics[2]).sees
    await anna.at(forum, topics[0]).sends("/stop")
    await anna.at(forum, topics[2]).sends("/contest shapes 2")
    assert "Игроки (1)" in anna.at(forum, topics[2]).sees
