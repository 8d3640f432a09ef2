"""People and chats."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]

ADMIN_STATUSES = ("creator", "administrator")
PRESENT_STATUSES = ("creator", "administrator", "member", "restricted")

# Accounts that Telegram itself puts before a message of no person (LIMITS: what arrives, and when).
ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
SERVICE_ACCOUNT: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_ACCOUNT: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def user(self) -> Json:
        """Bot API `User`."""
        fields = {key: value for key, value in asdict(self).items() if value is not None}
        return {"is_bot": False, **fields}

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


@dataclass(slots=True)
class Chat:
    """A chat and who is in it; its state changes as people and the bot act.

    kind: private, group, supergroup or channel. members: person id to status (creator,
    administrator, member, left, kicked). bot_status: the bot's own; in a private chat `member`,
    or `kicked` when the person blocked it. heard: the person wrote to the bot at least once,
    so that it may write back. muted: the bot may not send messages here.
    topics: message_thread_id to name, in forums only; General is not listed.
    taken: rights of members that were taken from the bot alone; closed_to_all: those no member has.
    admin_rights: what the bot may do as administrator, None for everything. tags: by person id.
    """

    id: int
    kind: str
    title: str
    person_id: int | None = None
    forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "member"
    heard: bool = False
    muted: bool = False
    deleted: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: list[int] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    upgraded_to: int | None = None
    profile: Json = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    closed_to_all: list[str] = field(default_factory=list)
    admin_rights: list[str] | None = None
    tags: dict[int, str] = field(default_factory=dict)

    def bot_may(self, right: str) -> bool:
        """Whether the bot has a right of members here (can_send_polls …); administrators have them all."""
        if self.private or self.bot_is_admin:
            return True
        return not self.muted and right not in self.taken and right not in self.closed_to_all

    def bot_leads(self, right: str) -> bool:
        """Whether the bot is an administrator with that right (can_delete_messages …)."""
        return self.bot_is_admin and (self.admin_rights is None or right in self.admin_rights)

    @property
    def private(self) -> bool:
        """Whether this is a chat of one person with the bot."""
        return self.kind == "private"

    @property
    def has_own_numbers(self) -> bool:
        """Supergroups and channels count their messages; all other chats share one count."""
        return self.kind in ("supergroup", "channel")

    @property
    def bot_is_admin(self) -> bool:
        """Whether the bot is an administrator."""
        return self.bot_status in ADMIN_STATUSES

    def has(self, person_id: int) -> bool:
        """Whether the person is in the chat now."""
        return self.person_id == person_id or self.members.get(person_id) in PRESENT_STATUSES

    def is_admin(self, person_id: int) -> bool:
        """Whether the person is an administrator or the creator."""
        return self.members.get(person_id) in ADMIN_STATUSES

    def present(self) -> list[int]:
        """The ids of the people in the chat."""
        if self.person_id is not None:
            return [self.person_id]
        return [person_id for person_id, status in self.members.items() if status in PRESENT_STATUSES]

    def json(self) -> Json:
        """Bot API `Chat`."""
        if self.private:
            return {"id": self.id, **self.profile, "type": "private"}
        chat: Json = {"id": self.id, "title": self.title, "type": self.kind}
        if self.forum:
            chat["is_forum"] = True
        return chat

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


def remembered_chat(record: Json) -> Chat:
    """A chat from its journal record (JSON has no whole numbers as keys)."""
    for name in ("members", "topics", "tags"):
        record[name] = {int(key): value for key, value in record.get(name, {}).items()}
    return Chat(**record)
