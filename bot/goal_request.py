"""An exam as people type it: ``2026-12-12 mask_rcnn transformers``, ``12.12``, ``12 декабря маск рцнн``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

OFF = {"off", "выкл", "выключить", "отмена", "нет", "стоп", "убрать", "удалить"}
FURTHEST = timedelta(days=3 * 366)
"""Whoever plans further ahead has mistyped the year."""
MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
ISO = re.compile(r"(?<!\S)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?![^\s,;])")
DOTTED = re.compile(
    r"(?<!\S)(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?:[./-](?P<year>\d{4}|\d{2}))?\.?(?![^\s,;])"
)
NAMED = re.compile(
    rf"(?<!\S)(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})[а-я]*\.?(?:\s+(?P<year>\d{{4}})(?:\s*г(?:ода|\.)?)?)?(?![^\s,;])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GoalRequest:
    """``day`` as it was read, ``None`` where there is none; ``decks`` is the rest of the text.

    ``wrong`` names the words that say why the day cannot be (``""``: it can): ``goal-no-day`` (the calendar has no
    such day), ``goal-past`` or ``goal-far``. ``said`` is how the day was written.
    """

    day: date | None
    decks: str
    wrong: str = ""
    said: str = ""


def is_off(text: str) -> bool:
    """Whether somebody wants to have no exam any more."""
    return text.strip().casefold().rstrip(".!") in OFF


def read_goal(text: str, today: date) -> GoalRequest:
    """The day and the rest of a request. A day without a year is the next one from today on."""
    for form in (ISO, DOTTED, NAMED):
        if found := form.search(text):
            rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;")
            return _checked(found, rest, today)
    return GoalRequest(None, text.strip())


def _checked(found: re.Match[str], rest: str, today: date) -> GoalRequest:
    said = " ".join(found[0].lower().split())
    day = _day_of(found, today)
    if day is None:
        return GoalRequest(None, rest, "goal-no-day", said)
    if day < today:
        return GoalRequest(day, rest, "goal-past", said)
    return GoalRequest(day, rest, "goal-far" if day - today > FURTHEST else "", said)


def _day_of(found: re.Match[str], today: date) -> date | None:
    """The day of the calendar, or ``None`` where it has no such day (31.02; 29.02 in no year that comes soon)."""
    day, month = int(found["day"]), _month(found["month"])
    if found["year"]:
        year = int(found["year"])
        return _date(year + 2000 if len(found["year"]) == 2 else year, month, day)
    years = (_date(today.year + ahead, month, day) for ahead in range(5))
    return next((one for one in years if one is not None and one >= today), None)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(number for number, name in enumerate(MONTHS, 1) if re.fullmatch(name, text.lower()))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
