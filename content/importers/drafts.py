"""From what a file says to items that can be asked: named, put into decks in the file's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from content.complaint import Fault, Message, shorten
from content.deck import Deck, Item
from content.importers.fitting import Fitting
from content.importers.identifiers import item_ids, slug_of
from content.importers.importer import Imported, ImportRefused, Source, by_line
from content.importers.plain import language_of, title_of
from content.importers.unmarked import unmarked
from content.shelf import OWN
from content.yaml_tree import UNPRINTABLE

NOTHING = Message("item-none", "there is no question with an answer in this file: check its format")
TOO_MANY = Message("item-too-many", "the file has more than {most} questions: split it into smaller files")
MORE_FAULTS = Message("item-more-faults", "{count} more that could not be carried over: mend these first")

MOST_SUMMARY = 300
MOST_FAULTS = 1000
LONGEST_SLUG = 32
SLUG = re.compile("[a-z0-9_]{1,32}")


@dataclass(frozen=True, slots=True)
class DeckName:
    """What a file calls a deck: its title, and more where the file says it."""

    title: str = ""
    slug: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as a file has it. Its texts are in our form (the question plain, the explanation Markdown), of any
    length; ``item.id`` is what the file calls it, or empty; ``item.line`` is its line there.
    """

    item: Item
    deck: DeckName = DeckName()


@dataclass(slots=True)
class _Gathered:
    name: DeckName
    items: list[Item] = field(default_factory=list)


def decks_of(drafts: Iterable[Draft], source: Source, left: Iterable[Fault] = ()) -> Imported:
    """The decks of a file from its questions in order, and what could not be carried over.

    ``left`` is looked at when all drafts are taken, so it may grow meanwhile. Raises ``ImportRefused`` where no
    question is left, or as soon as there are more drafts than the limits allow.
    """
    faults: list[Fault] = []
    gathered: dict[tuple[str, str], _Gathered] = {}
    for count, draft in enumerate(drafts):
        if count == source.limits.items:
            raise ImportRefused(TOO_MANY.at(0, most=count))
        found = Fitting(draft.item)
        item = found.item()
        faults += found.faults
        if item is not None:
            name = draft.deck if draft.deck.title or draft.deck.slug else DeckName(PurePath(source.name).stem)
            into = gathered.setdefault((name.title, name.slug), _Gathered(name))
            into.items.append(item)
            into.name = into.name if into.name.summary else name
    faults += left
    if not gathered:
        raise ImportRefused(*_bounded([*faults, NOTHING.at(0)]))
    decks = tuple(_decks(gathered.values(), faults))
    return Imported(decks, _bounded(faults))


def _bounded(faults: list[Fault]) -> tuple[Fault, ...]:
    """As many as somebody might read."""
    found = by_line(faults)
    rest = len(found) - MOST_FAULTS
    return (*found[:MOST_FAULTS], MORE_FAULTS.at(0, count=rest)) if rest > 0 else found


def _decks(gathered: Iterable[_Gathered], faults: list[Fault]) -> Iterator[Deck]:
    taken: set[str] = set()
    for one in gathered:
        slug = _free(_slug(one.name), taken)
        taken.add(slug)
        ids = item_ids(item.id or item.question for item in one.items)
        items = tuple(replace(item, id=name) for item, name in zip(one.items, ids, strict=True))
        title, cut = title_of(_line(one.name.title) or slug, one.items[0].line)
        faults += cut
        summary = shorten(_line(one.name.summary), MOST_SUMMARY)
        yield Deck(slug, title, summary, items, language=language_of(item.question for item in items))


def _slug(name: DeckName) -> str:
    """The slug that the file gives, or one of the title's words; never one of those that chats give."""
    given = SLUG.fullmatch(name.slug)
    slug = name.slug if given else slug_of(name.slug or name.title, LONGEST_SLUG)
    return f"my_{slug}"[:LONGEST_SLUG] if slug.startswith(OWN) else slug


def _free(slug: str, taken: set[str]) -> str:
    number, free = 2, slug
    while free in taken:
        end = f"_{number}"
        free = slug[: min(28, LONGEST_SLUG - len(end))] + end
        number += 1
    return free


def _line(text: str) -> str:
    return " ".join(unmarked(UNPRINTABLE.sub("", text)).split())
