"""The rules a deck is held against. A new rule is one function and one line in a list here."""

from __future__ import annotations

from dataclasses import dataclass

from content.checks.asking import different_options, few_line_feeds, fields_of_its_ways, one_right_option
from content.checks.page import DeckRule, ItemRule, Page
from content.checks.whole import ids_differ, slug_is_file_name
from content.complaint import Complaint
from content.written import Written


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules about whole decks and about single items."""

    of_decks: tuple[DeckRule, ...]
    of_items: tuple[ItemRule, ...]


ASKABLE = Rules(
    of_decks=(slug_is_file_name, ids_differ),
    of_items=(fields_of_its_ways, one_right_option, different_options, few_line_feeds),
)
"""What the bot cannot do without. Looked at whenever a deck is loaded, so these rules are quick."""


def look(written: Written, rules: Rules) -> list[Complaint]:
    """Everything that is wrong with a deck: its text, its shape, and what the rules find; by line."""
    found = list(written.faults)
    for rule in rules.of_decks:
        found.extend(rule(written))
    for index in range(len(written.deck.items)):
        for of_item in rules.of_items:
            found.extend(of_item(Page(written, index)))
    return sorted(map(written.complain, found))


__all__ = ["ASKABLE", "DeckRule", "ItemRule", "Page", "Rules", "look"]
