"""A text as numbered lines, with those known that are no prose: fenced code, and code whose fences were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from content.complaint import Fault, Message
from content.importers.notes.code import code_runs

FENCE_OPEN = Message(
    "markdown-fence-open", "a block of code begins here and never ends: it is ended before the next question"
)

FENCE = re.compile(r" {0,12}(`{3,}|~{3,})[ \t]*([^`\n]{0,60})$")
QUESTION_LIKE = re.compile(
    r" {0,3}(?:#{1,6}\s+\S|(?:\*\*)?(?:Q|Вопрос|Question)\s*\d*\s*[:.]|\d{1,3}[.)]\s+\*\*)"
)


class Kind(Enum):
    """What a line is."""

    PROSE = auto()
    FENCED = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file.

    ``FENCED`` lines stand between fences, which are ``FENCED``, too; ``BARE`` ones are code or a drawing without.
    """

    number: int
    text: str
    kind: Kind = Kind.PROSE

    @property
    def blank(self) -> bool:
        """Whether nothing stands here."""
        return not self.text.strip()

    @property
    def prose(self) -> bool:
        """Whether it is neither code nor a drawing."""
        return self.kind is Kind.PROSE


def lines_of(text: str, first: int = 1) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The lines of a text, numbered from ``first``, and what is wrong with its fences."""
    lines = [Line(number, line.rstrip("\n")) for number, line in enumerate(text.split("\n"), start=first)]
    fenced, faults = _fenced(lines)
    return tuple(_bare(fenced)), faults


def _fenced(lines: Sequence[Line]) -> tuple[list[Line], tuple[Fault, ...]]:
    """Fences pair up; one that is never closed ends before the next line that looks like a question."""
    closers = _closers(lines)
    marked: list[Line] = []
    faults: list[Fault] = []
    index = 0
    while index < len(lines):
        end = closers.get(index)
        if end is None:
            marked.append(lines[index])
            index += 1
            continue
        if end < 0:
            faults.append(FENCE_OPEN.at(lines[index].number))
            end = -end
        marked += [replace(line, kind=Kind.FENCED) for line in lines[index:end]]
        index = end
    return marked, tuple(faults)


def _closers(lines: Sequence[Line]) -> dict[int, int]:
    """For each opening fence the index after its end; negative where it is never closed."""
    found: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    until = 0
    for index, line in enumerate(lines):
        sign = FENCE.match(line.text)
        if opened is None:
            if sign:
                opened, until = (index, sign[1]), 0
        elif sign and sign[1].startswith(opened[1]) and not sign[2].strip():
            found[opened[0]] = index + 1
            opened = None
        elif not until and QUESTION_LIKE.match(line.text):
            until = index
    if opened is not None:
        found[opened[0]] = -(until or len(lines))
    return found


def _bare(lines: Sequence[Line]) -> Iterator[Line]:
    runs = code_runs([line.text if line.prose else None for line in lines])
    return (
        replace(line, kind=Kind.BARE) if index in runs and line.prose else line
        for index, line in enumerate(lines)
    )


def stripped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without blank lines at both ends."""
    start, end = 0, len(lines)
    while start < end and lines[start].blank:
        start += 1
    while end > start and lines[end - 1].blank:
        end -= 1
    return tuple(lines[start:end])
