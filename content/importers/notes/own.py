"""What our own export to Markdown writes, read back, also after somebody has gone on writing in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from content.complaint import Fault, Message, shorten
from content.deck import Choice, Deck, Item, Mode, Reference
from content.importers.drafts import DeckName, Draft, decks_of
from content.importers.importer import Imported, Source
from content.importers.notes.blocks import Body
from content.importers.notes.form import LABELS, values_in
from content.importers.notes.lines import Line, lines_of
from content.importers.notes.shelf import Shelf
from content.importers.notes.words import Words
from content.importers.plain import plain_of
from content.names import plain as folded
from content.shape import schema

SETTING = Message("markdown-setting", "the setting «{text}» is not understood and left out")
STRAY = Message("markdown-stray", "«{text}» is not understood where it stands and is left out")

MARK = re.compile(r"^<!-- deck: ", re.MULTILINE)
QUESTION = re.compile(r"## (?:\d{1,4}\. ?)?(.*)$")
COMMENT = re.compile(r"<!-- ?(.*?) ?-->\s*$")
OPTION = re.compile(r"[-*] \[([ xXхХ])\] (.*)$")
WHY = re.compile(r"\s{1,6}[-*] (.*)$")
LABEL = re.compile(r"\*\*([^*:]{1,20}):\*\* (.*)$")
REFERENCE = re.compile(r"[-*] (?:\[(.*)\]\((\S*)\)|(.*?))(?: \(([0-9]{4})\))?(?: — (.*))?$")
ARXIV = "https://arxiv.org/abs/"
HINTS = frozenset(folded(hint) for hint, _ in LABELS.values())
BRIEFS = frozenset(folded(brief) for _, brief in LABELS.values())
KNOWN = frozenset({"id", "type", "difficulty", "tags", "learn first"})


def is_own(text: str) -> bool:
    """Whether the deck's comment stands near the top."""
    return bool(MARK.search(text[:3000]))


def read_own(text: str, source: Source) -> Imported:
    """The deck of an exported file. Raises ``ImportRefused`` where it has no question with an answer."""
    return _Reading(text).imported(source)


@dataclass(slots=True)
class _Parts:
    """What stands below a question."""

    settings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    brief: str = ""
    answer: list[Line] = field(default_factory=list)
    as_it_is: bool = False
    references: list[Reference] = field(default_factory=list)


class _Reading:
    """One file."""

    def __init__(self, text: str) -> None:
        lines, faults = lines_of(text)
        self.left: list[Fault] = list(faults)
        self.shelf = Shelf()
        starts = [at for at, line in enumerate(lines) if _is_question(line)]
        self.head = lines[: starts[0]] if starts else lines
        ends = [*starts[1:], len(lines)]
        self.parts = [lines[start:end] for start, end in zip(starts, ends, strict=False)]

    def imported(self, source: Source) -> Imported:
        settings = self._settings(self.head)
        title = next((plain_of(line.text[2:]) for line in self.head if line.text.startswith("# ")), "")
        summary = " ".join(
            plain_of(line.text)
            for line in self.head
            if not line.blank and not line.text.startswith(("# ", "<!--"))
        )
        name = DeckName(title, "".join(settings.get("deck", ())), summary)
        read = decks_of((Draft(self._item(lines), name) for lines in self.parts), source, self.left)
        language = "".join(settings.get("language", ()))
        first = self._named(settings, 1)
        return replace(read, decks=tuple(_set(deck, language, first) for deck in read.decks))

    def _settings(self, lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
        comments = [COMMENT.match(line.text) for line in lines if line.text.startswith("<!-- deck:")]
        return values_in(comments[0][1]) if comments and comments[0] else {}

    def _named(self, settings: dict[str, tuple[str, ...]], line: int) -> tuple[str, ...]:
        """What should be known before: decks and items by their names."""
        names = tuple(dict.fromkeys(settings.get("learn first", ())))
        wrong = [name for name in names if not _fits(name, "prerequisite")]
        self.left += [SETTING.at(line, text=shorten(name)) for name in wrong]
        return tuple(name for name in names if name not in wrong)

    def _item(self, lines: Sequence[Line]) -> Item:
        question = QUESTION.match(lines[0].text)
        parts = self._taken_apart(lines[1:])
        settings = parts.settings
        explanation = "\n".join(line.text for line in parts.answer)
        if not parts.as_it_is:
            body = Body(self.shelf, Words(self.shelf, {}), loose=False)
            explanation = body.written(parts.answer)
            self.left += (*body.found.faults, *self.shelf.faults)
        level = "".join(settings.get("difficulty", ()))
        return Item(
            id="".join(settings.get("id", ())),
            question=plain_of(question[1] if question else ""),
            modes=tuple(
                Mode(one) for one in settings.get("type", ()) if one in ("choice", "several", "open")
            ),
            explanation=explanation.strip(),
            brief=parts.brief,
            choices=tuple(parts.choices),
            hints=tuple(parts.hints),
            difficulty=int(level) if level in ("1", "3", "4", "5") else 2,
            tags=settings.get("tags", ()),
            references=tuple(parts.references),
            prerequisites=self._named(settings, lines[0].number),
            line=lines[0].number,
        )

    def _taken_apart(self, lines: Sequence[Line]) -> _Parts:
        parts = _Parts()
        for index, line in enumerate(lines):
            if line.text.rstrip() == "<!-- answer -->":
                parts.as_it_is = True
                self._answer(lines[index + 1 :], parts)
                break
            if not line.blank and not self._field(line, parts):
                self._answer(lines[index:], parts)
                break
        return parts

    def _answer(self, lines: Sequence[Line], parts: _Parts) -> None:
        """The explanation, and the references below it."""
        sources = [
            at for at, line in enumerate(lines) if line.prose and line.text.rstrip() == "<!-- references -->"
        ]
        end = sources[0] if sources else len(lines)
        parts.answer = list(lines[:end])
        for line in lines[end + 1 :]:
            reference = REFERENCE.match(line.text)
            if reference and (reference[1] or reference[3]):
                self._refer(line, _reference(reference), parts)
            elif not line.blank:
                self.left.append(STRAY.at(line.number, text=shorten(line.text)))

    def _refer(self, line: Line, reference: Reference, parts: _Parts) -> None:
        if reference.url and not _fits(reference.url, "reference", "url"):
            self.left.append(STRAY.at(line.number, text=shorten(reference.url)))
            reference = replace(reference, url="")
        if reference.title:
            parts.references.append(reference)

    def _field(self, line: Line, parts: _Parts) -> bool:
        """Take a line above the answer; false where the answer begins with it."""
        text = line.text.rstrip()
        option, why, label, comment = (
            OPTION.match(text),
            WHY.match(line.text),
            LABEL.match(text),
            COMMENT.match(text),
        )
        if option:
            parts.choices.append(Choice(plain_of(option[2]), option[1] != " "))
        elif why and parts.choices:
            reason = " ".join(filter(None, (parts.choices[-1].why, plain_of(why[1]))))
            parts.choices[-1] = replace(parts.choices[-1], why=reason)
        elif label and folded(label[1]) in HINTS:
            parts.hints.append(plain_of(label[2]))
        elif label and folded(label[1]) in BRIEFS:
            parts.brief = plain_of(label[2])
        elif comment:
            self._set(line, comment[1], parts)
        else:
            return False
        return True

    def _set(self, line: Line, comment: str, parts: _Parts) -> None:
        found = values_in(comment)
        if not found or not found.keys() <= KNOWN:
            self.left.append(SETTING.at(line.number, text=shorten(comment)))
        parts.settings |= {name: value for name, value in found.items() if name in KNOWN}


def _is_question(line: Line) -> bool:
    return line.prose and line.text.startswith("## ")


def _fits(text: str, kind: str, field: str = "") -> bool:
    """Whether the schema of decks allows a text there."""
    rules = schema()["$defs"][kind]
    return bool(re.search(rules["properties"][field]["pattern"] if field else rules["pattern"], text))


def _set(deck: Deck, language: str, prerequisites: tuple[str, ...]) -> Deck:
    known = language if re.fullmatch("[a-z]{2}", language) else deck.language
    return replace(deck, language=known, prerequisites=prerequisites)


def _reference(found: re.Match[str]) -> Reference:
    link = found[2] or ""
    arxiv = link.removeprefix(ARXIV) if link.startswith(ARXIV) else ""
    arxiv = arxiv if _fits(arxiv, "reference", "arxiv") else ""
    return Reference(
        title=plain_of(found[1] or found[3]),
        authors=plain_of(found[5] or ""),
        year=found[4] or "",
        arxiv=arxiv,
        url="" if arxiv else link,
    )
