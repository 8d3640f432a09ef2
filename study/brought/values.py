"""The values of brought decks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from content.deck import Deck, Item
from content.shelf import OWN
from study.errors import StudyError
from study.values import Place


@dataclass(frozen=True, slots=True)
class Quota:
    """As many decks as one person may keep, and one group have. ``items`` are those of all their decks together.

    Every command of a chat has all its decks at hand: to read 6000 items anew takes half a second.
    """

    person: int = 30
    group: int = 30
    items: int = 6000


@dataclass(frozen=True, slots=True)
class Brought:
    """A deck that somebody brought, without its items.

    ``name`` is the slug that its author gave it: a later file with the same one is another version of it.
    ``version`` grows with every change.
    """

    id: int
    owner: int
    name: str
    title: str
    items: int
    version: int
    changed_at: datetime

    @property
    def slug(self) -> str:
        """What it is called among all decks; never used again, so progress never means another deck."""
        return f"{OWN}{self.id}"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was read, until its sender says what becomes of its decks. ``file`` is its name."""

    id: int
    person: int
    place: Place
    file: str
    decks: tuple[Deck, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What another version of a deck changes, by the ids of items."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    same: int = 0


class DeckGone(StudyError):
    """The deck, or the file that was sent, is not there any more."""

    key = "error-deck-gone"


class NotTheirDeck(StudyError):
    """Only whoever brought a deck changes it."""

    key = "error-not-their-deck"


class TooManyDecks(StudyError):
    """They keep as many as one may, or decks with as many items."""

    key = "error-too-many-decks"


def settled_in(deck: Deck, brought: Brought) -> Deck:
    """A deck under the slug and title it has here; the name its author gave it finds it, too."""
    items = tuple(_settled(item, deck.slug, brought.slug) for item in deck.items)
    aliases = tuple(dict.fromkeys((deck.slug, *deck.aliases)))
    needs = tuple(_meant(one, deck.slug, brought.slug) for one in deck.prerequisites)
    return replace(
        deck, slug=brought.slug, title=brought.title, items=items, aliases=aliases, prerequisites=needs
    )


def as_written(deck: Deck, brought: Brought) -> Deck:
    """A deck under the name its author gave it, so that a file of it comes back as another version."""
    items = tuple(_settled(item, brought.slug, brought.name) for item in deck.items)
    aliases = tuple(alias for alias in deck.aliases if alias != brought.name)
    needs = tuple(_meant(one, brought.slug, brought.name) for one in deck.prerequisites)
    return replace(deck, slug=brought.name, items=items, aliases=aliases, prerequisites=needs)


def _settled(item: Item, name: str, slug: str) -> Item:
    if not item.prerequisites:
        return item
    return replace(item, prerequisites=tuple(_meant(one, name, slug) for one in item.prerequisites))


def _meant(wanted: str, name: str, slug: str) -> str:
    """A prerequisite within the deck itself, under the name it has here."""
    deck, separator, item = wanted.partition("/")
    return f"{slug}{separator}{item}" if deck == name else wanted
