"""Rights, tags and restrictions: what a group lets its bot do, and how the bot learns of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.double import Chat, Person, WorldError
from tests.sandbox.double_serving import Api, serving

Json = dict[str, Any]


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return api.double.person("Анна")


@pytest.fixture
def boris(api: Api) -> Person:
    return api.double.person("Борис")


@pytest.fixture
async def group(api: Api, anna: Person, boris: Person) -> Chat:
    group = api.double.group("Группа", [anna, boris])
    await api.updates(allowed_updates=["message", "my_chat_member", "chat_member"])
    await api.take()
    return group


async def _change(api: Api, kind: str = "my_chat_member") -> tuple[Json, Json]:
    (update,) = await api.take()
    return update[kind]["old_chat_member"], update[kind]["new_chat_member"]


async def test_an_administrator_has_the_rights_that_were_given(api: Api, group: Chat) -> None:
    api.double.promote(group, can_delete_messages=True, can_manage_tags=True, can_pin_messages=False)
    before, after = await _change(api)
    assert (before["status"], after["status"]) == ("member", "administrator")
    assert {right for right, given in after.items() if given is True} == {
        "can_manage_chat", "can_delete_messages", "can_manage_tags",
    }  # fmt: skip
    assert after == await api.call("getChatMember", chat_id=group.id, user_id=1)
    api.double.promote(group)
    _, all_of_them = await _change(api)
    assert all_of_them["can_pin_messages"]
    api.double.demote(group)
    assert (await _change(api))[1]["status"] == "member"


async def test_single_rights_open_single_doors(api: Api, boris: Person, group: Chat) -> None:
    said = api.double.say(boris, group, "/quiz")
    api.double.promote(group, can_pin_messages=True)
    named = {"chat_id": group.id, "message_id": said["message_id"]}
    await api.call("pinChatMessage", **named)
    assert "can't be deleted" in await api.refusal("deleteMessage", **named)
    api.double.promote(group, can_delete_messages=True)
    assert "not enough rights to manage pinned" in await api.refusal("unpinChatMessage", **named)
    await api.call("deleteMessage", **named)


def test_unknown_rights_are_named(api: Api) -> None:
    group = api.double.group("Группа", [])
    for act in (api.double.promote, api.double.restrict_bot, api.double.permit):
        with pytest.raises(WorldError, match="no right can_fly"):
            act(group, can_fly=True)


async def test_a_tag_is_set_shown_and_taken_away(api: Api, anna: Person, boris: Person, group: Chat) -> None:
    api.double.promote(group, can_manage_tags=True)
    await api.take()
    assert await api.call("setChatMemberTag", chat_id=group.id, user_id=boris.id, tag=" 1 место, #1 ") is True
    before, after = await _change(api, "chat_member")
    assert ("tag" in before, after["tag"]) == (False, "1 место, #1")
    assert (await api.call("getChatMember", chat_id=group.id, user_id=boris.id))["tag"] == "1 место, #1"
    assert api.double.say(boris, group, "ура")["sender_tag"] == "1 место, #1"
    api.double.promote(group, boris)
    assert "tag" not in await api.call("getChatMember", chat_id=group.id, user_id=boris.id)
    api.double.demote(group, boris)
    await api.call("setChatMemberTag", chat_id=group.id, user_id=boris.id, tag="a")
    await api.call("setChatMemberTag", chat_id=group.id, user_id=boris.id)
    assert "tag" not in await api.call("getChatMember", chat_id=group.id, user_id=boris.id)
    assert "sender_tag" not in api.double.say(boris, group, "увы")


async def test_muting_and_restricting_name_the_rights_that_are_left(api: Api, group: Chat) -> None:
    api.double.restrict_bot(group, can_send_polls=False, can_send_photos=False)
    before, after = await _change(api)
    assert (before["status"], after["status"]) == ("member", "restricted")
    assert {right for right, given in after.items() if given is False} == {
        "can_send_polls",
        "can_send_photos",
    }
    assert "polls to the chat" in await api.refusal("sendPoll", chat_id=group.id, question="?", options=["a"])
    await api.call("sendMessage", chat_id=group.id, text="можно")
    api.double.restrict_bot(group, can_send_polls=True)
    await api.call("sendPoll", chat_id=group.id, question="?", options=["a"])
    await api.take()
    api.double.mute_bot(group)
    _, muted = await _change(api)
    assert (muted["can_send_messages"], muted["can_send_photos"]) == (False, False)
    assert "text messages to the chat" in await api.refusal("sendMessage", chat_id=group.id, text="a")
    api.double.mute_bot(group, False)
    assert (await _change(api))[1]["status"] == "member"


def test_in_a_basic_group_nobody_is_restricted_alone(api: Api) -> None:
    small = api.double.group("Малая", [], kind="group")
    for restrict in (api.double.mute_bot, api.double.restrict_bot):
        with pytest.raises(WorldError, match="no supergroup"):
            restrict(small)
    api.double.permit(small, can_send_messages=False)


async def test_a_bot_brought_back_is_an_ordinary_member(api: Api, group: Chat) -> None:
    api.double.mute_bot(group)
    api.double.kick_bot(group)
    api.double.add_bot(group)
    changes = [update["my_chat_member"] for update in await api.take() if "my_chat_member" in update]
    statuses = [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]
    assert statuses == [("member", "restricted"), ("restricted", "kicked"), ("kicked", "member")]
    await api.call("sendMessage", chat_id=group.id, text="я снова здесь")


async def test_what_nobody_may_do_is_told_by_get_chat_alone(api: Api, group: Chat) -> None:
    api.double.permit(group, can_send_polls=False)
    assert await api.take() == []
    permissions = (await api.call("getChat", chat_id=group.id))["permissions"]
    assert (permissions["can_send_polls"], permissions["can_send_messages"]) == (False, True)
    assert "polls to the chat" in await api.refusal("sendPoll", chat_id=group.id, question="?", options=["a"])
    api.double.promote(group, can_delete_messages=True)
    await api.call("sendPoll", chat_id=group.id, question="?", options=["a"])
    api.double.demote(group)
    api.double.permit(group, can_send_polls=True)
    await api.call("sendPoll", chat_id=group.id, question="?", options=["a"])


async def test_an_administrator_deletes_what_the_bot_said(
    api: Api, anna: Person, boris: Person, group: Chat
) -> None:
    sent = await api.call("sendPoll", chat_id=group.id, question="?", options=["a"], open_period=60)
    with pytest.raises(WorldError, match="may not delete"):
        api.double.delete(boris, sent)
    api.double.delete(anna, sent)
    assert "message with poll to stop not found" in await api.refusal(
        "stopPoll", chat_id=group.id, message_id=sent["message_id"]
    )
    with pytest.raises(WorldError, match="not there any more"):
        api.double.vote(boris, sent, [0])


async def test_tags_and_settings_move_along_into_a_supergroup(api: Api, anna: Person, boris: Person) -> None:
    small = api.double.group("Малая", [anna, boris], kind="group", bot="administrator")
    await api.call("setChatMemberTag", chat_id=small.id, user_id=boris.id, tag="первый")
    api.double.permit(small, can_send_photos=False)
    new = api.double.upgrade(small)
    assert (await api.call("getChatMember", chat_id=new.id, user_id=boris.id))["tag"] == "первый"
    assert (await api.call("getChat", chat_id=new.id))["permissions"]["can_send_photos"] is False
