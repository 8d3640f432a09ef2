"""The field's vocabulary: names of one thing, opposites, words that say nothing. Read once from ``data/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from content.grading.spelling import settle
from content.grading.tokens import tokenize
from content.grading.words import Word, from_translit, is_russian, other_layout, read_word, sound

_COMPARISONS = frozenset(("§more", "§less"))
_SIZES = frozenset(("§big", "§small"))
"""What is more than something else need not be big: "больше" says nothing of a high threshold."""
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Lexicon:
    """Concepts by their variants.

    ``variants`` maps the first key of a variant to the ways it may go on: the keys of all its words and the
    concept (``§name``). ``terms`` are the concepts of the field, as opposed to everyday words; ``names`` are those
    whose first word is no statement there. ``opposites``
    maps a key to the keys that say the contrary.
    """

    variants: dict[str, tuple[tuple[tuple[frozenset[str], ...], str], ...]]
    singles: dict[str, frozenset[str]]
    terms: frozenset[str]
    names: frozenset[str]
    opposites: dict[str, frozenset[str]]
    stopwords: frozenset[str]
    vocabulary: frozenset[str]

    @cached_property
    def sounds(self) -> dict[str, str]:
        """English words of the vocabulary by the consonants one hears in them."""
        return {heard: word for word in sorted(self.vocabulary) if word.isascii() and (heard := sound(word))}

    @cached_property
    def long_words(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Words long enough to be recognised with a typo, by first letter and length."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self.vocabulary):
            if len(word) >= 5:
                found.setdefault((word[0], len(word)), []).append(word)
        return {place: tuple(words) for place, words in found.items()}

    def concepts_of(self, word: Word) -> frozenset[str]:
        """The concepts one word alone may stand for."""
        found: set[str] = set()
        for key in word.keys:
            found |= self.singles.get(key, frozenset())
        return frozenset(found - _SIZES if found & _COMPARISONS else found)


@cache
def lexicon() -> Lexicon:
    """The lexicon of the process."""
    variants: dict[str, list[tuple[tuple[frozenset[str], ...], str]]] = {}
    singles: dict[str, set[str]] = {}
    terms: set[str] = set()
    names: set[str] = set()
    vocabulary: set[str] = set()
    for section, concept, variant in _alias_lines():
        texts = [token.text for token in tokenize(settle(variant)) if token.is_word]
        if not texts:
            continue
        vocabulary.update(texts)
        if section in {"terms", "names"}:
            terms.add(concept)
        if section == "names":
            names.add(concept)
        if len(texts) == 1:
            for key in _strict_keys(texts[0]):
                singles.setdefault(key, set()).add(concept)
            continue
        sequence = tuple(read_word(text).keys for text in texts)
        for key in sequence[0]:
            variants.setdefault(key, []).append((sequence, concept))
    return Lexicon(
        {key: tuple(sorted(ways, key=lambda way: -len(way[0]))) for key, ways in variants.items()},
        {key: frozenset(concepts) for key, concepts in singles.items()},
        frozenset(terms),
        frozenset(names),
        _opposites(singles),
        frozenset(_stopwords()),
        frozenset(vocabulary),
    )


def _strict_keys(text: str) -> Iterator[str]:
    """A single-word variant is recognised by its dictionary forms, not by a root it shares with other words."""
    return (key for key in read_word(text).keys if not key.startswith("~"))


def _alias_lines() -> Iterator[tuple[str, str, str]]:
    section = ""
    for line in (*_lines("aliases.txt"), *_lines("everyday.txt")):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            continue
        name, _, variants = line.partition(":")
        for variant in {name, *_split(variants)}:
            yield section, "§" + name.strip(), variant


def _split(variants: str) -> list[str]:
    """At commas, except inside brackets: ``n(0,1)`` is one variant."""
    parts, depth = [""], 0
    for character in variants:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def _opposites(singles: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for line in _lines("opposites.txt"):
        left, _, right = (side.strip() for side in line.partition("|"))
        for one, other in ((left, right), (right, left)):
            for key in _side(one, singles):
                pairs.setdefault(key, set()).update(_side(other, singles))
    return {key: frozenset(contrary) for key, contrary in pairs.items()}


def _side(name: str, singles: dict[str, set[str]]) -> set[str]:
    concept = "§" + name
    if any(concept in concepts for concepts in singles.values()):
        return {concept}
    return set(_strict_keys(name))


def _stopwords() -> Iterator[str]:
    for line in _lines("stopwords.txt"):
        yield from line.replace("ё", "е").split()


def _lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        stripped = line.split("#", 1)[0].strip()
        if stripped:
            yield stripped


@lru_cache(maxsize=20_000)
def keys_of(text: str) -> frozenset[str]:
    """All keys by which one word may be met: forms, root and concepts; a word nobody knows is repaired first."""
    word = read_word(text)
    concepts = lexicon().concepts_of(word)
    if concepts:
        return word.keys | concepts
    if word.known or text in lexicon().stopwords:
        return word.keys
    mended = repair(text)
    if not mended:
        return word.keys
    return word.keys | read_word(mended).keys | lexicon().concepts_of(read_word(mended))


@lru_cache(maxsize=8192)
def repair(text: str) -> str:
    """The known word an unknown one was meant to be (layout, transliteration, typo, by ear), or an empty string."""
    words = lexicon()
    typed = other_layout(text)
    if len(text) >= 4 and (is_russian(typed) or typed in words.vocabulary):
        return typed
    if text.isascii():
        spelled = from_translit(text) if text.isalpha() and len(text) >= 4 else ""
        if spelled and (spelled in words.vocabulary or is_russian(spelled)):
            return spelled
        return nearest(text, words.long_words) or (nearest(spelled, words.long_words) if spelled else "")
    for spelling in (text, *sorted(key for key in read_word(text).keys if not key.startswith("~"))):
        mended = nearest(spelling, words.long_words)
        if mended and mended != text:
            return mended
    return words.sounds.get(sound(text), "")


def nearest(text: str, candidates: Mapping[tuple[str, int], Sequence[str]]) -> str:
    """The candidate within one slip of a word of 5–7 letters (two from 8 on), with its first letter, or empty."""
    if not 5 <= len(text) <= 30:
        return ""
    from rapidfuzz.distance import OSA

    limit = 1 if len(text) < 8 else 2
    best, best_distance = "", limit + 1
    for length in range(len(text) - limit, len(text) + limit + 1):
        for candidate in candidates.get((text[0], length), ()):
            distance = OSA.distance(text, candidate, score_cutoff=best_distance)
            if distance < best_distance:
                best, best_distance = candidate, distance
    return best
