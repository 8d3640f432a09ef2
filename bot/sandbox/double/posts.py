"""Messages as the double keeps them: Bot API JSON, and beside it what Telegram's apps know."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]

_CARRIED = (
    "text", "entities", "caption", "caption_entities", "photo", "document", "sticker", "voice", "location",
    "link_preview_options", "has_media_spoiler", "show_caption_above_media",
)  # fmt: skip


@dataclass(slots=True)
class Post:
    """One message of a chat.

    body: Bot API `Message` without what changes by viewer or time (`reply_to_message`, `poll`).
    keyboard: reply keyboard, its removal or a forced reply; targets: the people it is for, None
    for everybody. reactions: reaction of the bot (key "bot") and of people (their id as key).

    An ephemeral message has message_id 0 and an ephemeral_id. audience: the one person who sees it.
    after: the newest ordinary message when it was sent, which is where it stands. replaces: the
    message in whose place that person sees it. answers: the ephemeral message it replies to.
    lost: it never arrived, for the receiver was away.
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
    ephemeral_id: int | None = None
    audience: int | None = None
    after: int = 0
    replaces: int | None = None
    answers: int | None = None
    lost: bool = False

    def seen_by(self, person_id: int) -> bool:
        """Whether this person sees the message in the chat."""
        return self.audience is None or (self.audience == person_id and not self.lost)

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among the messages of its chat, ephemeral ones behind the ordinary one."""
        return (self.after, self.ephemeral_id) if self.ephemeral_id else (self.message_id, 0)

    @property
    def date(self) -> int:
        """When it was sent, Unix seconds."""
        return int(self.body["date"])

    @property
    def thread(self) -> int | None:
        """Its topic or reply thread."""
        return self.body.get("message_thread_id")

    def content(self) -> Json:
        """What a copy or a forwarded message takes along; empty for service messages and polls."""
        return {name: self.body[name] for name in _CARRIED if name in self.body}

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as one person sees it.

    message: Bot API `Message`; a quiz shows its solution only to those who may see it.
    own: the person sent it. edited_at: Unix seconds. keyboard: reply keyboard, removal or forced
    reply that is for this person. my_votes: option ids this person chose in its poll; voters: for
    an open (not anonymous) poll, person ids by option. reactions: emoji to number. option_order: the
    option ids of its poll from top to bottom; results_hidden: they are kept until it closes. place:
    where it stands among the messages of its chat.
    """

    message: Json
    own: bool
    edited_at: int | None
    deleted: bool
    keyboard: Json | None
    my_votes: tuple[int, ...]
    voters: tuple[tuple[int, ...], ...]
    reactions: dict[str, int]
    option_order: tuple[int, ...] = ()
    results_hidden: bool = False
    place: tuple[int, int] = (0, 0)
