"""What an error of the Bot API means for the call that met it."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)


class Disconnected(NetworkError):
    """The request did not get an answer of any kind."""


class Fault(Enum):
    """Kinds of failure, by what is to be done."""

    DONE = auto()
    """The wanted state is there already, or the matter is past: nothing to do."""
    GONE = auto()
    """The message to change is gone: say it anew."""
    MARKUP = auto()
    """Our markup was refused: say it as plain text."""
    WAIT = auto()
    """Telegram asks to wait, for this chat."""
    MOVED = auto()
    """The group became a supergroup."""
    NOT_THIS = auto()
    """This kind of call is not allowed in this chat (photos, polls, tags …); messages are."""
    CLOSED = auto()
    """The topic is closed or deleted: nothing can be said there, the rest of the chat goes on."""
    UNREACHABLE = auto()
    """Nothing can be sent to this chat any more."""
    AGAIN = auto()
    """The server failed: try again later, though not for ever."""
    OFFLINE = auto()
    """There is no connection to the server: try again until there is."""
    TOKEN = auto()
    """Telegram does not know our token, or (it says the same) not this method."""
    REFUSED = auto()
    """A mistake of ours: give up on this call and log it."""


# Fragments of Telegram's texts, lower case; the library rewrites the rest of the line.
DONE_TEXTS = (
    "message is not modified",
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
)
GONE_TEXTS = ("message to edit not found", "message can't be edited", "message_id_invalid")
CLOSED_TEXTS = ("message thread not found", "topic_closed", "topic_deleted")
UNREACHABLE_TEXTS = (
    "chat not found",
    "not enough rights to send text messages",
    "chat_write_forbidden",
    "the group chat was deleted",
)
NOT_THIS_TEXTS = ("not enough rights", "chat_admin_required")


def fault_of(error: TelegramError) -> Fault:
    """Classify an error of the library."""
    if isinstance(error, RetryAfter):
        return Fault.WAIT
    if isinstance(error, ChatMigrated):
        return Fault.MOVED
    if isinstance(error, Forbidden):
        return Fault.UNREACHABLE
    if isinstance(error, BadRequest):
        return _of_text(error.message.lower())
    if isinstance(error, InvalidToken):
        return Fault.TOKEN
    if isinstance(error, Disconnected | TimedOut):
        return Fault.OFFLINE
    return Fault.AGAIN  # 5xx, and answers of no known form: a proxy's page, half an answer


def _of_text(text: str) -> Fault:
    for fault, fragments in (
        (Fault.DONE, DONE_TEXTS),
        (Fault.GONE, GONE_TEXTS),
        (Fault.CLOSED, CLOSED_TEXTS),
        (Fault.UNREACHABLE, UNREACHABLE_TEXTS),
        (Fault.NOT_THIS, NOT_THIS_TEXTS),
    ):
        if any(fragment in text for fragment in fragments):
            return fault
    return Fault.MARKUP if "can't parse entities" in text else Fault.REFUSED


def seconds_to_wait(error: RetryAfter) -> float:
    """What "retry after" asks for, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
