"""The calendar of a group: which day it is there."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from study.chat_settings import group_zone
from study.ports import Work
from study.zones import zone

FALLBACK = "Europe/Moscow"
"""Where most of those who learn here live: for groups whose zone nobody has told. What shows their days says so."""


def clock_of(work: Work, chat: int) -> tzinfo:
    """The rules by which a group's days are counted."""
    return zone(group_zone(work, chat) or FALLBACK)


def chat_day(work: Work, chat: int, now: datetime) -> date:
    """The calendar day in a group at an instant."""
    return now.astimezone(clock_of(work, chat)).date()
