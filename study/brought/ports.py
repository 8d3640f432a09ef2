"""What the use cases of brought decks ask of a storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from content.deck import Deck
from content.shelf import Stacks
from study.brought.values import Arrival, Brought
from study.values import Place


class Shelves(Stacks, Protocol):
    """Brought decks, the chats they are in, and files whose decks are not kept yet."""

    def put_arrival(
        self, person: int, place: Place, file: str, decks: Sequence[Deck], now: datetime
    ) -> Arrival:
        """Store a file that was read and return it with its id; of many of one person the oldest are forgotten."""

    def arrival(self, arrival: int) -> Arrival | None:
        """A file that was read, by its id."""

    def drop_arrival(self, arrival: int) -> None:
        """Forget a file."""

    def put_brought(self, owner: int, deck: Deck, now: datetime) -> Brought:
        """Store a new deck in nobody's chat yet."""

    def change_brought(self, brought: Brought, deck: Deck, now: datetime) -> Brought:
        """Store another version of a deck, under the title of ``brought``."""

    def drop_brought(self, deck: int) -> None:
        """Forget a deck, in all chats. What was answered stays in the log."""

    def brought(self, deck: int) -> Brought | None:
        """A deck by its id."""

    def brought_by(self, owner: int) -> tuple[Brought, ...]:
        """The decks of a person, the oldest first."""

    def brought_in(self, chat: int) -> tuple[Brought, ...]:
        """The decks that are in a chat, the oldest first; a person's private chat has their own."""

    def put_in(self, chat: int, deck: int, now: datetime) -> None:
        """Put a deck into a chat."""

    def take_out(self, chat: int, deck: int) -> bool:
        """Take a deck out of a chat; false where it was not there."""

    def chats_with(self, deck: int) -> tuple[int, ...]:
        """The chats that a deck is in, but for its owner's own."""
