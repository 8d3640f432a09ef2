"""Decks in our own format, as ``docs/deck-format.md`` describes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.checks.askable import ASKABLE
from content.checks.rule import look
from content.complaint import Complaint, Fault, Message
from content.importers.importer import Imported, ImportRefused, Source, by_line
from content.importers.text import text_of
from content.written import open_deck

TOO_MANY = Message("yaml-too-many", "the deck has {count} items, at most {most} are read: split it")

BEGINS = re.compile(r"^(?:slug|title|items):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlDeck:
    """One deck as its author wrote it; it has to be such that it can be asked from."""

    name: str = "yaml"
    suffixes: tuple[str, ...] = (".yaml", ".yml")

    def knows(self, source: Source) -> bool:
        """Whether the fields of a deck are there."""
        try:
            found = set(BEGINS.findall(text_of(source)))
        except ImportRefused:
            return False
        return len(found) >= 2

    def read(self, source: Source) -> Imported:
        """The deck. Raises ``ImportRefused`` with every complaint, where there is one."""
        written = open_deck(text_of(source))
        count, most = len(written.deck.items), source.limits.items
        if count > most:
            raise ImportRefused(TOO_MANY.at(0, count=count, most=most))
        found = look(written, ASKABLE)
        if found:
            raise ImportRefused(*by_line(_faults(found)))
        return Imported((written.deck,))


def _faults(found: Sequence[Complaint]) -> list[Fault]:
    """What the rules say of a deck, each with the item it is about."""
    return [
        Fault(one.line, f"{one.item}: {one.message}", one.key, (("item", one.item), *one.args))
        if one.item
        else Fault(one.line, one.message, one.key, one.args)
        for one in found
    ]


YAML = YamlDeck()
