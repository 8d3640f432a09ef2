"""The clauses of a text as the words each of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from content.grading.lexicon import lexicon
from content.grading.polarity import is_negation
from content.grading.reading import Reading
from content.grading.tokens import CONTRAST, Token, word_set
from content.grading.words import read_word

_ASIDE = word_set("отличие отличии отличия unlike than против versus vs вместо нежели сравнению")
"""After these a thing is named only to be compared with."""
_WHITHER = word_set("от к from to")
"""Small words that tell one thing from another: blood runs from the heart or to it."""
_RELATIVE = word_set(
    "который которая которое которые которого которой которому которым которых которую где когда если чтобы пока "
    "which that who where when if"
)
_PARTICIPLE = re.compile(
    r".{3,}(?:вш|ющ|ущ|ащ|ящ|нн|ем|им|т)"
    r"(?:ий|ый|ая|ое|ее|ые|ие|ого|его|ому|ему|ой|ей|ых|их|ым|им|ую|юю)$"
)
_AND = word_set("и and")
_FORMULA = re.compile(
    r"[a-z][a-z0-9_]*\([^()а-я]{1,30}\)|[a-z][a-z0-9_]*\s*/\s*(?:\([^()а-я]{1,30}\)|[a-z][a-z0-9_]*)"
)
"""``p(y|x)`` and ``tp / (tp + fp)`` are one thing each: their letters alone tell nothing apart."""


class Split(Enum):
    """How finely a text is divided: at contrasts only, at its clauses, at every pause, or at every "и" too."""

    COMMAS = "commas"
    CLAUSES = "clauses"
    CONTRASTS = "contrasts"
    CONJUNCTIONS = "conjunctions"


@dataclass(frozen=True, slots=True)
class Unit:
    """A content word: its keys, marked where it is denied, where it stands and how its clause is numbered."""

    keys: frozenset[str]
    place: int
    clause: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The content words of a clause and all their keys."""

    units: tuple[Unit, ...]
    keys: frozenset[str]

    @property
    def span(self) -> range:
        """The places of its tokens, without small words before the first."""
        return range(self.units[0].place, self.units[-1].place + 1)


@lru_cache(maxsize=4096)
def denied(keys: frozenset[str]) -> frozenset[str]:
    """The keys of a word where it is denied; of a denied one, those of the word itself."""
    return frozenset(key[1:] if key.startswith("¬") else "¬" + key for key in keys)


def units_in(reading: Reading) -> list[Unit]:
    """The content words of a text; a thing named only to compare with it is left out."""
    units: list[Unit] = []
    aside = -1
    formulas = _formulas(reading.text)
    for index, token in enumerate(reading.tokens):
        if token.text in _ASIDE:
            aside = token.clause
        if not says(token):
            continue
        if aside == token.clause:
            aside = -1
            continue
        formula = next((f for f in formulas if f.start() <= token.start < f.end()), None)
        if formula:
            if formula.start() == token.start:
                units.append(Unit(frozenset((re.sub(r"\s+", "", formula.group()),)), index, token.clause))
            continue
        keys = reading.keys[index]
        odd = reading.denied[index].bit_count() % 2
        units.append(Unit(denied(keys) if odd else keys, index, token.clause))
    return units


def _formulas(text: str) -> list[re.Match[str]]:
    return list(_FORMULA.finditer(text)) if "(" in text or "/" in text else []


def says(token: Token) -> bool:
    """Whether a token is no sign, negation or small word."""
    return token.is_word and _weighs(token.text)


@lru_cache(maxsize=20_000)
def _weighs(text: str) -> bool:
    return (text in _WHITHER or text not in lexicon().stopwords) and not is_negation(text)


def clauses_of(reading: Reading, units: Sequence[Unit], split: Split = Split.CLAUSES) -> list[Clause]:
    """Units by clause. A clause without a subject belongs to the one before, a listed name to the next."""
    numbers = _numbered(reading.tokens, split, {unit.place for unit in units})
    found: dict[int, list[Unit]] = {}
    for unit in units:
        found.setdefault(numbers[unit.place], []).append(unit)
    return [Clause(tuple(own), frozenset().union(*(unit.keys for unit in own))) for own in found.values()]


def _numbered(tokens: Sequence[Token], split: Split, said: set[int]) -> list[int]:
    """For each token the number of its clause; ``said`` are the places of content words."""
    numbers: list[int] = []
    number, clause, sentence, words = 0, -1, -1, 0
    for index, token in enumerate(tokens):
        if token.clause != clause:
            apart = token.sentence != sentence
            if apart or _opens(tokens, index, split, listed=words == 1):
                number += 1
            clause, sentence, words = token.clause, token.sentence, 0
        elif split is Split.CONJUNCTIONS and words > 1 and token.text in _AND:
            number += 1
        words += index in said
        numbers.append(number)
    return numbers


def _opens(tokens: Sequence[Token], index: int, split: Split, *, listed: bool) -> bool:
    """Whether a clause within a sentence is one by itself; ``listed``: the one before was a single word."""
    contrast = tokens[index].text in CONTRAST
    if split is Split.COMMAS:
        return True
    if split is Split.CONTRASTS and not contrast:
        return False
    return not (listed and not contrast) and not _continues(tokens, index)


def _continues(tokens: Sequence[Token], index: int) -> bool:
    """Whether a clause only tells more of what the one before is about."""
    text = tokens[index].text
    if text in _RELATIVE or any(token.text in _RELATIVE for token in tokens[index + 1 : index + 2]):
        return True
    return not text.isascii() and (_PARTICIPLE.match(text) is not None or read_word(text).speech == "verb")
