"""What the bot gets to hear of what people say (privacy mode, LIMITS: what arrives, and when)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.people import Chat
from bot.sandbox.double.posts import Post
from bot.sandbox.double.world import World

Json = dict[str, Any]


def hears(world: World, chat: Chat, post: Post) -> bool:
    """Whether Telegram hands this message of a person to the bot.

    In private chats: unless blocked. In groups: everything as an administrator or without privacy
    mode; else commands for this bot or for any, replies to the bot, messages that mention it or
    were sent through it. Ephemeral messages are for the bot alone.
    """
    if chat.bot_status not in ("member", "administrator"):
        return False
    if post.ephemeral_id is not None:
        return True
    if chat.private or chat.bot_is_admin or not world.settings.privacy:
        return True
    if post.body.get("via_bot", {}).get("id") == world.bot["id"]:
        return True
    replied = world.post(chat.id, post.reply_to)
    if replied is not None and replied.sender_id == world.bot["id"]:
        return True
    return _addressed(world, post.body)


def command_of(content: Json, bot_username: str) -> str | None:
    """The bot's command a text begins with, without slash and name; None for other texts and other bots."""
    entities = content.get("entities") or [{}]
    if entities[0].get("type") != "bot_command" or entities[0].get("offset") != 0:
        return None
    command, _, addressee = str(content["text"])[1 : entities[0]["length"]].partition("@")
    return None if addressee and addressee.lower() != bot_username.lower() else command.lower()


def _addressed(world: World, message: Json) -> bool:
    text = str(message.get("text") or message.get("caption") or "")
    units = text.encode("utf-16-le", "surrogatepass")
    own = f"@{world.bot['username']}".lower()
    for entity in message.get("entities") or message.get("caption_entities") or []:
        part = (
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
            .decode("utf-16-le")
            .lower()
        )
        if entity["type"] == "mention" and part == own:
            return True
        if entity["type"] == "text_mention" and entity["user"]["id"] == world.bot["id"]:
            return True
        if entity["type"] == "bot_command" and (
            part.endswith(own) or (entity["offset"] == 0 and "@" not in part)
        ):
            return True
    return False
