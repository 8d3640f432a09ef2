"""Divisions: who stands where, and who plays in which after a fortnight.

A fifth of a division (rounded down: none of fewer than five) goes up, a fifth goes down. Equal scores are decided
by nothing but play: where the line would part groups with the same points and as many players, none of them crosses
it. Groups for which nobody played stand last, never go up, and among themselves the latest to join goes down first.

A division has twenty places. Where more would come than there is room for, the least of those do not move. One with
fewer than five groups is no contest any more: it joins a neighbour that has room, and the numbers close up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from study.league.values import Club, Moved, Rank, Row, Score, Scores

MOST_GROUPS = 20
FEWEST_GROUPS = 5
SHARE = 5
"""One of so many goes up, and one down."""
EXACT = 6
"""Decimals in which points are compared: sums of thirds are not exact."""

Table = tuple[Row, ...]


def by_division(clubs: Iterable[Club]) -> dict[int, list[Club]]:
    """The groups in the table, by their division, the highest first."""
    found: dict[int, list[Club]] = {}
    for club in clubs:
        if club.rank is Rank.IN:
            found.setdefault(club.division, []).append(club)
    return dict(sorted(found.items()))


def ranked(clubs: Sequence[Club], scores: Scores) -> Table:
    """The table of a division, best first. Equal points and players share a place."""
    rows = [_row(club, scores.get(club.place.chat, Score())) for club in clubs]
    rows.sort(key=lambda row: (*(-value for value in _standing(row)), row.club.joined_at, row.club.id))
    table: list[Row] = []
    for number, row in enumerate(rows, 1):
        tied = bool(table) and _standing(table[-1]) == _standing(row)
        table.append(replace(row, place=table[-1].place if tied else number))
    return tuple(table)


def _row(club: Club, score: Score) -> Row:
    return Row(club, 0, round(score.points, EXACT), len(score.players))


def _standing(row: Row) -> tuple[float, float]:
    return row.points, row.players


def free_division(clubs: Iterable[Club], wanted: int | None = None) -> int:
    """Where a group comes in: a new one in the lowest division, one that comes back in its own (``wanted``).

    Where that is full, in the next one below that has room; at the end a new one is opened.
    """
    sizes = {division: len(members) for division, members in by_division(clubs).items()}
    lowest = max(sizes, default=1)
    division = min(wanted or lowest, lowest)
    while sizes.get(division, 0) >= MOST_GROUPS:
        division += 1
    return division


def crossings(tables: Sequence[Table]) -> tuple[list[int], list[int]]:
    """How many go up from, and down from, each division; ``tables`` from the highest on."""
    last = len(tables) - 1
    up = [_going_up(table, len(table) // SHARE) if number else 0 for number, table in enumerate(tables)]
    down = [
        _going_down(table, len(table) // SHARE) if number < last else 0 for number, table in enumerate(tables)
    ]
    while (full := _overfull([len(table) for table in tables], up, down)) is not None:
        if full < last and up[full + 1]:
            up[full + 1] = _going_up(tables[full + 1], up[full + 1] - 1)
        else:
            down[full - 1] = _going_down(tables[full - 1], down[full - 1] - 1)
    return up, down


def is_going_down(table: Table, club: int) -> bool:
    """Whether a group stands among those of a division, not the lowest one, that would go down now."""
    count = _going_down(table, len(table) // SHARE)
    return any(row.club.id == club for row in table[len(table) - count :])


def _overfull(sizes: Sequence[int], up: Sequence[int], down: Sequence[int]) -> int | None:
    """A division that would have more groups than it has places."""
    for number, size in enumerate(sizes):
        coming = (down[number - 1] if number else 0) + (up[number + 1] if number + 1 < len(sizes) else 0)
        if size - up[number] - down[number] + coming > MOST_GROUPS:
            return number
    return None


def _going_up(table: Table, count: int) -> int:
    """At most so many of the first: those that played, and nobody's equal stays behind."""
    while count and (not table[count - 1].players or _part(table, count)):
        count -= 1
    return count


def _going_down(table: Table, count: int) -> int:
    """At most so many of the last: nobody's equal stays behind."""
    while count and _part(table, len(table) - count):
        count -= 1
    return count


def _part(table: Table, line: int) -> bool:
    """Whether a line above the row ``line`` would part equals. Those that nobody played for are not equals."""
    if not 0 < line < len(table):
        return False
    above, below = table[line - 1], table[line]
    return above.players > 0 and _standing(above) == _standing(below)


def resettled(tables: Sequence[Table]) -> Mapping[int, tuple[Moved, int]]:
    """What the end of a fortnight does to each group, by its id: how it moved, and its division from now on."""
    up, down = crossings(tables)
    after: list[list[int]] = [[] for _ in tables]
    moved: dict[int, Moved] = {}
    for number, table in enumerate(tables):
        for line, row in enumerate(table):
            if line < up[number]:
                moved[row.club.id] = Moved.UP
                after[number - 1].append(row.club.id)
            elif line >= len(table) - down[number]:
                moved[row.club.id] = Moved.DOWN
                after[number + 1].append(row.club.id)
            else:
                moved[row.club.id] = Moved.STAYS
                after[number].append(row.club.id)
    settled = _closed_up(after)
    return {club: (moved[club], division) for division, clubs in enumerate(settled, 1) for club in clubs}


def _closed_up(divisions: Sequence[Sequence[int]]) -> list[list[int]]:
    """Divisions too small to be a contest join a neighbour that has room, the one above first."""
    kept = [list(division) for division in divisions if division]
    number = len(kept) - 1
    while number >= 0:
        small = kept[number]
        if len(small) < FEWEST_GROUPS:
            for other in (number - 1, number + 1):
                if 0 <= other < len(kept) and len(kept[other]) + len(small) <= MOST_GROUPS:
                    kept[other].extend(small)
                    del kept[number]
                    break
        number -= 1
    return kept
