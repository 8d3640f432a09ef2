"""Changing, deleting and pinning messages, and reacting to them."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.access import chat_to_read, chat_to_write, post_of
from bot.sandbox.double.errors import ApiError, bad_request
from bot.sandbox.double.keyboards import inline_keyboard
from bot.sandbox.double.methods.sending import message_caption, message_text
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.people import Chat
from bot.sandbox.double.posts import Post
from bot.sandbox.double.world import World

Json = dict[str, Any]

DELETABLE_SECONDS = 48 * 60 * 60
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_SERVICE = ("new_chat_members", "left_chat_member", "forum_topic_created", "pinned_message", "migrate_to_chat_id",
            "migrate_from_chat_id", "group_chat_created")  # fmt: skip
# The emoji a bot may react with: those of Bot API's ReactionTypeEmoji that every chat allows.
_EMOJI = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥
🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨
🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
REACTIONS = frozenset(_EMOJI.split())


def _own_post(world: World, parameters: Parameters) -> tuple[Chat, Post]:
    chat = chat_to_write(world, parameters)
    post = post_of(world, chat, parameters, "message to edit not found")
    if post.sender_id != world.bot["id"] or any(name in post.body for name in _SERVICE):
        raise bad_request("message can't be edited")
    return chat, post


def changed(
    world: World, chat: Chat, post: Post, parameters: Parameters, content: Json, gone: tuple[str, ...]
) -> Json:
    """Replace content and keyboard of a message; the same as before is an error."""
    markup = inline_keyboard(parameters.mapping("reply_markup"), private=chat.private)
    body = {name: value for name, value in post.body.items() if name not in (*gone, "reply_markup")} | content
    if markup:
        body["reply_markup"] = markup
    if body == post.body:
        raise bad_request(_NOT_MODIFIED)
    post.body = body
    # A new keyboard alone is no edit in the eyes of the people: no "edited" mark.
    if content or gone:
        post.edited_at = int(world.now())
    world.keep_post(post)
    world.emit("edited", chat.id, lambda: world.message(post))
    return world.message(post)


def edit_message_text(world: World, parameters: Parameters) -> Json:
    """editMessageText: own text messages only; a left-out keyboard is removed."""
    content = message_text(world, parameters).fields()
    if parameters.has("link_preview_options"):
        content["link_preview_options"] = parameters.mapping("link_preview_options")
    chat, post = _own_post(world, parameters)
    if "text" not in post.body:
        raise bad_request("there is no text in the message to edit")
    return changed(world, chat, post, parameters, content, ("text", "entities", "link_preview_options"))


def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """editMessageCaption: own photos and documents only."""
    caption = message_caption(world, parameters)
    chat, post = _own_post(world, parameters)
    if not any(kind in post.body for kind in ("photo", "document", "voice")):
        raise bad_request("there is no caption in the message to edit")
    content = caption.fields("caption", "caption_entities") if caption.text else {}
    return changed(world, chat, post, parameters, content, ("caption", "caption_entities"))


def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """editMessageReplyMarkup: another inline keyboard, or none."""
    chat, post = _own_post(world, parameters)
    return changed(world, chat, post, parameters, {}, ())


def _check_deletable(world: World, chat: Chat, post: Post) -> None:
    own = post.sender_id == world.bot["id"]
    if not own and not chat.private and not chat.bot_leads("can_delete_messages"):
        raise bad_request("message can't be deleted")
    if world.now() - post.date >= DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")


def delete_message(world: World, parameters: Parameters) -> bool:
    """deleteMessage: younger than 48 hours; other people's in a group only as its administrator."""
    chat = chat_to_read(world, parameters)
    post = post_of(world, chat, parameters, "message to delete not found")
    _check_deletable(world, chat, post)
    world.erase(post)
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    """deleteMessages: 1 to 100; those that cannot be found are passed over."""
    ids = parameters.items("message_ids") or []
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(message_id, int) for message_id in ids):
        raise bad_request("invalid message identifier specified")
    chat = chat_to_read(world, parameters)
    found = [post for post in (world.post(chat.id, message_id) for message_id in ids) if post is not None]
    for post in found:
        _check_deletable(world, chat, post)
    for post in found:
        world.erase(post)
    return True


def _check_may_pin(chat: Chat) -> None:
    if not chat.private and not chat.bot_leads("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def pin_chat_message(world: World, parameters: Parameters) -> bool:
    """pinChatMessage: in a group as its administrator; people see a service message in groups."""
    chat = chat_to_read(world, parameters)
    _check_may_pin(chat)
    post = post_of(world, chat, parameters, "message to pin not found")
    if post.message_id in chat.pinned:
        chat.pinned.remove(post.message_id)
    chat.pinned.append(post.message_id)
    world.keep_chat(chat)
    world.service(chat, world.bot, {"pinned_message": world.message(post, with_reply=False)}, heard=False)
    return True


def unpin_chat_message(world: World, parameters: Parameters) -> bool:
    """unpinChatMessage: the named message, or the newest pinned one."""
    chat = chat_to_read(world, parameters)
    _check_may_pin(chat)
    wanted = parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    world.keep_chat(chat)
    return True


def unpin_all_chat_messages(world: World, parameters: Parameters) -> bool:
    """unpinAllChatMessages."""
    chat = chat_to_read(world, parameters)
    _check_may_pin(chat)
    chat.pinned.clear()
    world.keep_chat(chat)
    return True


def _reaction_invalid() -> ApiError:
    return bad_request("REACTION_INVALID")


def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """setMessageReaction: one emoji Telegram knows, or none to take it back; never on service messages.

    The refusals of the right and of service messages are in the server's manner, not known as its words.
    """
    wanted = parameters.items("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in wanted:
        if not isinstance(reaction, dict) or reaction.get("type") != "emoji":
            raise _reaction_invalid()
        if str(reaction.get("emoji")).replace("\ufe0f", "") not in REACTIONS:
            raise _reaction_invalid()
    chat = chat_to_write(world, parameters, "reactions")
    post = post_of(world, chat, parameters, "message to react not found")
    if any(name in post.body for name in _SERVICE):
        raise bad_request("MESSAGE_ID_INVALID")
    post.reactions["bot"] = wanted
    world.keep_post(post)
    world.emit("reaction", chat.id, lambda: {"message_id": post.message_id, "reactions": post.reactions})
    return True
