"""The methods served: one name, one function. A new method is one line here and one in signatures.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.double.methods import (
    callbacks,
    chats,
    editing,
    files,
    polling,
    profile,
    receiving,
    sending,
    whispering,
)
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.world import World

Handler = Callable[[World, Parameters], Any | Awaitable[Any]]

METHODS: dict[str, Handler] = {
    "getMe": receiving.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendSticker": sending.send_sticker,
    "forwardMessage": sending.forward_message,
    "copyMessage": sending.copy_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "setMessageReaction": editing.set_message_reaction,
    "editEphemeralMessageText": whispering.edit_ephemeral_message_text,
    "editEphemeralMessageCaption": whispering.edit_ephemeral_message_caption,
    "editEphemeralMessageReplyMarkup": whispering.edit_ephemeral_message_reply_markup,
    "deleteEphemeralMessage": whispering.delete_ephemeral_message,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "sendPoll": polling.send_poll,
    "stopPoll": polling.stop_poll,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatAdministrators": chats.get_chat_administrators,
    "setChatMemberTag": chats.set_chat_member_tag,
    "leaveChat": chats.leave_chat,
    "getUserProfilePhotos": chats.get_user_profile_photos,
    "getFile": files.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
