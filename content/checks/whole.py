"""Rules about a deck as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from content.complaint import Fault
from content.shelf import OWN
from content.written import Written


def slug_is_file_name(written: Written) -> Iterator[Fault]:
    """A deck is found by its file's name as well as by its slug."""
    stem = Path(written.file).stem
    if written.from_file and written.deck.slug and written.deck.slug != stem:
        yield Fault(
            written.line("slug"),
            f"slug is `{written.deck.slug}`, the file's name says `{stem}`: make them the same",
        )


def slug_not_of_brought(written: Written) -> Iterator[Fault]:
    """Decks that come by chat have slugs of their own."""
    if written.deck.slug.startswith(OWN):
        yield Fault(
            written.line("slug"),
            f"slug begins with `{OWN}`, as those of decks sent in chats do: choose another",
        )


def ids_differ(written: Written) -> Iterator[Fault]:
    """Progress hangs on an item's id, so each is used once."""
    first: dict[str, int] = {}
    for index, item in enumerate(written.deck.items):
        line = written.line("items", index, "id")
        if item.id and item.id in first:
            yield Fault(line, f"the id `{item.id}` is used on line {first[item.id]} already: choose another")
        first.setdefault(item.id, line)
