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
    """A call to make: ``payload`` is the JSON of its parameters, ``reason`` what caused it.

    ``question`` is set where the sent message carries that question.
    """

    chat: int
    method: str
    payload: str
    reason: str
    question: int | None = None
    id: int = 0


class Mail(Protocol):
    """The inbox and outbox inside one transaction."""

    def receive(self, updates: Sequence[Incoming], now: datetime) -> tuple[Incoming, ...]:
        """Store updates; those seen before are left out of what is returned."""

    def waiting(self) -> tuple[Incoming, ...]:
        """Updates that were not finished, oldest first."""

    def attempt(self, updates: Sequence[int]) -> None:
        """Count one more try at updates that an earlier process did not finish."""

    def finish(self, update: int, now: datetime) -> bool:
        """Mark an update as handled; false where it was handled before (then nothing more may be done)."""

    def post(self, calls: Sequence[Outgoing], now: datetime) -> tuple[Outgoing, ...]:
        """Store calls to make and return them with their ids."""

    def unsent(self) -> tuple[Outgoing, ...]:
        """Calls that were not made yet, in order."""

    def sent(self, call: int, message: int, now: datetime, error: str = "") -> None:
        """Mark a call as done (or given up, for ``error``); ties the message to its question."""

    def drop(self, chat: int, error: str, now: datetime) -> None:
        """Give up all waiting calls of a chat that can no longer be reached."""

    def reach(self, chat: int, unreachable: str, now: datetime) -> None:
        """Note why nothing can be sent to a chat, or (empty) that it can be reached again."""

    def move(self, before: int, after: int) -> None:
        """A group became a supergroup: everything of the old chat id belongs to the new one."""

    def prune(self, before: datetime) -> int:
        """Forget finished mail from before an instant; returns how many rows went."""
