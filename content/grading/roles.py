"""Where from and where to, what is divided by what, who does it to whom: within one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.grading.clauses import says
from content.grading.reading import Reading
from content.grading.tokens import Token, word_set
from content.grading.words import read_word

_ROLE_OF = {
    **dict.fromkeys(word_set("из от from"), "source"),
    **dict.fromkeys(word_set("в на к ко до to into onto toward towards"), "goal"),
    **dict.fromkeys(word_set("by через per"), "means"),
}
_PREPOSITIONS = word_set(
    "из от в во на к ко до с со по для у о об при над под за через без "
    "from to into onto by per with of in on at for"
)
_EITHER_WAY = word_set(
    "отличать отличить отличаться различать отделять distinguish tell differ discern separ"
)
"""To tell one from another is to tell the other from the one."""
_WORDS_AT_MOST = 3
_PASSIVE = re.compile(r".*(?:ся|ен|ена|ено|ены|ан|ана|ано|аны|ят|ted|ned|sed|ced)$")


@dataclass(frozen=True, slots=True)
class Side:
    """What stands at one side of a verb: its keys, and whether its form lets it be the subject or the object."""

    keys: frozenset[str]
    subject: bool
    object: bool


@dataclass(frozen=True, slots=True)
class Action:
    """A verb with what stands before and after it."""

    verb: frozenset[str]
    passive: bool
    before: tuple[Side, ...]
    after: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """For each role the keys of the words that have it and of the others; the verbs with their sides."""

    ends: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    actions: tuple[Action, ...]


def roles_of(reading: Reading, places: Sequence[int]) -> Roles:
    """The roles in one clause, whose words stand at ``places``; a preposition before the first one counts too."""
    if places and places[0] and reading.tokens[places[0] - 1].text in _ROLE_OF:
        places = [places[0] - 1, *places]
    return Roles(tuple(_ends(reading, places)), tuple(_actions(reading, places)))


def _ends(reading: Reading, places: Sequence[int]) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    tokens = reading.tokens
    governed: dict[str, list[int]] = {}
    for at, index in enumerate(places):
        role = _ROLE_OF.get(tokens[index].text)
        if role:
            governed.setdefault(role, []).extend(_noun_group(tokens, places[at + 1 :]))
    if not governed:
        return
    content = [index for index in places if says(tokens[index])]
    if any(not _EITHER_WAY.isdisjoint(reading.keys[index]) for index in content):
        governed.pop("source", None)
    for role, own in governed.items():
        inside = frozenset().union(*(reading.keys[i] for i in own))
        outside = frozenset().union(*(reading.keys[i] for i in content if i not in own))
        yield role, inside - outside, outside - inside


def _noun_group(tokens: Sequence[Token], following: Sequence[int]) -> list[int]:
    """What a preposition governs: up to the first noun."""
    group: list[int] = []
    for index in following[: _WORDS_AT_MOST + 1]:
        text = tokens[index].text
        if text in _PREPOSITIONS or (group and not says(tokens[index])):
            break
        if not says(tokens[index]):
            continue
        group.append(index)
        if len(group) == _WORDS_AT_MOST or (not text.isascii() and read_word(text).speech == "noun"):
            break
    return group


def _actions(reading: Reading, places: Sequence[int]) -> Iterator[Action]:
    content = [index for index in places if says(reading.tokens[index])]
    for at, index in enumerate(content):
        text = reading.tokens[index].text
        if 0 < at < len(content) - 1 and read_word(text).speech == "verb":
            yield Action(
                reading.keys[index],
                bool(_PASSIVE.match(text)),
                tuple(_side(reading, i) for i in content[:at]),
                tuple(_side(reading, i) for i in content[at + 1 :]),
            )


def _side(reading: Reading, index: int) -> Side:
    text = reading.tokens[index].text
    if text.isascii():
        return Side(reading.keys[index], subject=True, object=True)
    word = read_word(text)
    return Side(reading.keys[index], subject=word.nominative, object=not word.nominative)


def compare_sides(known: Roles, stated: Roles) -> int:
    """-1 where two things that a clause known to be right relates have changed places, 1 where they have not, 0
    where nothing can be told.
    """
    agrees = 0
    for role, inside, outside in known.ends:
        for other, within, without in stated.ends:
            if role != other:
                continue
            if within & outside and inside & without:
                return -1
            agrees |= bool(within & inside)
    if any(_turned(one, other) for one in known.actions for other in stated.actions):
        return -1
    return agrees


def _turned(known: Action, stated: Action) -> bool:
    """Whether subject and object of the same verb are exchanged, as far as their forms allow to tell."""
    if known.passive != stated.passive or known.verb.isdisjoint(stated.verb):
        return False
    did = _keys(known.before, subject=True)
    suffered = _keys(known.after, subject=False)
    does = _keys(stated.before, subject=True)
    suffers = _keys(stated.after, subject=False)
    return bool((did - suffered) & (suffers - does)) and bool((suffered - did) & (does - suffers))


def _keys(sides: Sequence[Side], *, subject: bool) -> frozenset[str]:
    return frozenset(key for side in sides if (side.subject if subject else side.object) for key in side.keys)
