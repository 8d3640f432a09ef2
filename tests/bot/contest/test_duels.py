"""Duels: one against one, with acceptance."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, knows, message_with, misses, podium, says
from tests.chat import Conversation, Learner


@pytest.fixture
def boris(chat: Conversation) -> Learner:
    return chat.person("Борис", username="boris")


def mentions(who: Learner, text: str, name: str, user: dict[str, Any]) -> None:
    """Somebody mentions a person without a username, as Telegram's apps do from the list of members."""
    double = who.conversation.double
    command = text.split(maxsplit=1)[0]
    entities = [
        {"type": "bot_command", "offset": 0, "length": len(command)},
        {"type": "text_mention", "offset": text.index(name), "length": len(name), "user": user},
    ]
    body = {"message_id": 900_000, "chat": who.chat.json(), "date": int(double.world.now()), "text": text}
    double.world.mailbox.put("message", {**body, "from": who.who.user(), "entities": entities})


async def test_by_username_from_the_challenge_to_revenge(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await anna.sends("/duel @Boris shapes 2")
    assert "Анна вызывает Boris." in anna.sees
    assert "2 вопроса, на каждый 30 с · кнопками · дуэль" in anna.sees
    await vera.presses("Принять")
    assert vera.toast == "Вызвали не вас."
    await anna.presses("Принять")
    assert anna.toast == "Вызвали не вас."
    await boris.presses("Принять")
    await time.passes(3)
    await vera.presses_data(message_with(vera, "1/2"), "cj:1:0")
    assert vera.toast == "Войти уже нельзя: игра началась."
    await knows(vera)
    assert vera.toast == "Войти уже нельзя: игра началась."
    for _ in range(2):
        await knows(boris)
        await misses(anna)
        await time.passes(29 + GAP + 3)
    assert "Победа: Борис" in podium(anna)
    await vera.presses("Реванш")
    assert "не ваша кнопка" in (vera.toast or "")
    await anna.presses("Реванш")
    assert "Анна вызывает Борис" in anna.sees
    await boris.presses("Принять")
    await time.passes(3)
    assert says(anna, "1/2") == 2


async def test_by_reply(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    said = await boris.sends("кто со мной?")
    await anna.replies("/duel shapes 1", to=said)
    assert "Анна вызывает boris." in anna.sees
    await boris.presses("Принять")
    await time.passes(2)
    assert "1/1" in anna.sees


async def test_by_a_mention_without_a_username_only_that_person_may_accept(
    chat: Conversation, anna: Learner, double: TelegramDouble, time: Time
) -> None:
    meant, other = chat.person("anna_k", last_name="Ы"), chat.person("Кто-то", username="anna_k")
    group = chat.group("Группа", [anna, meant, other])
    anna, meant, other = at(group, anna, meant, other)
    await chat.idle()
    mentions(anna, "/duel anna_k  Ы shapes 1", "anna_k  Ы", meant.who.user())
    await chat.idle()
    assert "Анна вызывает anna_k Ы." in anna.sees
    await other.presses("Принять")
    assert other.toast == "Вызвали не вас."
    await meant.presses("Принять")
    await time.passes(2)
    assert "1/1" in anna.sees


async def test_a_name_that_is_somebodys_username_is_no_challenge_to_oneself(
    chat: Conversation, double: TelegramDouble
) -> None:
    host, meant = chat.person("Гость", username="anna_k"), chat.person("anna_k")
    group = chat.group("Группа", [host, meant])
    host, meant = at(group, host, meant)
    said = await meant.sends("привет")
    await host.replies("/duel shapes 1", to=said)
    assert "Гость вызывает anna_k." in host.sees


async def test_nobody_fights_themselves(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = at(group, anna, boris)
    await boris.sends("/duel @BORIS shapes")
    assert boris.sees == "Вызвать можно только другого."
    said = await boris.sends("привет")
    await boris.replies("/duel shapes", to=said)
    assert boris.sees == "Вызвать можно только другого."


async def test_without_a_rival_it_is_said_how(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    anna = anna.at(group)
    await anna.sends("/duel shapes")
    assert "Кого вызываем?" in anna.sees
    await anna.replies("/duel shapes")  # to the bot itself
    assert "Кого вызываем?" in anna.sees
    said = double.anonymous_admin_says(group, "правила такие")
    await anna.replies("/duel shapes", to=said)
    assert "Кого вызываем?" in anna.sees
    post = double.channel_post_arrives(group, "новость")
    await anna.replies("/duel shapes", to=post)
    assert "Кого вызываем?" in anna.sees
    await anna.sends("/duel @study_bot shapes")
    assert "Кого вызываем?" in anna.sees
    assert not says(anna, "вызывает")


async def test_in_a_topic_nobody_is_called_who_was_not_named(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [boris, anna], admins=[boris], forum=True)
    there = anna.at(forum, double.add_topic(forum, "Дуэли"))  # begun by Boris: all there replies to that
    await there.sends("/duel shapes 1")
    assert "Кого вызываем?" in there.sees
    said = await boris.at(forum, there.topic).sends("я готов")
    await there.replies("/duel shapes 1", to=said)
    assert "Анна вызывает boris." in there.sees
    assert there.last["message_thread_id"] == there.topic


async def test_it_may_be_declined_by_either_and_by_nobody_else(
    anna: Learner, boris: Learner, vera: Learner, group: Chat
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    for who in (boris, anna):
        await anna.sends("/duel @boris shapes")
        await vera.presses("Отказаться")
        assert vera.toast == "Вызвали не вас."
        await who.presses("Отказаться")
        assert "Дуэль не состоится." in anna.sees
        assert anna.buttons == []


async def test_a_challenge_to_nobody_expires(anna: Learner, group: Chat, time: Time) -> None:
    anna = anna.at(group)
    await anna.sends("/duel @nobody_of_that_name shapes")
    await anna.sends("/duel @boris shapes")
    assert "уже идёт турнир" in anna.sees
    await time.passes(15 * 60 + 1)
    assert says(anna, "Сбор закрыт") == 1
    await anna.sends("/duel @boris shapes")
    assert "Анна вызывает boris." in anna.sees


async def test_a_challenge_has_no_start_and_lets_nobody_join(
    anna: Learner, boris: Learner, vera: Learner, group: Chat
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await anna.sends("/duel @boris shapes")
    for data in ("cb:1", "cj:1:0", "cl:1"):
        await vera.presses_data(vera.last, data)
    await anna.presses_data(anna.last, "cb:1")
    assert anna.answer is not None
    assert anna.answer.alert
    assert "вызывает" in anna.sees
