"""The calendar of a group: which day it is there."""

from __future__ import annotations

from datetime import date, datetime

from study.daily.values import Coming
from study.ports import Work
from study.values import Place
from study.zones import zone

FALLBACK = "Europe/Moscow"
"""Where most of those who learn here live: for groups whose zone nobody has told. What shows their days says so."""


def zone_of_group(work: Work, chat: int, topic: int = 0) -> str:
    """The group's zone: as settled, else that of its questions of the day; empty where nobody told it."""
    settled = work.chat_settings(chat).zone
    if settled:
        return settled
    schedule = work.schedule(Place(chat, topic), Coming.DAILY) or work.schedule(Place(chat, 0), Coming.DAILY)
    return schedule.zone if schedule is not None else ""


def chat_day(work: Work, chat: int, now: datetime) -> date:
    """The calendar day in a group at an instant."""
    return now.astimezone(zone(zone_of_group(work, chat) or FALLBACK)).date()
