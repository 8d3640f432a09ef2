"""Acting as a person: every act creates the updates Telegram would deliver."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.files import StoredFile, mime_type_of, picture_size
from bot.sandbox.double.formatting import Formatted, spoken
from bot.sandbox.double.hearing import hears
from bot.sandbox.double.people import ANONYMOUS_ADMIN, SERVICE_ACCOUNT, Chat, Person
from bot.sandbox.double.posts import Post, SeenMessage
from bot.sandbox.double.presses import Press
from bot.sandbox.double.samples import picture, silence
from bot.sandbox.double.shelf import stored
from bot.sandbox.double.world import World

Json = dict[str, Any]
AnyMessage = Json | SeenMessage  # a message dict, or one as a person sees it

MOST_DOUBT = 1500  # metres around a location
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024  # code points; Telegram's apps split a longer text


def _json(message: AnyMessage) -> Json:
    return message.message if isinstance(message, SeenMessage) else message


class Acting:
    """The part of the double that lets people write, press and vote."""

    world: World

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
        replied = self._replied(chat, reply_to)
        thread = self._thread(chat, topic, replied)
        reply_id = replied.message_id if replied else (topic if chat.forum else None)
        post = self.world.post_message(chat, person.user(), thread | content, reply_to=reply_id)
        self._meet(chat)
        return self._deliver(chat, post)

    def _check_may_write(self, person: Person, chat: Chat) -> None:
        if not self.world.active(person.id):
            raise WorldError(f"{person.name} has deleted the account")
        if chat.upgraded_to is not None or chat.deleted:
            raise WorldError(f"{chat.title} does not exist any more")
        if not chat.has(person.id):
            raise WorldError(f"{person.name} is not in {chat.title}")
        if chat.private and chat.bot_status == "kicked":
            raise WorldError(f"{person.name} has blocked the bot: unblock it first")

    def _meet(self, chat: Chat) -> None:
        """From a person's first message on the bot may write back."""
        if chat.private and not chat.heard:
            chat.heard = True
            self.world.keep_chat(chat)

    def _replied(self, chat: Chat, reply_to: AnyMessage | int | None) -> Post | None:
        if reply_to is None:
            return None
        message_id = reply_to if isinstance(reply_to, int) else _json(reply_to)["message_id"]
        post = self.world.post(chat.id, message_id)
        if post is None:
            raise WorldError(f"message {message_id} is not in {chat.title}")
        return post

    def _thread(self, chat: Chat, topic: int | None, replied: Post | None) -> Json:
        if chat.forum:
            thread = topic or (replied.thread if replied else None)
            if thread is not None and thread not in chat.topics:
                raise WorldError(f"{chat.title} has no topic {thread}")
            return {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        if topic is not None:
            raise WorldError(f"{chat.title} has no topics")
        if replied and chat.kind == "supergroup":
            return {"message_thread_id": replied.thread or replied.message_id}
        return {}

    def _deliver(self, chat: Chat, post: Post, kind: str = "message") -> Json:
        message = self.world.message(post)
        if hears(self.world, chat, post):
            self.world.mailbox.put(kind, message)
        return message

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

    def _post(self, message: AnyMessage) -> Post:
        told = _json(message)
        post = self.world.post(told["chat"]["id"], told["message_id"])
        if post is None:
            raise WorldError(f"message {told['message_id']} is not there any more")
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

    # --- buttons, polls, reactions ---

    def press(
        self, person: Person, message: AnyMessage, button: str | None = None, *, data: str | None = None
    ) -> Press:
        """The person presses an inline button, named by its callback data or its label.

        data: press with exactly this data instead, whether or not there is such a button or even
        such a message (any more): what an old screen or a modified app can do.
        """
        told = _json(message)
        chat = self.world.chats[told["chat"]["id"]]
        post = self.world.posts.get(chat.id, {}).get(told["message_id"])
        if post is None:
            raise WorldError(f"message {told['message_id']} is not in {chat.title}")
        if data is None:
            data = self._data_of(post, button or "")
        return self._pressed(person, chat, post, data)

    def _data_of(self, post: Post, button: str) -> str:
        rows = [] if post.deleted else post.body.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [item for row in rows for item in row]
        for item in buttons:
            if button in (item.get("callback_data"), item["text"]) and item.get("callback_data"):
                return str(item["callback_data"])
        there = ", ".join(repr(item["text"]) for item in buttons) or "no buttons at all"
        raise WorldError(f"there is no button {button!r} to press; there are {there}")

    def _pressed(self, person: Person, chat: Chat, post: Post, data: str) -> Press:
        self._check_may_write(person, chat)
        number = 4_000_000_000_000 + self.world.count("presses")
        press = Press(str(number), person.id, chat.id, post.message_id, data, self.world.now())
        self.world.remember_press(press)
        message = self.world.message(post)
        if post.deleted:
            message = {"chat": chat.json(), "message_id": post.message_id, "date": 0}
        instance = hashlib.blake2b(str(chat.id).encode(), digest_size=8).hexdigest()
        query = {
            "id": press.id,
            "from": person.user(),
            "message": message,
            "chat_instance": instance,
            "data": data,
        }
        self.world.mailbox.put("callback_query", query)
        self.world.emit(
            "pressed", chat.id, lambda: {"callback_query_id": press.id, "person_id": person.id,
                                         "message_id": post.message_id, "data": data},
        )  # fmt: skip
        return press

    def vote(self, person: Person, message: AnyMessage, option_ids: list[int]) -> None:
        """The person votes in the poll of a message."""
        post = self._post(message)
        chat = self.world.chats[post.chat_id]
        self._check_may_write(person, chat)
        if post.poll_id is None:
            raise WorldError("this message holds no poll")
        self.world.tick()
        poll = self.world.polls[post.poll_id]
        poll.vote(person.id, option_ids)
        self.world.keep_poll(poll)
        self.world.tell_poll(poll)
        self.world.mailbox.put("poll", poll.json())
        if not poll.anonymous:
            chosen = poll.votes.get(person.id, [])
            answer = {"poll_id": poll.id, "user": person.user(), "option_ids": chosen}
            answer["option_persistent_ids"] = [f"{poll.id}-{option}" for option in chosen]
            self.world.mailbox.put("poll_answer", answer)

    def retract(self, person: Person, message: AnyMessage) -> None:
        """The person takes the vote back, where the poll allows it."""
        self.vote(person, message, [])

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
        replied = self._replied(chat, reply_to)
        thread = self._thread(chat, None, replied)
        reply_id = replied.message_id if replied else None
        post = self.world.post_message(chat, sender, beside | thread | text.fields(), reply_to=reply_id)
        return self._deliver(chat, post)


def _with_caption(file: StoredFile, caption: str) -> Json:
    if len(caption) > LONGEST_CAPTION:
        raise WorldError(f"a caption has at most {LONGEST_CAPTION} characters")
    return file.content() | (spoken(caption).fields("caption", "caption_entities") if caption.strip() else {})
