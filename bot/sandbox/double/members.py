"""ChatMember objects, and the updates about who may do what."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.people import Chat
from bot.sandbox.double.world import World

Json = dict[str, Any]

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_manage_tags",
    "can_send_welcome_messages",
)  # fmt: skip
MEMBER_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics", "can_edit_tag", "can_react_to_messages",
)  # fmt: skip


def checked_rights(rights: dict[str, bool], known: tuple[str, ...]) -> dict[str, bool]:
    """The same, or a WorldError that names a right there is not."""
    for right in rights:
        if right not in known:
            raise WorldError(f"there is no right {right}; there are {', '.join(known)}")
    return rights


def member(user: Json, status: str, *, tag: str | None = None) -> Json:
    """Bot API `ChatMember` of that status; an administrator of all rights, a restricted one of none."""
    described: Json = {"user": user, "status": status}
    if status == "creator":
        described["is_anonymous"] = False
    elif status == "administrator":
        described |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(ADMIN_RIGHTS, True)}
    elif status == "restricted":
        described |= {"is_member": True, "until_date": 0, **dict.fromkeys(MEMBER_RIGHTS, False)}
    elif status == "kicked":
        described["until_date"] = 0
    if tag and status in ("member", "restricted"):
        described["tag"] = tag
    return described


def bot_member(world: World, chat: Chat) -> Json:
    """The bot's own ChatMember."""
    if chat.bot_status == "member" and (chat.muted or chat.taken):
        rights = {right: chat.bot_may(right) for right in MEMBER_RIGHTS}
        return member(world.bot, "restricted") | rights
    described = member(world.bot, chat.bot_status)
    if chat.bot_status == "administrator":
        described |= {right: chat.bot_leads(right) for right in ADMIN_RIGHTS}
    return described


def permissions(chat: Chat) -> Json:
    """Bot API `ChatPermissions` of the group: what its members may do."""
    return {right: right not in chat.closed_to_all for right in MEMBER_RIGHTS}


def tell_bot(world: World, chat: Chat, by: Json, before: Json) -> None:
    """my_chat_member: the bot's own state changed from `before`; in a private chat: (un)blocked."""
    world.keep_chat(chat)
    after = bot_member(world, chat)
    if before != after:
        world.mailbox.put("my_chat_member", _change(world, chat, by, before, after))


def tell_member(world: World, chat: Chat, by: Json, before: Json, after: Json) -> None:
    """chat_member: somebody's state changed; only administrators hear of it."""
    world.keep_chat(chat)
    if chat.bot_is_admin and before != after:
        world.mailbox.put("chat_member", _change(world, chat, by, before, after))


def _change(world: World, chat: Chat, by: Json, before: Json, after: Json) -> Json:
    return {
        "chat": chat.json(),
        "from": by,
        "date": int(world.now()),
        "old_chat_member": before,
        "new_chat_member": after,
    }
