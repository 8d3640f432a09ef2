"""Groups, topics and channels, and those who write in them."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.values import Place
from tests.bot.hostile.conftest import arrives, count_of, data_of
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Conversation, Learner
from tests.conftest import NOW

# --- groups ---


async def test_a_group_learns_nothing_of_anybodys_progress(
    anna: Learner, boris: Learner, group: Chat
) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    assert "освоено 1 из 3" not in anna.at(group).transcript()
    for command in ("/decks", "/quiz", "/quiz фиг", "/progress", "/start"):
        await anna.at(group).sends(command)
    told = anna.at(group).transcript()
    assert "1/3" not in told
    assert "1 из 3" not in told


@pytest.mark.parametrize(
    "command", ["/quiz shapes", "/quiz", "/decks", "/cancel", "/progress", "/help", "/hint"]
)
async def test_an_anonymous_admin_is_not_left_without_a_word(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation, command: str
) -> None:
    await chat.idle()
    double.anonymous_admin_says(group, command)
    await chat.idle()
    assert anna.at(group).messages[-1]["from"]["id"] == double.world.bot["id"]


async def test_nobodies_and_bots_are_not_talked_to(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    at_group = anna.at(group)
    await at_group.sends("/quiz shapes")
    question, shown = at_group.last, len(at_group.messages)
    double.channel_post_arrives(group, "/quiz shapes")
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    robot = {"id": 5, "is_bot": True, "first_name": "Другой", "username": "other_bot"}
    arrives(at_group, text="/quiz shapes", entities=entities, sender=robot)
    arrives(at_group, text="четыре прямых угла тут", reply_to_message=question, sender=robot)
    await chat.idle()
    assert len(at_group.messages) == shown + 1


async def test_who_writes_as_a_channel_is_told_why_it_does_not_count(
    anna: Learner, group: Chat, chat: Conversation
) -> None:
    at_group = anna.at(group)
    await at_group.sends("/quiz shapes")
    question = at_group.last
    channel = {"id": -(10**12) - 5, "title": "Канал", "type": "channel"}
    sender = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    arrives(
        at_group,
        text="четыре прямых угла",
        reply_to_message=question,
        sender_chat=channel,
        sender=sender,
    )
    await chat.idle()
    assert "От имени канала" in at_group.sees


CHANNEL_RIGHTS = """
can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members
can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories
"""


async def test_a_channel_is_not_greeted(anna: Learner, double: TelegramDouble, chat: Conversation) -> None:
    bot = {"id": double.world.bot["id"], "is_bot": True, "first_name": "Study Bot"}
    await anna.sends("/start")
    before = len(double.calls)
    rights = dict.fromkeys(CHANNEL_RIGHTS.split(), True)
    double.world.mailbox.put("my_chat_member", {
        "chat": {"id": -(10**12) - 7, "title": "Канал", "type": "channel"}, "from": anna.who.user(), "date": 1,
        "old_chat_member": {"user": bot, "status": "left"},
        "new_chat_member": {"user": bot, "status": "administrator", **rights},
    })  # fmt: skip
    await chat.idle()
    assert len(double.calls) == before


async def test_the_host_may_leave_and_an_admin_goes_on(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble, group: Chat
) -> None:
    await boris.at(group).sends("/quiz shapes 2")
    double.leave(group, boris.who)
    await anna.at(group).sends("/skip")
    assert "Ведёт тот" in anna.at(group).sees
    vera = chat.person("Вера").at(group)
    await vera.sends("/skip")
    assert "🔎" in vera.sees
    await vera.sends("/stop")
    assert "🏁" in vera.sees


async def test_a_closed_topic_costs_the_other_topics_nothing(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna, boris], forum=True)
    one, two = double.add_topic(forum, "Раз"), double.add_topic(forum, "Два")
    first, second = anna.at(forum, one), boris.at(forum, two)
    await first.sends("/quiz shapes")
    await second.sends("/quiz shapes")
    double.close_topic(forum, one)
    double.press(anna.who, first.last, data=data_of(first.last, "Показать ответ"))
    for _ in range(3):
        double.say(boris.who, forum, "/help", topic=two)
    await chat.idle()
    assert count_of(second, "Как заниматься") == 3
    await second.presses("Показать ответ")
    assert "🔎" in second.sees


async def test_a_muted_bot_comes_back_to_its_round(
    chat: Conversation, anna: Learner, group: Chat, double: TelegramDouble
) -> None:
    anna = anna.at(group)
    await anna.sends("/quiz shapes 2")
    await anna.presses("Показать ответ")
    double.mute_bot(group)
    await anna.presses("Дальше")
    double.mute_bot(group, False)
    await anna.presses("Дальше")
    assert anna.toast
    await anna.sends("/quiz")
    assert "2/2" in anna.sees
    await anna.presses(right_letter(anna))
    assert "Верно" in (anna.toast or "")


async def test_a_kicked_bot_comes_back_to_its_round(
    chat: Conversation, anna: Learner, group: Chat, double: TelegramDouble
) -> None:
    anna = anna.at(group)
    await anna.sends("/quiz shapes 2")
    double.kick_bot(group)
    await chat.idle()
    double.add_bot(group)
    await chat.idle()
    await anna.sends("/skip")
    assert "🔎" in anna.sees


async def test_alone_and_in_a_group_at_once(anna: Learner, group: Chat) -> None:
    there = anna.at(group)
    await anna.sends("/quiz shapes 1")
    await there.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    await there.presses(letter_of(there, correct=False))
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees
    await there.presses("Показать ответ")
    assert "❌ Анна" in there.sees


async def test_a_round_after_the_upgrade_has_buttons_to_press(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble, store: Store
) -> None:
    small = chat.group("Малая", [anna, boris], kind="group")
    await anna.at(small).sends("/quiz shapes 2")
    large = double.upgrade(small)
    await chat.idle()
    letter = right_letter(boris.at(large))
    double.say(boris.who, large, "/quiz shapes")
    await chat.idle()
    assert "уже идёт раунд" in anna.at(large).sees
    asked = next(one for one in boris.at(large).messages if "1/2" in one.get("text", ""))
    await boris.at(large).presses(letter, on=asked)
    await anna.at(large).sends("/skip")
    assert "✅ Борис" in anna.at(large).sees
    await anna.at(large).presses("Дальше")
    await boris.at(large).presses(right_letter(boris.at(large)))
    assert await store.read(lambda unit: unit.running(Place(small.id))) is None


async def test_rounds_in_both_chats_of_an_upgrade_leave_one(
    chat: Conversation, anna: Learner, double: TelegramDouble, store: Store
) -> None:
    small = chat.group("Малая", [anna], kind="group")
    await anna.at(small).sends("/quiz shapes 2")
    remains = chat.group("Большая", [anna])
    await anna.at(remains).sends("/quiz shapes 3")
    await store.transact(lambda unit: unit.move(small.id, remains.id, NOW))
    await anna.at(remains).presses(right_letter(anna.at(remains)))
    await anna.at(remains).sends("/skip")
    assert "✅ Анна" in anna.at(remains).sees


async def test_a_reply_to_what_became_of_an_old_number_is_no_answer(
    chat: Conversation, anna: Learner, double: TelegramDouble, store: Store
) -> None:
    small = chat.group("Малая", [anna], kind="group")
    await anna.at(small).sends("/quiz shapes 2")
    old = anna.at(small).last["message_id"]
    large = anna.at(double.upgrade(small))
    await chat.idle()
    while large.messages[-1]["message_id"] < old:
        await large.sends("/help")
    same = next(message for message in large.messages if message["message_id"] >= old)
    shown = len(large.messages)
    await large.replies("четыре прямых угла тут", to=same)
    assert len(large.messages) == shown + 1


@pytest.mark.parametrize("error", ["403:bot was blocked by the user", "400:CHAT_WRITE_FORBIDDEN"])
async def test_what_is_sent_while_a_chat_is_given_up_still_arrives(
    chat: Conversation, anna: Learner, double: TelegramDouble, store: Store, error: str
) -> None:
    await anna.sends("/start")
    double.fail("sendMessage", error=error)
    for number in range(1, 6):
        double.say(anna.who, anna.chat, f"/quiz shapes {number}")
    await chat.idle()
    await anna.sends("/quiz")
    assert "1/3" in anna.sees
    assert await store.read(lambda unit: unit.unsent()) == ()
