"""What somebody types behind ``/daily``: a time, a zone, days, a number of questions and decks, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from content.library import Library
from study.daily.clock_words import read_days, read_time
from study.daily.quiet_words import Quiet, Unclear, read_quiet
from study.daily.values import MOST_COUNT
from study.zones import Found, find_zone

LONGEST = 200
"""Characters; a longer text is no setting."""
MOST_WORDS = 4
"""Of a name: ``Ростов на Дону``, ``faster r cnn``."""
MOST_INSTEAD = 3

FILLERS = {
    *("в", "во", "к", "по", "и", "из", "at", "and", "день", "дни", "дням", "колода", "колоды", "колоду"),
    *("вопрос", "вопроса", "вопросы", "вопросов", "пожалуйста", "время", "пояс", "город"),
}
ALL_DECKS = {"все", "всё", "all"}
DIGEST = {"итоги", "итог", "дайджест", "digest"}
COUNT = re.compile(r"(\d+)(?:вопрос(?:а|ов)?|шт|x|х)", re.ASCII)
NUMBER = re.compile(r"\d+", re.ASCII)
LIKE_A_TIME = re.compile(r"[+-]?\d+[:.,h]\S*", re.ASCII)
WORD = re.compile(r"[^\s,;]+(?:,\d[^\s,;]*)*")
UNIT = re.compile(
    r"(\d)\s+(?=(?:утра|дня|вечера|ночи|am|pm|ч|час|часа|часов|вопрос|вопроса|вопросов|шт)\b)", re.IGNORECASE
)
DASH = re.compile(r"(?<=[^\W\d])\s+[-–—]\s+(?=[^\W\d])")
EVERY_DAY = re.compile(r"\b(?:каждый день|все дни|every day)\b", re.IGNORECASE)


class Switch(StrEnum):
    """Whether it comes at all."""

    ON = "on"
    OFF = "off"
    PAUSE = "pause"


SWITCHES = {
    **dict.fromkeys(("on", "вкл", "включи", "включить", "старт", "возобновить"), Switch.ON),
    **dict.fromkeys(
        ("off", "нет", "выкл", "выключи", "выключить", "стоп", "stop", "отключи", "отключить"), Switch.OFF
    ),
    **dict.fromkeys(("pause", "пауза", "паузу"), Switch.PAUSE),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; ``None`` (``places``: empty) is what was not mentioned, ``decks`` empty means all.

    Several ``places``, or one that is not ``exact``, are places that may be meant. With ``digest`` the ``switch``
    (on where there is none) is about the digest of the week. ``quiet`` are the quiet hours.
    """

    wall: time | None = None
    places: tuple[Found, ...] = ()
    weekdays: int | None = None
    count: int | None = None
    decks: tuple[str, ...] | None = None
    switch: Switch | None = None
    digest: bool = False
    quiet: Quiet | None = None

    @property
    def zone(self) -> str:
        """The zone that was named, if there is no doubt about it; else empty."""
        return self.places[0].zone if len(self.places) == 1 and self.places[0].exact else ""

    @property
    def sets_something(self) -> bool:
        """Whether it says anything about when, how many or which, beside the zone."""
        said = (self.wall, self.weekdays, self.count, self.decks)
        return any(one is not None for one in said)


@dataclass(frozen=True, slots=True)
class Misread:
    """What cannot be meant. ``key`` names the words about it, ``text`` is what was typed; ``instead`` are whole
    requests that may have been meant."""

    key: str
    text: str
    instead: tuple[str, ...] = ()


def read_wish(text: str, library: Library) -> Wish | Misread:
    """Read a request such as ``9:30 Казань пн ср 3 mask_rcnn``, in any order; the first thing that is wrong if any.

    A number alone is the hour; behind a deck, beside ``9:30`` or after the hour it says how many questions. Looking
    for cities takes milliseconds.
    """
    if len(text) > LONGEST:
        return Misread("daily-misread-long", text[:LONGEST])
    try:
        quiet, rest = read_quiet(text)
    except Unclear as error:
        return Misread("daily-misread-quiet", str(error), ("тихо 23-8", "тихо нет"))
    wish = _Reading(_words(rest), library).read()
    return replace(wish, quiet=quiet) if isinstance(wish, Wish) else wish


def _words(text: str) -> list[str]:
    joined = UNIT.sub(r"\1", DASH.sub("-", EVERY_DAY.sub("ежедневно", text)))
    words = (word.strip(".!?«»\"'()") for word in WORD.findall(joined))
    return [word for word in words if word]


class _Reading:
    """One request while it is read: what has been understood so far."""

    def __init__(self, words: list[str], library: Library) -> None:
        self._words = words
        self._library = library
        self._times: list[time] = []
        self._numbers: list[int] = []
        self._counts: list[int] = []
        self._decks: list[str] = []
        self._places: tuple[Found, ...] = ()
        self._weekdays = 0
        self._switch: Switch | None = None
        self._digest = self._all_decks = False

    def read(self) -> Wish | Misread:
        at = 0
        while at < len(self._words):
            taken = self._take_name(at) or self._take_word(self._words[at])
            if not taken:
                return self._misread(at)
            at += taken
        return self._resolved()

    def _take_word(self, typed: str) -> int:
        """Whether (1) a word that is no name was understood, or not (0)."""
        word = typed.casefold()
        if days := read_days(word):
            self._weekdays |= days
        elif counted := COUNT.fullmatch(word):
            self._counts.append(int(counted[1]))
        elif NUMBER.fullmatch(word) and len(word) < 3:
            self._numbers.append(int(word))
        elif (wall := read_time(word)) is not None:
            self._times.append(wall)
        elif word in SWITCHES:
            self._switch = SWITCHES[word]
        elif word in ALL_DECKS:
            self._all_decks = True
        elif word in DIGEST:
            self._digest = True
        else:
            return int(word in FILLERS)
        return 1

    def _take_name(self, at: int) -> int:
        """How many words from here on name a deck or a place; as many as possible."""
        for words in self._runs(at):
            name = " ".join(words)
            deck = self._library.find(name).deck
            if deck is not None:
                self._decks.append(deck.slug)
                return len(words) + self._take_count(at + len(words))
            if not any(word[0].isdigit() for word in words) and self._take_place(name):
                return len(words)
        return 0

    def _take_count(self, at: int) -> int:
        """Whether (1) the word behind a deck is how many questions, as in ``/quiz resnet 5``, or not (0)."""
        word = self._words[at] if at < len(self._words) else ""
        if not NUMBER.fullmatch(word) or not 1 <= int(word) <= MOST_COUNT:
            return 0
        self._counts.append(int(word))
        return 1

    def _take_place(self, name: str) -> bool:
        """Whether a name is that of a place; a second one has to agree: ``Москва, Россия``."""
        found = tuple(one for one in find_zone(name) if one.exact)
        if found and self._places:
            wider, narrower = sorted((self._places, found), key=len, reverse=True)
            zones = {one.zone for one in wider}
            found = tuple(one for one in narrower if one.zone in zones)
        self._places = found or self._places
        return bool(found)

    def _runs(self, at: int) -> Iterator[list[str]]:
        """Words from here on that may be a name together, the longest run first; only its last may be a number."""
        longest = 0
        for word in self._words[at : at + MOST_WORDS]:
            number = NUMBER.fullmatch(word) is not None
            if self._has_meaning(word) and not (number and longest):
                break
            longest += 1
            if number:
                break
        for length in range(longest, 0, -1):
            yield self._words[at : at + length]

    def _has_meaning(self, typed: str) -> bool:
        word = typed.casefold()
        return (
            word in SWITCHES
            or word in ALL_DECKS
            or word in DIGEST
            or word in FILLERS
            or NUMBER.fullmatch(word) is not None
            or COUNT.fullmatch(word) is not None
            or bool(read_days(word))
            or read_time(word) is not None
        )

    def _resolved(self) -> Wish | Misread:
        """Numbers find their meaning by what else was said; what was said twice is asked back."""
        numbers = list(self._numbers)
        if numbers and not self._times:
            hour = numbers.pop(0)
            if hour > 23:
                return Misread("daily-misread-time", str(hour))
            self._times.append(time(hour))
        counts = [*self._counts, *numbers]
        if len(self._times) > 1:
            return Misread("daily-misread-times", " ".join(f"{one:%H:%M}" for one in self._times))
        if len(counts) > 1:
            return Misread("daily-misread-counts", " ".join(map(str, counts)))
        if counts and not 1 <= counts[0] <= MOST_COUNT:
            return Misread("daily-misread-count", str(counts[0]))
        return Wish(
            wall=self._times[0] if self._times else None,
            places=self._places,
            weekdays=self._weekdays or None,
            count=counts[0] if counts else None,
            decks=() if self._all_decks else tuple(dict.fromkeys(self._decks)) or None,
            switch=self._switch,
            digest=self._digest,
        )

    def _misread(self, at: int) -> Misread:
        word = self._words[at]
        if LIKE_A_TIME.fullmatch(word) or NUMBER.fullmatch(word):
            return Misread("daily-misread-time", word)
        words = next(self._runs(at), [word])
        words = words[:-1] if len(words) > 1 and NUMBER.fullmatch(words[-1]) else words
        near = [deck.slug for deck in self._library.find(" ".join(words)).nearest]
        if not near:
            near = [deck.slug for deck in self._library.find(word).nearest]
            words = words[:1] if near else words
        if near:
            return Misread("daily-misread-deck", " ".join(words), self._instead(at, len(words), near))
        places = [found.label for found in find_zone(" ".join(words)) if "," not in found.label]
        if places and not self._places:
            return Misread("daily-misread-place", " ".join(words), self._instead(at, len(words), places))
        return Misread("daily-misread", word)

    def _instead(self, at: int, length: int, names: list[str]) -> tuple[str, ...]:
        """The request with some other name in the place of some words."""
        before, after = self._words[:at], self._words[at + length :]
        return tuple(" ".join([*before, name, *after]) for name in names[:MOST_INSTEAD])
