"""What is wrong with a deck, said to its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a line of a text. ``line`` counts from 1; 0 where no line is to blame.

    ``message`` is English, for authors at a terminal. ``key`` and ``args`` say the same as data, where it may
    also be shown in a chat in another language.
    """

    line: int
    message: str
    key: str = ""
    args: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A kind of fault: its key among the words of all languages, and its English template (``str.format``)."""

    key: str
    english: str

    def at(self, line: int, **args: str | int) -> Fault:
        """Such a fault at a line."""
        return Fault(line, self.english.format(**args), self.key, tuple(args.items()))


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """A fault with the file and the item it is in. ``item`` is empty where the whole deck is meant.

    ``key`` and ``args`` as those of the fault.
    """

    file: str
    line: int
    item: str
    message: str
    key: str = field(default="", compare=False)
    args: tuple[tuple[str, str | int], ...] = field(default=(), compare=False)

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
