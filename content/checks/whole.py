"""Rules about a deck as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from content.complaint import Fault, Message
from content.shelf import OWN
from content.written import Written

OTHER_FILE = Message("deck-other-file", "slug is `{slug}`, the file's name says `{stem}`: make them the same")
SLUG_TAKEN = Message(
    "deck-slug-taken", "slug begins with `{prefix}`, as those of decks sent in chats do: choose another"
)
SAME_ID = Message("deck-same-id", "the id `{id}` is used on line {first} already: choose another")


def slug_is_file_name(written: Written) -> Iterator[Fault]:
    """A deck is found by its file's name as well as by its slug."""
    stem = Path(written.file).stem
    if written.from_file and written.deck.slug and written.deck.slug != stem:
        yield OTHER_FILE.at(written.line("slug"), slug=written.deck.slug, stem=stem)


def slug_not_of_brought(written: Written) -> Iterator[Fault]:
    """Decks that come by chat have slugs of their own."""
    if written.deck.slug.startswith(OWN):
        yield SLUG_TAKEN.at(written.line("slug"), prefix=OWN)


def ids_differ(written: Written) -> Iterator[Fault]:
    """Progress hangs on an item's id, so each is used once."""
    first: dict[str, int] = {}
    for index, item in enumerate(written.deck.items):
        line = written.line("items", index, "id")
        if item.id and item.id in first:
            yield SAME_ID.at(line, id=item.id, first=first[item.id])
        first.setdefault(item.id, line)
