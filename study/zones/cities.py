"""The cities of the world and their zones, found by name.

The list (see ``CITIES.md``) is read when it is first needed and then stays: some ten megabytes.
"""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from study.zones.keys import key

SHORTEST_BEGINNING = 3
"""Letters of a name from which on its rest is guessed."""
ALIKE = 0.74
"""How like, of 1, a mistyped name is to the one that is meant: a letter in four may be wrong."""
BEGINNING = 0.9
"""What the beginning of a name counts for beside a mistyped one."""
A_FEW = 12
MANY = 200
COUNTRY = "="


@dataclass(frozen=True, slots=True)
class City:
    """A place with its IANA zone, its country's ISO code and its inhabitants; ``russian`` may be empty."""

    zone: str
    country: str
    population: int
    english: str
    russian: str

    def called(self, language: str) -> str:
        """Its name in Russian (``ru``) or, for any other language and where that is not known, in English."""
        return self.russian if language == "ru" and self.russian else self.english


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO code, with its names, the English and the Russian one first."""

    code: str
    names: tuple[str, ...]

    def called(self, language: str) -> str:
        """Its name in Russian (``ru``) or, for any other language, in English."""
        return self.names[1] if language == "ru" and self.names[1] else self.names[0]


class Cities:
    """What can be found, the most populous first; lines of the list are kept packed, and read when they are hit."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines: list[bytes] = []
        self.countries: dict[str, Country] = {}
        for line in lines:
            if line.startswith(COUNTRY.encode()):
                country = _country(line)
                self.countries[country.code] = country
            else:
                self._lines.append(line)
        self._keys, self._owners = self._sorted_keys()

    def named(self, text: str) -> list[City]:
        """The cities of exactly this name, in any spelling of it that has the same key."""
        wanted = key(text)
        owners = set()
        place = bisect_left(self._keys, wanted)
        while wanted and place < len(self._keys) and self._keys[place] == wanted:
            owners.add(self._owners[place])
            place += 1
        return [self._city(owner) for owner in sorted(owners)]

    def like(self, text: str) -> list[City]:
        """The few cities whose name begins so or is spelled much like it, the likeliest first."""
        scores = self._mistyped(key(text))
        for owner in self._begun(key(text)):
            scores[owner] = max(BEGINNING, scores.get(owner, 0))
        best = sorted(scores, key=lambda owner: (-scores[owner], owner))[:A_FEW]
        return [self._city(owner) for owner in best]

    def of_country(self, text: str) -> list[City]:
        """The largest city of each zone of the country of this name."""
        code = self._countries_by_key.get(key(text), "").encode()
        first: dict[str, City] = {}
        for line in self._lines if code else ():
            zone, country, _ = line.split(b"\t", 2)
            if country == code and zone.decode() not in first:
                first[zone.decode()] = _city(line)
        return list(first.values())

    def largest(self, zone: str) -> City | None:
        """The most populous city of a zone, if it has one."""
        return self._largest.get(zone)

    @cached_property
    def _countries_by_key(self) -> dict[str, str]:
        return {
            key(name): country.code for country in self.countries.values() for name in country.names if name
        }

    @cached_property
    def _largest(self) -> dict[str, City]:
        first: dict[str, bytes] = {}
        for line in self._lines:
            first.setdefault(line.partition(b"\t")[0].decode(), line)
        return {zone: _city(line) for zone, line in first.items()}

    def _sorted_keys(self) -> tuple[list[str], array[int]]:
        pairs = sorted((name, owner) for owner, line in enumerate(self._lines) for name in _keys(line))
        return [name for name, _ in pairs], array("H", (owner for _, owner in pairs))

    def _city(self, owner: int) -> City:
        return _city(self._lines[owner])

    def _begun(self, wanted: str) -> list[int]:
        """The most populous places with a name that begins so."""
        if len(wanted) < SHORTEST_BEGINNING:
            return []
        begin, end = bisect_left(self._keys, wanted), bisect_left(self._keys, wanted + "\U0010ffff")
        return sorted(set(self._owners[begin:end]))[:A_FEW]

    def _mistyped(self, wanted: str) -> dict[int, float]:
        if len(wanted) < SHORTEST_BEGINNING:
            return {}
        scorer = OSA.normalized_similarity  # two letters the wrong way round are one mistake
        alike = process.extract(wanted, self._keys, scorer=scorer, score_cutoff=ALIKE, limit=MANY)
        scores: dict[int, float] = {}
        for _, score, place in alike:
            owner = self._owners[place]  # of those about as like, the larger city is meant more often
            scores[owner] = max(round(score, 1), scores.get(owner, 0))
        return scores


@cache
def cities() -> Cities:
    """The list that comes with the bot."""
    with (
        files("study.zones").joinpath("cities.tsv.gz").open("rb") as packed,
        gzip.open(packed) as lines,
    ):
        return Cities(line.rstrip(b"\n") for line in lines)


def _city(line: bytes) -> City:
    zone, country, population, english, russian, _ = line.decode().split("\t")
    return City(zone, country, int(population), english, russian)


def _country(line: bytes) -> Country:
    code, english, russian, others = line.decode().removeprefix(COUNTRY).split("\t")
    return Country(code, (english, russian, *filter(None, others.split("|"))))


def _keys(line: bytes) -> Iterator[str]:
    _, _, _, english, russian, others = line.decode().split("\t")
    yield from {key(name) for name in (english, russian, *others.split("|"))} - {""}
