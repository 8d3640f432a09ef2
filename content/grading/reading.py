"""A text read once: its words by their keys, where they stand and what is denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from content.grading.lexicon import keys_of, lexicon
from content.grading.polarity import denials
from content.grading.relations import RELATING, Relation, Word, relations_in
from content.grading.spelling import settle
from content.grading.tokens import Token, tokenize
from content.grading.words import is_russian, other_layout

NO_KEYS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """Tokens with their keys. ``places`` maps a key to the tokens that have it; ``denied`` is a mask per token."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[frozenset[str], ...]
    denied: tuple[int, ...]
    places: dict[str, tuple[int, ...]]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every key that some token has."""
        return frozenset(self.places)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Which things take the place of which, or surpass which."""
        if RELATING.isdisjoint(self.places):
            return ()
        words = [Word(t.text, k, t.clause) for t, k in zip(self.tokens, self.keys, strict=True)]
        found: list[Relation] = []
        for sentence in {t.sentence for t in self.tokens}:
            found += relations_in(
                [w for w, t in zip(words, self.tokens, strict=True) if t.sentence == sentence]
            )
        return tuple(found)

    def content(self) -> list[int]:
        """Tokens that say something: no stop words, no signs."""
        stop = lexicon().stopwords
        return [i for i, t in enumerate(self.tokens) if t.is_word and t.text not in stop]


def read(text: str) -> Reading:
    """Read any string."""
    settled = settle(text)
    return read_settled(typed_on_the_other_layout(settled) or settled)


def read_settled(settled: str) -> Reading:
    """Read a text that already went through ``settle``."""
    tokens = tokenize(settled)
    keys = [token_keys(token) for token in tokens]
    keys = _with_compounds(tokens, keys)
    places: dict[str, list[int]] = {}
    for index, own in enumerate(keys):
        for key in own:
            places.setdefault(key, []).append(index)
    found = {key: tuple(indices) for key, indices in places.items()}
    return Reading(settled, tuple(tokens), tuple(keys), tuple(denials(tokens)), found)


def token_keys(token: Token) -> frozenset[str]:
    """What a token may be met by, taken alone."""
    return _keys_of(token.text, token.kind)


@lru_cache(maxsize=20_000)
def _keys_of(text: str, kind: str) -> frozenset[str]:
    if kind == "word":
        return keys_of(text)
    if kind == "sign":
        return frozenset(("§" + text,))
    return frozenset((text,))


def compounds(
    tokens: list[Token] | tuple[Token, ...], keys: list[frozenset[str]]
) -> list[tuple[int, int, str]]:
    """Terms of several words: first token, the one after the last, concept."""
    variants = lexicon().variants
    found = set()
    for start, own in enumerate(keys[:-1]):
        following = keys[start + 1]
        for key in own:
            for sequence, concept in variants.get(key, ()):
                if not sequence[1].isdisjoint(following) and _fits(sequence, keys, start):
                    found.add((start, start + len(sequence), concept))
    return sorted(found)


def _fits(sequence: tuple[frozenset[str], ...], keys: list[frozenset[str]], start: int) -> bool:
    if start + len(sequence) > len(keys):
        return False
    return all(not sequence[offset].isdisjoint(keys[start + offset]) for offset in range(2, len(sequence)))


def _with_compounds(tokens: list[Token], keys: list[frozenset[str]]) -> list[frozenset[str]]:
    widened = list(keys)
    names = lexicon().names
    for start, end, concept in compounds(tokens, keys):
        for index in range(start, end):
            widened[index] = widened[index] | {concept}
        if concept in names:
            widened[start] = frozenset((concept,))
    return widened


_LETTERS = re.compile(r"[a-zа-я]{2,}")


def typed_on_the_other_layout(text: str) -> str:
    """The text as the other keyboard layout would have given it, where that makes words and this does not."""
    words = _LETTERS.findall(text[:300])
    if not words or _share_known(words) > 0.34:
        return ""
    turned = other_layout(text)
    return turned if _share_known(_LETTERS.findall(turned[:300])) >= 0.6 else ""


def _share_known(words: list[str]) -> float:
    vocabulary = lexicon().vocabulary
    stop = lexicon().stopwords
    known = sum(word in vocabulary or word in stop or is_russian(word) for word in words)
    return known / max(1, len(words))
