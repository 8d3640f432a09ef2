"""A study group and the bot, with privacy mode on."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from tests.bot.hostile.conftest import arrives, data_of, right_letter_of
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Conversation, Learner


@pytest.fixture
def vera(chat: Conversation) -> Learner:
    return chat.person("Вера")


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner, vera: Learner) -> Chat:
    return chat.group("Группа", [anna, boris, vera], admins=[vera])


async def test_a_round_from_the_question_to_the_table(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz shapes 2")
    assert "Отвечает каждый" in anna.sees
    await anna.presses(right_letter(anna))
    assert "Верно" in (anna.toast or "")
    await boris.presses(letter_of(boris, correct=False))
    assert "Неверно" in (boris.toast or "")
    await boris.presses(right_letter(boris))
    assert boris.toast == "Вы уже ответили на этот вопрос."
    await anna.presses("Показать ответ")
    assert "✅ Анна" in anna.sees
    assert "❌ Борис" in anna.sees
    await anna.presses("Дальше")
    await boris.presses(right_letter(boris))
    await anna.presses("Показать ответ")
    await anna.presses("Итоги")
    assert "1. Анна — 1" in anna.sees
    assert "1. Борис — 1" in anna.sees


async def test_a_reply_is_an_answer_and_talk_is_not(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz shapes 1")
    question = anna.last
    shown = len(anna.messages)
    await boris.sends("четыре прямых угла, точки не дальше радиуса")
    assert len(anna.messages) == shown + 1
    await boris.replies("это совсем не то, что вы думаете", to=question)
    assert "Борис: неверно" in boris.sees
    await boris.replies("ещё одна попытка угадать ответ", to=question)
    assert "уже ответили" in boris.sees
    await anna.presses("Показать ответ")
    await boris.replies("а теперь-то можно ответить", to=question)
    assert "уже закрыт" in boris.sees
    score = anna.last
    await boris.replies("спасибо, бот, за этот ответ", to=score)
    assert anna.last == score


async def test_a_reply_to_any_copy_of_the_question_is_an_answer(
    anna: Learner, boris: Learner, group: Chat, app: App
) -> None:
    """A bot that dies between sending and noting it sends once more: only one of the messages is noted."""
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz shapes 1")
    noted = anna.last
    again = {"chat_id": group.id, "text": noted["text"], "reply_markup": noted["reply_markup"]}
    copy = await app.services.api.call("sendMessage", again)
    await boris.replies(letter_of(boris, correct=False), to=copy)
    assert "Борис: неверно" in boris.sees
    await anna.replies(right_letter_of(noted), to=noted)
    assert "Анна: верно" in anna.sees
    await boris.replies("это какая-то другая фигура", to=copy)
    assert "уже ответили" in boris.sees
    await anna.sends("/stop")
    await boris.replies("это какая-то другая фигура", to=copy)
    assert "уже закрыт" in boris.sees


async def test_a_keyboard_that_is_not_ours_makes_no_question(
    anna: Learner, boris: Learner, group: Chat, chat: Conversation
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz shapes 1")
    question, shown = anna.last, len(anna.messages)
    robot = {"id": 5, "is_bot": True, "first_name": "Другой", "username": "other_bot"}
    arrives(boris, text="четыре прямых угла", reply_to_message={**question, "message_id": 800, "from": robot})
    await chat.idle()
    assert len(anna.messages) == shown


async def test_a_button_whose_message_is_gone_works_in_its_topic(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna, boris], forum=True)
    topic = double.add_topic(forum, "Статьи")
    anna, boris = anna.at(forum, topic), boris.at(forum, topic)
    await anna.sends("/quiz shapes 1")
    question = anna.last
    double.delete(anna.who, question)
    await boris.presses_data(question, data_of(question, right_letter_of(question)))
    assert "Верно" in (boris.toast or "")
    await boris.presses_data(question, data_of(question, "Показать ответ"))
    assert "Ведёт тот" in (boris.toast or "")
    await anna.presses_data(question, data_of(question, "Показать ответ"))
    assert "✅ Борис" in anna.sees
    revealed = anna.last
    double.delete(anna.who, revealed)
    await boris.presses_data(revealed, data_of(revealed, "Сообщить"))
    assert "Спасибо" in (boris.toast or "")
    await anna.presses_data(revealed, data_of(revealed, "Итоги"))
    assert "🏁" in anna.sees
    await anna.sends("/quiz shapes 1")
    question = anna.last
    double.delete(anna.who, question)
    await anna.presses_data(question, data_of(question, "Закончить"))
    assert "🏁" in anna.sees
    table = anna.last
    double.delete(anna.who, table)
    await anna.presses_data(table, data_of(table, "Повторить"))
    assert "1/1" in anna.sees
    assert all(message["message_thread_id"] == topic for message in anna.messages)


async def test_a_button_of_another_chat_is_refused(anna: Learner, boris: Learner, group: Chat) -> None:
    await boris.sends("/quiz shapes")
    data = [key["callback_data"] for row in boris.last["reply_markup"]["inline_keyboard"] for key in row]
    anna = anna.at(group)
    await anna.sends("/quiz shapes")
    for pressed in data:
        await anna.presses_data(anna.last, pressed)
        assert "Не понимаю" in (anna.toast or ""), pressed


async def test_only_the_host_or_an_admin_moves_on(
    anna: Learner, boris: Learner, vera: Learner, group: Chat
) -> None:
    anna, boris, vera = anna.at(group), boris.at(group), vera.at(group)
    await anna.sends("/quiz shapes 2")
    await boris.presses("Показать ответ")
    assert boris.toast == "Ведёт тот, кто начал раунд, или администратор."
    await boris.sends("/stop")
    assert "Ведёт тот" in boris.sees
    await vera.presses("Показать ответ")
    assert "Ответ" in vera.sees
    await vera.sends("/stop")
    assert "🏁" in vera.sees


async def test_an_anonymous_admin_leads_but_does_not_play(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    anna = anna.at(group)
    await anna.sends("/quiz shapes 1")
    double.anonymous_admin_says(group, "/stop")
    await chat.idle()
    assert "🏁" in anna.sees
    shown = len(anna.messages)
    double.channel_post_arrives(group, "/quiz shapes")
    await chat.idle()
    assert len(anna.messages) == shown + 1


async def test_one_round_at_a_time(anna: Learner, boris: Learner, group: Chat) -> None:
    await anna.at(group).sends("/quiz shapes")
    await boris.at(group).sends("/quiz shapes")
    assert "уже идёт раунд" in boris.at(group).sees


async def test_commands_for_another_bot_are_ignored(anna: Learner, group: Chat) -> None:
    anna = anna.at(group)
    await anna.sends("/help@study_bot")
    assert "Как заниматься" in anna.sees
    shown = len(anna.messages)
    await anna.sends("/quiz@other_bot shapes")
    await anna.sends("/nonsense")
    assert len(anna.messages) == shown + 2


async def test_in_a_forum_everything_stays_in_its_topic(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna, boris], forum=True)
    first, second = double.add_topic(forum, "Статьи"), double.add_topic(forum, "Вопросы")
    in_first, in_second = anna.at(forum, first), boris.at(forum, second)
    await in_first.sends("/quiz shapes 1")
    await in_second.sends("/quiz shapes 1")
    assert "1/1" in in_first.sees
    assert "1/1" in in_second.sees
    await in_first.presses("Показать ответ")
    assert "🔎" in in_first.sees
    assert "1/1" in in_second.sees
    general = anna.at(forum)
    await general.sends("/quiz shapes 1")
    assert "message_thread_id" not in general.last


async def test_a_group_that_becomes_a_supergroup_plays_on(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    small = chat.group("Малая", [anna, boris], kind="group")
    await anna.at(small).sends("/quiz shapes 2")
    large = double.upgrade(small)
    await chat.idle()
    await anna.at(large).sends("/skip")
    assert "🔎" in anna.at(large).sees


async def test_a_group_that_adds_the_bot_is_greeted(
    chat: Conversation, anna: Learner, double: TelegramDouble, group: Chat
) -> None:
    double.kick_bot(group)
    await chat.idle()
    double.add_bot(group)
    await chat.idle()
    assert "общие викторины" in anna.at(group).sees


async def test_a_muted_or_blocked_bot_gives_up_quietly_and_comes_back(
    chat: Conversation, anna: Learner, double: TelegramDouble, store: Store
) -> None:
    await anna.sends("/quiz shapes")
    double.fail("sendMessage", error="403:bot was blocked by the user")
    await anna.presses(right_letter(anna))
    await anna.presses("Дальше")
    assert await store.read(lambda unit: unit.unsent()) == ()
    await anna.sends("/quiz")
    assert "2/3" in anna.sees


async def test_names_of_players_are_escaped(chat: Conversation, anna: Learner) -> None:
    odd = chat.person("<i>Чен & Вэй</i>")
    group = chat.group("Группа", [anna, odd])
    await anna.at(group).sends("/quiz shapes 1")
    await odd.at(group).presses(right_letter(anna.at(group)))
    await anna.at(group).presses("Показать ответ")
    assert "✅ <i>Чен & Вэй</i>" in anna.at(group).sees
    await anna.at(group).presses("Итоги")
    assert "<i>Чен & Вэй</i> — 1" in anna.at(group).sees
