"""What the bot can find out about chats and people, and leaving a chat."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.double.access import chat_to_read
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.members import bot_member, member, permissions, tell_bot, tell_member
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.people import ADMIN_STATUSES, Chat, Person
from bot.sandbox.double.world import World

Json = dict[str, Any]

LONGEST_TAG = 16  # code points
# Pictographs and what joins them to others; digits and signs such as # alone are no emoji.
_EMOJI = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2934-\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f\u200d\u20e3\ufe0f\u00a9\u00ae\u203c\u2049\u2122\u2139]"
)
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: World, parameters: Parameters) -> Json:
    """getChat: Bot API `ChatFullInfo`."""
    chat = chat_to_read(world, parameters)
    info = chat.json() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if not chat.private:
        info["permissions"] = permissions(chat)
    pinned = world.post(chat.id, chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        info["pinned_message"] = world.message(pinned, with_reply=False)
    return info


def get_chat_member_count(world: World, parameters: Parameters) -> int:
    """getChatMemberCount: the bot counts too."""
    chat = chat_to_read(world, parameters)
    return len(chat.present()) + 1


def get_chat_member(world: World, parameters: Parameters) -> Json:
    """getChatMember: of a person or the bot; `left` for somebody known who is not there."""
    chat = chat_to_read(world, parameters)
    user_id = parameters.integer("user_id")
    if user_id == world.bot["id"]:
        return bot_member(world, chat)
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "user not found")
    return member(person.user(), _status(chat, user_id), tag=chat.tags.get(user_id))


def set_chat_member_tag(world: World, parameters: Parameters) -> bool:
    """setChatMemberTag: of an ordinary member, as an administrator with can_manage_tags; empty removes it.

    That other administrators cannot be tagged is known with its text (github.com/tdlib/telegram-bot-api,
    issue 838); the other refusals are worded in the server's manner.
    """
    chat = chat_to_read(world, parameters)
    if chat.private:
        raise bad_request("method is available only for groups and supergroups")
    tag = parameters.text("tag").strip()
    if len(tag) > LONGEST_TAG:
        raise bad_request(f"member tag must have at most {LONGEST_TAG} characters")
    if _EMOJI.search(tag):
        raise bad_request("emoji are not allowed in member tags")
    if not chat.bot_leads("can_manage_tags"):
        raise bad_request("not enough rights to manage member tags in the chat")
    _set_tag(world, chat, _person_to_tag(world, chat, parameters.integer("user_id")), tag)
    return True


def _person_to_tag(world: World, chat: Chat, user_id: int) -> Person:
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "user not found")
    if chat.is_admin(user_id):
        raise bad_request("CHAT_CREATOR_REQUIRED")
    if not chat.has(user_id):
        raise bad_request("USER_NOT_PARTICIPANT")
    return person


def _set_tag(world: World, chat: Chat, person: Person, tag: str) -> None:
    status, before = _status(chat, person.id), chat.tags.get(person.id)
    chat.tags = {known: other for known, other in chat.tags.items() if known != person.id}
    if tag:
        chat.tags[person.id] = tag
    user = person.user()
    tell_member(world, chat, world.bot, member(user, status, tag=before), member(user, status, tag=tag))


def _status(chat: Chat, person_id: int) -> str:
    if chat.private:
        return "member" if chat.person_id == person_id else "left"
    return chat.members.get(person_id, "left")


def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    """getChatAdministrators: the people who lead the group, and the bot if it does."""
    chat = chat_to_read(world, parameters)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    leaders = [
        member(world.people[person_id].user(), status)
        for person_id, status in chat.members.items()
        if status in ADMIN_STATUSES
    ]
    if chat.bot_is_admin:
        leaders.append(bot_member(world, chat))
    return leaders


def leave_chat(world: World, parameters: Parameters) -> bool:
    """leaveChat."""
    chat = chat_to_read(world, parameters)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    before = bot_member(world, chat)
    world.service(chat, world.bot, {"left_chat_member": dict(world.bot)}, heard=False)
    chat.bot_status = "left"
    tell_bot(world, chat, world.bot, before)
    return True


def get_user_profile_photos(world: World, parameters: Parameters) -> Json:
    """getUserProfilePhotos: nobody here has a photo."""
    if parameters.integer("user_id") not in world.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
