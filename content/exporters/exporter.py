"""What every exporter does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from content.deck import Deck


@dataclass(frozen=True, slots=True)
class Exported:
    """A deck in another format: the bytes of the file, and what the format cannot hold, in the author's words."""

    data: bytes
    lost: tuple[str, ...] = ()


class Exporter(Protocol):
    """Writes one format. A new one is a module here and a line in ``EXPORTERS``."""

    @property
    def name(self) -> str:
        """What the format is called on the command line, such as ``csv``."""

    @property
    def suffix(self) -> str:
        """The ending of its files, with the dot."""

    def write(self, deck: Deck) -> Exported:
        """A deck as the bytes of a file. The same deck gives the same bytes."""
