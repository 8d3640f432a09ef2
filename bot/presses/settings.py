"""Buttons of the settings of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class SettingsPage(Press):
    """Show a part of the settings: a key of ``bot.screens.settings.PAGES``, and a page within it (0 elsewhere)."""

    prefix: ClassVar[str] = "ep"
    room: ClassVar[str] = "settings"
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class SettingsSwitch(Press):
    """Switch something on (1) or off (0): ``what`` is a key of ``bot.buttons.settings.SWITCHED``."""

    prefix: ClassVar[str] = "ew"
    room: ClassVar[str] = "settings"
    what: str
    on: int


@dataclass(frozen=True, slots=True)
class SettingsLanguage(Press):
    """The bot speaks the language of this code in the group."""

    prefix: ClassVar[str] = "el"
    room: ClassVar[str] = "settings"
    code: str


@dataclass(frozen=True, slots=True)
class SettingsTempo(Press):
    """Contests go at this pace: a ``study.chats.Tempo``."""

    prefix: ClassVar[str] = "et"
    room: ClassVar[str] = "settings"
    tempo: str


@dataclass(frozen=True, slots=True)
class SettingsStarters(Press):
    """Who may start contests: a ``study.chats.Starters``."""

    prefix: ClassVar[str] = "es"
    room: ClassVar[str] = "settings"
    who: str


@dataclass(frozen=True, slots=True)
class SettingsQuiet(Press):
    """Quiet hours from ``begin`` to ``end``, minutes after midnight (0..1439); both 0: none."""

    prefix: ClassVar[str] = "eq"
    room: ClassVar[str] = "settings"
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class SettingsDeck(Press):
    """Take a deck into the contests (``on`` 1) or out (0), on a page of the list. No deck: all of them."""

    prefix: ClassVar[str] = "ed"
    room: ClassVar[str] = "settings"
    deck: str
    on: int
    page: int


@dataclass(frozen=True, slots=True)
class SettingsZone(Press):
    """The clock of the group is that of ``zone`` (see ``of``); empty: that of its question of the day."""

    prefix: ClassVar[str] = "ez"
    room: ClassVar[str] = "settings"
    zone: str

    @classmethod
    def of(cls, zone: str) -> SettingsZone:
        """The press for a zone by its name, whose colon (``UTC+05:30``) would divide the data."""
        return cls(zone.replace(":", "="))

    @property
    def name(self) -> str:
        """The name of the zone."""
        return self.zone.replace("=", ":")
