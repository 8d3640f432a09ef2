"""Joining a group the bot says in one message what it sees and may do; later a line where that changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.values import Place
from tests.chat import Conversation, Learner, text_of

HELLO = "общие викторины"


def told(who: Learner) -> list[str]:
    """Everything the bot has said in a chat."""
    bot = who.conversation.double.world.bot["id"]
    said = [one for one in who.messages if one["from"]["id"] == bot]
    return [text_of(one) for one in said if "text" in one]


@pytest.fixture(autouse=True)
def every_word_is_there(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record.getMessage() for record in caplog.records if record.name == "bot.words"] == []


@pytest.fixture
def empty(chat: Conversation, double: TelegramDouble, anna: Learner) -> Chat:
    """A group that the bot has not been added to yet."""
    return double.group("Группа", [anna.who], bot="left")


async def test_a_member_behind_privacy_says_how_to_play(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.add_bot(empty)
    await chat.idle()
    (greeting,) = told(anna.at(empty))
    assert HELLO in greeting
    assert "Вижу команды, кнопки, опросы и ответы (reply)" in greeting
    assert "Могу присылать опросы и картинки" in greeting
    assert "«Удаление сообщений»" in greeting
    assert "Ставить метки рядом с именами не могу" in greeting
    assert "Администраторам: /settings" in greeting


async def test_an_admin_sees_and_may_do_everything(
    chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    group = double.group("Группа", [anna.who], bot="administrator")
    await chat.idle()
    (greeting,) = told(anna.at(group))
    assert "Вижу все сообщения" in greeting
    assert "Могу убирать" in greeting
    assert "Могу ставить метки" in greeting
    assert "не могу" not in greeting
    assert "запрещены" not in greeting


async def test_privacy_that_was_switched_off_just_now_is_noticed(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.set_privacy(on=False)
    double.add_bot(empty)
    await chat.idle()
    assert "Вижу все сообщения" in anna.at(empty).sees


@pytest.mark.parametrize(
    ("right", "missing", "there"),
    [
        ("can_send_polls", "Опросы мне здесь запрещены", "Могу присылать картинки"),
        ("can_send_photos", "Картинки мне здесь запрещены", "Могу присылать опросы"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
async def test_what_is_forbidden_is_named(
    chat: Conversation,
    anna: Learner,
    double: TelegramDouble,
    empty: Chat,
    right: str,
    missing: str,
    there: str,
    alone: bool,
) -> None:
    """Taken from the bot alone, or forbidden to all members."""
    if alone:
        double.restrict_bot(empty, **{right: False})
    else:
        double.permit(empty, **{right: False})
    double.add_bot(empty)
    await chat.idle()
    (greeting,) = told(anna.at(empty))
    assert missing in greeting
    assert there in greeting


async def test_a_bot_that_is_mute_greets_once_it_may_speak(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat, store: Store
) -> None:
    double.mute_bot(empty)
    double.add_bot(empty)
    await chat.idle()
    assert told(anna.at(empty)) == []
    assert [call.method for call in double.calls if call.method == "sendMessage"] == []
    double.mute_bot(empty, False)
    await chat.idle()
    (greeting,) = told(anna.at(empty))
    assert HELLO in greeting
    double.mute_bot(empty)
    double.mute_bot(empty, False)
    await chat.idle()
    assert told(anna.at(empty))[1:] == [
        "✅ Теперь могу · писать сюда · присылать опросы · присылать картинки"
    ]


async def test_a_group_where_nobody_may_write_is_greeted_by_the_admin_it_makes(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.permit(empty, can_send_messages=False)
    double.add_bot(empty)
    await chat.idle()
    assert told(anna.at(empty)) == []
    double.promote(empty, None)
    await chat.idle()
    (greeting,) = told(anna.at(empty))
    assert "Вижу все сообщения" in greeting


async def test_the_greeting_that_is_owed_moves_with_the_group(
    chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    small = double.group("Малая", [anna.who], kind="group", bot="left")
    double.permit(small, can_send_messages=False)
    double.add_bot(small)
    await chat.idle()
    assert told(anna.at(small)) == []
    large = double.upgrade(small)
    await chat.idle()
    double.promote(large, None)
    await chat.idle()
    assert [HELLO in text for text in told(anna.at(large))] == [True]


async def test_a_greeting_is_owed_to_no_group_that_has_thrown_the_bot_out(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat, store: Store
) -> None:
    double.mute_bot(empty)
    double.add_bot(empty)
    await chat.idle()
    assert await store.read(lambda unit: unit.expected(Place(empty.id), 0)) is not None
    double.kick_bot(empty)
    await chat.idle()
    assert await store.read(lambda unit: unit.expected(Place(empty.id), 0)) is None


async def test_only_what_was_missing_and_is_there_is_told_in_one_line(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.add_bot(empty)
    await chat.idle()
    double.promote(empty, None, can_delete_messages=True)
    await chat.idle()
    assert told(anna.at(empty))[1:] == ["✅ Теперь могу · видеть все сообщения · убирать за игрой лишнее"]
    double.promote(empty, None, can_delete_messages=True, can_manage_tags=True)
    await chat.idle()
    assert told(anna.at(empty))[2:] == ["✅ Теперь могу · ставить метки"]
    double.demote(empty, None)
    await chat.idle()
    (lost,) = told(anna.at(empty))[3:]
    assert lost.startswith(
        "⚠️ Больше не могу · видеть все сообщения · убирать за игрой лишнее · ставить метки."
    )
    assert "Играть можно и так" in lost
    double.restrict_bot(empty, can_send_polls=False)
    await chat.idle()
    assert told(anna.at(empty))[4].startswith("⚠️ Больше не могу · присылать опросы.")


async def test_a_right_that_is_of_no_use_here_is_not_talked_about(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.add_bot(empty)
    double.promote(empty, None, can_delete_messages=True)
    await chat.idle()
    before = told(anna.at(empty))
    double.promote(empty, None, can_delete_messages=True, can_pin_messages=True)
    double.promote(empty, None, can_delete_messages=True, can_restrict_members=True)
    await chat.idle()
    assert told(anna.at(empty)) == before


async def test_what_the_bot_gets_while_all_may_have_it_is_no_news(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.set_privacy(on=False)
    double.add_bot(empty)
    double.promote(empty, None, can_pin_messages=True)
    await chat.idle()
    assert len(told(anna.at(empty))) == 1


@pytest.mark.parametrize("method", ["getMe", "getChat"])
async def test_a_greeting_does_not_wait_for_what_telegram_will_not_tell(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat, method: str
) -> None:
    double.fail(method, error="502", times=50)
    double.add_bot(empty)
    await chat.idle()
    (greeting,) = told(anna.at(empty))
    assert "Вижу команды" in greeting
    assert "Могу присылать опросы и картинки" in greeting


async def test_in_a_forum_it_stands_outside_the_topics(
    chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    forum = double.group("Форум", [anna.who], forum=True, bot="left")
    double.add_topic(forum, "Вопросы")
    double.add_bot(forum)
    await chat.idle()
    assert HELLO in anna.at(forum).sees
    assert "message_thread_id" not in anna.at(forum).last


async def test_who_is_added_again_greets_again(
    chat: Conversation, anna: Learner, double: TelegramDouble, empty: Chat
) -> None:
    double.add_bot(empty)
    await chat.idle()
    double.kick_bot(empty)
    await chat.idle()
    double.add_bot(empty)
    await chat.idle()
    assert [HELLO in text for text in told(anna.at(empty))] == [True, True]


async def test_blocked_and_back_in_private_nothing_is_said_of_rights(
    anna: Learner, double: TelegramDouble
) -> None:
    await anna.sends("/start")
    before = len(double.calls)
    await anna.blocks()
    await anna.unblocks()
    assert len(double.calls) == before
