"""Pressing inline buttons: those that send data, and those that are links."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.double.acting import Acting
from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.people import Chat, Person
from bot.sandbox.double.posts import Post
from bot.sandbox.double.presence import AnyMessage, told
from bot.sandbox.double.presses import Press
from bot.sandbox.double.staging import Staging

Json = dict[str, Any]

_HOSTS = ("t.me", "telegram.me")


class Pressing(Staging, Acting):
    """The part of the double that lets people press buttons."""

    def press(
        self, person: Person, message: AnyMessage, button: str | None = None, *, data: str | None = None
    ) -> Press:
        """The person presses an inline button, named by its callback data or its label.

        data: press with exactly this data instead, whether or not there is such a button or even
        such a message (any more): what an old screen or a modified app can do. An ephemeral message
        can be pressed only by the one who received it.
        """
        post = self._pressable(person, told(message))
        if data is None:
            data = self._data_of(post, button or "")
        return self._pressed(person, self.world.chats[post.chat_id], post, data)

    def _pressable(self, person: Person, meant: Json) -> Post:
        chat = self.world.chats[meant["chat"]["id"]]
        ephemeral_id = meant.get("ephemeral_message_id")
        if ephemeral_id is None:
            post = self.world.posts.get(chat.id, {}).get(meant["message_id"])
        else:
            post = self.world.whispers.get(chat.id, {}).get(ephemeral_id)
        if post is None or not post.seen_by(person.id):
            raise WorldError(f"message {ephemeral_id or meant['message_id']} is not in {chat.title}")
        return post

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
        press = Press(
            str(number), person.id, chat.id, post.message_id, data, self.world.now(), post.ephemeral_id
        )
        self.world.remember_press(press)
        message = self.world.message(post)
        if post.deleted:
            ids = ("message_id", "ephemeral_message_id")
            message = {name: post.body[name] for name in ids if name in post.body}
            message |= {"chat": chat.json(), "date": 0}
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

    def follow(self, person: Person, url: str) -> Json:
        """The person follows a link to the bot, `https://t.me/<bot>?start=<payload>`, and presses Start.

        Their private chat gets `/start <payload>`, after unblocking the bot if it was blocked, as the
        apps do. WorldError for every other address: it leads out of the chat with the bot.
        """
        payload = self._start_payload(url)
        chat = self.private(person)
        if chat.bot_status == "kicked":
            self.unblock(person)
        return self.say(person, chat, f"/start {payload}".strip())

    def _start_payload(self, url: str) -> str:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        query = parse_qs(parts.query, keep_blank_values=True)
        if {"startgroup", "startapp", "startchannel"} & query.keys():
            raise WorldError(f"{url}: only links with start are served by this double")
        name = parts.path.strip("/") if parts.netloc.lower() in _HOSTS else ""
        if parts.scheme == "tg" and parts.netloc == "resolve":
            name = "".join(query.get("domain", []))
        if name.lower() != str(self.world.bot["username"]).lower():
            raise WorldError(f"{url} does not lead to the bot")
        payload = "".join(query.get("start", []))
        if not _sound(payload):
            raise WorldError(f"{url}: a payload has at most 64 of A-Z, a-z, 0-9, _ and -")
        return payload


def _sound(payload: str) -> bool:
    return len(payload) <= 64 and all(c.isascii() and (c.isalnum() or c in "_-") for c in payload)
