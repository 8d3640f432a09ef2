"""Question-and-answer notes in Markdown to decks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from content.complaint import Fault, Message, shorten
from content.deck import Item, Mode
from content.importers.drafts import DeckName, Draft, decks_of
from content.importers.fitting import beginning
from content.importers.importer import Imported, ImportRefused, Source
from content.importers.notes.blocks import Body
from content.importers.notes.hidden import Hidden, without_hidden
from content.importers.notes.lines import Line, lines_of, stripped
from content.importers.notes.marks import ANSWERED, LABEL
from content.importers.notes.outline import Heading, Note, Outline, is_rule, outline_of
from content.importers.notes.own import is_own, read_own
from content.importers.notes.shelf import PRIVATE, Shelf
from content.importers.notes.words import Gathered, Words
from content.importers.plain import LONGEST_SUMMARY, plain_of, tag_of
from content.importers.text import text_of

NO_QUESTIONS = Message(
    "markdown-no-questions",
    "no questions found: write each as a heading (## 1. What is …?), as **1. What is …?** or as Q: … and A: …",
)
TOO_MANY = Message(
    "markdown-too-many", "there are {count} questions, at most {most} are read: split the file"
)
TOO_MANY_LINES = Message("markdown-too-many-lines", "the file has more than {most} lines: split it")
BARE_HEADING = Message(
    "markdown-bare-heading", "the heading «{heading}» has no questions: it is left out, with its text"
)
INTRO = Message("markdown-intro", "the text «{text}» stands above the questions and is left out")
NAVIGATION = Message("markdown-navigation", "the page navigation «{text}» is left out")
INTRO_CUT = Message(
    "markdown-intro-cut", "the introduction has {size} characters, {most} fit a summary: its start is kept"
)

READING_TIME = re.compile(r"\W{0,5}~?\s?\d{1,3}\s(?:мин|min)\S{0,10}(?:\s\S{1,12}){0,2}$", re.IGNORECASE)
NAVIGATING = re.compile(
    r"\W{0,5}(?:навигация|содержание|оглавление|navigation|contents|table of contents|на главную|назад"
    r"|вперёд|вперед|previous|next|home|back|edit (?:this|on)|toc)\b",
    re.IGNORECASE,
)
BARS = re.compile(r"[|›»→·]")
ANCHOR_ENTRY = re.compile(r"\s{0,20}(?:[-*+]|\d{1,3}[.)])\s+\[[^\[\]]{1,300}\]\(#[^()\s]{0,300}\)\s*$")
BARE_ANSWER = re.compile(
    r" {0,3}(?:#{1,6} )?(?:\*\*|__)?(?:Ответ|Answer)(?:\*\*|__)?[.:]?(?:\*\*|__)?\s*$", re.IGNORECASE
)
MOST_LINES = 100_000

FOLDED = re.compile(
    rf"\s{{0,8}}(?:</?details[^<>]{{0,100}}>\s*)*(?:<summary>{LABEL.pattern}</summary>\s*|(?<=>))$",
    re.IGNORECASE,
)
DENSE = 0.05
"""A file with a smaller share of blank lines has lost them: each of its lines is a paragraph."""


@dataclass(frozen=True, slots=True)
class MarkdownNotes:
    """Notes of questions and answers in Markdown or plain text, and what our own export writes."""

    name: str = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".txt")

    def knows(self, source: Source) -> bool:
        """Whether it is a text in which questions can be found."""
        try:
            lines, _ = lines_of(text_of(source))
        except ImportRefused:
            return False
        return any(
            re.match(r" {0,3}(?:#{1,6} |\d{1,3}\. \*\*|(?:\*\*)?(?:Q|Вопрос)\s?\d{0,3}:)", line.text)
            for line in lines
        )

    def read(self, source: Source) -> Imported:
        """The decks of a file. Raises ``ImportRefused`` where no question is found in it, or too many."""
        text = PRIVATE.sub("", text_of(source))
        if text.count("\n") > MOST_LINES:
            raise ImportRefused(TOO_MANY_LINES.at(0, most=MOST_LINES))
        if is_own(text):
            return read_own(text, source)
        return _Reading(source, text).imported()


@dataclass(slots=True)
class _Reading:
    """One file."""

    source: Source
    text: str
    left: list[Fault] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    tags: dict[int, str] = field(default_factory=dict)

    def imported(self) -> Imported:
        lines, faults = lines_of(self.text)
        hidden = without_hidden(lines)
        outline = outline_of(hidden.lines)
        self._expect(outline)
        self.left += (*faults, *hidden.faults, *outline.faults)
        for head in outline.bare:
            self.left.append(BARE_HEADING.at(head.line, heading=shorten(head.text)))
            self._mention(head.intro)
        return decks_of(self._drafts(outline, hidden), self.source, self.left)

    def _expect(self, outline: Outline) -> None:
        count, most = len(outline.notes), self.source.limits.items
        if not count:
            raise ImportRefused(NO_QUESTIONS.at(0))
        if count > most:
            raise ImportRefused(TOO_MANY.at(0, count=count, most=most))

    def _drafts(self, outline: Outline, hidden: Hidden) -> Iterator[Draft]:
        words = Words(self.shelf, hidden.links)
        dense = _is_dense(hidden.lines)
        above = outline.preamble
        names: dict[int, DeckName] = {}
        for note in outline.notes:
            outer = id(note.path[0]) if note.path else 0
            if outer not in names:
                names[outer] = self._deck(note, above, hidden.title, words)
                above = ()
            body = Body(self.shelf, words, dense)
            answer = body.written(self._without_navigation(_dedented(_unfolded(note.body))))
            question = self._question(note, words, body)
            self.left += body.found.faults
            yield Draft(self._item(note, question, answer, body, hidden), names[outer])
        for head in {id(head): head for note in outline.notes for head in note.path[1:]}.values():
            self._mention(head.intro)
        self.left += self.shelf.faults

    def _question(self, note: Note, words: Words, body: Body) -> str:
        line = words.clean(self.shelf.take(note.text, note.line), note.line, body.found)
        return plain_of(self.shelf.back(line.replace("\n", " "), in_line=True))

    def _item(self, note: Note, question: str, answer: str, body: Body, hidden: Hidden) -> Item:
        near = range(note.line, (note.body[0].number if note.body else note.line) + 1)
        return Item(
            id=next((hidden.ids[number] for number in near if number in hidden.ids), ""),
            question=question,
            modes=(Mode.OPEN,),
            explanation=answer,
            tags=tuple(self._tag(head) for head in note.path[1:]),
            references=tuple(body.found.references),
            line=note.line,
        )

    def _tag(self, head: Heading) -> str:
        """A heading below the deck's own; said once where it is too long."""
        if id(head) not in self.tags:
            self.tags[id(head)], cut = tag_of(plain_of(head.text), head.line)
            self.left += cut
        return self.tags[id(head)]

    def _deck(self, note: Note, above: tuple[Line, ...], otherwise: str, words: Words) -> DeckName:
        """The deck's title is its heading, its summary what stands between that and the first question."""
        head = note.path[0] if note.path else None
        stem = PurePath(self.source.name.replace("\\", "/")).stem
        title = plain_of(head.text) if head else ""
        lines = list(self._worth_keeping((*above, *(head.intro if head else ()))))
        size = sum(len(line.text) + 1 for line in lines)
        text = " ".join(self._plain(line, words) for line in lines[:LONGEST_SUMMARY]).strip()
        if len(text) > LONGEST_SUMMARY:
            self.left.append(INTRO_CUT.at(lines[0].number, size=size, most=LONGEST_SUMMARY))
        return DeckName(title or otherwise or stem, "", beginning(text, LONGEST_SUMMARY))

    def _plain(self, line: Line, words: Words) -> str:
        found = Gathered()
        text = words.clean(self.shelf.take(line.text, line.number), line.number, found)
        self.left += found.faults
        return plain_of(self.shelf.back(text.replace("\n", " "), in_line=True))

    def _worth_keeping(self, lines: Sequence[Line]) -> Iterator[Line]:
        for line in stripped(lines):
            if is_rule(line) or line.blank or (line.prose and FOLDED.match(line.text)):
                continue
            if _is_navigation(line.text):
                self.left.append(NAVIGATION.at(line.number, text=shorten(line.text)))
            else:
                yield line

    def _without_navigation(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Without the links at the bottom of a page, which a copy of it appends to the last answer."""
        while lines and lines[-1].prose and BARS.search(lines[-1].text) and _is_navigation(lines[-1].text):
            self.left.append(NAVIGATION.at(lines[-1].number, text=shorten(lines[-1].text)))
            lines = stripped(lines[:-1])
        return lines

    def _mention(self, lines: Sequence[Line]) -> None:
        kept = list(self._worth_keeping(lines))
        if kept:
            self.left.append(
                INTRO.at(kept[0].number, text=shorten(" ".join(line.text for line in kept[:20])))
            )


def _is_navigation(text: str) -> bool:
    """Links around a page's text: they lead nowhere outside of it."""
    if len(text) > 600:
        return False
    return bool(
        READING_TIME.match(text)
        or ANCHOR_ENTRY.match(text)
        or (NAVIGATING.match(text) and (len(text) < 40 or BARS.search(text)))
    )


def _unfolded(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without the tags that fold an answer away, and without its label."""
    shown = tuple(line for line in lines if not (line.prose and FOLDED.match(line.text)))
    return _without_label(stripped(shown))


def _without_label(body: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without the `A:` or `**Answer**` in front."""
    if not body:
        return body
    first = body[0]
    label = BARE_ANSWER.match(first.text) or ANSWERED.match(first.text)
    if not label or not first.prose:
        return body
    rest = first.text[label.end() :]
    if "**" in label[0] and label[0].count("**") % 2 and rest.rstrip().endswith("**"):
        rest = f"**{rest}"
    return stripped((replace(first, text=rest), *body[1:]))


def _dedented(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Answers written as part of a numbered list stand to the right as a whole."""
    margin = min((len(line.text) - len(line.text.lstrip(" ")) for line in lines if not line.blank), default=0)
    return tuple(replace(line, text=line.text[margin:]) for line in lines) if 0 < margin < 4 else lines


def _is_dense(lines: Sequence[Line]) -> bool:
    prose = [line for line in stripped(lines) if line.prose]
    return len(prose) > 8 and sum(line.blank for line in prose) < DENSE * len(prose)
