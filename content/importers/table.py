"""Tables as text: CSV, TSV and what Excel calls CSV where the comma is a decimal sign. Columns have names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from content.checks.blocks import words_of
from content.complaint import Fault, Message, shorten
from content.importers.columns import NAMES, Reading, column_of
from content.importers.drafts import DeckName, Draft, decks_of
from content.importers.html import HTML_BLOCK, read_html
from content.importers.importer import Imported, ImportRefused, Source
from content.importers.text import text_of
from content.importers.unmarked import LONGEST, TAG
from content.importers.writing import markdown_of

NO_HEADER = Message(
    "table-no-header",
    "the first row names no column `question`: begin with names such as question, answer, tags (found: {found})",
)
TWICE = Message("table-column-twice", "the column «{name}» is there twice: the first one is taken")
UNKNOWN = Message("table-unknown-column", "the column «{name}» is not understood, its cells are left out")
TOO_MANY_CELLS = Message("table-long-row", "the row has more cells than the header: «{text}» is left out")
TOO_FEW_CELLS = Message(
    "table-short-row", "the row has {count} cells, the header {of}: the others count as empty"
)
UNCLOSED = Message(
    "table-quote", 'a cell begins with a quotation mark that is never closed: write "" for the sign itself'
)
HTML = Message("table-html", "the cell «{text}» is HTML: it is read as such, look it over")

DELIMITERS = ",;\t|"
READ_FOR_HEADER = 8192
GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
"""What an exporter puts before a cell that Excel would run."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line it begins on."""

    line: int
    cells: tuple[str, ...]


class TableImporter:
    """Reads tables whose first row names a question column, in Russian or English."""

    name = "csv"
    suffixes = (".csv", ".tsv", ".tab")

    def knows(self, source: Source) -> bool:
        """Whether the first line names a question and another column."""
        try:
            text = text_of(Source(source.name, source.data, source.limits))
        except ImportRefused:
            return False
        _, known = _delimiter(_without_sep(text)[0])
        return known > 1

    def read(self, source: Source) -> Imported:
        """The decks of a table. Raises ``ImportRefused`` where no column has questions or no row is one."""
        text, skipped, delimiter = _opened(text_of(source))
        rows = _Rows(text, delimiter, skipped)
        table = _Table(next(iter(rows), Row(1, ())))
        return decks_of(map(table.draft, rows), source, chain(table.faults, rows.faults))


def _opened(text: str) -> tuple[str, int, str]:
    """The table itself, the number of lines before it, and its delimiter."""
    text, said = _without_sep(text)
    bare = text.lstrip("\n")
    return bare, int(bool(said)) + len(text) - len(bare), said or _delimiter(bare)[0]


def _without_sep(text: str) -> tuple[str, str]:
    """Excel's own ``sep=;`` in the first line is taken at its word."""
    found = re.match(r"\"?sep=([,;|\t])\"?[ ,;]*\n", text, re.IGNORECASE)
    return (text[found.end() :], found[1]) if found else (text, "")


def _delimiter(text: str) -> tuple[str, int]:
    """The delimiter with which the first row names most columns that are known, and how many they are."""
    begin = text[:READ_FOR_HEADER].lstrip("\n")

    def known(delimiter: str) -> int:
        names = [column_of(cell) for cell in next(iter(_Rows(begin, delimiter)), Row(1, ())).cells]
        return len(set(filter(None, names))) if "question" in names else 0

    best = max(DELIMITERS, key=known)
    return best, known(best)


class _Rows:
    """The rows of a text (RFC 4180, and leniently): line feeds and doubled quotes stand within quotes.

    Rows without any text are passed over. ``faults`` grow while reading.
    """

    def __init__(self, text: str, delimiter: str, skipped: int = 0) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._delimiter = delimiter
        self._end = re.compile(rf"[{re.escape(delimiter)}\n]")
        self._line = skipped + 1
        self._at = 0
        self._quotes = True
        self._rows = self._read()

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def _read(self) -> Iterator[Row]:
        while self._at < len(self._text):
            row = self._row()
            if any(cell.strip() for cell in row.cells):
                yield row

    def _row(self) -> Row:
        line, cells = self._line, []
        while True:
            cells.append(_unguarded(self._cell()))
            ended = self._text[self._at : self._at + 1]
            self._at += 1
            if ended != self._delimiter:
                self._line += 1
                return Row(line, tuple(cells))

    def _cell(self) -> str:
        """The next cell; stands on what ends it afterwards."""
        quoted = self._quoted() if self._quotes else ""
        found = self._end.search(self._text, self._at)
        end = found.start() if found else len(self._text)
        rest = self._text[self._at : end]
        self._at = end
        return quoted + rest

    def _quoted(self) -> str:
        """What stands within quotes here; nothing where the cell begins without them."""
        found = re.compile(r" *\"").match(self._text, self._at)
        if not found:
            return ""
        parts, begin = [], found.end()
        while True:
            close = self._text.find('"', begin)
            if close < 0:
                self.faults.append(UNCLOSED.at(self._line))
                self._quotes = False  # there is none left, or only doubled ones: do not look again
                return ""
            parts.append(self._text[begin:close])
            if self._text[close + 1 : close + 2] != '"':
                break
            parts.append('"')
            begin = close + 2
        self._at = close + 1
        text = "".join(parts)
        self._line += text.count("\n")
        return text


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


class _Table:
    """The columns of a table, and its rows turned into questions."""

    def __init__(self, header: Row) -> None:
        self.faults: list[Fault] = []
        self._names: list[str] = []
        for cell in header.cells:
            self._names.append(self._named(cell.strip(), header.line))
        if "question" not in self._names:
            found = shorten(", ".join(filter(None, map(str.strip, header.cells))), 80)
            raise ImportRefused(NO_HEADER.at(header.line, found=found or "-"))

    def _named(self, cell: str, line: int) -> str:
        name = column_of(cell)
        if not name and cell:
            self.faults.append(UNKNOWN.at(line, name=shorten(cell, 40)))
        elif name and name in self._names:
            self.faults.append(TWICE.at(line, name=shorten(cell, 40)))
            return ""
        return name

    def draft(self, row: Row) -> Draft:
        """The question of a row."""
        self._ragged(row)
        cells = {name: cell for name, cell in zip(self._names, row.cells, strict=False) if name}
        reading = Reading(cells, row.line, partial(self._markdown, row.line))
        item = reading.item()
        self.faults += reading.faults
        return Draft(item, _deck_name(cells))

    def _ragged(self, row: Row) -> None:
        more = [cell.strip() for cell in row.cells[len(self._names) :] if cell.strip()]
        if more:
            self.faults.append(TOO_MANY_CELLS.at(row.line, text=shorten("; ".join(more))))
        elif len(row.cells) < len(self._names):
            self.faults.append(TOO_FEW_CELLS.at(row.line, count=len(row.cells), of=len(self._names)))

    def _markdown(self, line: int, cell: str) -> str:
        """A cell as Markdown. HTML outside of code was meant as such: shown as it is, nobody could read it."""
        if len(cell) > LONGEST or (not TAG.search(cell) and not HTML_BLOCK.search(cell)):
            return cell
        if not any(TAG.search(words) or HTML_BLOCK.search(words) for words in words_of(cell)):
            return cell
        self.faults.append(HTML.at(line, text=shorten(cell, 40)))
        page = read_html(cell, line)
        self.faults += page.faults
        return markdown_of(page.blocks)


def _deck_name(cells: Mapping[str, str]) -> DeckName:
    slug = cells.get("deck id", "").strip()
    title = cells.get("deck", "").strip()
    return DeckName(title or slug, slug, cells.get("summary", "").strip())


TABLE = TableImporter()

__all__ = ["NAMES", "TABLE", "TableImporter"]
