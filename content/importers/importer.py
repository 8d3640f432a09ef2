"""What every importer is given, and what it makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from content.complaint import Fault
from content.deck import Deck

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """As much as one file may hold. ``text`` and ``package`` are bytes, ``items`` the items of all its decks."""

    text: int = MEBIBYTE
    package: int = 20 * MEBIBYTE
    items: int = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came: its name (no path; only its ending and its stem mean anything) and its bytes."""

    name: str
    data: bytes
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Imported:
    """The decks of a file in its order, and all that could not be carried over, by line.

    A line is one of the file; in a package, where there are none, it is the number of the note.
    """

    decks: tuple[Deck, ...]
    left: tuple[Fault, ...] = ()

    @property
    def items(self) -> int:
        """How many items there are."""
        return sum(len(deck.items) for deck in self.decks)


class ImportRefused(Exception):
    """Nothing of a file can be used. ``faults`` say why and what to do, by line (0: the file as a whole)."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class Importer(Protocol):
    """Reads one format. A new one is a module here and a line in ``IMPORTERS``."""

    @property
    def name(self) -> str:
        """What the format is called on the command line, such as ``markdown``."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files, lower case with the dot."""

    def knows(self, source: Source) -> bool:
        """Whether the bytes look like this format, where the ending says nothing. Quick; never raises."""

    def read(self, source: Source) -> Imported:
        """The decks of a file, in bounded time and memory.

        Raises ``ImportRefused`` where nothing of it can be used.
        """


def by_line(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults in the order of their lines, each once."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.line, fault.message)))
