"""Zones by name: the rules that turn a wall time into an instant.

The rules are those of the ``tzdata`` package, a dependency that is updated with the bot, never those of the machine
it happens to run on: the same answer stands on a laptop, in a slim container and on a server nobody updates.
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

FIXED = re.compile(r"UTC([+-])([01]\d):([0-5]\d)", re.ASCII)
WEST_MOST = timedelta(hours=-12)
EAST_MOST = timedelta(hours=14)
QUARTER = timedelta(minutes=15)


class UnknownZone(ValueError):
    """There is no zone of this name."""


@cache
def zone(name: str) -> tzinfo:
    """The rules of a zone: an IANA name (``Europe/Moscow``, ``Etc/GMT-3``) or a fixed ``UTC+05:30``.

    The same name gives the same object. Raises ``UnknownZone``, which names what was asked for; the name has to be
    exact, what a person types is for ``find_zone``.
    """
    if fixed := FIXED.fullmatch(name):
        return timezone(_checked(_length(*fixed.groups()), name), name)
    if name not in names():
        raise UnknownZone(f"no zone is called {name!r}")
    folder, _, last = f"tzdata/zoneinfo/{name}".rpartition("/")
    with files(folder.replace("/", ".")).joinpath(last).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


@cache
def names() -> frozenset[str]:
    """Every IANA name that ``zone`` knows, links of old included."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def fixed_name(offset: timedelta) -> str:
    """The name of the zone that is always this far east of UTC: ``Etc/GMT-3`` for whole hours, else ``UTC+05:30``.

    IANA's ``Etc`` names count to the west, so three hours east are ``Etc/GMT-3``; half hours have no IANA zone of
    their own. Raises ``UnknownZone`` for what no place on Earth uses: under -12:00, over +14:00, or not in quarters
    of an hour.
    """
    minutes = int(_checked(offset, str(offset)) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    if rest:
        return f"UTC{'+' if minutes > 0 else '-'}{hours:02}:{rest:02}"
    return f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}" if hours else "Etc/UTC"


def _length(sign: str, hours: str, minutes: str) -> timedelta:
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return -length if sign == "-" else length


def _checked(offset: timedelta, shown: str) -> timedelta:
    if not WEST_MOST <= offset <= EAST_MOST or offset % QUARTER:
        raise UnknownZone(f"no place on Earth keeps {shown!r}: -12:00 to +14:00, in quarters of an hour")
    return offset
