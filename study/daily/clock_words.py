"""Times of day and days of the week as people write them."""

from __future__ import annotations

import re
from datetime import time

from study.days import EVERY_DAY, bits

TIME = re.compile(
    r"(?:(?P<hour>\d{1,2})(?:[:.,](?P<minute>\d\d))?|(?P<packed>\d{1,2})(?P<rest>\d\d))"
    r"(?P<part>утра|дня|вечера|ночи|am|pm|ч|час|часа|часов)?",
    re.ASCII,
)
DAYS = (
    r"пн|пон|понедел\w*|mon|mondays?",
    r"вт|втор|вторник\w*|tue|tuesdays?",
    r"ср|среда|среду|среды|средам|wed|wednesdays?",
    r"чт|чет|четверг\w*|thu|thursdays?",
    r"пт|пят|пятниц\w*|fri|fridays?",
    r"сб|суб|суббот\w*|sat|saturdays?",
    r"вс|воскр|воскресен\w*|sun|sundays?",
)
WORKING = bits(range(5))
FREE = bits((5, 6))
GROUPS = (
    (re.compile(r"будни|будн\w+|рабочие|weekdays?"), WORKING),
    (re.compile(r"выходн\w+|weekends?"), FREE),
    (re.compile(r"ежедневно|everyday|daily"), EVERY_DAY),
)


def read_time(word: str) -> time | None:
    """A time of day by 24 or, with ``утра`` or ``pm``, 12 hours: ``9``, ``9:30``, ``9.30``, ``0930``, ``9вечера``.

    ``None`` for anything else, ``25:00`` too.
    """
    found = TIME.fullmatch(word.casefold())
    if found is None:
        return None
    hour = int(found["hour"] or found["packed"])
    minute = int(found["minute"] or found["rest"] or 0)
    hour = _of_day(hour, found["part"] or "")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _of_day(hour: int, part: str) -> int:
    """The hour of 24 for one that was told with its part of the day; 99 where that cannot be."""
    if part in ("утра", "ночи", "am"):
        return hour % 12 if hour <= 12 else 99
    if part in ("дня", "вечера", "pm"):
        return hour % 12 + 12 if hour <= 12 else 99 if part == "pm" else hour
    return hour


def read_days(word: str) -> int:
    """Days of the week as bits, Monday first: ``ср``, ``пятница``, ``пн-пт``, ``будни``; 0 for anything else."""
    word = word.casefold()
    for pattern, days in GROUPS:
        if pattern.fullmatch(word):
            return days
    first, _, last = re.sub("[–—]", "-", word).partition("-")
    begin, end = _day(first), _day(last) if last else _day(first)
    if begin is None or end is None:
        return 0
    return bits((begin + ahead) % 7 for ahead in range((end - begin) % 7 + 1))


def _day(word: str) -> int | None:
    return next((number for number, names in enumerate(DAYS) if re.fullmatch(names, word)), None)
