"""From what a person types, or where a person is, to a zone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import tzfpy

from study.zones.cities import City, cities
from study.zones.offsets import typed_offset
from study.zones.rules import UnknownZone, names, zone

MOST = 8
THROUGH_YEARS = tuple(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=10 * n) for n in range(150))
NEVER_MIND_WHEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
SHORT_NAMES = {
    "мск": ("Europe/Moscow",),
    "msk": ("Europe/Moscow",),
    "cet": ("Europe/Berlin",),
    "cest": ("Europe/Berlin",),
    "eet": ("Europe/Kyiv", "Europe/Helsinki"),
    "bst": ("Europe/London",),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "est": ("America/New_York",),
    "edt": ("America/New_York",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "cdt": ("America/Chicago",),
    "mst": ("America/Denver", "America/Phoenix"),
    "mdt": ("America/Denver",),
    "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",),
    "jst": ("Asia/Tokyo",),
}
"""Abbreviations by the place that is meant. IANA has zones called EST and MST too, which never change their clocks:
nobody who types them in New York means those."""
SUGGESTED = {
    "ru": (
        ("Europe/Moscow", "Москва"),
        ("Europe/Kaliningrad", "Калининград"),
        ("Europe/Samara", "Самара"),
        ("Asia/Yekaterinburg", "Екатеринбург"),
        ("Asia/Omsk", "Омск"),
        ("Asia/Novosibirsk", "Новосибирск"),
        ("Asia/Irkutsk", "Иркутск"),
        ("Asia/Yakutsk", "Якутск"),
        ("Asia/Vladivostok", "Владивосток"),
        ("Europe/Minsk", "Минск"),
        ("Asia/Almaty", "Алматы"),
        ("Asia/Tbilisi", "Тбилиси"),
    ),
    "en": (
        ("Europe/London", "London"),
        ("Europe/Berlin", "Berlin"),
        ("Europe/Kyiv", "Kyiv"),
        ("Europe/Moscow", "Moscow"),
        ("Asia/Dubai", "Dubai"),
        ("Asia/Kolkata", "Delhi"),
        ("Asia/Singapore", "Singapore"),
        ("Asia/Tokyo", "Tokyo"),
        ("Australia/Sydney", "Sydney"),
        ("America/New_York", "New York"),
        ("America/Chicago", "Chicago"),
        ("America/Los_Angeles", "Los Angeles"),
    ),
}
TOWN = re.compile(r"^(?:г\.|г |город |city of )\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A zone under the name that a person knows it by; ``exact`` if that is what was typed, else it is a guess."""

    zone: str
    label: str
    exact: bool = True


def find_zone(text: str, language: str = "ru") -> list[Found]:
    """The zones that somebody may mean, the likeliest first, each once, at most eight; none if nothing is near.

    Understands offsets (``+3``, ``UTC+5:30``, ``мск+2``), usual abbreviations, IANA names in any case, and cities
    and countries by their English or Russian names, mistyped cities too. Several exact ones are places of one name
    in different zones, the most populous first, or the zones of a country; of zones of a country that keep the same
    time, one. Labels are in ``language`` (``ru`` or ``en``).
    """
    if offset := typed_offset(text):
        return [Found(offset, label(offset, language))]
    if short := SHORT_NAMES.get(text.strip().casefold()):
        return [Found(name, label(name, language)) for name in short]
    if name := _iana().get(_read_freely(text)):
        return [Found(name, label(name, language))]
    plain = TOWN.sub("", text.strip())
    return (
        _of_places(plain, language) or _of_places(plain.partition(",")[0], language) or _near(plain, language)
    )


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA name of the zone at a point, in degrees; at sea that of the meridian (``Etc/GMT+2``).

    Where two clocks are kept (Xinjiang) it is the official one. Raises ``UnknownZone`` for what is no point on
    Earth.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UnknownZone(f"{latitude}, {longitude} is no place on Earth")
    name = tzfpy.get_tz(longitude, latitude)
    if name not in names():
        raise UnknownZone(f"no zone is known at {latitude}, {longitude}")
    return name


def label(name: str, language: str = "ru") -> str:
    """What to call a zone to a person: its largest city, ``UTC+3`` for a fixed one, else its own name.

    Raises ``UnknownZone`` as ``zone`` does.
    """
    rules = zone(name)
    if name.startswith(("Etc/", "UTC")):
        return _offset_label(rules.utcoffset(NEVER_MIND_WHEN) or timedelta(0))
    for suggested, city in SUGGESTED.get(language, ()):
        if suggested == name:
            return city
    largest = cities().largest(name)
    return largest.called(language) if largest else name


def suggestions(language: str = "ru") -> list[Found]:
    """The zones to offer before anything is typed, for speakers of a language; of English for an unknown one."""
    return [Found(name, city) for name, city in SUGGESTED.get(language, SUGGESTED["en"])]


def _of_places(text: str, language: str) -> list[Found]:
    """A country before towns called like it: Armenia, Georgia and Lebanon are more often meant."""
    return _labelled([*cities().of_country(text), *cities().named(text)], language, exact=True)


def _near(text: str, language: str) -> list[Found]:
    return _labelled(cities().like(text), language, exact=False)


def _labelled(places: Iterable[City], language: str, exact: bool) -> list[Found]:
    """Each zone once, under a name that is not also another's: with its country, or failing that its own name."""
    first: dict[object, City] = {}
    for place in places:
        first.setdefault((place.country, _clock(place.zone)), place)
    chosen = list(first.values())[:MOST]
    plain = [place.called(language) for place in chosen]
    inland = [f"{name}, {_country_of(place, language)}" for name, place in zip(plain, chosen, strict=True)]
    often, often_inland = Counter(plain), Counter(inland)
    found = []
    for name, longer, place in zip(plain, inland, chosen, strict=True):
        unclear = f"{name} ({place.zone})" if often_inland[longer] > 1 else longer
        found.append(Found(place.zone, unclear if often[name] > 1 else name, exact))
    return found


@cache
def _clock(name: str) -> tuple[timedelta | None, ...]:
    """How far a zone's clock is from UTC through some years, by its present rules: zones that agree share it."""
    rules = zone(name)
    return tuple(moment.astimezone(rules).utcoffset() for moment in THROUGH_YEARS)


def _country_of(place: City, language: str) -> str:
    country = cities().countries.get(place.country)
    return country.called(language) if country else place.country


def _offset_label(offset: timedelta) -> str:
    minutes = int(offset / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


@cache
def _iana() -> dict[str, str]:
    """IANA names by how they may be typed; those of a single word only where they mean UTC.

    The others of one word are countries and abbreviations, which have better answers.
    """
    return {_read_freely(name): name for name in names() if "/" in name or name in ("UTC", "GMT")}


def _read_freely(name: str) -> str:
    """Without case, and with a space for what phones make hard to type; signs tell ``Etc`` zones apart and stay."""
    return " ".join(re.sub("[_/]", " ", name.casefold()).split())
