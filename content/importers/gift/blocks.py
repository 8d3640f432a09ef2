"""A GIFT file taken apart: categories, comments, and the text of each question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.complaint import Fault, Message, shorten
from content.importers.importer import ImportRefused

NO_ANSWERS = Message("gift-description", "«{text}» asks nothing (it has no braces): it is left out")
UNCLOSED = Message(
    "gift-brace", "«{text}»: the brace {{ is never closed before a blank line: close it with }}"
)

TOO_MANY_TEXTS = Message(
    "gift-no-gift", "more than {most} paragraphs so far ask nothing: this is no GIFT file"
)

HIDDEN = {character: chr(0xE100 + index) for index, character in enumerate("~=#{}:\\")} | {"n": "\ue110"}
SHOWN = {hidden: "\n" if character == "n" else character for character, hidden in HIDDEN.items()}
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
ANY_HIDDEN = re.compile("[\ue100-\ue110]")

NAME = re.compile(r"\s*::([^\n]*?)::", re.DOTALL)
LONGEST_COMMENT = 2000
NEXT = re.compile(r"(\})[ \t]*\n")
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)")
MARK = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*+)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """A question: what is asked (``text``, a gap where the braces stood within it), its answers (without braces)
    and what is said of it. The signs that a backslash hides are hidden: ``shown`` brings them back.
    """

    line: int
    text: str
    answers: str
    name: str = ""
    form: str = "moodle"
    id: str = ""
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()


def shown(text: str) -> str:
    """A text with the signs that were hidden, without white space at its ends."""
    return ANY_HIDDEN.sub(lambda found: SHOWN.get(found[0], ""), text).strip()


def formed(text: str, usual: str) -> tuple[str, str]:
    """A text and its format, which may stand before it in brackets."""
    found = FORMAT.match(text)
    return (text[found.end() :], found[1].lower()) if found else (text, usual)


class Blocks:
    """The questions of a text in order. ``faults`` grow while reading; after more than ``most`` of them reading
    stops with ``ImportRefused``.
    """

    def __init__(self, text: str, most: int) -> None:
        self.faults: list[Fault] = []
        self._lines = ANY_HIDDEN.sub("", text).split("\n")
        self._category: tuple[str, ...] = ()
        self._id = ""
        self._tags: list[str] = []
        self._most = most

    def __iter__(self) -> Iterator[Block]:
        gathered: list[str] = []
        begun = 0
        for number, line in enumerate([*self._lines, ""], start=1):
            bare = line.strip()
            category = CATEGORY.match(line)
            if not bare or category:
                yield from self._questions(begun, "\n".join(gathered))
                gathered = []
                if category:
                    self._category = _path(category[1])
            elif bare.startswith("//"):
                self._comment(bare)
            else:
                begun = begun if gathered else number
                gathered.append(line)

    def _comment(self, line: str) -> None:
        for kind, said in MARK.findall(line[:LONGEST_COMMENT]):
            value = re.sub(r"\\(.)", r"\1", said).strip()
            if kind == "id":
                self._id = value
            elif value:
                self._tags.append(value)

    def _questions(self, line: int, text: str) -> Iterator[Block]:
        """The questions of a paragraph: one, unless somebody forgot the blank lines between them."""
        text = ESCAPED.sub(lambda found: HIDDEN[found[1]], text)
        begin, brace = 0, text.find("{")
        for found in NEXT.finditer(text):
            if begin <= brace < found.start():
                brace = text.find("{", found.end())
                if brace < 0:
                    break
                part = text[begin : found.end(1)]
                if block := self._block(line, part):
                    yield block
                line += part.count("\n") + 1
                begin = found.end()
        if text[begin:].strip() and (block := self._block(line, text[begin:])):
            yield block

    def _block(self, line: int, text: str) -> Block | None:
        if len(self.faults) > self._most:
            raise ImportRefused(TOO_MANY_TEXTS.at(line, most=self._most))
        named = NAME.match(text)
        text = text[named.end() :] if named else text
        about = (shown(named[1]) if named else "", self._id, tuple(self._tags), self._category)
        self._id, self._tags = "", []
        before, brace, after = text.partition("{")
        answers, closed, rest = after.partition("}")
        if not brace or not closed:
            message = UNCLOSED if brace else NO_ANSWERS
            self.faults.append(message.at(line, text=shorten(shown(text))))
            return None
        name, identity, tags, category = about
        asked, form = formed(before, "moodle")
        gap = f"{asked.rstrip()} _____ {rest.lstrip()}" if rest.strip() else asked
        if rest.strip()[:1] in (".", ",", "?", "!", ";"):
            gap = gap.replace("_____ ", "_____", 1)
        return Block(line, gap, answers, name, form, identity, tags, category)


def _path(written: str) -> tuple[str, ...]:
    """A category's names from outside inwards, without the course and Moodle's own ``top``; ``//`` is a slash."""
    names = [name.replace("//", "/").strip() for name in re.split("(?<!/)/(?!/)", written)]
    names = [name for name in names if name and not re.fullmatch(r"\$[a-z]+\$", name)]
    return tuple(names[1:] if names[:1] == ["top"] and len(names) > 1 else names)
