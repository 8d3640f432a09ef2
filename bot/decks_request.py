"""Several decks named in one line, such as ``mask_rcnn transformers`` or ``маск рцнн, резнет``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.deck import Deck
from content.library import Library

LONGEST_NAME = 6
"""Words of a deck's name at the most."""
MOST_WORDS = 24
"""What goes beyond is not read: nobody names so many decks."""
AND = {"и", "and", "+", "&"}


@dataclass(frozen=True, slots=True)
class NamedDecks:
    """The ``decks`` named, in order, without repeats; ``unknown`` is the first name that no deck has.

    ``nearest`` are decks that it might mean, at most four.
    """

    decks: tuple[Deck, ...] = ()
    unknown: str = ""
    nearest: tuple[Deck, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """Their slugs."""
        return tuple(deck.slug for deck in self.decks)


def read_decks(text: str, library: Library) -> NamedDecks:
    """The decks that a text names, divided by spaces, commas or "и"; of several readings the longest names win."""
    decks: dict[str, Deck] = {}
    for part in re.split(r"[,;\n]+", text):
        words = [word for word in part.split() if word.casefold() not in AND][:MOST_WORDS]
        while words:
            deck, length = _longest(words, library)
            if deck is None:
                return _unknown(words, tuple(decks.values()), library)
            decks[deck.slug] = deck
            words = words[length:]
    return NamedDecks(tuple(decks.values()))


def _longest(words: list[str], library: Library) -> tuple[Deck | None, int]:
    """The deck that the longest beginning of some words names, and how many words that takes."""
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        found = library.find(" ".join(words[:length])).deck
        if found is not None:
            return found, length
    return None, 0


def _unknown(words: list[str], decks: tuple[Deck, ...], library: Library) -> NamedDecks:
    """The name that is none: all that is left where that is like a deck's name, else its first word."""
    rest = " ".join(words[:LONGEST_NAME])
    if nearest := library.find(rest).nearest:
        return NamedDecks(decks, rest, nearest)
    return NamedDecks(decks, words[0], library.find(words[0]).nearest)
