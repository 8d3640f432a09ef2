"""Rules about key points and misconceptions: what an open answer is judged by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import snowballstemmer

from content.checks.page import Page
from content.complaint import Fault, shorten
from content.deck import Item, KeyPoint, Mode, Reject
from content.shape import Path

ESSENTIAL = 2.0
"""The weight of a key point that a pass cannot do without."""

LEAST_PHRASINGS = 3
"""With fewer accepted phrasings per key point the grader misses many right answers."""

WORD = re.compile(r"[^\W_]+")

_EMPTY = """
    а в во и из к ко на не но о об от по при с со у за до для или это что как то же ли бы
    a an and as at by for from in is it not of on or the to with
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words that no phrasing can stand on."""


def judged_by_key_points(page: Page) -> Iterator[Fault]:
    """Without key points an open question is usable, but the learner is their own judge."""
    if page.item.self_assessed:
        message = (
            "missing, so learners assess themselves: add the claims of a complete answer to have it judged"
            + ("" if page.item.choices else ", or options, to ask it in groups and contests, too")
        )
        yield page.fault(("key_points",), message)


def essential_key_point(page: Page) -> Iterator[Fault]:
    """Without a key point of weight 2 an answer of supporting claims alone would pass."""
    points = page.item.key_points
    if points and Mode.OPEN in page.item.modes and all(point.weight < ESSENTIAL for point in points):
        yield page.fault(("key_points",), "none has weight 2: give it to what a pass cannot do without")


def judged_only_when_open(page: Page) -> Iterator[Fault]:
    """Fields of a way of asking that ``type`` does not name are never used."""
    item = page.item
    if item.modes and item.choices and not any(mode.with_options for mode in item.modes):
        way = Mode.SEVERAL if len(item.rights) > 1 else Mode.CHOICE
        yield page.fault(
            ("choices",), f"never used, `type` has no {way}: add {way} to it or delete the options"
        )
    if item.modes and item.key_points and Mode.OPEN not in item.modes:
        yield page.fault(
            ("key_points",), "never used, `type` has no open: add open to it or delete the key points"
        )


def enough_phrasings(page: Page) -> Iterator[Fault]:
    """Learners say one thing in many ways."""
    for index, point in enumerate(page.item.key_points):
        count = len(point.accept)
        if Mode.OPEN in page.item.modes and count < LEAST_PHRASINGS:
            message = (
                f"too few to recognise the claim by ({count}): add at least {LEAST_PHRASINGS - count} more"
            )
            yield page.fault(("key_points", index, "accept"), message)


def phrasings_with_words(page: Page) -> Iterator[Fault]:
    """Each slot of a phrasing needs a word, and the phrasing one that means something."""
    for path, phrasing in _phrasings(page.item):
        slots = [[slot] if _is_formula(slot) else slot.split("|") for slot in phrasing.split()]
        if any("" in slot for slot in slots) and phrasing.strip("|") != "":
            yield page.fault(
                path, f"`{shorten(phrasing)}` has nothing on one side of |: write a|b without spaces"
            )
        elif phrasing and not any(stems(word) or _is_formula(word) for slot in slots for word in slot):
            yield page.fault(
                path, f"`{shorten(phrasing)}` has no word to look for: use the words of the claim"
            )


def no_echo(page: Page) -> Iterator[Fault]:
    """A phrasing whose words all stand in the question would reward repeating the question."""
    asked = stems(page.item.question)
    for path, phrasing in _phrasings(page.item):
        if path[0] == "key_points" and _is_within(phrasing, asked):
            yield page.fault(
                path,
                f"`{shorten(phrasing)}` stands in the question, repeating it would score: use other words",
            )


def groups_of_several(page: Page) -> Iterator[Fault]:
    """A group of one is no choice between alternatives; usually a name is misspelt."""
    sizes = Counter(point.group for point in page.item.key_points if point.group)
    for index, point in enumerate(page.item.key_points):
        if point.group and sizes[point.group] == 1:
            message = (
                f"`{point.group}` has no other key point: give the alternatives the same group, or delete it"
            )
            yield page.fault(("key_points", index, "group"), message)


def subjects_in_pairs(page: Page) -> Iterator[Fault]:
    """``versus`` says whose the claim is not, which needs ``about`` to say whose it is."""
    yield from _subjects(page, "key_points", page.item.key_points)
    yield from _subjects(page, "reject", page.item.reject)


def _subjects(page: Page, field: str, claims: Sequence[KeyPoint | Reject]) -> Iterator[Fault]:
    for index, claim in enumerate(claims):
        path = (field, index, "versus")
        if claim.versus and not claim.about:
            yield page.fault(path, "needs `about` beside it: name the claim's own subject there")
        both = {name.casefold() for name in claim.about} & {name.casefold() for name in claim.versus}
        if both:
            yield page.fault(path, f"`{min(both)}` stands in `about` too: keep one of them")


def _phrasings(item: Item) -> Iterator[tuple[Path, str]]:
    for index, point in enumerate(item.key_points):
        for at, phrasing in enumerate(point.accept):
            yield ("key_points", index, "accept", at), phrasing
    for index, reject in enumerate(item.reject):
        for at, phrasing in enumerate(reject.phrases):
            yield ("reject", index, "phrases", at), phrasing


def _is_within(phrasing: str, asked: frozenset[str]) -> bool:
    """Whether some reading of the phrasing (one word of each a|b) consists of words that were asked with."""
    slots = [[stems(word) for word in slot.split("|")] for slot in phrasing.split()]
    if any(_is_formula(slot) for slot in phrasing.split()) or not any(any(slot) for slot in slots):
        return False
    return all(any(stems <= asked for stems in slot) for slot in slots)


def _is_formula(word: str) -> bool:
    """Signs carry the meaning there: ``n^2`` is not the ``n`` of the question."""
    return bool(re.search(r"[=^²³√∑∏∩∪≤≥<>×·*/+()\[\]]", word))


@lru_cache(4096)
def stems(text: str) -> frozenset[str]:
    """The words of a text without their endings and without empty words."""
    russian, english = _stemmers()
    words = (word for word in WORD.findall(text.casefold().replace("ё", "е")) if word not in EMPTY_WORDS)
    return frozenset((english if word.isascii() else russian).stemWord(word) for word in words)


@cache
def _stemmers() -> tuple[snowballstemmer.stemmer, snowballstemmer.stemmer]:
    return snowballstemmer.stemmer("russian"), snowballstemmer.stemmer("english")
