"""Who does what to whom, where the words alone cannot tell: "A заменил B", "B заменили на A", "A вместо B".

A relation is a pair: the thing that takes the place (or is the better one), and the thing that gives way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.grading.lexicon import lexicon
from content.grading.tokens import word_set
from content.grading.words import read_word

SUBSTITUTION = frozenset(("§replace", "§instead"))
OUTDOING = frozenset(("§outperform", "§fall behind"))
RELATING = SUBSTITUTION | OUTDOING
"""Concepts whose sides must not be exchanged."""
_MOST = 8
"""No honest sentence exchanges more things than that."""
_REACH = 20
"""How many words away a side may stand."""
_BY = word_set("на with by to")
_IMPERSONAL = re.compile(r".*(?:ли|ют|ят|ут|ен|ена|ено|ены|ся)$")
_PASSIVE = re.compile(r".*(?:ен|ена|ено|ены|ся)$")
_INSTRUMENTAL = re.compile(r".{2,}(?:ом|ем|ами|ями|ой|ей|ью|ием)$")
_PLURAL = re.compile(r".{2,}[ыиа]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it may be met by; ``clause`` counts within its sentence or from 0."""

    text: str
    keys: frozenset[str]
    clause: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """``winner`` takes the place of ``loser``, or surpasses it. Both are keys; no key is in both."""

    winner: frozenset[str]
    loser: frozenset[str]


def relations_in(words: Sequence[Word]) -> tuple[Relation, ...]:
    """The relations one sentence (or phrasing) states; those whose sides are unclear are left out."""
    found = []
    relating = [place for place, word in enumerate(words) if not word.keys.isdisjoint(RELATING)]
    for place in relating[:_MOST]:
        sides = _sides(words[max(0, place - _REACH) : place + _REACH], min(place, _REACH))
        if sides is None:
            continue
        winner, loser = sides
        shared = winner.keys & loser.keys
        relation = Relation(_telling(winner.keys - shared), _telling(loser.keys - shared))
        if relation.winner and relation.loser:
            found.append(relation)
    return tuple(found)


def turned(claimed: Sequence[Relation], stated: Sequence[Relation]) -> bool | None:
    """Whether what is stated exchanges the sides of what is claimed; ``None`` where it relates other things."""
    for one in claimed:
        for other in stated:
            if one.winner & other.winner and one.loser & other.loser:
                return False
    for one in claimed:
        for other in stated:
            if one.winner & other.loser and one.loser & other.winner:
                return True
    return None


def _telling(keys: frozenset[str]) -> frozenset[str]:
    return keys & lexicon().terms or keys


def _sides(words: Sequence[Word], place: int) -> tuple[Word, Word] | None:
    word = words[place]
    before, after = _around(words, place)
    if "§instead" in word.keys:
        return _instead(words, place, before, after)
    if not after:
        return None
    if "§outperform" in word.keys:
        return (before[-1], after[0]) if before else None
    if "§fall behind" in word.keys:
        return (after[0], before[-1]) if before else None
    return _by_preposition(words, place, before, after) or _replaced(word.text, before, after)


def _around(words: Sequence[Word], place: int) -> tuple[list[Word], list[Word]]:
    """The things named before and after a word in its clause."""
    clause = words[place].clause
    before = [w for w in words[:place] if w.clause == clause and _names(w)]
    return before, [w for w in words[place + 1 :] if w.clause == clause and _names(w)]


def _names(word: Word) -> bool:
    """Whether a word names a thing: a term of the field that is no verb."""
    if word.keys & RELATING or word.text in lexicon().stopwords:
        return False
    return bool(word.keys & lexicon().terms) and (
        word.text.isascii() or read_word(word.text).speech != "verb"
    )


def _instead(
    words: Sequence[Word], place: int, before: list[Word], after: list[Word]
) -> tuple[Word, Word] | None:
    if not after:
        return None
    if before:
        return before[-1], after[0]
    others = [w for w in after[1:] if w.keys & lexicon().terms != after[0].keys & lexicon().terms]
    if others:
        return others[0], after[0]
    earlier = [w for w in words[:place] if _names(w)]
    return (earlier[-1], after[0]) if earlier else None


def _by_preposition(
    words: Sequence[Word], place: int, before: list[Word], after: list[Word]
) -> tuple[Word, Word] | None:
    """ "Заменили B на A", "B is replaced by A", "B на A заменили"."""
    clause = words[place].clause
    for index, word in enumerate(words):
        if word.clause != clause or word.text not in _BY or index < place:
            continue
        new = [w for w in words[index + 1 :] if w.clause == clause and _names(w)]
        old = [w for w in words[place + 1 : index] if _names(w)] or before[-1:]
        return (new[0], old[0]) if new and old else None
    return None


def _replaced(verb: str, before: list[Word], after: list[Word]) -> tuple[Word, Word] | None:
    """Without a preposition the forms of the words decide."""
    if not before:
        return (after[-1], after[0]) if len(after) > 1 and not verb.isascii() else None
    subject, other = before[-1], after[0]
    if _INSTRUMENTAL.match(other.text) or _PASSIVE.match(verb):
        return other, subject
    if _INSTRUMENTAL.match(subject.text) or not _IMPERSONAL.match(verb):
        return subject, other
    return None if _PLURAL.match(subject.text) else (other, subject)
