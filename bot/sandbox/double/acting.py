"""Acting as a person: every act creates the updates Telegram would deliver."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.files import StoredFile, mime_type_of, picture_size
from bot.sandbox.double.formatting import Formatted, spoken
from bot.sandbox.double.hearing import command_of
from bot.sandbox.double.looking import menu_of
from bot.sandbox.double.people import (
    ANONYMOUS_ADMIN,
    PRESENT_STATUSES,
    SERVICE_ACCOUNT,
    Chat,
    Person,
)
from bot.sandbox.double.posts import Post
from bot.sandbox.double.presence import AnyMessage, Presence, told
from bot.sandbox.double.samples import picture, silence
from bot.sandbox.double.shelf import stored

Json = dict[str, Any]

MOST_DOUBT = 1500  # metres around a location
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024  # code points; Telegram's apps split a longer text


class Acting(Presence):
    """The part of the double that lets people write, send files and react."""

    # --- writing ---

    def say(
        self,
        person: Person,
        chat: Chat,
        text: str,
        *,
        reply_to: AnyMessage | int | None = None,
        topic: int | None = None,
        via_bot: bool = False,
    ) -> Json:
        """The person writes a text; the stored message (the last one, if the text had to be split)."""
        if not text.strip():
            raise WorldError("there is nothing to send")
        parts = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
        sent: Json = {}
        for part in parts:
            content = spoken(part).fields()
            if via_bot:
                content["via_bot"] = self.world.bot
            sent = self._put(person, chat, content, reply_to, topic)
        return sent

    def _put(
        self, person: Person, chat: Chat, content: Json, reply_to: AnyMessage | int | None, topic: int | None
    ) -> Json:
        self._check_may_write(person, chat)
        replied = self._replied(chat, reply_to, person)
        thread = self._thread(chat, topic, replied)
        if self._for_the_bot_alone(person, chat, content, replied):
            return self._whisper(person, chat, thread | content, replied)
        reply_id = replied.message_id if replied else (topic if chat.forum else None)
        post = self.world.post_message(chat, person.user(), thread | content, reply_to=reply_id)
        self._meet(chat)
        return self._deliver(chat, post)

    def _for_the_bot_alone(self, person: Person, chat: Chat, content: Json, replied: Post | None) -> bool:
        """Commands that the menu marks as ephemeral, and replies to the bot's ephemeral messages."""
        if replied is not None and replied.ephemeral_id is not None:
            return True
        if chat.private or chat.bot_status not in PRESENT_STATUSES or "via_bot" in content:
            return False
        typed = command_of(content, str(self.world.bot["username"]))
        menu = menu_of(self.world, person, chat) if typed else []
        return any(listed["command"] == typed and listed.get("is_ephemeral") for listed in menu)

    def _whisper(self, person: Person, chat: Chat, content: Json, replied: Post | None) -> Json:
        beside: Json = {}
        if replied is not None:
            beside = (
                {"answers": replied.ephemeral_id}
                if replied.ephemeral_id
                else {"reply_to": replied.message_id}
            )
        bot = dict(self.world.bot)
        return self._deliver(chat, self.world.post_whisper(chat, person.user(), bot, content, **beside))

    def _replied(self, chat: Chat, reply_to: AnyMessage | int | None, person: Person | None) -> Post | None:
        if reply_to is None:
            return None
        if not isinstance(reply_to, int) and "ephemeral_message_id" in told(reply_to):
            post: Post | None = self._post(reply_to, person)
            if post is not None and post.sender_id != self.world.bot["id"]:
                raise WorldError("only ephemeral messages of the bot can be replied to")
            return post
        message_id = reply_to if isinstance(reply_to, int) else told(reply_to)["message_id"]
        post = self.world.post(chat.id, message_id)
        if post is None:
            raise WorldError(f"message {message_id} is not in {chat.title}")
        return post

    def edit(self, person: Person, message: AnyMessage, text: str) -> Json:
        """The person changes a text (or caption) of their own; the bot gets edited_message."""
        post = self._own(person, message)
        chat = self.world.chats[post.chat_id]
        name = "text" if "text" in post.body else "caption"
        entities = "entities" if name == "text" else "caption_entities"
        changed = spoken(text).fields(name, entities)
        if not changed[name]:
            raise WorldError("there is nothing to send")
        post.body = {key: value for key, value in post.body.items() if key not in (name, entities)} | changed
        post.edited_at = int(self.world.now())
        self.world.keep_post(post)
        self.world.emit("edited", chat.id, lambda: self.world.message(post))
        return self._deliver(chat, post, "edited_message")

    def delete(self, person: Person, message: AnyMessage) -> None:
        """The person deletes a message for everybody; no bot hears of it."""
        post = self._post(message)
        chat = self.world.chats[post.chat_id]
        if post.sender_id != person.id and not chat.private and not chat.is_admin(person.id):
            raise WorldError(f"{person.name} may not delete this message")
        self.world.erase(post)

    def _own(self, person: Person, message: AnyMessage) -> Post:
        post = self._post(message)
        if post.sender_id != person.id:
            raise WorldError(f"{person.name} did not write this message")
        return post

    # --- files ---

    def send_photo(
        self, person: Person, chat: Chat, content: bytes | None = None, *, caption: str = "",
        name: str = "photo.png", reply_to: AnyMessage | int | None = None, topic: int | None = None,
    ) -> Json:  # fmt: skip
        """The person sends a picture; without content a small sample."""
        content = content or picture(320, 200)
        size = picture_size(content)
        if size is None:
            raise WorldError(f"{name} is no picture")
        file = stored(self.world, "photo", name, content, mime_type_of(name, "image/png"), size=size)
        return self._put(person, chat, _with_caption(file, caption), reply_to, topic)

    def send_document(
        self, person: Person, chat: Chat, content: bytes = b"Hello!\n", *, name: str = "notes.txt",
        caption: str = "", reply_to: AnyMessage | int | None = None, topic: int | None = None,
    ) -> Json:  # fmt: skip
        """The person sends a file."""
        if not content:
            raise WorldError(f"{name} is empty")
        file = stored(self.world, "document", name, content, mime_type_of(name))
        return self._put(person, chat, _with_caption(file, caption), reply_to, topic)

    def send_sticker(
        self, person: Person, chat: Chat, *, emoji: str = "👍", reply_to: AnyMessage | int | None = None,
        topic: int | None = None,
    ) -> Json:  # fmt: skip
        """The person sends a sticker that stands for an emoji."""
        file = stored(
            self.world, "sticker", "sticker.png", picture(128, 128, (250, 200, 80)), "image/png", size=(128, 128),
            emoji=emoji,
        )  # fmt: skip
        return self._put(person, chat, file.content(), reply_to, topic)

    def send_voice(
        self, person: Person, chat: Chat, *, seconds: int = 1, reply_to: AnyMessage | int | None = None,
        topic: int | None = None,
    ) -> Json:  # fmt: skip
        """The person sends a voice message of that many silent seconds."""
        content = silence(seconds)
        file = stored(self.world, "voice", "voice.wav", content, "audio/wav", duration=seconds)
        return self._put(person, chat, file.content(), reply_to, topic)

    def send_location(
        self, person: Person, chat: Chat, latitude: float, longitude: float, *, accuracy: float | None = None,
        reply_to: AnyMessage | int | None = None, topic: int | None = None,
    ) -> Json:  # fmt: skip
        """The person sends a point on the map, in degrees; accuracy: the radius of doubt, 0..1500 metres."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise WorldError(f"{latitude}, {longitude} is no place on Earth")
        if accuracy is not None and not 0 <= accuracy <= MOST_DOUBT:
            raise WorldError(f"the accuracy is a radius of 0 to {MOST_DOUBT} metres")
        location: Json = {"latitude": float(latitude), "longitude": float(longitude)}
        if accuracy is not None:
            location["horizontal_accuracy"] = float(accuracy)
        return self._put(person, chat, {"location": location}, reply_to, topic)

    # --- reactions ---

    def react(self, person: Person, message: AnyMessage, emoji: str | None) -> None:
        """The person reacts with an emoji, or takes the reaction back with None."""
        post = self._post(message)
        chat = self.world.chats[post.chat_id]
        self._check_may_write(person, chat)
        before = post.reactions.get(str(person.id), [])
        after = [{"type": "emoji", "emoji": emoji}] if emoji else []
        post.reactions[str(person.id)] = after
        self.world.keep_post(post)
        payload = {"message_id": post.message_id, "reactions": post.reactions}
        self.world.emit("reaction", chat.id, lambda: payload)
        if chat.bot_is_admin or chat.private:
            reaction = {"chat": chat.json(), "message_id": post.message_id, "user": person.user(),
                        "date": int(self.world.now()), "old_reaction": before, "new_reaction": after}  # fmt: skip
            self.world.mailbox.put("message_reaction", reaction)

    # --- voices that are no person ---

    def anonymous_admin_says(
        self, chat: Chat, text: str, *, reply_to: AnyMessage | int | None = None
    ) -> Json:
        """An administrator writes in the name of the group."""
        return self._nobody_says(chat, ANONYMOUS_ADMIN, {"sender_chat": chat.json()}, spoken(text), reply_to)

    def channel_post_arrives(self, chat: Chat, text: str, *, channel: str = "Новости курса") -> Json:
        """A post of the group's linked channel is forwarded into it automatically."""
        source = {"id": -(10**12) - 999, "title": channel, "type": "channel"}
        origin = {"type": "channel", "chat": source, "message_id": 1, "date": int(self.world.now())}
        beside = {"sender_chat": source, "is_automatic_forward": True, "forward_origin": origin}
        return self._nobody_says(chat, SERVICE_ACCOUNT, beside, spoken(text), None)

    def _nobody_says(
        self, chat: Chat, sender: Json, beside: Json, text: Formatted, reply_to: AnyMessage | int | None
    ) -> Json:
        replied = self._replied(chat, reply_to, None)
        thread = self._thread(chat, None, replied)
        reply_id = replied.message_id if replied else None
        post = self.world.post_message(chat, sender, beside | thread | text.fields(), reply_to=reply_id)
        return self._deliver(chat, post)


def _with_caption(file: StoredFile, caption: str) -> Json:
    if len(caption) > LONGEST_CAPTION:
        raise WorldError(f"a caption has at most {LONGEST_CAPTION} characters")
    return file.content() | (spoken(caption).fields("caption", "caption_entities") if caption.strip() else {})
