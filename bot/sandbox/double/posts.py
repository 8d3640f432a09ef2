"""Messages as the double keeps them: Bot API JSON, and beside it what Telegram's apps know."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Post:
    """One message of a chat.

    body: Bot API `Message` without what changes by viewer or time (`reply_to_message`, `poll`).
    keyboard: reply keyboard, its removal or a forced reply; targets: the people it is for, None
    for everybody. reactions: reaction of the bot (key "bot") and of people (their id as key).
    """

    chat_id: int
    message_id: int
    sender_id: int
    body: Json
    reply_to: int | None = None
    poll_id: str | None = None
    edited_at: int | None = None
    deleted: bool = False
    keyboard: Json | None = None
    targets: list[int] | None = None
    reactions: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def date(self) -> int:
        """When it was sent, Unix seconds."""
        return int(self.body["date"])

    @property
    def thread(self) -> int | None:
        """Its topic or reply thread."""
        return self.body.get("message_thread_id")

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as one person sees it.

    message: Bot API `Message`; a quiz shows its solution only to those who may see it.
    own: the person sent it. edited_at: Unix seconds. keyboard: reply keyboard, removal or forced
    reply that is for this person. my_votes: option ids this person chose in its poll; voters: for
    an open (not anonymous) poll, person ids by option. reactions: emoji to number.
    """

    message: Json
    own: bool
    edited_at: int | None
    deleted: bool
    keyboard: Json | None
    my_votes: tuple[int, ...]
    voters: tuple[tuple[int, ...], ...]
    reactions: dict[str, int]
