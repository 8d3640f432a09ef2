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
class _Visit:
    """One transaction: what was looked up in it stays as it was found."""

    stacks: Stacks
    found: dict[str, Deck | None] = field(default_factory=dict)


_visits = threading.local()


@contextmanager
def reading(stacks: Stacks) -> Iterator[None]:
    """Look brought decks up here for as long as this lasts, in this thread: so a transaction sees its own state."""
    before: _Visit | None = getattr(_visits, "now", None)
    _visits.now = _Visit(stacks)
    try:
        yield
    finally:
        _visits.now = before


class Shelf:
    """Decks by slug, as they are in the storage that is being ``reading``; outside of that none."""

    def __init__(self, most_items: int = MOST_ITEMS) -> None:
        self._most = most_items
        self._kept: OrderedDict[str, tuple[int, Deck]] = OrderedDict()
        self._items = 0
        self._lock = threading.Lock()

    def deck(self, slug: str) -> Deck | None:
        """The deck of a slug in its present version; ``None`` where there is none, or no storage at hand."""
        visit: _Visit | None = getattr(_visits, "now", None)
        if visit is None or not slug.startswith(OWN):
            return None
        if slug not in visit.found:
            visit.found[slug] = self._fetch(slug, visit.stacks)
        return visit.found[slug]

    def _fetch(self, slug: str, stacks: Stacks) -> Deck | None:
        version = stacks.brought_version(slug)
        if version is None:
            return None
        with self._lock:
            kept = self._kept.get(slug)
            if kept is not None and kept[0] == version:
                self._kept.move_to_end(slug)
                return kept[1]
        deck = stacks.brought_deck(slug)
        if deck is not None:
            self._keep(slug, version, deck)
        return deck

    def _keep(self, slug: str, version: int, deck: Deck) -> None:
        with self._lock:
            self._let_go(slug)
            self._kept[slug] = (version, deck)
            self._items += len(deck.items)
            while self._items > self._most and len(self._kept) > 1:
                self._let_go(next(iter(self._kept)))

    def _let_go(self, slug: str) -> None:
        before = self._kept.pop(slug, None)
        self._items -= len(before[1].items) if before else 0
