"""Buttons of the question of the day and its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


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
class DailyPage(Press):
    """Show a part of the settings of the daily question; ``number`` is a page within it (0 elsewhere)."""

    prefix: ClassVar[str] = "sp"
    room: ClassVar[str] = "daily"
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class DailySwitch(Press):
    """Switch the daily question or the digest: ``what`` is a key of ``bot.buttons.daily.SWITCHED``."""

    prefix: ClassVar[str] = "ss"
    room: ClassVar[str] = "daily"
    what: str


@dataclass(frozen=True, slots=True)
class DailyTime(Press):
    """Let the daily question come at ``minute`` after midnight (0..1439), local time."""

    prefix: ClassVar[str] = "st"
    room: ClassVar[str] = "daily"
    minute: int


@dataclass(frozen=True, slots=True)
class OwnTime(Press):
    """The learner wants to type the time."""

    prefix: ClassVar[str] = "so"
    room: ClassVar[str] = "daily"


@dataclass(frozen=True, slots=True)
class DailyDays(Press):
    """Let the daily question come on these days: ``weekdays`` as bits, Monday first."""

    prefix: ClassVar[str] = "sd"
    room: ClassVar[str] = "daily"
    weekdays: int


@dataclass(frozen=True, slots=True)
class DailyCount(Press):
    """Let so many questions come a day."""

    prefix: ClassVar[str] = "sc"
    room: ClassVar[str] = "daily"
    count: int


@dataclass(frozen=True, slots=True)
class DailyDeck(Press):
    """Take a deck into the daily questions (``on`` 1) or out (0), on a page of the list. No deck: all of them."""

    prefix: ClassVar[str] = "sk"
    room: ClassVar[str] = "daily"
    deck: str
    on: int
    page: int


@dataclass(frozen=True, slots=True)
class LiveIn(Press):
    """The clock of the learner, or of the group, is that of ``zone`` (see ``of``)."""

    prefix: ClassVar[str] = "sz"
    room: ClassVar[str] = "daily"
    zone: str

    @classmethod
    def of(cls, zone: str) -> LiveIn:
        """The press for a zone by its name, whose colon (``UTC+05:30``) would divide the data."""
        return cls(zone.replace(":", "="))

    @property
    def name(self) -> str:
        """The name of the zone."""
        return self.zone.replace("=", ":")
