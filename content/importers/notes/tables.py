"""Tables, also those that lost their line feeds or never had a rule below their header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

MOST_COLUMNS = 30
LONGEST_ROW = 20_000
RULE = re.compile(r"\|?[ \t]{0,9}:?-{2,}:?[ \t]{0,9}(?:\|[ \t]{0,9}:?-{1,}:?[ \t]{0,9})*\|?[ \t]{0,9}$")
RULE_INSIDE = re.compile(r"\|(?:[ \t]{0,9}:?-{2,}:?[ \t]{0,9}\|){2,30}")
GRID = re.compile(r"\s{0,9}\+(?:[-=]{2,}\+){1,30}\s*$")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the header first. ``lines``: how many lines it takes, ``before``: the words in its first line.
    ``rule``: the alignment of its columns as Markdown writes it.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: int
    rule: tuple[str, ...] = ()
    before: str = ""

    @property
    def least(self) -> int:
        """The cells of the shortest row."""
        return min(len(row) for row in self.rows)

    @property
    def most(self) -> int:
        """The cells of the longest row."""
        return max(len(row) for row in self.rows)


def table_at(lines: Sequence[str], paragraph: Iterator[str]) -> Table | None:
    """The table that begins in the first line, if one does. ``lines`` are that line and the two after it;
    ``paragraph`` yields all lines up to the next blank one.
    """
    first = lines[0]
    if len(first) > LONGEST_ROW:
        return None
    if "|" in first:
        if (
            len(lines) > 1
            and "-" in lines[1]
            and "|" in lines[1]
            and len(lines[1]) < 999
            and RULE.match(lines[1].strip())
        ):
            return _with_rule(paragraph)
        return _in_one_line(first) or _without_rule(lines, paragraph)
    if GRID.match(first):
        return _grid(paragraph)
    return _by_tabs(paragraph) if "\t" in first.strip() else None


def cells_of(row: str) -> tuple[str, ...]:
    """The cells of a row; `\\|` is no border."""
    row = row.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", row))


def _with_rule(paragraph: Iterator[str]) -> Table:
    rows = [cells_of(row) for row in takewhile(lambda line: "|" in line, paragraph)]
    return Table((rows[0], *rows[2:]), len(rows), tuple(cell or "---" for cell in rows[1]))


def _in_one_line(line: str) -> Table | None:
    """`Results: | a | b | |---|---| | 1 | 2 | | 3 | 4 |`: the rule says how many cells a row has."""
    rule = RULE_INSIDE.search(line)
    if rule is None:
        return None
    marks = cells_of(rule[0])
    columns = len(marks)
    head = line[: rule.start()].rstrip()
    borders = [found.start() for found in re.finditer(r"(?<!\\)\|", head)]
    if len(borders) < columns + 1:
        return None
    start = borders[-columns - 1]
    body = re.split(r"(?<!\\)\|", line[rule.end() :].strip())
    cells = [cell.strip() for cell in body]
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    # Between the cells of one row and the next there is the space from `| |`.
    if (len(cells) + 1) % (columns + 1):
        return None
    rows = [tuple(cells[at : at + columns]) for at in range(0, len(cells), columns + 1)]
    return Table((cells_of(head[start:]), *rows), 1, marks, head[:start].rstrip())


def _without_rule(lines: Sequence[str], paragraph: Iterator[str]) -> Table | None:
    """Rows parted by ` | ` under one another, with the same number of cells and no bracket across a border."""
    if len(lines) < 2 or " | " not in lines[1] or len(lines[1]) > LONGEST_ROW:
        return None
    width = len(cells_of(lines[0]))
    if not 2 <= width <= MOST_COLUMNS or len(cells_of(lines[1])) != width:
        return None
    rows: list[tuple[str, ...]] = []
    for line in paragraph:
        cells = cells_of(line) if " | " in line and "||" not in line else ()
        if len(cells) != width or not all(_balanced(cell) for cell in cells):
            break
        rows.append(cells)
    return Table(tuple(rows), len(rows)) if len(rows) >= 2 else None


def _balanced(cell: str) -> bool:
    return all(cell.count(left) == cell.count(right) for left, right in ("()", "[]", "{}")) and bool(cell)


def _by_tabs(lines: Iterator[str]) -> Table | None:
    rows: list[tuple[str, ...]] = []
    for line in lines:
        cells = tuple(cell.strip() for cell in line.strip("\n ").split("\t"))
        if (
            not 2 <= len(cells) <= MOST_COLUMNS
            or not any(cells)
            or (rows and len(cells) != len(rows[0]))
            or not cells[0]
        ):
            break
        rows.append(cells)
    return Table(tuple(rows), len(rows)) if len(rows) >= 2 else None


def _grid(paragraph: Iterator[str]) -> Table | None:
    lines = list(takewhile(lambda line: GRID.match(line) or line.lstrip().startswith("|"), paragraph))
    rows = tuple(cells_of(line) for line in lines if not GRID.match(line))
    return Table(rows, len(lines)) if len(rows) >= 2 and len({len(row) for row in rows}) == 1 else None
