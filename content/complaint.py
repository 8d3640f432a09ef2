"""What is wrong with a deck, said to its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a line of a text. ``line`` counts from 1; 0 where no line is to blame."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """A fault with the file and the item it is in. ``item`` is empty where the whole deck is meant."""

    file: str
    line: int
    item: str
    message: str

    def __str__(self) -> str:
        """``file:line: item: what is wrong and what to do``; the line and the item only where known."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.item}: {self.message}" if self.item else f"{place}: {self.message}"


class DeckError(Exception):
    """A deck cannot be used. ``complaints`` holds everything that was found, in the order of the lines."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(sorted(complaints))
        super().__init__("\n".join(map(str, self.complaints)))


def shorten(text: str, most: int = 60) -> str:
    """A text in one line of at most ``most`` characters, for quoting in a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
