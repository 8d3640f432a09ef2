"""What the bot can find out about chats and people, and leaving a chat."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.access import chat_to_read
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.members import bot_member, member, permissions, tell_bot
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.people import ADMIN_STATUSES, Chat
from bot.sandbox.double.world import World

Json = dict[str, Any]

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
    return member(person.user(), _status(chat, user_id))


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
