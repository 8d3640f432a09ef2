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


@dataclass(frozen=True, slots=True)
class NewItems(Press):
    """Review new items, beyond the number for today."""

    prefix: ClassVar[str] = "rn"


@dataclass(frozen=True, slots=True)
class StartAfresh(Press):
    """Spread what has piled up over the coming days."""

    prefix: ClassVar[str] = "rf"


@dataclass(frozen=True, slots=True)
class SetPace(Press):
    """Take on so many new items and so many reviews a day."""

    prefix: ClassVar[str] = "rp"
    new: int
    reviews: int


@dataclass(frozen=True, slots=True)
class AskMe(Press):
    """Ask the item whose explanation was shown first, in a session at ``position``."""

    prefix: ClassVar[str] = "rq"
    session: int
    position: int


@dataclass(frozen=True, slots=True)
class Recall(Press):
    """Show the explanation of an item that another one presupposes."""

    prefix: ClassVar[str] = "rr"
    deck: str
    item: str


@dataclass(frozen=True, slots=True)
class DropGoal(Press):
    """There is no exam any more."""

    prefix: ClassVar[str] = "rg"


@dataclass(frozen=True, slots=True)
class DailyPage(Press):
    """Show a part of the settings of the daily question; ``number`` is a page within it (0 elsewhere)."""

    prefix: ClassVar[str] = "sp"
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class DailySwitch(Press):
    """Switch the daily question or the digest: ``what`` is a key of ``bot.buttons.daily.SWITCHED``."""

    prefix: ClassVar[str] = "ss"
    what: str


@dataclass(frozen=True, slots=True)
class DailyTime(Press):
    """Let the daily question come at ``minute`` after midnight (0..1439), local time."""

    prefix: ClassVar[str] = "st"
    minute: int


@dataclass(frozen=True, slots=True)
class OwnTime(Press):
    """The learner wants to type the time."""

    prefix: ClassVar[str] = "so"


@dataclass(frozen=True, slots=True)
class DailyDays(Press):
    """Let the daily question come on these days: ``weekdays`` as bits, Monday first."""

    prefix: ClassVar[str] = "sd"
    weekdays: int


@dataclass(frozen=True, slots=True)
class DailyCount(Press):
    """Let so many questions come a day."""

    prefix: ClassVar[str] = "sc"
    count: int


@dataclass(frozen=True, slots=True)
class DailyDeck(Press):
    """Take a deck into the daily questions (``on`` 1) or out (0), on a page of the list. No deck: all of them."""

    prefix: ClassVar[str] = "sk"
    deck: str
    on: int
    page: int


@dataclass(frozen=True, slots=True)
class LiveIn(Press):
    """The clock of the learner, or of the group, is that of ``zone`` (see ``of``)."""

    prefix: ClassVar[str] = "sz"
    zone: str

    @classmethod
    def of(cls, zone: str) -> LiveIn:
        """The press for a zone by its name, whose colon (``UTC+05:30``) would divide the data."""
        return cls(zone.replace(":", "="))

    @property
    def name(self) -> str:
        """The name of the zone."""
        return self.zone.replace("=", ":")


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
        NewItems,
        StartAfresh,
        SetPace,
        AskMe,
        Recall,
        DropGoal,
        DailyPage,
        DailySwitch,
        DailyTime,
        OwnTime,
        DailyDays,
        DailyCount,
        DailyDeck,
        LiveIn,
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
