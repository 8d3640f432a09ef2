"""What rules look like, and holding a deck against some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content.checks.page import Page
from content.complaint import Complaint, Fault
from content.written import Written

ItemRule = Callable[[Page], Iterator[Fault]]
"""A rule about one item. It must cope with empty fields: the shape complains about those."""

DeckRule = Callable[[Written], Iterator[Fault]]
"""A rule about a whole deck."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules about whole decks and about single items."""

    of_decks: tuple[DeckRule, ...]
    of_items: tuple[ItemRule, ...]


def look(written: Written, rules: Rules) -> list[Complaint]:
    """Everything that is wrong with a deck: its text, its shape, and what the rules find; by line."""
    found = list(written.faults)
    if written.stop:
        found.append(written.stop)
    for rule in () if written.stop else rules.of_decks:
        found.extend(rule(written))
    for index in range(len(written.deck.items)):
        for of_item in rules.of_items:
            found.extend(of_item(Page(written, index)))
    return sorted(map(written.complain, found))
