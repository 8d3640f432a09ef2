"""What a button is: a type whose values fit into its callback data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class Press:
    """What pressing a button means. Subclasses hold whole numbers and short plain texts only."""

    prefix: ClassVar[str] = ""
    room: ClassVar[str] = ""
    """Names the message whose pages carry this button, where there are several that take each other's place."""

    def pack(self) -> str:
        """The callback data, such as ``k:31``. Raises ``ValueError`` where it would not fit into 64 bytes."""
        packed = ":".join((self.prefix, *(str(getattr(self, name)) for name in names_of(type(self)))))
        if len(packed.encode()) > MOST_BYTES:
            raise ValueError(f"{packed!r} takes more than {MOST_BYTES} bytes")
        return packed

    def beside(self, other: Press) -> bool:
        """Whether a message that carries this button may have carried the other one a moment ago.

        Two quick presses, or two people's, meet the message with what the first of them made of it.
        """
        return type(self) is type(other) or (self.room != "" and self.room == other.room)


_NAMES: dict[type[Press], tuple[str, ...]] = {}


def names_of(kind: type[Press]) -> tuple[str, ...]:
    """The names of what a press holds, in the order in which they are packed."""
    known = _NAMES.get(kind)
    if known is None:
        known = _NAMES[kind] = tuple(field.name for field in fields(kind))
    return known
