"""The state of the double: people, chats, messages, polls, files and the bot's mailbox.

Everything is in memory; with a database every change is written through, and a new World on the
same file continues where the old one ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.sandbox.double.events import Event, EventBus
from bot.sandbox.double.files import StoredFile
from bot.sandbox.double.journal import Recordable, open_journal
from bot.sandbox.double.people import Chat, Person, remembered_chat
from bot.sandbox.double.polls import Poll, remembered_poll
from bot.sandbox.double.posts import Post
from bot.sandbox.double.presses import Press
from bot.sandbox.double.signatures import NEWEST
from bot.sandbox.double.updates import Mailbox

Json = dict[str, Any]

FIRST_PERSON = 5_000_000_001  # newer accounts need more than 32 bits, so let nobody store them in fewer
FIRST_GROUP = 4_000_000_001
FIRST_WHISPER = 29_000_001  # of every chat, as large as those reported: nobody takes one for a message_id
SUPERGROUP_BASE = 1_000_000_000_000
REMEMBERED_PRESSES = 10_000


@dataclass(slots=True)
class Settings:
    """What holds for the whole world; counts are the last numbers given out."""

    privacy: bool = True
    people: int = 0
    chats: int = 0
    messages: int = 0
    supergroup_messages: dict[str, int] = field(default_factory=dict)
    whispers: dict[str, int] = field(default_factory=dict)  # ephemeral messages, by chat
    away: list[int] = field(default_factory=list)  # people without a connection
    files: int = 0
    polls: int = 0
    presses: int = 0
    deactivated: list[int] = field(default_factory=list)
    profile: dict[str, dict[str, str]] = field(default_factory=dict)  # name, description … by language
    menu_buttons: dict[str, Json] = field(default_factory=dict)

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CommandList:
    """Commands for one scope and language; language is empty for everybody."""

    scope: Json
    language: str
    commands: list[Json]

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


class World:
    """All that Telegram knows about one bot and the people around it."""

    def __init__(
        self, token: str, username: str, name: str, clock: Callable[[], datetime], database: Path | None,
        bot_api: str = NEWEST,
    ) -> None:  # fmt: skip
        self.token = token
        self.bot_api = bot_api
        self.bot: Json = {
            "id": int(token.split(":", 1)[0]), "is_bot": True, "first_name": name, "username": username,
        }  # fmt: skip
        self.clock = clock
        self.journal = open_journal(database)
        self.bus = EventBus()
        self.mailbox = Mailbox(self.now, self.journal)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.posts: dict[int, dict[int, Post]] = {}
        self.whispers: dict[int, dict[int, Post]] = {}  # ephemeral messages: chat id, ephemeral_message_id
        self.polls: dict[str, Poll] = {}
        self.files: dict[str, StoredFile] = {}
        self.commands: dict[tuple[str, str], CommandList] = {}
        self.settings = Settings()
        self.presses: dict[str, Press] = {}
        self.press_order: deque[str] = deque()
        self.open_polls: set[str] = set()
        self._restore()

    def _restore(self) -> None:
        load = self.journal.load
        for record in load("settings"):
            self.settings = Settings(**record)
        self.bot["first_name"] = self.settings.profile.get("name", {}).get("") or self.bot["first_name"]
        self.people = {record["id"]: Person(**record) for record in load("person")}
        self.chats = {record["id"]: remembered_chat(record) for record in load("chat")}
        for post in sorted((Post(**record) for record in load("post")), key=lambda post: post.message_id):
            self.posts.setdefault(post.chat_id, {})[post.message_id] = post
        for whisper in (Post(**record) for record in load("whisper")):
            self.whispers.setdefault(whisper.chat_id, {})[whisper.ephemeral_id or 0] = whisper
        self.polls = {record["id"]: remembered_poll(record) for record in load("poll")}
        self.open_polls = {poll.id for poll in self.polls.values() if poll.closes_at and not poll.closed}
        self.files = {record["id"]: StoredFile(**record) for record in load("file")}
        for record in load("commands"):
            listed = CommandList(**record)
            self.commands[scope_key(listed.scope), listed.language] = listed

    @property
    def has_ephemeral_messages(self) -> bool:
        """Whether the server knows them (Bot API 10.2 and newer)."""
        return self.bot_api == NEWEST

    # --- time, and what is kept ---

    def now(self) -> float:
        """Unix seconds of the double's clock."""
        return self.clock().timestamp()

    def keep(self, kind: str, key: object, thing: Recordable) -> None:
        """Write a changed thing to the database, if there is one."""
        self.journal.put(kind, str(key), thing)

    def keep_settings(self) -> None:
        """Write the settings."""
        self.keep("settings", "", self.settings)

    def keep_chat(self, chat: Chat) -> None:
        """Remember a chat, new or changed, and tell the pages."""
        self.chats[chat.id] = chat
        self.keep("chat", chat.id, chat)
        self.emit("chat", chat.id, chat.json)

    def keep_post(self, post: Post) -> None:
        """Remember a message, new or changed."""
        if post.ephemeral_id is not None:
            self.whispers.setdefault(post.chat_id, {})[post.ephemeral_id] = post
            self.keep("whisper", f"{post.chat_id}:{post.ephemeral_id}", post)
            return
        self.posts.setdefault(post.chat_id, {})[post.message_id] = post
        self.keep("post", f"{post.chat_id}:{post.message_id}", post)

    def keep_poll(self, poll: Poll) -> None:
        """Remember a poll, new or changed."""
        self.polls[poll.id] = poll
        self.keep("poll", poll.id, poll)

    def emit(self, kind: str, chat_id: int | None, payload: Callable[[], Json]) -> None:
        """Tell the subscribers; the payload is built only when there are any."""
        if self.bus.heard:
            self.bus.emit(Event(kind, chat_id, payload(), self.now()))

    # --- numbers ---

    def count(self, counter: str) -> int:
        """The next number of a counter in the settings."""
        number = int(getattr(self.settings, counter)) + 1
        setattr(self.settings, counter, number)
        self.keep_settings()
        return number

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and basic groups share one count of messages, supergroups have their own."""
        if not chat.has_own_numbers:
            return self.count("messages")
        # Message 1 of a supergroup is its creation: General, the first topic of a forum, has that id.
        number = self.settings.supergroup_messages.get(str(chat.id), 1) + 1
        self.settings.supergroup_messages[str(chat.id)] = number
        self.keep_settings()
        return number

    # --- messages ---

    def post_message(self, chat: Chat, sender: Json, content: Json, **beside: Any) -> Post:
        """Put a message into a chat and tell the pages; `beside` are fields of Post."""
        message_id = self.next_message_id(chat)
        body = self._body(chat, sender, message_id) | content
        return self._posted(Post(chat.id, message_id, sender["id"], body, **beside))

    def post_whisper(self, chat: Chat, sender: Json, receiver: Json, content: Json, **beside: Any) -> Post:
        """Put an ephemeral message into a group, between the bot and one person; `beside`: fields of Post."""
        number = self.settings.whispers.get(str(chat.id), FIRST_WHISPER - 1) + 1
        self.settings.whispers[str(chat.id)] = number
        self.keep_settings()
        ids = {"ephemeral_message_id": number, "receiver_user": receiver}
        person_id = receiver["id"] if sender["id"] == self.bot["id"] else sender["id"]
        lost = person_id == receiver["id"] and person_id in self.settings.away
        beside.setdefault("after", max(self.posts.get(chat.id, {}), default=0))
        post = Post(
            chat.id, 0, sender["id"], self._body(chat, sender, 0) | ids | content, ephemeral_id=number,
            audience=person_id, lost=lost, **beside,
        )  # fmt: skip
        return self._posted(post)

    def _body(self, chat: Chat, sender: Json, message_id: int) -> Json:
        body = {"message_id": message_id, "from": sender, "chat": chat.json(), "date": int(self.now())}
        if chat.kind == "supergroup" and chat.tags.get(sender["id"]):
            body["sender_tag"] = chat.tags[sender["id"]]
        return body

    def _posted(self, post: Post) -> Post:
        self.keep_post(post)
        self.emit("message", post.chat_id, lambda: self.message(post))
        return post

    def forwarded(self, source: Post, chat: Chat, sender: Json, **beside: Any) -> Post:
        """A copy of a message that says where it came from; a poll stays one and the same poll.

        `content` in `beside` are more fields of the message, the rest are fields of Post.
        """
        origin = {"type": "user", "sender_user": source.body["from"], "date": source.date}
        content = source.content() | {"forward_origin": origin} | beside.pop("content", {})
        post = self.post_message(chat, sender, content, poll_id=source.poll_id, **beside)
        if source.poll_id is not None:
            poll = self.polls[source.poll_id]
            poll.copies.append([chat.id, post.message_id])
            self.keep_poll(poll)
        return post

    def post(self, chat_id: int, message_id: int | None) -> Post | None:
        """A message that is still there."""
        post = self.posts.get(chat_id, {}).get(message_id or 0)
        return None if post is None or post.deleted else post

    def whisper(self, chat_id: int, ephemeral_id: int) -> Post | None:
        """An ephemeral message that is still there."""
        post = self.whispers.get(chat_id, {}).get(ephemeral_id)
        return None if post is None or post.deleted else post

    def message(self, post: Post, viewer: int | None = None, *, with_reply: bool = True) -> Json:
        """Bot API `Message`, as the bot sees it (None) or as that person does."""
        message = dict(post.body)
        if post.sender_id == self.bot["id"]:
            message["from"] = dict(self.bot)  # old messages show the bot's present name
        if post.poll_id in self.polls:  # not so only when the process was killed between two writes
            message["poll"] = self.polls[post.poll_id].in_message(
                viewer, forwarded="forward_origin" in message and not self.chats[post.chat_id].private
            )
        if post.edited_at:
            message["edit_date"] = post.edited_at
        replied = self.post(post.chat_id, post.reply_to) if with_reply and post.reply_to else None
        if with_reply and post.answers and viewer is not None:
            # "If the message is a reply to an ephemeral message, then this field may be omitted":
            # for the bot it is, so that it relies on nothing.
            replied = self.whisper(post.chat_id, post.answers)
        if replied is not None:
            message["reply_to_message"] = self.message(replied, viewer, with_reply=False)
        return message

    def erase(self, post: Post) -> None:
        """Delete a message for everybody."""
        post.deleted = True
        self.keep_post(post)
        chat = self.chats[post.chat_id]
        if post.message_id in chat.pinned:
            chat.pinned.remove(post.message_id)
            self.keep_chat(chat)
        ids = {"message_id": post.message_id, "ephemeral_message_id": post.ephemeral_id}
        self.emit("deleted", post.chat_id, lambda: ids | {"replaced": post.replaces})

    def service(self, chat: Chat, sender: Json, content: Json, *, heard: bool = True) -> Post:
        """A service message (somebody joined, a topic was opened …); the bot hears it when it is there."""
        post = self.post_message(chat, sender, content)
        if heard and chat.bot_status in ("member", "administrator"):
            self.mailbox.put("message", self.message(post))
        return post

    # --- polls ---

    def close_poll(self, poll: Poll) -> None:
        """End a poll: nobody votes any more, everybody sees the result, the bot gets a `poll` update."""
        poll.closed = True
        self.open_polls.discard(poll.id)
        self.keep_poll(poll)
        self.tell_poll(poll)
        self.mailbox.put("poll", poll.json())

    def tell_poll(self, poll: Poll) -> None:
        """Tell the pages that a poll changed."""
        for chat_id, message_id in poll.places():
            self._tell_poll(poll, chat_id, message_id)

    def _tell_poll(self, poll: Poll, chat_id: int, message_id: int) -> None:
        self.emit("poll", chat_id, lambda: {"message_id": message_id, "poll": poll.json()})

    def tick(self) -> None:
        """End the polls whose time is over by the double's clock."""
        if self.open_polls:
            now = self.now()
            due = [
                self.polls[key] for key in self.open_polls if (self.polls[key].closes_at or now + 1) <= now
            ]
            for poll in sorted(due, key=lambda poll: poll.closes_at or 0):
                self.close_poll(poll)

    # --- people ---

    def active(self, person_id: int) -> bool:
        """Whether the account still exists."""
        return person_id not in self.settings.deactivated

    def rename(self, person: Person, **changes: Any) -> Person:
        """Change a person's names or language."""
        renamed = replace(person, **changes)
        self.people[person.id] = renamed
        self.keep("person", person.id, renamed)
        return renamed

    def remember_press(self, press: Press) -> None:
        """Keep a press until it is answered; the oldest ones are forgotten."""
        self.presses[press.id] = press
        self.press_order.append(press.id)
        if len(self.press_order) > REMEMBERED_PRESSES:
            self.presses.pop(self.press_order.popleft(), None)


def scope_key(scope: Json) -> str:
    """One text for a BotCommandScope: its type and whom it is for."""
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)
