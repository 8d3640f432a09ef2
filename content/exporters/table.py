"""A deck as a table: CSV that Excel opens with its letters intact and without running anything in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from content.deck import Deck
from content.exporters.exporter import Exported
from content.importers.columns import NAMES, cells_of, lost_in_cells
from content.importers.plain import language_of

ALWAYS = ("deck", "deck id", "id", "type", "question", "answer")
FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""What Excel takes for a formula where a cell begins (OWASP, CSV Injection), and what passes for our mark."""


class TableExporter:
    """Writes UTF-8 with a byte order mark, commas, and every cell in quotes that needs them (RFC 4180)."""

    name = "csv"
    suffix = ".csv"

    def write(self, deck: Deck) -> Exported:
        """A row for each item. Cells with several things have a line for each, see ``importers.columns``."""
        rows = [cells_of(item) for item in deck.items]
        for row in rows:
            row |= {"deck": deck.title, "deck id": deck.slug}
        if rows and deck.summary:
            rows[0]["summary"] = deck.summary
        columns = _columns({name for row in rows for name in row})
        written = io.StringIO()
        writer = csv.writer(written)
        writer.writerow(columns)
        writer.writerows([_guarded(row.get(name, "")) for name in columns] for row in rows)
        return Exported(written.getvalue().encode("utf-8-sig"), tuple(lost_of(deck)))


def _columns(used: set[str]) -> list[str]:
    """The columns that have cells, in the order in which people fill them in."""
    order = {name: index for index, name in enumerate(NAMES)}

    def place(name: str) -> tuple[int, int, str]:
        kind, _, number = name.rpartition(" ")
        return (order["options"], int(number), kind) if number.isdigit() else (order[name], 0, name)

    return sorted(used | {*ALWAYS}, key=place)


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe stands before it, which the importer takes away."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def lost_of(deck: Deck) -> Iterator[str]:
    """What of a deck has no place in cells, in the author's words."""
    yield from lost_of_deck(deck)
    for item in deck.items:
        yield from lost_in_cells(item)


def lost_of_deck(deck: Deck) -> Iterator[str]:
    """What of a deck itself has no place beside its items, in the author's words."""
    if deck.title_en or deck.summary_en:
        yield "the English title and summary"
    if deck.aliases:
        yield "the other names of the deck"
    if deck.prerequisites:
        yield "what to learn before the deck"
    if deck.language != language_of(item.question for item in deck.items):
        yield f"the language of the questions ({deck.language})"


TABLE = TableExporter()
