"""Buttons as types. Each packs to at most 64 bytes and unpacks to an equal value, so an old one keeps its meaning.

Whatever arrives may be forged: unpacking checks the form, the use cases check whose it is and whether it is open.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class Press:
    """What pressing a button means. Subclasses hold whole numbers and short plain texts only."""

    prefix: ClassVar[str] = ""

    def pack(self) -> str:
        """The callback data, such as ``k:31``. Raises ``ValueError`` where it would not fit into 64 bytes."""
        packed = ":".join((self.prefix, *(str(getattr(self, name)) for name in FIELDS[type(self)])))
        if len(packed.encode()) > MOST_BYTES:
            raise ValueError(f"{packed!r} takes more than {MOST_BYTES} bytes")
        return packed


@dataclass(frozen=True, slots=True)
class Pick(Press):
    """One option of a choice question; ``option`` is its index in the item, not its place on the screen.

    ``fingerprint`` is that of the item's options when the button was made: an index means nothing without it.
    """

    prefix: ClassVar[str] = "a"
    question: int
    option: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Next(Press):
    """Move a session on from the question at ``position``."""

    prefix: ClassVar[str] = "n"
    session: int
    position: int


@dataclass(frozen=True, slots=True)
class Skip(Press):
    """Give up on a question."""

    prefix: ClassVar[str] = "k"
    question: int


@dataclass(frozen=True, slots=True)
class Hint(Press):
    """Ask for a hint to a question."""

    prefix: ClassVar[str] = "h"
    question: int


@dataclass(frozen=True, slots=True)
class OwnWords(Press):
    """Answer a choice question in one's own words instead."""

    prefix: ClassVar[str] = "w"
    question: int


@dataclass(frozen=True, slots=True)
class IWasRight(Press):
    """Disagree with the verdict on an answer."""

    prefix: ClassVar[str] = "r"
    answer: int


@dataclass(frozen=True, slots=True)
class ReportMistake(Press):
    """Say that a question or its explanation is wrong."""

    prefix: ClassVar[str] = "m"
    question: int


@dataclass(frozen=True, slots=True)
class Stop(Press):
    """End a session."""

    prefix: ClassVar[str] = "x"
    session: int


@dataclass(frozen=True, slots=True)
class RepeatMissed(Press):
    """Ask again what a session missed."""

    prefix: ClassVar[str] = "g"
    session: int


@dataclass(frozen=True, slots=True)
class StartDeck(Press):
    """Begin a quiz; ``count`` 0 means the usual length."""

    prefix: ClassVar[str] = "d"
    deck: str
    count: int


@dataclass(frozen=True, slots=True)
class DeckPage(Press):
    """Show a page of the list of decks; ``count`` is kept for the deck's button (0: the usual length)."""

    prefix: ClassVar[str] = "p"
    page: int
    count: int


@dataclass(frozen=True, slots=True)
class ShowDecks(Press):
    """Show the list of decks below."""

    prefix: ClassVar[str] = "l"


@dataclass(frozen=True, slots=True)
class DropComment(Press):
    """The learner does not want to comment on what they reported."""

    prefix: ClassVar[str] = "c"
    report: int


@dataclass(frozen=True, slots=True)
class More(Press):
    """Review what is due, or go on with it."""

    prefix: ClassVar[str] = "v"


@dataclass(frozen=True, slots=True)
class WhenLater(Press):
    """Show when the question of the day of a session may come again."""

    prefix: ClassVar[str] = "wl"
    session: int


@dataclass(frozen=True, slots=True)
class PutOff(Press):
    """Let the question of the day come again later: ``when`` is a ``study.daily.arranging.Later``."""

    prefix: ClassVar[str] = "po"
    session: int
    when: str


@dataclass(frozen=True, slots=True)
class HowLongPause(Press):
    """Show for how long the questions of the day may pause."""

    prefix: ClassVar[str] = "hp"
    session: int


@dataclass(frozen=True, slots=True)
class PauseDaily(Press):
    """Pause the questions of the day: ``span`` is ``week`` or ``return``."""

    prefix: ClassVar[str] = "pd"
    session: int
    span: str


@dataclass(frozen=True, slots=True)
class BackToQuestion(Press):
    """Show the usual buttons below the question of the day again."""

    prefix: ClassVar[str] = "bq"
    session: int


@dataclass(frozen=True, slots=True)
class GoOnDaily(Press):
    """Let the questions of the day come again; ``answer`` is ``yes`` or ``no``."""

    prefix: ClassVar[str] = "go"
    answer: str


PRESSES: dict[str, type[Press]] = {
    kind.prefix: kind
    for kind in (
        Pick,
        Next,
        Skip,
        Hint,
        OwnWords,
        IWasRight,
        ReportMistake,
        Stop,
        RepeatMissed,
        StartDeck,
        DeckPage,
        ShowDecks,
        DropComment,
        More,
        WhenLater,
        PutOff,
        HowLongPause,
        PauseDaily,
        BackToQuestion,
        GoOnDaily,
    )
}
FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in PRESSES.values()}
LARGEST = 2**53


def unpack(data: str) -> Press | None:
    """The press that some callback data means, or ``None`` for anything that is not ours."""
    prefix, *parts = data.split(":")
    kind = PRESSES.get(prefix)
    if kind is None or len(parts) != len(fields(kind)):
        return None
    values: list[int | str] = []
    for field, part in zip(fields(kind), parts, strict=True):
        if field.type in ("str", str):
            values.append(part)
        elif part.isascii() and part.isdigit() and int(part) < LARGEST:
            values.append(int(part))
        else:
            return None
    return kind(*values)
