"""Which marks are questions, which are headings of decks, and which belong to an answer.

Notes are written in many ways; nothing here knows any words of theirs. What is certain comes first: `Q:` with `A:`,
numbered headings, numbered bold lines. Only where there is none of these, headings and lines that end in a question
mark are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from content.complaint import Fault, Message
from content.importers.notes.lines import Line, stripped
from content.importers.notes.marks import Form, Mark, marks_of

GAP = Message(
    "markdown-number-gap", "question {number} follows question {before}: look whether one is missing"
)
REPEATED = Message(
    "markdown-number-repeated", "the number {number} comes again: look whether a question is there twice"
)
TERMS = Message(
    "markdown-terms",
    "no questions are marked: each heading with a text below it is taken for one, mend their wording",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over questions. ``intro``: the text between it and the first of them."""

    text: str
    level: int
    line: int
    intro: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A question in the author's Markdown, its answer, and the headings over it, the outermost first."""

    text: str
    line: int
    body: tuple[Line, ...]
    path: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The questions in order; ``preamble`` is what stands above everything; ``bare`` headings have no questions."""

    notes: tuple[Note, ...]
    preamble: tuple[Line, ...]
    bare: tuple[Heading, ...]
    faults: tuple[Fault, ...]


def outline_of(lines: Sequence[Line]) -> Outline:
    """The outline of a text."""
    marks = marks_of(lines)
    asking, faults = _asking(marks, lines)
    heads = [mark for mark in marks if mark.form is Form.HEADING and mark not in asking]
    sections = set(_sections(heads, marks, asking, lines))
    kept = [mark for mark in marks if mark in asking or mark in sections]
    outline = _Writer(lines).write(kept, asking)
    return replace(outline, faults=(*faults, *_of_numbers(kept, asking, lines)))


def _asking(marks: Sequence[Mark], lines: Sequence[Line]) -> tuple[frozenset[Mark], tuple[Fault, ...]]:
    asked = [mark for mark in marks if mark.form is Form.ASKED]
    if any(mark.sure for mark in asked):
        return frozenset(asked), ()
    numbered = frozenset((*_numbered(marks, lines), *(mark for mark in marks if mark.form is Form.SUMMARY)))
    if numbered:
        return numbered, ()
    for choose in (_asking_headings, _asking_lines, _plain_lines):
        found = choose(marks, lines)
        if found:
            return frozenset(found), ()
    found = _terms(marks, lines)
    return frozenset(found), (TERMS.at(lines[found[0].start].number),) if found else ()


def _with_next(marks: Sequence[Mark]) -> list[tuple[Mark, Mark | None]]:
    """Each mark with the one after it."""
    return [(mark, marks[at + 1] if at + 1 < len(marks) else None) for at, mark in enumerate(marks)]


def _body(mark: Mark, after: Mark | None, lines: Sequence[Line]) -> bool:
    """Whether anything but separators stands between a mark and the next one."""
    end = after.start if after else len(lines)
    return any(not line.blank and not is_rule(line) for line in lines[mark.end : end])


def is_rule(line: Line) -> bool:
    """Whether a line parts what is above from what is below: `---`."""
    text = line.text.strip().replace(" ", "")
    return line.prose and len(text) >= 3 and text[0] in "-*_" and not text.strip(text[0])


def _numbered(marks: Sequence[Mark], lines: Sequence[Line]) -> Iterator[Mark]:
    """Numbered headings that are no sections, and numbered bold lines that are no entries of an answer's list."""
    real = [mark for mark in marks if mark.form in (Form.HEADING, Form.BOLD)]
    laters = dict(_with_next([mark for mark in real if mark.form is Form.HEADING and mark.number]))
    turn = _Turn()
    for index, mark in enumerate(real):
        after = real[index + 1] if index + 1 < len(real) else None
        if mark.form is Form.BOLD:
            asks = turn.takes_line(mark, lines)
        elif mark.number:
            asks = not _is_section(mark, after, laters[mark], lines) and turn.takes_heading(mark)
        else:
            asks = turn.takes_unnumbered(mark, _body(mark, after, lines))
        if asks:
            yield mark


@dataclass(slots=True)
class _Turn:
    """How far the author's numbers have come. ``level``: of the last question that is a heading; ``step`` and
    ``entry``: the number that the next step or entry within an answer would have.
    """

    last: int = 0
    level: int = 0
    step: int = 0
    entry: int = 0

    def takes_heading(self, mark: Mark) -> bool:
        """A numbered heading is a question, unless it is deeper than one and counts anew: a step of its answer."""
        count = mark.count or 0
        inside = self.level and mark.level > self.level and not mark.asks
        if inside and count and (count <= self.last or count == self.step):
            self.step = count + 1
            return False
        self.last, self.level, self.step, self.entry = count or self.last, mark.level, 0, 0
        return True

    def takes_unnumbered(self, mark: Mark, body: bool) -> bool:
        """A heading without a number is a question only where it asks, at the level of the others."""
        if mark.asks and body and mark.level <= self.level:
            return True
        if not self.level or mark.level <= self.level or not body:
            self.last = 0
        return False

    def takes_line(self, mark: Mark, lines: Sequence[Line]) -> bool:
        """A bold line is a question if it goes on with the numbers apart from what is above it; else an entry."""
        if self._in_turn(mark, lines):
            self.last, self.entry = mark.count or self.last, 0
            return True
        self.entry = (mark.count or 0) + 1
        return False

    def _in_turn(self, mark: Mark, lines: Sequence[Line]) -> bool:
        count = mark.count or 0
        if mark.asks:
            return count >= self.last
        above = mark.start == 0 or lines[mark.start - 1].blank or is_rule(lines[mark.start - 1])
        below = mark.end >= len(lines) or lines[mark.end].blank
        return above and below and count == self.last + 1 and count != self.entry


def _is_section(mark: Mark, after: Mark | None, later: Mark | None, lines: Sequence[Line]) -> bool:
    """A numbered heading over deeper ones that begin to count anew: `2. Theory`, `2.1 What is …?`."""
    if (
        later is None
        or later.level <= mark.level
        or (mark.count is not None and later.count == mark.count + 1)
    ):
        return False
    return not mark.asks or not _body(mark, after, lines)


def _asking_headings(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Headings of the level at which most end in a question mark, and those at other levels that do."""
    with_body = _with_body(marks, lines)
    levels = Counter(mark.level for mark in with_body if mark.asks)
    if not levels:
        return []
    best = min(levels, key=lambda level: (-levels[level], level))
    return [mark for mark in with_body if mark.level == best or mark.asks]


def _with_body(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    heads = [mark for mark in marks if mark.form is Form.HEADING]
    pairs = _with_next(heads)
    return [mark for mark, after in pairs if _body(mark, after, lines)]


def _asking_lines(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    return [mark for mark in marks if mark.form is Form.BOLD_LINE and mark.asks]


def _plain_lines(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Numbered lines that end in a question mark, where something stands below the first of them."""
    found = [mark for mark in marks if mark.form is Form.PLAIN]
    pairs = _with_next(found)
    return found if any(_body(mark, after, lines) for mark, after in pairs) else []


def _terms(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Headings of the outermost level at which there are two with a text below."""
    with_body = _with_body(marks, lines)
    levels = Counter(mark.level for mark in with_body)
    level = min((level for level, count in levels.items() if count > 1), default=0)
    return [mark for mark in with_body if mark.level == level]


def _sections(
    heads: Sequence[Mark], marks: Sequence[Mark], asking: frozenset[Mark], lines: Sequence[Line]
) -> Iterator[Mark]:
    """Headings over questions. One inside an answer is deeper than its question and has a text of its own."""
    real = [mark for mark in marks if mark in asking or mark.form is Form.HEADING]
    followers = dict(_with_next(real))
    over = 0
    current: Mark | None = None
    for mark in real:
        after = followers[mark]
        if mark in asking:
            current = mark
            continue
        leads = after in asking and not _body(mark, after, lines)
        if current is None or leads or not _inside(mark, current, over):
            over = max(over, mark.level)
            current = None
            yield mark


def _inside(mark: Mark, question: Mark, over: int) -> bool:
    """Whether a heading belongs to the answer of the question above it."""
    return mark.level > (question.level if question.form is Form.HEADING else over)


def _of_numbers(kept: Sequence[Mark], asking: frozenset[Mark], lines: Sequence[Line]) -> Iterator[Fault]:
    """What is odd about the author's own numbers; they may begin anew under a heading."""
    before: int | None = None
    for mark in kept:
        count = mark.count
        line = lines[mark.start].number
        if mark not in asking:
            before = None
        elif count is not None:
            if before is not None and count == before:
                yield REPEATED.at(line, number=count)
            elif before is not None and count not in (before + 1, 1):
                yield GAP.at(line, number=count, before=before)
            before = count


class _Writer:
    """Puts questions, bodies and headings together."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.path: list[Heading] = []
        self.notes: list[Note] = []
        self.heads: list[Heading] = []

    def write(self, kept: Sequence[Mark], asking: frozenset[Mark]) -> Outline:
        for mark, after in _with_next(kept):
            body = stripped(self.lines[mark.end : after.start if after else len(self.lines)])
            line = self.lines[mark.start].number
            if mark in asking:
                self.notes.append(self._note(mark, line, body))
            else:
                self._head(Heading(mark.text, mark.level, line, body))
        used = {id(head) for note in self.notes for head in note.path}
        first = kept[0].start if kept else len(self.lines)
        bare = tuple(head for head in self.heads if id(head) not in used)
        return Outline(tuple(self.notes), stripped(self.lines[:first]), bare, ())

    def _head(self, head: Heading) -> None:
        while self.path and self.path[-1].level >= head.level:
            self.path.pop()
        self.path.append(head)
        self.heads.append(head)

    def _note(self, mark: Mark, line: int, body: tuple[Line, ...]) -> Note:
        """A heading of a number alone (`## Question 5`) has its question below it."""
        if mark.text or not body:
            return Note(mark.text, line, body, tuple(self.path))
        end = next((at for at, one in enumerate(body) if one.blank or not one.prose), len(body))
        words = " ".join(one.text.strip() for one in body[:end])
        return Note(words, line, stripped(body[end:]), tuple(self.path))
