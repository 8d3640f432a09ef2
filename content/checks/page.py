"""What a rule is given to look at, and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass

from content.complaint import Fault, Message
from content.deck import Item
from content.shape import Path, place
from content.written import Written


@dataclass(frozen=True, slots=True)
class Page:
    """One item of a deck as it was written."""

    written: Written
    index: int

    @property
    def item(self) -> Item:
        """The item itself; misshapen parts are empty, and have been complained about."""
        return self.written.deck.items[self.index]

    def fault(self, path: Path, message: str | Message, **args: str | int) -> Fault:
        """A fault in a part of the item: ``fault(("choices", 1), …)`` says "option 2" and knows its line."""
        where, line = place(path), self.written.line("items", self.index, *path)
        if isinstance(message, Message):
            return message.at(line, where=where, **args)
        return Fault(line, f"{where}: {message}" if where else message)

    def fault_within(self, piece: str, path: Path, message: str) -> Fault:
        """A fault at a piece of a text of several lines, such as a formula of the explanation."""
        line = self.written.line_within(piece, "items", self.index, *path)
        return Fault(line, f"{place(path)}: {message}")
