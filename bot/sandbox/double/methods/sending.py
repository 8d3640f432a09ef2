"""Messages of the bot: text, photos, documents, stickers, copies, and what all of them share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.sandbox.double.access import chat_to_read, chat_to_write, post_of, reply_target, topic_to_write
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.files import MOST_UPLOAD_BYTES, StoredFile, check_photo, mime_type_of, picture_size
from bot.sandbox.double.formatting import Formatted, formatted
from bot.sandbox.double.keyboards import any_keyboard
from bot.sandbox.double.parameters import Parameters, Upload
from bot.sandbox.double.people import Chat
from bot.sandbox.double.posts import Post
from bot.sandbox.double.shelf import stored
from bot.sandbox.double.whispers import Whisper, whisper_of
from bot.sandbox.double.world import World

Json = dict[str, Any]

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024  # code points after parsing
_ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
     "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)  # fmt: skip


def message_text(world: World, parameters: Parameters) -> Formatted:
    """The text of a call, parsed and measured."""
    text = formatted(parameters.text("text"), parameters.text("parse_mode"), parameters.items("entities"))
    if not text.text:
        raise bad_request("message text is empty")
    if len(text.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return with_known_people(world, text)


def message_caption(world: World, parameters: Parameters) -> Formatted:
    """The caption of a call, parsed and measured; may be empty."""
    given = parameters.items("caption_entities")
    caption = formatted(parameters.text("caption"), parameters.text("parse_mode"), given)
    if len(caption.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return with_known_people(world, caption)


def with_known_people(world: World, text: Formatted) -> Formatted:
    """Mentions by id get the person's names; a mention of somebody unknown is dropped, as on Telegram."""
    if not any(entity["type"] == "text_mention" for entity in text.entities):
        return text
    kept = []
    for entity in text.entities:
        person = world.people.get(entity["user"].get("id")) if entity["type"] == "text_mention" else None
        if entity["type"] != "text_mention":
            kept.append(entity)
        elif person is not None:
            kept.append(entity | {"user": person.user()})
    return replace(text, entities=tuple(kept))


def put_message(
    world: World, chat: Chat, parameters: Parameters, content: Json, poll_id: str | None = None
) -> Post:
    """Put a message of the bot into the chat, with the reply, topic and keyboard the call names."""
    whisper = whisper_of(world, chat, parameters)
    thread = topic_to_write(chat, parameters)
    replied = reply_target(world, chat, parameters)
    inline, other = any_keyboard(parameters.mapping("reply_markup"), private=chat.private)
    body = {**_thread_fields(chat, thread, replied), **content}
    if parameters.flag("protect_content"):
        body["has_protected_content"] = True
    if inline:
        body["reply_markup"] = inline
    selective = bool(other and other.get("selective")) and not chat.private
    targets = _targets(world, content, replied) if selective else None
    beside: Json = {"reply_to": _reply_id(chat, thread, replied), "keyboard": other, "targets": targets}
    if whisper is not None:
        return _whispered(world, chat, whisper, body, beside)
    return world.post_message(chat, world.bot, body, poll_id=poll_id, **beside)


def _whispered(world: World, chat: Chat, whisper: Whisper, body: Json, beside: Json) -> Post:
    if whisper.replaces is not None:
        beside["after"] = whisper.replaces
    beside |= {"replaces": whisper.replaces, "answers": whisper.answers}
    post = world.post_whisper(chat, world.bot, whisper.receiver.user(), body, **beside)
    replaced = world.post(chat.id, whisper.replaces)
    if replaced is not None:  # the pages hide it from this one person
        world.emit("edited", chat.id, lambda: world.message(replaced))
    return post


def _thread_fields(chat: Chat, thread: int | None, replied: Post | None) -> Json:
    if chat.forum:
        thread = thread or (replied.thread if replied else None)
        return {"message_thread_id": thread, "is_topic_message": True} if thread else {}
    if replied and chat.kind == "supergroup":
        return {"message_thread_id": replied.thread or replied.message_id}
    return {}


def _reply_id(chat: Chat, thread: int | None, replied: Post | None) -> int | None:
    """A message in a topic that replies to nothing replies to the topic's first service message."""
    if replied is not None:
        return replied.message_id
    return thread if chat.forum else None


def _targets(world: World, content: Json, replied: Post | None) -> list[int]:
    text = str(content.get("text") or content.get("caption") or "")
    names = {f"@{person.username}".lower(): person.id for person in world.people.values() if person.username}
    targets = [replied.sender_id] if replied else []
    for entity in content.get("entities") or content.get("caption_entities") or []:
        if entity["type"] == "text_mention":
            targets.append(entity["user"]["id"])
        elif entity["type"] == "mention":
            units = text.encode("utf-16-le")[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
            targets.append(names.get(units.decode("utf-16-le").lower(), 0))
    return [target for target in targets if target in world.people]


def send_message(world: World, parameters: Parameters) -> Json:
    """sendMessage."""
    content = message_text(world, parameters).fields()
    if parameters.has("link_preview_options"):
        content["link_preview_options"] = parameters.mapping("link_preview_options")
    chat = chat_to_write(world, parameters)
    return world.message(put_message(world, chat, parameters, content))


def _uploaded(parameters: Parameters, field: str) -> Upload | None:
    reference = parameters.text(field)
    name = reference.removeprefix("attach://") if reference.startswith("attach://") else field
    return parameters.uploads.get(name)


def _file(world: World, parameters: Parameters, kind: str) -> StoredFile:
    """The file a call sends: an upload, or a file_id of the same kind."""
    upload = _uploaded(parameters, kind)
    if upload is not None:
        return _kept(world, kind, upload, parameters.text("emoji"))
    reference = parameters.text(kind)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("files by address are not served by this double")
    known = world.files.get(reference)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
    return known


def _kept(world: World, kind: str, upload: Upload, emoji: str) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MOST_UPLOAD_BYTES:
        raise bad_request("file is too big")
    size = check_photo(upload.content) if kind == "photo" else picture_size(upload.content)
    mime_type = mime_type_of(upload.name, upload.mime_type)
    return stored(world, kind, upload.name, upload.content, mime_type, size=size or (0, 0), emoji=emoji)


def _send_file(world: World, parameters: Parameters, kind: str) -> Json:
    caption = message_caption(world, parameters)
    chat = chat_to_write(world, parameters, f"{kind}s")
    content = _file(world, parameters, kind).content()
    if caption.text:
        content |= caption.fields("caption", "caption_entities")
    for flag, field in (("has_spoiler", "has_media_spoiler"), ("show_caption_above_media",) * 2):
        if parameters.flag(flag):
            content[field] = True
    return world.message(put_message(world, chat, parameters, content))


def send_photo(world: World, parameters: Parameters) -> Json:
    """sendPhoto."""
    return _send_file(world, parameters, "photo")


def send_document(world: World, parameters: Parameters) -> Json:
    """sendDocument."""
    return _send_file(world, parameters, "document")


def send_sticker(world: World, parameters: Parameters) -> Json:
    """sendSticker."""
    return _send_file(world, parameters, "sticker")


def _carried(post: Post) -> Json:
    content = post.content()
    if not content:
        raise bad_request("the message can't be copied")
    return content


def forward_message(world: World, parameters: Parameters) -> Json:
    """forwardMessage: content without keyboard, and where it came from; a poll stays the same poll."""
    source = chat_to_read(world, parameters, "from_chat_id")
    post = post_of(world, source, parameters, "message to forward not found")
    chat = chat_to_write(world, parameters)
    if post.body.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    if not post.poll_id:
        _carried(post)
    thread = topic_to_write(chat, parameters)
    fields = _thread_fields(chat, thread, None)
    if parameters.flag("protect_content"):
        fields["has_protected_content"] = True
    forwarded = world.forwarded(post, chat, world.bot, content=fields, reply_to=_reply_id(chat, thread, None))
    return world.message(forwarded)


def copy_message(world: World, parameters: Parameters) -> Json:
    """copyMessage: a new message with the same content, or with another caption."""
    source = chat_to_read(world, parameters, "from_chat_id")
    post = post_of(world, source, parameters, "message to copy not found")
    content = _carried(post)
    if parameters.has("caption") and "text" not in content:
        content.pop("caption_entities", None)
        content |= message_caption(world, parameters).fields("caption", "caption_entities")
    chat = chat_to_write(world, parameters)
    return {"message_id": put_message(world, chat, parameters, content).message_id}


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """sendChatAction: shown for 5 seconds at most."""
    action = parameters.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = chat_to_write(world, parameters)
    thread = topic_to_write(chat, parameters)
    world.emit("action", chat.id, lambda: {"action": action, "message_thread_id": thread})
    return True
