"""Changing and deleting ephemeral messages; sending them is a matter of the ordinary methods."""

from __future__ import annotations

from bot.sandbox.double.access import chat_to_read, chat_to_write
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.methods.editing import changed
from bot.sandbox.double.methods.sending import message_caption, message_text
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.whispers import whisper_to_change
from bot.sandbox.double.world import World

_TO_EDIT = "message to edit not found"


def edit_ephemeral_message_text(world: World, parameters: Parameters) -> bool:
    """editEphemeralMessageText: text messages only; a left-out keyboard is removed."""
    if parameters.has("rich_message"):
        raise bad_request('parameter "rich_message" is not served by this double')
    content = message_text(world, parameters).fields()
    if parameters.has("link_preview_options"):
        content["link_preview_options"] = parameters.mapping("link_preview_options")
    chat = chat_to_write(world, parameters)
    post = whisper_to_change(world, chat, parameters, _TO_EDIT)
    if "text" not in post.body:
        raise bad_request("there is no text in the message to edit")
    changed(world, chat, post, parameters, content, ("text", "entities", "link_preview_options"))
    return True


def edit_ephemeral_message_caption(world: World, parameters: Parameters) -> bool:
    """editEphemeralMessageCaption: photos and documents only."""
    caption = message_caption(world, parameters)
    chat = chat_to_write(world, parameters)
    post = whisper_to_change(world, chat, parameters, _TO_EDIT)
    if not any(kind in post.body for kind in ("photo", "document")):
        raise bad_request("there is no caption in the message to edit")
    content = caption.fields("caption", "caption_entities") if caption.text else {}
    changed(world, chat, post, parameters, content, ("caption", "caption_entities"))
    return True


def edit_ephemeral_message_reply_markup(world: World, parameters: Parameters) -> bool:
    """editEphemeralMessageReplyMarkup: another inline keyboard, or none."""
    chat = chat_to_write(world, parameters)
    post = whisper_to_change(world, chat, parameters, _TO_EDIT)
    changed(world, chat, post, parameters, {}, ())
    return True


def delete_ephemeral_message(world: World, parameters: Parameters) -> bool:
    """deleteEphemeralMessage: one of the bot's own."""
    chat = chat_to_read(world, parameters)
    world.erase(whisper_to_change(world, chat, parameters, "message to delete not found"))
    return True
