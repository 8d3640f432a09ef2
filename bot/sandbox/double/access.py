"""May the bot do this here? The chat, topic, reply and message a call names, or Telegram's refusal."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import ApiError, bad_request, forbidden
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.people import Chat
from bot.sandbox.double.posts import Post
from bot.sandbox.double.world import World

_NOT_SERVED = (
    "business_connection_id", "direct_messages_topic_id", "suggested_post_parameters", "inline_message_id",
)  # fmt: skip
# What a member of a group needs to send something, as ChatPermissions names it.
_RIGHTS = {
    "text messages": "can_send_messages", "photos": "can_send_photos", "documents": "can_send_documents",
    "stickers": "can_send_other_messages", "polls": "can_send_polls",
    "reactions": "can_react_to_messages",
}  # fmt: skip


def chat_to_read(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat of a call that only looks; the bot has to be in it."""
    chat = _chat(world, parameters, name)
    if chat.private:
        _check_acquainted(world, chat)
    else:
        _check_group(chat)
    return chat


def chat_to_write(world: World, parameters: Parameters, what: str = "text messages") -> Chat:
    """The chat of a call that sends `what` (text messages, photos, polls …)."""
    for name in _NOT_SERVED:
        if parameters.has(name):
            raise bad_request(f'parameter "{name}" is not served by this double')
    chat = chat_to_read(world, parameters)
    if chat.private:
        _check_person(world, chat)
    elif not chat.bot_may(_RIGHTS[what]):
        raise bad_request(f"not enough rights to send {what} to the chat")
    return chat


def _chat(world: World, parameters: Parameters, name: str) -> Chat:
    chat_id = parameters.values.get(name)
    if chat_id is None or chat_id == "":
        raise bad_request(f"{name} is empty")
    if chat_id == world.bot["id"]:
        raise forbidden("bot can't send messages to bots")
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None and chat_id in world.people:
        person = world.people[int(chat_id)]
        chat = Chat(person.id, "private", person.name, person_id=person.id)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _check_acquainted(world: World, chat: Chat) -> None:
    """Somebody who never wrote is unknown to the bot, unless they share a group."""
    if chat.heard or not world.active(chat.id):
        return
    shared = any(
        other.has(chat.id) and other.bot_status in ("member", "administrator")
        for other in world.chats.values()
        if not other.private
    )
    if shared:
        raise forbidden("bot can't initiate conversation with a user")
    raise bad_request("chat not found")


def _check_person(world: World, chat: Chat) -> None:
    if not world.active(chat.id):
        raise forbidden("user is deactivated")
    if chat.bot_status == "kicked":
        raise forbidden("bot was blocked by the user")


def _check_group(chat: Chat) -> None:
    if chat.upgraded_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.upgraded_to)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def topic_to_write(chat: Chat, parameters: Parameters) -> int | None:
    """The topic a call names; None for General and outside forums."""
    if not parameters.has("message_thread_id") or parameters.integer("message_thread_id") == 0:
        return None
    thread = parameters.integer("message_thread_id")
    if not chat.forum or thread not in chat.topics:
        raise bad_request("message thread not found")
    if thread in chat.closed_topics and not chat.bot_is_admin:
        raise bad_request("TOPIC_CLOSED")
    return thread


def reply_target(world: World, chat: Chat, parameters: Parameters) -> Post | None:
    """The message a call replies to; a missing one is an error unless the call allows it."""
    given: dict[str, Any] = parameters.mapping("reply_parameters") or {}
    message_id = given.get("message_id") or parameters.integer("reply_to_message_id")
    if not message_id:
        return None
    if given.get("chat_id") not in (None, chat.id):
        raise bad_request("replies across chats are not served by this double")
    post = world.post(chat.id, message_id) if isinstance(message_id, int) else None
    if post is None:
        if given.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    _check_quote(post, given.get("quote"))
    return post


def _check_quote(post: Post, quote: object) -> None:
    if quote is not None and str(quote) not in str(post.body.get("text") or post.body.get("caption")):
        raise bad_request("QUOTE_TEXT_INVALID")


def post_of(world: World, chat: Chat, parameters: Parameters, missing: str) -> Post:
    """The message a call names; 400 with `missing` when it is not there (any more)."""
    if not parameters.integer("message_id"):
        raise bad_request("message identifier is not specified")
    post = world.post(chat.id, parameters.integer("message_id"))
    if post is None:
        raise bad_request(missing)
    return post


def too_old() -> ApiError:
    """The refusal of a callback answer that comes late, twice, or to no press at all."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")
