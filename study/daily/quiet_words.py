"""Quiet hours as people write them: ``тихо 23-8``, ``тихо с 23:30 до 7 утра``, ``тихо нет``."""

from __future__ import annotations

import re
from datetime import time

from study.daily.clock_words import read_time

Quiet = tuple[time, time]
"""When they begin and end; equal ends mean that there are none."""

NO_QUIET: Quiet = (time(), time())

SHOWN = 4
"""Words of quiet hours that are not understood."""
HOUR = r"\d[\d:.,]*\s*(?:утра|дня|вечера|ночи|am|pm|ч|час|часа|часов)?"
QUIET = re.compile(
    r"(?<!\w)(?:тихо|тишина|тихие\s+часы|quiet)(?!\w)\s*:?\s*"
    rf"(?:(?P<none>нет|выкл|выключи|убрать|off|no)(?!\w)|(?:с\s*|from\s*)?(?P<begin>{HOUR})"
    rf"\s*(?:-|–|—|до|по|to|\s)\s*(?P<end>{HOUR})(?!\w))?",
    re.IGNORECASE,
)


class Unclear(ValueError):
    """Quiet hours are named, but not when they begin and end."""


def read_quiet(text: str) -> tuple[Quiet | None, str]:
    """The quiet hours that a request names, ``None`` where it names none, and the rest of the request.

    Raises ``Unclear`` where their ends are missing, equal or no times of day.
    """
    found = QUIET.search(text)
    if found is None:
        return None, text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if found["none"]:
        return NO_QUIET, rest
    begin, end = (_time(found[name] or "") for name in ("begin", "end"))
    if begin is None or end is None or begin == end:
        raise Unclear(" ".join(text[found.start() :].split()[:SHOWN]))
    return (begin, end), rest


def _time(typed: str) -> time | None:
    return read_time("".join(typed.split()).rstrip(".,:"))
