"""What somebody types behind ``/contest`` or ``/duel``: decks, a number, seconds, how and who, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.deck import Deck
from content.library import Library
from study.chats import Tempo
from study.contest.lobby import LONGEST
from study.contest.values import LEAST_SECONDS, MOST_SECONDS, MOST_TEAMS, Form, Way

LONGEST_TEXT = 200
MOST_WORDS = 4
"""Of a deck's name."""
SECONDS = re.compile(r"(\d{1,4})(?:s|с|сек|sec|секунд)", re.ASCII | re.IGNORECASE)
HOURS = re.compile(r"(?:24|сутки|на-?сутки|марафон|marathon|24h|24ч|день|open)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,4}", re.ASCII)
WORD = re.compile(r"[^\s,;]+")
FILLERS = {
    *("по", "на", "и", "из", "вопрос", "вопроса", "вопросов", "колода", "колоды", "and", "with", "с", "в")
}
TEMPOS = {
    **dict.fromkeys(("relaxed", "спокойно", "спокойный", "медленно", "неспеша"), Tempo.RELAXED),
    **dict.fromkeys(("standard", "обычно", "обычный", "стандарт"), Tempo.STANDARD),
    **dict.fromkeys(("blitz", "блиц", "быстро", "быстрый"), Tempo.BLITZ),
}
WAYS = {
    **dict.fromkeys(("buttons", "кнопки", "кнопками"), Way.BUTTONS),
    **dict.fromkeys(("poll", "опрос", "опросом", "опросы", "квиз"), Way.POLL),
    **dict.fromkeys(("text", "текст", "текстом", "словами", "письменно", "свои"), Way.TEXT),
}
FORMS = {
    **dict.fromkeys(("solo", "каждый"), Form.SOLO),
    **dict.fromkeys(("teams", "team", "команды", "командами", "команд"), Form.TEAMS),
    **dict.fromkeys(("elimination", "вылет", "навылет", "на-вылет", "выбывание"), Form.ELIMINATION),
}
SPEEDS = {
    **dict.fromkeys(("безскорости", "без-скорости", "nospeed", "без_скорости"), False),
    **dict.fromkeys(("скорость", "со-скоростью", "соскоростью", "speed"), True),
}
ALL = {"все", "всё", "all"}
USUAL_TEAMS = 2


@dataclass(frozen=True, slots=True)
class ContestWish:
    """What was asked for; ``None`` is what was not mentioned. ``everything``: all decks were named."""

    decks: tuple[Deck, ...] = ()
    count: int | None = None
    seconds: int | None = None
    tempo: Tempo | None = None
    way: Way | None = None
    form: Form | None = None
    teams: int = 0
    speed: bool | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What cannot be meant: ``key`` names the words about it, ``text`` was typed, ``nearest`` may be meant."""

    key: str
    text: str
    nearest: tuple[Deck, ...] = ()


def read_contest(text: str, library: Library) -> ContestWish | Unread:
    """Read ``mask_rcnn 10 30s опрос``, in any order; what cannot be meant, where there is something."""
    words = [word for word in WORD.findall(text[:LONGEST_TEXT]) if word.casefold() not in FILLERS]
    wish = ContestWish()
    while words:
        read = _one(wish, words, library)
        if isinstance(read, Unread):
            return read
        wish, used = read
        words = words[used:]
    return wish


def _one(wish: ContestWish, words: Sequence[str], library: Library) -> tuple[ContestWish, int] | Unread:
    """The wish with what its next words add, and how many they were. A deck's name goes before all else."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        name = " ".join(words[:length])
        deck = None if NUMBER.fullmatch(name) else library.find(name).deck
        if deck is not None:
            return replace(wish, decks=(*wish.decks, deck) if deck not in wish.decks else wish.decks), length
    word = words[0].casefold()
    if word in ALL:
        return replace(wish, everything=True), 1
    if word in TEMPOS:
        return replace(wish, tempo=TEMPOS[word]), 1
    if word in WAYS:
        return replace(wish, way=WAYS[word]), 1
    if word in SPEEDS:
        return replace(wish, speed=SPEEDS[word]), 1
    if word in FORMS:
        return _form(wish, FORMS[word], words)
    if seconds := SECONDS.fullmatch(word):
        return _seconds(wish, int(seconds[1]), words[0])
    if NUMBER.fullmatch(word) and not (HOURS.fullmatch(word) and wish.count is not None):
        return _count(wish, int(word), words)
    if HOURS.fullmatch(word):
        return replace(wish, form=Form.MARATHON, teams=0), 1
    return Unread("contest-unread", words[0], library.find(words[0]).nearest)


def _form(wish: ContestWish, form: Form, words: Sequence[str]) -> tuple[ContestWish, int] | Unread:
    if form is not Form.TEAMS:
        return replace(wish, form=form, teams=0), 1
    given = len(words) > 1 and NUMBER.fullmatch(words[1])
    teams = int(words[1]) if given else USUAL_TEAMS
    if not _is_teams(teams):
        return Unread("contest-unread-teams", words[1])
    return replace(wish, form=form, teams=teams), 2 if given else 1


def _number_of_teams(words: Sequence[str]) -> bool:
    """Whether the next word is how many teams: ``10 команды 3`` are ten questions."""
    return bool(words and NUMBER.fullmatch(words[0]) and _is_teams(int(words[0])))


def _is_teams(number: int) -> bool:
    return 2 <= number <= MOST_TEAMS


def _seconds(wish: ContestWish, seconds: int, word: str) -> tuple[ContestWish, int] | Unread:
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        return Unread("contest-unread-seconds", word)
    return replace(wish, seconds=seconds), 1


def _count(wish: ContestWish, count: int, words: Sequence[str]) -> tuple[ContestWish, int] | Unread:
    """A number alone: how many questions; ``3 команды`` how many teams."""
    following = words[1].casefold() if len(words) > 1 else ""
    if following.startswith("команд") and (_is_teams(count) or not _number_of_teams(words[2:])):
        read = _form(wish, Form.TEAMS, ("teams", words[0]))
        return read if isinstance(read, Unread) else (read[0], 2)
    if following.rstrip(".") in ("сек", "секунд", "с", "s"):
        read = _seconds(wish, count, words[0])
        return read if isinstance(read, Unread) else (read[0], 2)
    if following.startswith(("час", "ч")) and count == 24:
        return replace(wish, form=Form.MARATHON, teams=0), 2
    if wish.count is not None:  # "10 30": of two numbers the second is the seconds
        return _seconds(wish, count, words[0])
    if not 1 <= count <= LONGEST:
        return Unread("contest-unread-count", words[0])
    return replace(wish, count=count), 1
