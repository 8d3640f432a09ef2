"""What the bot may see and do in a group, as Telegram tells it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from telegram.error import TelegramError

from bot.turn import ADMINS, Turn
from study.errors import StudyError

log = logging.getLogger(__name__)

GONE = ("kicked", "left")
Told = Mapping[str, Any]
"""A ``ChatMember`` or ``ChatPermissions`` of the Bot API."""


class RightsUnknown(StudyError):
    """Telegram does not say at the moment what the bot may do."""

    key = "error-rights-unknown"


@dataclass(frozen=True, slots=True)
class Rights:
    """What the bot may do in a group. ``hears`` all that is said, not only what is meant for it; ``tidies`` away
    messages of others; ``tags`` people beside their names."""

    writes: bool
    hears: bool
    polls: bool
    photos: bool
    tidies: bool
    tags: bool

    def beyond(self, other: Rights) -> frozenset[str]:
        """The names of what these rights allow and the other ones do not."""
        names = (field.name for field in fields(self))
        return frozenset(name for name in names if getattr(self, name) and not getattr(other, name))


def present(member: Told) -> bool:
    """Whether a member is in the chat; one with restrictions may have left."""
    return member["status"] not in GONE and bool(member.get("is_member", True))


def rights_of(member: Told, permissions: Told, *, hears_all: bool) -> Rights:
    """The bot's rights as a member who is present, where all others have these permissions.

    ``hears_all``: privacy mode is off. What the permissions leave out is allowed.
    """
    if member["status"] in ADMINS:
        tidies, tags = (bool(member.get(name)) for name in ("can_delete_messages", "can_manage_tags"))
        return Rights(writes=True, hears=True, polls=True, photos=True, tidies=tidies, tags=tags)
    own = member if member["status"] == "restricted" else {}

    def may(name: str) -> bool:
        return bool(permissions.get(name, True)) and bool(own.get(name, True))

    return Rights(
        writes=may("can_send_messages"),
        hears=hears_all,
        polls=may("can_send_polls"),
        photos=may("can_send_photos"),
        tidies=False,
        tags=False,
    )


async def own_rights(turn: Turn) -> Rights:
    """What the bot may do where somebody asks. Raises ``RightsUnknown`` where Telegram does not answer."""
    asked = {"chat_id": turn.place.chat, "user_id": turn.update.get_bot().id}
    try:
        member = await turn.services.api.call("getChatMember", asked)
    except TelegramError as error:
        log.warning("getChatMember failed: %s", error)
        raise RightsUnknown from error
    return rights_of(member, await permissions_in(turn), hears_all=await hears_all(turn))


async def permissions_in(turn: Turn) -> Told:
    """What members may do in the group whom nobody restricted; empty where Telegram does not tell."""
    try:
        chat = await turn.services.api.call("getChat", {"chat_id": turn.place.chat})
    except TelegramError as error:
        log.warning("getChat failed: %s", error)
        return {}
    return dict(chat.get("permissions") or {})


async def hears_all(turn: Turn) -> bool:
    """Whether privacy mode is off: asked anew, since it is switched off just before the bot is added once more.

    Where Telegram does not answer: as it was when the bot started.
    """
    try:
        me = await turn.services.api.call("getMe", {})
    except TelegramError as error:
        log.warning("getMe failed: %s", error)
        return turn.update.get_bot().can_read_all_group_messages
    return bool(me.get("can_read_all_group_messages"))
