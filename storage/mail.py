"""The messenger's mail as the storage keeps it: what came in, and what is to go out. Payloads are opaque."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update: ``payload`` is its JSON. Updates of one ``lane`` are handled in the order of their ids."""

    id: int
    lane: int
    payload: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A call to make: ``payload`` is the JSON object of its parameters, ``reason`` what caused it.

    ``chat`` and ``message`` (the one to change, 0 for none) stand beside the payload, not in it: a group that
    becomes a supergroup changes them. ``question`` is set where the sent message carries that question, ``board``
    where it carries lobby and table of that contest.
    Calls of ``rank`` 0 answer somebody who waits; those of a higher rank let them pass, and all let those of rank
    -1 pass, the steps of a contest: they have their time.
    """

    chat: int
    method: str
    payload: str
    reason: str
    question: int | None = None
    message: int = 0
    rank: int = 0
    id: int = 0
    board: int | None = None


class Mail(Protocol):
    """The inbox and outbox inside one transaction."""

    def receive(self, updates: Sequence[Incoming], now: datetime) -> tuple[Incoming, ...]:
        """Store updates; those seen before are left out of what is returned."""

    def waiting(self) -> tuple[Incoming, ...]:
        """Updates that were not finished, oldest first."""

    def attempt(self, updates: Sequence[int]) -> None:
        """Count one more try at updates that an earlier process did not finish."""

    def finish(self, update: int, now: datetime, error: str = "") -> bool:
        """Mark an update as handled; false where it was handled before (then nothing more may be done).

        One that could not be handled, for ``error``, keeps its payload: somebody may want to know what it was.
        """

    def post(self, calls: Sequence[Outgoing], now: datetime) -> tuple[Outgoing, ...]:
        """Store calls to make and return them with their ids."""

    def unsent(self) -> tuple[Outgoing, ...]:
        """Calls that were not made yet, in order."""

    def sent(self, call: int, message: int, now: datetime, error: str = "", poll: str = "") -> None:
        """Mark a call as done (or given up, for ``error``); ties the message, and its ``poll``, to what it carries.

        From then on a question can be seen.
        """

    def on_its_way(self, question: int) -> bool:
        """Whether a call that carries a question waits to be made."""

    def drop(self, chat: int, error: str, now: datetime) -> None:
        """Give up all waiting calls of a chat that can no longer be reached."""

    def reach(self, chat: int, unreachable: str, now: datetime) -> None:
        """Note why nothing can be sent to a chat, or (empty) that it can be reached again."""

    def seen(self, chat: int, now: datetime) -> None:
        """Somebody spoke in a chat: what was noted against reaching it is past."""

    def move(self, before: int, after: int, now: datetime) -> None:
        """A group became a supergroup: everything of the old chat id belongs to the new one.

        What was to change an old message is given up, or said anew: the new chat counts its messages from 1.
        Moving a chat to itself, or twice, changes nothing.
        """

    def prune(self, before: datetime) -> int:
        """Forget finished mail from before an instant; returns how many rows went."""
