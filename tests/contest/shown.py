"""What the group sees of a table and of a reveal, as lines."""

from __future__ import annotations

from tests.contest.rules import Row


def line_of(row: Row) -> str:
    """A line of the table as it is shown."""
    medal = {1: "🥇", 2: "🥈", 3: "🥉"}.get(row.place) if row.points and not row.out else None
    return f"{medal or f'{row.place}.'} {row.name} — {row.points:g}"


def told_of(text: str, sign: str) -> int:
    """How many people a line of the reveal tells of: the first by their names, the rest as a number."""
    line = next((line for line in text.splitlines() if line.startswith(sign)), "")
    if not line:
        return 0
    named, _, more = line.partition(" … +")
    return len(named.split(", ")) + int(more or 0)


def differing(expected: list[str], shown: list[str]) -> str:
    """The lines that are not what they ought to be."""
    pairs = zip(expected, [*shown, *[""] * len(expected)], strict=False)
    return "\n".join(f"  {one!r} ought to be, {other!r} is" for one, other in pairs if one != other)
