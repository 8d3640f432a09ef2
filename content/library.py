"""The decks of a process, and finding one by whatever a learner types."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz

from content.complaint import Complaint, DeckError
from content.deck import Deck, Item
from content.loader import load_folder
from content.names import heard, readings, spelled
from content.shelf import Shelf

MOST_NEAR = 4
"""As many decks are offered where none was named exactly."""

NEAR = 70.0
"""The least likeness, 0..100, of a deck worth offering."""

LEAST_LETTERS = 3
"""A shorter text is no part of a name."""

LONGEST_NAME = 100
"""A title's limit; what goes beyond it is not compared."""

MOST_QUESTIONS = 50
"""The longest session one may ask for."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed name led to: the deck it names, or else the nearest ones (at most four, maybe none)."""

    deck: Deck | None
    nearest: tuple[Deck, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A typed request taken apart: the name of a deck (maybe empty) and how many questions, if said (1..50)."""

    name: str
    count: int | None = None


class Library:
    """Decks in a fixed order, found by slug or by name. Raises ``DeckError`` where two have the same slug.

    Decks that people brought are found by their slugs as well, while a storage is being read (``content.shelf``);
    among ``decks``, and by name, only where they were put ``beside``.
    """

    def __init__(self, decks: Iterable[Deck], shelf: Shelf | None = None) -> None:
        self.decks = tuple(decks)
        self._shelf: Shelf | None = shelf or Shelf()
        self._by_slug: dict[str, Deck] = {}
        for deck in self.decks:
            other = self._by_slug.setdefault(deck.slug, deck)
            if other is not deck:
                raise DeckError([_twice(deck, other)])
        self._spelled = _index(self.decks, spelled)
        self._heard = _index(self.decks, heard)
        self._names = _index(self.decks, _words)

    @classmethod
    def load(cls, *folders: Path) -> Library:
        """The decks that come with the package, and those of further folders.

        Raises ``DeckError`` with all complaints about the decks of all folders.
        """
        decks: list[Deck] = []
        complaints: list[Complaint] = []
        with resources.as_file(resources.files("content") / "decks") as shipped:
            for folder in (shipped, *folders):
                try:
                    decks.extend(load_folder(folder))
                except DeckError as error:
                    complaints.extend(error.complaints)
        if complaints:
            raise DeckError(complaints)
        return cls(decks)

    def deck(self, slug: str) -> Deck | None:
        """The deck with a slug."""
        return self._by_slug.get(slug) or (self._shelf.deck(slug) if self._shelf else None)

    def beside(self, decks: Iterable[Deck]) -> Library:
        """These decks and then its own, and no other brought ones. Slugs must differ; no index is built anew."""
        more = Library(decks)
        own = bool(more.decks)
        more._shelf = None
        more.decks = (*more.decks, *self.decks)
        more._by_slug = {**more._by_slug, **self._by_slug} if own else self._by_slug
        more._spelled = _merged(more._spelled, self._spelled) if own else self._spelled
        more._heard = _merged(more._heard, self._heard) if own else self._heard
        more._names = _merged(more._names, self._names) if own else self._names
        return more

    def item(self, deck: str, item: str) -> Item | None:
        """An item by the slug of its deck and its id."""
        found = self.deck(deck)
        return found.by_id.get(item) if found else None

    def by_key(self, key: str) -> tuple[Deck, Item] | None:
        """A deck and its item by ``deck/item``."""
        slug, _, item = key.partition("/")
        deck = self.deck(slug)
        return (deck, deck.by_id[item]) if deck and item in deck.by_id else None

    def find(self, text: str) -> Found:
        """The deck that a text names, forgiving about case, spaces, hyphens, script and keyboard layout.

        Slugs, titles and aliases count alike. A name that several decks share, or that is merely similar,
        leads to the nearest decks instead.
        """
        for named in self._exact(text):
            if len(named) == 1:
                return Found(named[0])
            if named:
                return Found(None, named[:MOST_NEAR])
        return Found(None, self._near(text))

    def names(self, text: str) -> bool:
        """Whether a text is exactly a deck's name, in the sense of ``find``."""
        return self.find(text).deck is not None

    def _exact(self, text: str) -> Iterator[tuple[Deck, ...]]:
        """Decks by name: any reading letter by letter first, by ear only then."""
        meant = readings(text)
        for key in map(spelled, meant):
            yield self._spelled.get(key, ())
        for key in map(heard, meant):
            yield self._heard.get(key, ())

    def _near(self, text: str) -> tuple[Deck, ...]:
        meant = [key[:LONGEST_NAME] for key in map(heard, readings(text[:LONGEST_NAME])) if key]
        likeness = {deck.slug: 0.0 for deck in self.decks}
        for name, decks in self._names.items():
            like = max((_likeness(key, name) for key in meant), default=0.0)
            for deck in decks:
                likeness[deck.slug] = max(likeness[deck.slug], like)
        near = [deck for deck in self.decks if likeness[deck.slug] >= NEAR]
        near.sort(key=lambda deck: -likeness[deck.slug])
        return tuple(near[:MOST_NEAR])


def parse_request(text: str, library: Library) -> Request:
    """Take a trailing number of questions off a request such as ``mask rcnn 5``.

    The number stays in the name where the whole text names a deck ("swin 2"), and where it is no number of
    questions (0). More than 50 is taken as 50.
    """
    name = text.strip()
    parts = re.fullmatch(r"(?:(.*)\s)?\s*([0-9]{1,4})", name, re.DOTALL)
    if parts is None or int(parts[2]) == 0 or library.names(name):
        return Request(name)
    return Request((parts[1] or "").strip(), min(int(parts[2]), MOST_QUESTIONS))


def _likeness(typed: str, name: tuple[str, ...]) -> float:
    """0..100. ``name`` is the whole name and then its words; a word, or the beginning of one, is a near miss."""
    whole, *words = name
    likeness = fuzz.ratio(typed, whole)
    if len(typed) >= LEAST_LETTERS:
        if any(word.startswith(typed) for word in (whole, *words)):
            likeness = max(likeness, 90.0)
        longer = [word for word in words if len(word) > LEAST_LETTERS]
        likeness = max([likeness, *(0.9 * fuzz.ratio(typed, word) for word in longer)])
    return likeness


def _words(name: str) -> tuple[str, ...]:
    """A name by ear: the whole, then each word of three letters or more."""
    words = [word for word in re.split(r"[\W_]+", name) if len(word) >= LEAST_LETTERS]
    return (heard(name), *map(heard, words))


def _index(decks: Iterable[Deck], key_of: Callable[[str], Key]) -> dict[Key, tuple[Deck, ...]]:
    """Decks by the key of each of their names."""
    index: dict[Key, tuple[Deck, ...]] = {}
    for deck in decks:
        for key in dict.fromkeys(key_of(name) for name in deck_names(deck) if heard(name)):
            index[key] = (*index.get(key, ()), deck)
    return index


def _merged(
    first: Mapping[Key, tuple[Deck, ...]], second: Mapping[Key, tuple[Deck, ...]]
) -> dict[Key, tuple[Deck, ...]]:
    """Two indices as one."""
    return {key: (*first.get(key, ()), *second.get(key, ())) for key in {**first, **second}}


def deck_names(deck: Deck) -> tuple[str, ...]:
    """Everything a deck is called."""
    return deck.slug, deck.title, deck.title_en, *deck.aliases


def _twice(deck: Deck, other: Deck) -> Complaint:
    message = (
        f"the slug `{deck.slug}` is taken by {other.source}: give one of the two another slug and file name"
    )
    return Complaint(deck.source, 0, "", message)
