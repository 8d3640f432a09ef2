"""Question-and-answer notes in Markdown to decks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath

from content.complaint import Fault, Message, shorten
from content.deck import Deck, Item, Mode
from content.importers.identifiers import LONGEST_ID, item_ids, slug_of
from content.importers.importer import Imported, ImportRefused, Source, by_line
from content.importers.notes.blocks import Body
from content.importers.notes.hidden import Hidden, without_hidden
from content.importers.notes.lines import Line, lines_of, stripped
from content.importers.notes.marks import ANSWERED
from content.importers.notes.outline import Heading, Note, Outline, is_rule, outline_of
from content.importers.notes.own import is_own, read_own
from content.importers.notes.shelf import PRIVATE, Shelf
from content.importers.notes.words import Words
from content.importers.plain import LONGEST_SUMMARY, fitted, language_of, plain_of, tag_of, title_of
from content.importers.text import text_of

NO_QUESTIONS = Message(
    "markdown-no-questions",
    "no questions found: write each as a heading (## 1. What is …?), as **1. What is …?** or as Q: … and A: …",
)
TOO_MANY = Message(
    "markdown-too-many", "there are {count} questions, at most {most} are read: split the file"
)
NO_ANSWER = Message(
    "markdown-no-answer", "the question «{question}» has no answer below it and is left out: write one"
)
NO_WORDS = Message("markdown-no-words", "a question without any words is left out: write what is asked")
BARE_HEADING = Message(
    "markdown-bare-heading", "the heading «{heading}» has no questions and is left out, with its text"
)
INTRO = Message("markdown-intro", "the text «{text}» stands above the questions and is left out")
NAVIGATION = Message("markdown-navigation", "the page navigation «{text}» is left out")
INTRO_CUT = Message(
    "markdown-intro-cut", "the introduction has {size} characters, {most} fit a summary: its start is kept"
)

READING_TIME = re.compile(r"\W{0,5}~?\s?\d{1,3}\s(?:мин|min)\S{0,10}(?:\s\S{1,12}){0,2}$", re.IGNORECASE)
NAVIGATING = re.compile(
    r"\W{0,5}(?:навигация|содержание|оглавление|navigation|contents|table of contents|на главную|назад|вперёд|вперед"
    r"|previous|next|home|back|edit (?:this|on)|toc)\b",
    re.IGNORECASE,
)
BARS = re.compile(r"[|›»→·]")
ANCHOR_ENTRY = re.compile(r"\s{0,20}(?:[-*+]|\d{1,3}[.)])\s+\[[^\[\]]{1,300}\]\(#[^()\s]{0,300}\)\s*$")
BARE_ANSWER = re.compile(
    r" {0,3}(?:#{1,6} )?(?:\*\*|__)?(?:Ответ|Answer)(?:\*\*|__)?[.:]?(?:\*\*|__)?\s*$", re.IGNORECASE
)
DENSE = 0.03
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
        if is_own(text):
            return read_own(text, source)
        return _Reading(source, text).imported()


@dataclass(frozen=True, slots=True)
class _Draft:
    """An item before it has its final id."""

    item: Item
    path: tuple[Heading, ...]


@dataclass(slots=True)
class _Reading:
    """One file."""

    source: Source
    text: str
    left: list[Fault] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)

    def imported(self) -> Imported:
        lines, faults = lines_of(self.text)
        hidden = without_hidden(lines)
        outline = outline_of(hidden.lines)
        self._expect(outline)
        self.left += (*faults, *hidden.faults, *outline.faults)
        for head in outline.bare:
            self.left.append(BARE_HEADING.at(head.line, heading=shorten(head.text)))
            self._mention(head.intro)
        drafts = list(self._drafts(outline, hidden, _is_dense(hidden.lines)))
        if not drafts:
            raise ImportRefused(*by_line((NO_QUESTIONS.at(0), *self.left)))
        decks = tuple(self._decks(drafts, outline, hidden))
        self.left += self.shelf.faults
        return Imported(decks, by_line(self.left))

    def _expect(self, outline: Outline) -> None:
        count, most = len(outline.notes), self.source.limits.items
        if not count:
            raise ImportRefused(NO_QUESTIONS.at(0))
        if count > most:
            raise ImportRefused(TOO_MANY.at(0, count=count, most=most))

    def _drafts(self, outline: Outline, hidden: Hidden, dense: bool) -> Iterable[_Draft]:
        words = Words(self.shelf, hidden.links)
        for note in outline.notes:
            body = Body(self.shelf, words, dense)
            answer = body.written(_without_label(note.body))
            question = self._question(note, words, body)
            self.left += body.found.faults
            if not question:
                self.left.append(NO_WORDS.at(note.line))
            elif not answer:
                self.left.append(NO_ANSWER.at(note.line, question=shorten(question)))
            else:
                yield _Draft(self._item(note, question, answer, body, hidden), note.path)

    def _question(self, note: Note, words: Words, body: Body) -> str:
        line = words.clean(self.shelf.take(note.text, note.line), note.line, body.found)
        return plain_of(self.shelf.back(line.replace("\n", " "), in_line=True))

    def _item(self, note: Note, question: str, answer: str, body: Body, hidden: Hidden) -> Item:
        fit = fitted(question, note.line)
        self.left += fit.left
        near = range(note.line, (note.body[0].number if note.body else note.line) + 1)
        given = next((hidden.ids[number] for number in near if number in hidden.ids), "")
        return Item(
            id=given or slug_of(question, LONGEST_ID),
            question=fit.question,
            modes=(Mode.OPEN,),
            explanation=f"{fit.head}\n\n{answer}" if fit.head else answer,
            tags=self._tags(note),
            references=tuple(body.found.references),
            line=note.line,
        )

    def _tags(self, note: Note) -> tuple[str, ...]:
        tags = []
        for head in note.path[1:]:
            tag, cut = tag_of(plain_of(head.text), head.line)
            self.left += cut
            if tag and tag not in tags:
                tags.append(tag)
        return tuple(tags)

    def _decks(self, drafts: Sequence[_Draft], outline: Outline, hidden: Hidden) -> Iterable[Deck]:
        groups = [
            (head, list(group))
            for head, group in groupby(drafts, key=lambda draft: id(draft.path[0]) if draft.path else 0)
        ]
        stem = PurePath(self.source.name.replace("\\", "/")).stem
        titles = [self._title(group[0].path, hidden.title or stem) for _, group in groups]
        slugs = [slug[:32] for slug in item_ids(slug_of(title) for title in titles)]
        for number, (title, slug, (_, group)) in enumerate(zip(titles, slugs, groups, strict=True)):
            ids = item_ids(draft.item.id for draft in group)
            items = tuple(replace(draft.item, id=name) for draft, name in zip(group, ids, strict=True))
            summary = self._summary(group, outline.preamble if not number else ())
            language = language_of(item.question for item in items)
            yield Deck(slug, title, summary, items, language=language, source=self.source.name)

    def _title(self, path: tuple[Heading, ...], otherwise: str) -> str:
        if not path or not plain_of(path[0].text):
            return title_of(otherwise, 0)[0] or "notes"
        title, cut = title_of(plain_of(path[0].text), path[0].line)
        self.left += cut
        return title

    def _summary(self, group: Sequence[_Draft], preamble: tuple[Line, ...]) -> str:
        """What is written between the deck's heading and its first question; other introductions are said."""
        heads = {id(head): head for draft in group for head in draft.path[1:]}
        for head in heads.values():
            self._mention(head.intro)
        own = group[0].path[0].intro if group[0].path else ()
        lines = list(self._worth_keeping((*preamble, *own)))
        text = " ".join(plain_of(line.text.replace("¶", "")) for line in lines if not line.blank).strip()
        if len(text) <= LONGEST_SUMMARY:
            return text
        self.left.append(INTRO_CUT.at(lines[0].number, size=len(text), most=LONGEST_SUMMARY))
        return fitted(text, lines[0].number, LONGEST_SUMMARY).question

    def _worth_keeping(self, lines: Sequence[Line]) -> Iterable[Line]:
        for line in stripped(lines):
            if is_rule(line) or line.blank:
                continue
            if _is_navigation(line.text):
                self.left.append(NAVIGATION.at(line.number, text=shorten(line.text)))
            else:
                yield line

    def _mention(self, lines: Sequence[Line]) -> None:
        kept = list(self._worth_keeping(lines))
        if kept:
            self.left.append(INTRO.at(kept[0].number, text=shorten(" ".join(line.text for line in kept))))


def _is_navigation(text: str) -> bool:
    """Links around a page's text: they lead nowhere outside of it."""
    if len(text) > 600:
        return False
    return bool(
        READING_TIME.match(text)
        or ANCHOR_ENTRY.match(text)
        or (NAVIGATING.match(text) and (len(text) < 40 or BARS.search(text)))
    )


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


def _is_dense(lines: Sequence[Line]) -> bool:
    prose = [line for line in lines if line.prose]
    return len(prose) > 8 and sum(line.blank for line in prose) < DENSE * len(prose)
