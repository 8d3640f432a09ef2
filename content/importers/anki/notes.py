"""Notes of Anki as questions of ours."""

from __future__ import annotations

import hashlib
import html
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from content.complaint import Fault, Message, shorten
from content.deck import Item, Mode
from content.importers.anki.cloze import OCCLUSION, asked, deletions, hidden, numbers
from content.importers.anki.collection import Note, NoteType
from content.importers.anki.database import TOO_SLOW
from content.importers.columns import Reading
from content.importers.drafts import DeckName, Draft
from content.importers.html import read_html, unescaped
from content.importers.identifiers import VALID
from content.importers.importer import ImportRefused
from content.importers.writing import markdown_of, words_in
from content.markup import Blocks, Bold, Paragraph, Text

NO_KIND = Message(
    "anki-no-kind", "the note's type is missing in the package: its first field asks, the others answer"
)
SEVERAL_CARDS = Message(
    "anki-cards",
    "«{kind}» makes {count} cards of a note: here it makes one question, of the first card's front",
)
PICTURES = Message(
    "anki-occlusion", "the note hides parts of a picture: it is left out, ask about it in words"
)
NO_CLOZE = Message("anki-no-cloze", "the note hides nothing (no {{{{c1::…}}}}): it is left out")
MANY_CLOZES = Message("anki-many-clozes", "the note hides {count} things, the first {most} are asked for")
LONG_NOTE = Message("anki-long-note", "the note «{text}» has more than {most} characters: it is left out")
MEDIA = Message("anki-media", "{count} pictures and sounds in the package are not carried over")

OURS = "studybot"
"""The name of the note type that our exporter writes."""

LONGEST_NOTE = 200_000
LONGEST = 30.0
"""Seconds of computing that all notes together may take; 2000 usual ones take one."""

MOST_CLOZES = 50
FRONT_FIELD = re.compile(r"\{\{(?![#/^!])(?:[^{}:]{1,40}:)*([^{}:]{1,200})\}\}")
OWN_TAGS = frozenset({"leech", "marked"})
"""Tags that Anki itself sets."""

BREAKS = re.compile(r"<br[^<>]*+>|</(?:div|p|li)>(?=.)|(?<=.)<div[^<>]*+>", re.IGNORECASE | re.DOTALL)
ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
OUR_ID = re.compile(r"([a-z0-9_]{1,32})/([a-z0-9_]{1,40})")


class Notes:
    """The drafts of a package's notes. ``faults`` grow while they are made."""

    def __init__(self, notes: tuple[Note, ...], media: int) -> None:
        self.faults: list[Fault] = [MEDIA.at(0, count=media)] if media else []
        self._notes = notes
        self._told: set[str] = set()
        self._line = 0

    def drafts(self) -> Iterator[Draft]:
        """A draft for each note, or for each number that a cloze note hides.

        Raises ``ImportRefused`` where reading them takes longer than anything honest does.
        """
        end = time.thread_time() + LONGEST
        for note in self._notes:
            self._line = note.number
            if time.thread_time() > end:
                raise ImportRefused(TOO_SLOW.at(note.number, most=int(LONGEST)))
            if self._readable(note):
                yield from self._drafts(note)

    def _say(self, message: Message, **args: str | int) -> None:
        self.faults.append(message.at(self._line, **args))

    def _readable(self, note: Note) -> bool:
        """Whether its fields can be read in bounded time, and hold something else than masks over a picture."""
        if sum(map(len, note.fields)) > LONGEST_NOTE:
            self._say(LONG_NOTE, text=shorten(note.fields[0][:200], 40), most=LONGEST_NOTE)
            return False
        if any(OCCLUSION in text for text in note.fields):
            self._say(PICTURES)
            return False
        if note.kind is None:
            self._say(NO_KIND)
        return True

    def _drafts(self, note: Note) -> Iterator[Draft]:
        deck = DeckName(" / ".join(note.deck.path), "", _cell(note.deck.description))
        if (
            note.kind is not None
            and note.kind.name.casefold().startswith(OURS)
            and "Question" in note.kind.fields
        ):
            yield self._ours(note, deck)
        elif note.kind is not None and note.kind.cloze:
            yield from (Draft(item, deck) for item in self._clozes(note))
        else:
            yield Draft(self._basic(note), deck)

    def _page(self, text: str) -> Blocks:
        page = read_html(text, self._line)
        self.faults += page.faults
        return page.blocks

    def _basic(self, note: Note) -> Item:
        if note.kind is not None and len(note.kind.fronts) > 1 and note.kind.name not in self._told:
            self._told.add(note.kind.name)
            self._say(SEVERAL_CARDS, kind=shorten(note.kind.name, 40), count=len(note.kind.fronts))
        front = _front(note)
        question = words_in(self._page(note.fields[front]))
        others = [index for index in range(len(note.fields)) if index != front]
        return self._item(note, _id(note.guid), question, self._answers(note, others))

    def _clozes(self, note: Note) -> Iterator[Item]:
        front = next((index for index, text in enumerate(note.fields) if re.search(r"\{\{c[0-9]", text)), 0)
        parts = deletions(note.fields[front])
        found = numbers(parts)
        if not found:
            self._say(NO_CLOZE)
        if len(found) > MOST_CLOZES:
            self._say(MANY_CLOZES, count=len(found), most=MOST_CLOZES)
        others = (
            self._answers(note, [index for index in range(len(note.fields)) if index != front])
            if found
            else ""
        )
        for number in found[:MOST_CLOZES]:
            said = "; ".join(dict.fromkeys(markdown_of(self._page(text)) for text in hidden(parts, number)))
            question = words_in(self._page(asked(parts, number)))
            answer = "\n\n".join(filter(None, [said, others]))
            yield self._item(note, f"{_id(note.guid)[:36]}_c{number}", question, answer)

    def _answers(self, note: Note, indices: list[int]) -> str:
        """Fields as Markdown, with their names where there are more than one."""
        pages = [(index, self._page(note.fields[index])) for index in indices if note.fields[index].strip()]
        pages = [(index, blocks) for index, blocks in pages if blocks]
        if len(pages) < 2:
            return "\n\n".join(markdown_of(blocks) for _, blocks in pages)
        return "\n\n".join(markdown_of(_titled(_name(note, index), blocks)) for index, blocks in pages)

    def _item(self, note: Note, name: str, question: str, answer: str) -> Item:
        return Item(name, question, (Mode.OPEN,), answer, tags=_tags(note.tags), line=self._line)

    def _ours(self, note: Note, deck: DeckName) -> Draft:
        """A note that our exporter wrote, perhaps changed in Anki since."""
        fields = dict(
            zip(map(str.casefold, note.kind.fields if note.kind else ()), note.fields, strict=False)
        )
        cells = {name: _cell(text) for name, text in fields.items() if name not in ("question", "answer")}
        cells |= _options(cells.pop("options", ""), cells.pop("reasons", ""))
        cells["question"] = "x"
        cells["answer"] = fields.get("answer", "")
        named = OUR_ID.fullmatch(cells.get("id", ""))
        cells["id"] = named[2] if named else note.guid
        reading = Reading(cells, self._line, lambda text: markdown_of(self._page(text)))
        item = reading.item()
        self.faults += reading.faults
        name = replace(deck, slug=named[1] if named else "")
        return Draft(_asking(item, _cell(fields["question"]), note.tags), name)


def _asking(item: Item, question: str, tags: Iterable[str]) -> Item:
    """With the question as it is, and the tags as they are in Anki, where they have no spaces."""
    now = dict.fromkeys(tag for tag in tags if tag not in OWN_TAGS)
    kept = {tag: spelled_tag(tag) for tag in item.tags if spelled_tag(tag) in now}
    new = [tag for tag in now if tag not in kept.values()]
    return replace(item, question=question, tags=(*kept, *new))


def spelled_tag(tag: str) -> str:
    """A tag as Anki can keep it: without spaces and quotation marks."""
    return re.sub(r"[\s\"]+", "_", tag)


def _options(options: str, reasons: str) -> dict[str, str]:
    """The options of one of our notes as cells: ``1. text`` a line, the reasons likewise."""
    cells = {}
    for name, text in (("option", options), ("why", reasons)):
        for line in text.split("\n"):
            found = re.fullmatch(r"([0-9]{1,2})\. (.*)", line.strip())
            if found:
                cells[f"{name} {int(found[1])}"] = found[2]
    return cells


def _cell(text: str) -> str:
    """The plain text of a field: a line for each line of the editor, references resolved."""
    return unescaped(ANY_TAG.sub("", BREAKS.sub("\n", text))).replace("\xa0", " ").strip()


def _titled(name: str, blocks: Blocks) -> Blocks:
    """A field's content under its name."""
    if not name:
        return blocks
    first, *rest = blocks
    title = Bold((Text(f"{name}:"),))
    if isinstance(first, Paragraph):
        return (Paragraph((title, Text(" "), *first.children)), *rest)
    return (Paragraph((title,)), *blocks)


def _name(note: Note, index: int) -> str:
    names = note.kind.fields if note.kind else ()
    return names[index] if index < len(names) else ""


def _front(note: Note) -> int:
    """The first field with text that the front of the first card shows; else the first one."""
    if note.kind is None or not note.kind.fronts:
        return 0
    for found in FRONT_FIELD.finditer(note.kind.fronts[0][:LONGEST_NOTE]):
        index = _index(note.kind, html.unescape(found[1]).strip())
        if 0 <= index < len(note.fields) and note.fields[index].strip():
            return index
    return 0


def _index(kind: NoteType, name: str) -> int:
    return kind.fields.index(name) if name in kind.fields else -1


def _id(guid: str) -> str:
    """An id from what Anki knows the note by; its letters of both cases and signs are no id."""
    if not guid or VALID.fullmatch(guid):
        return guid
    return "n" + hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest()[:12]


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag not in OWN_TAGS)
