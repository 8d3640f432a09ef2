"""Groups: what the bot hears there, topics, upgrades, and voices that are no person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.double import Chat, Person, WorldError
from tests.sandbox.double_serving import Api, serving

ONLY_KINDS = ["message", "edited_message", "my_chat_member", "chat_member", "message_reaction"]


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        await api.updates(allowed_updates=ONLY_KINDS)
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return api.double.person("Анна", username="anna_k")


@pytest.fixture
async def group(api: Api, anna: Person) -> Chat:
    group = api.double.group("Группа", [anna, api.double.person("Борис")])
    await api.take()
    return group


async def _heard(api: Api) -> list[str]:
    return [update["message"].get("text", "") for update in await api.take() if "message" in update]


async def _asked(api: Api, chat: Chat, **more: Any) -> dict[str, Any]:
    question: dict[str, Any] = await api.call("sendMessage", chat_id=chat.id, text="Что такое RoI?", **more)
    return question


SAID = [
    ("просто слова", False),
    ("/quiz", True),
    ("/quiz@study_bot", True),
    ("/quiz@STUDY_BOT mask", True),
    ("/quiz@other_bot", False),
    ("скажи /quiz", False),
    ("@study_bot привет", True),
    ("@study_bot2 привет", False),
    ("почта me@study_bot.org", False),
]


@pytest.mark.parametrize(("text", "heard"), SAID, ids=[text for text, _ in SAID])
async def test_privacy_mode(api: Api, anna: Person, group: Chat, text: str, heard: bool) -> None:
    api.double.say(anna, group, text)
    assert await _heard(api) == [text] * heard


async def test_replies_to_the_bot_are_heard_of_every_kind(api: Api, anna: Person, group: Chat) -> None:
    question = await _asked(api, group)
    own = api.double.say(anna, group, "другое")
    api.double.say(anna, group, "не боту", reply_to=own)
    api.double.say(anna, group, "боту", reply_to=question)
    api.double.send_sticker(anna, group, reply_to=question)
    api.double.send_voice(anna, group)
    api.double.say(anna, group, "через бота", via_bot=True)
    heard = [update["message"] for update in await api.take()]
    assert [message.get("text", "sticker") for message in heard] == ["боту", "sticker", "через бота"]
    assert heard[0]["reply_to_message"]["text"] == "Что такое RoI?"
    assert heard[1]["sticker"]["emoji"] == "👍"


async def test_captions_are_heard_like_texts(api: Api, anna: Person, group: Chat) -> None:
    api.double.send_photo(anna, group, caption="@study_bot что это?")
    api.double.send_photo(anna, group, caption="что это?")
    (update,) = await api.take()
    assert update["message"]["caption_entities"][0]["type"] == "mention"


async def test_edits_are_heard_by_the_same_rule(api: Api, anna: Person, group: Chat) -> None:
    said = api.double.say(anna, group, "слова")
    api.double.edit(anna, said, "другие слова")
    assert await api.take() == []
    api.double.edit(anna, said, "/quiz")
    (update,) = await api.take()
    assert (update["edited_message"]["text"], "edit_date" in update["edited_message"]) == ("/quiz", True)


async def test_without_privacy_or_as_administrator_the_bot_hears_everything(
    api: Api, anna: Person, group: Chat
) -> None:
    api.double.set_privacy(False)
    assert (await api.call("getMe"))["can_read_all_group_messages"] is True
    api.double.say(anna, group, "раз")
    api.double.set_privacy(True)
    api.double.promote(group, None)
    api.double.say(anna, group, "два")
    api.double.demote(group, None)
    api.double.say(anna, group, "три")
    assert [text for text in await _heard(api) if text] == ["раз", "два"]


async def test_the_bot_learns_of_its_coming_and_going(api: Api, anna: Person) -> None:
    group = api.double.group("Новая", [anna])
    joined, service = await api.take()
    change = joined["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert service["message"]["new_chat_members"][0]["id"] == 1
    api.double.kick_bot(group)
    (kicked,) = await api.take()
    assert kicked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    api.double.say(anna, group, "/quiz")
    assert await api.take() == []
    api.double.add_bot(group)
    assert [set(update) - {"update_id"} for update in await api.take()] == [{"my_chat_member"}, {"message"}]
    await api.call("leaveChat", chat_id=group.id)
    (left,) = await api.take()
    assert left["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert await api.refusal("sendMessage", chat_id=group.id, text="a") == (
        "Forbidden: bot is not a member of the supergroup chat"
    )


async def test_muting_is_told_and_holds(api: Api, anna: Person, group: Chat) -> None:
    api.double.mute_bot(group)
    (update,) = await api.take()
    assert update["my_chat_member"]["new_chat_member"]["can_send_messages"] is False
    assert "not enough rights" in await api.refusal("sendMessage", chat_id=group.id, text="a")
    api.double.mute_bot(group, muted=False)
    await _asked(api, group)


async def test_blocking_is_told_and_holds(api: Api, anna: Person) -> None:
    chat = api.double.private(anna)
    api.double.say(anna, chat, "/start")
    await api.take()
    api.double.block(anna)
    (update,) = await api.take()
    assert update["my_chat_member"]["chat"]["type"] == "private"
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    with pytest.raises(WorldError, match="has blocked the bot"):
        api.double.say(anna, chat, "hello")
    api.double.unblock(anna)
    await _asked(api, chat)


async def test_members_come_and_go(api: Api, anna: Person, group: Chat) -> None:
    chen = api.double.person("Chen <b>&", last_name="Wei")
    with pytest.raises(WorldError, match="is not in Группа"):
        api.double.say(chen, group, "hello")
    api.double.join(group, chen)
    (came,) = await api.take()
    assert came["message"]["new_chat_members"][0]["first_name"] == "Chen <b>&"
    assert await api.call("getChatMemberCount", chat_id=group.id) == 4
    api.double.promote(group, chen)
    leaders = await api.call("getChatAdministrators", chat_id=group.id)
    assert [(leader["user"]["first_name"], leader["status"]) for leader in leaders] == [
        ("Анна", "creator"),
        ("Chen <b>&", "administrator"),
    ]
    api.double.promote(group, None)
    await api.take()
    api.double.leave(group, chen)
    told, left = await api.take()
    assert told["chat_member"]["new_chat_member"]["status"] == "left"
    assert left["message"]["left_chat_member"]["id"] == chen.id
    member = await api.call("getChatMember", chat_id=group.id, user_id=chen.id)
    assert member["status"] == "left"


async def test_an_upgrade_is_told_in_both_chats(api: Api, anna: Person) -> None:
    small = api.double.group("Малая", [anna], kind="group")
    await api.take()
    assert small.id > -(10**12)
    big = api.double.upgrade(small)
    there, here = [update["message"] for update in await api.take()]
    assert (there["chat"]["id"], there["migrate_to_chat_id"]) == (small.id, big.id)
    assert (here["chat"], here["migrate_from_chat_id"]) == (big.json(), small.id)
    with pytest.raises(WorldError, match="does not exist any more"):
        api.double.say(anna, small, "/quiz")
    api.double.say(anna, big, "/quiz")
    assert await _heard(api) == ["/quiz"]
    assert api.double.chats_of(anna) == [big]


async def test_topics(api: Api, anna: Person) -> None:
    forum = api.double.group("Форум", [anna], forum=True)
    topic = api.double.add_topic(forum, "Детекция")
    assert api.double.add_topic(forum, "Детекция") == topic
    opened = (await api.take())[-1]["message"]
    assert (opened["forum_topic_created"]["name"], opened["message_thread_id"]) == ("Детекция", topic)
    api.double.say(anna, forum, "/quiz", topic=topic)
    (update,) = await api.take()
    message = update["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
    assert message["reply_to_message"]["message_id"] == topic
    answer = await _asked(api, forum, message_thread_id=topic)
    assert (answer["message_thread_id"], answer["is_topic_message"]) == (topic, True)
    follows = await _asked(api, forum, reply_parameters={"message_id": message["message_id"]})
    assert follows["message_thread_id"] == topic
    general = await _asked(api, forum)
    assert "message_thread_id" not in general
    with pytest.raises(WorldError, match="has no topic 99"):
        api.double.say(anna, forum, "hello", topic=99)


async def test_a_reply_in_a_plain_supergroup_has_a_thread_but_no_topic(
    api: Api, anna: Person, group: Chat
) -> None:
    question = await _asked(api, group)
    api.double.say(anna, group, "ответ", reply_to=question)
    (update,) = await api.take()
    assert update["message"]["message_thread_id"] == question["message_id"]
    assert "is_topic_message" not in update["message"]


async def test_voices_that_are_no_person(api: Api, anna: Person, group: Chat) -> None:
    question = await _asked(api, group)
    api.double.anonymous_admin_says(group, "ответ", reply_to=question)
    api.double.promote(group, None)
    api.double.channel_post_arrives(group, "новость")
    anonymous, _, post = [update.get("message", {}) for update in await api.take()]
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (1087968824, group.id)
    assert (post["from"]["id"], post["is_automatic_forward"]) == (777000, True)
    assert post["sender_chat"]["type"] == "channel"


async def test_supergroups_count_their_own_messages(api: Api, anna: Person, group: Chat) -> None:
    other = api.double.group("Другая", [anna])
    assert (await _asked(api, group))["message_id"] == (await _asked(api, other))["message_id"]
    private = api.double.private(anna)
    small = api.double.group("Малая", [anna], kind="group")
    said = api.double.say(anna, private, "/start")["message_id"]
    assert (await _asked(api, small))["message_id"] == said + 1


async def test_a_selective_reply_is_for_those_it_names(api: Api, anna: Person, group: Chat) -> None:
    boris = api.double.person("Борис")
    ask = {"force_reply": True, "selective": True, "input_field_placeholder": "Ответ"}
    await api.call("sendMessage", chat_id=group.id, text="@anna_k, что такое RoI?", reply_markup=ask)
    assert api.double.reply_keyboard(group, anna) == ask
    assert api.double.reply_keyboard(group, boris) is None
    said = api.double.say(boris, group, "/hint")
    await _asked(api, group, reply_markup=ask, reply_parameters={"message_id": said["message_id"]})
    assert api.double.reply_keyboard(group, boris) == ask
    await _asked(api, group, reply_markup={"remove_keyboard": True})
    assert api.double.reply_keyboard(group, boris) is None


async def test_only_an_administrator_deletes_and_pins(api: Api, anna: Person, group: Chat) -> None:
    said = api.double.say(anna, group, "слова")
    where = {"chat_id": group.id, "message_id": said["message_id"]}
    assert await api.refusal("deleteMessage", **where) == "Bad Request: message can't be deleted"
    api.double.promote(group, None)
    assert await api.call("pinChatMessage", **where) is True
    assert (await api.call("getChat", chat_id=group.id))["pinned_message"]["text"] == "слова"
    assert await api.call("unpinChatMessage", chat_id=group.id) is True
    assert await api.call("deleteMessages", chat_id=group.id, message_ids=[said["message_id"], 9999]) is True
    assert "слова" not in [message.get("text") for message in api.double.history(group)]


async def test_reactions_go_both_ways(api: Api, anna: Person) -> None:
    chat = api.double.private(anna)
    said = api.double.say(anna, chat, "/start")
    await api.take()
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await api.call("setMessageReaction", chat_id=chat.id, message_id=said["message_id"], reaction=thumb)
    api.double.react(anna, said, "🔥")
    (update,) = await api.take()
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]
    assert api.double.seen(chat, anna)[0].reactions == {"👍": 1, "🔥": 1}


async def test_people_edit_and_delete_only_what_they_may(api: Api, anna: Person, group: Chat) -> None:
    boris = api.double.person("Борис")
    said = api.double.say(anna, group, "слова")
    with pytest.raises(WorldError, match="did not write this message"):
        api.double.edit(boris, said, "x")
    with pytest.raises(WorldError, match="may not delete this message"):
        api.double.delete(boris, said)
    api.double.delete(anna, said)
    with pytest.raises(WorldError, match="is not there any more"):
        api.double.edit(anna, said, "x")
    assert [seen.deleted for seen in api.double.seen(group, boris)][-1] is True


async def test_a_long_paste_is_split_as_telegrams_apps_split_it(api: Api, anna: Person) -> None:
    last = api.double.say(anna, api.double.private(anna), "а" * 5000)
    assert [len(update["message"]["text"]) for update in await api.take()] == [4096, 904]
    assert len(last["text"]) == 904
    with pytest.raises(WorldError, match="nothing to send"):
        api.double.say(anna, api.double.private(anna), "  \n")
