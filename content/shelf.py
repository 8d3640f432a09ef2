"""Decks that people bring: they lie in a storage, and are kept at hand while they are used."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from content.deck import Deck

OWN = "own_"
"""How the slug of every brought deck begins, and of no other."""

MOST_ITEMS = 20_000
"""Items of decks kept at hand: some 60 MB of rich ones; a deck beyond that is read anew when it is needed."""


class Stacks(Protocol):
    """Where brought decks lie."""

    def brought_version(self, slug: str) -> int | None:
        """A number that grows with every change of a deck; ``None`` where there is none of that slug."""

    def brought_deck(self, slug: str) -> Deck | None:
        """The deck of a slug."""


@dataclass(slots=True)
class Visit:
    """One transaction: what was looked up in it stays as it was found."""

    stacks: Stacks
    found: dict[str, Deck | None] = field(default_factory=dict)
    fetched: list[tuple[Shelf, int, Deck]] = field(default_factory=list)

    def keep(self) -> None:
        """Put what was fetched at hand for others: it is what the storage holds.

        Not before that is sure: a transaction that is undone gives its ids and versions back, and the next one puts
        something else under them.
        """
        for shelf, version, deck in self.fetched:
            shelf.keep(version, deck)
        self.fetched.clear()


_visits = threading.local()


@contextmanager
def reading(stacks: Stacks, *, settled: bool = True) -> Iterator[Visit]:
    """Look brought decks up here for as long as this lasts, in this thread: so a transaction sees its own state.

    Where that is not ``settled`` yet, ``Visit.keep`` is to be called as soon as it is.
    """
    before: Visit | None = getattr(_visits, "now", None)
    visit = _visits.now = Visit(stacks)
    try:
        yield visit
    finally:
        _visits.now = before
    if settled:
        visit.keep()


class Shelf:
    """Decks by slug, as they are in the storage that is being ``reading``; outside of that none."""

    def __init__(self, most_items: int = MOST_ITEMS) -> None:
        self._most = most_items
        self._kept: OrderedDict[str, tuple[int, Deck]] = OrderedDict()
        self._items = 0
        self._lock = threading.Lock()

    def deck(self, slug: str) -> Deck | None:
        """The deck of a slug in its present version; ``None`` where there is none, or no storage at hand."""
        visit: Visit | None = getattr(_visits, "now", None)
        if visit is None or not slug.startswith(OWN):
            return None
        if slug not in visit.found:
            visit.found[slug] = self._fetch(slug, visit)
        return visit.found[slug]

    def _fetch(self, slug: str, visit: Visit) -> Deck | None:
        version = visit.stacks.brought_version(slug)
        if version is None:
            return None
        with self._lock:
            kept = self._kept.get(slug)
            if kept is not None and kept[0] == version:
                self._kept.move_to_end(slug)
                return kept[1]
        deck = visit.stacks.brought_deck(slug)
        if deck is not None:
            visit.fetched.append((self, version, deck))
        return deck

    def keep(self, version: int, deck: Deck) -> None:
        """Have a deck at hand in a version that the storage holds; what was not used for longest is let go."""
        with self._lock:
            self._let_go(deck.slug)
            self._kept[deck.slug] = (version, deck)
            self._items += len(deck.items)
            while self._items > self._most and len(self._kept) > 1:
                self._let_go(next(iter(self._kept)))

    def _let_go(self, slug: str) -> None:
        before = self._kept.pop(slug, None)
        self._items -= len(before[1].items) if before else 0
