"""The lines of an answer as Markdown of explanations: lists, tables and code stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from content.complaint import Message, shorten
from content.importers.notes.code import is_drawing, language_of_code, parses
from content.importers.notes.lines import FENCE, Kind, Line, stripped
from content.importers.notes.outline import is_rule
from content.importers.notes.shelf import FEED, HELD, Shelf, Sort
from content.importers.notes.tables import Table, table_at
from content.importers.notes.words import Gathered, Words

CODE = Message(
    "markdown-code",
    "code without fences is kept as a block: its indentation may be lost, mend it («{first}»)",
)
DRAWING = Message(
    "markdown-drawing",
    "a drawing without fences is kept as a block: its columns may be lost, mend it («{first}»)",
)
RAGGED = Message(
    "markdown-table", "a table has rows of {least} to {most} cells: the missing ones are left empty"
)

BULLET = re.compile(r"(\s{0,40})(?:[-*+] )?\s{0,4}\\?([*•●▪◦‣·])\s+(?=\S)")
DASH = re.compile(r"(\s{0,40})[–—]\s+(?=\S)")
ENTRY = re.compile(r"\s{0,40}(?:[-*+]|\d{1,9}[.)])\s")
HEADING = re.compile(r" {0,3}#{1,6}\s")
QUOTE = re.compile(r" {0,3}>")
NUMBERS_BEGIN = re.compile(r"[:?.!)*\ue001] 1\. (?=\S)")
DASHES_BEGIN = re.compile(r"[:?](?:\*\*)? - (?=\S)")
INDENTED = re.compile(r"(?: {4}|\t)")
BACK_TO_TOP = re.compile(r"\W*\[[^\[\]\n]{1,80}\]\(#[^()\s]*\)\W*$")


@dataclass(slots=True)
class Body:
    """Writes one answer. ``loose``: every line of the file is a paragraph, for the blank lines were lost."""

    shelf: Shelf
    words: Words
    loose: bool
    found: Gathered = field(default_factory=Gathered)
    out: list[str] = field(default_factory=list)

    def written(self, lines: Sequence[Line]) -> str:
        """The answer; empty where nothing is left of it."""
        index = 0
        lines = _without_rules(lines)
        while index < len(lines):
            end = index
            while end < len(lines) and lines[end].kind is lines[index].kind:
                end += 1
            self._part(lines[index:end])
            index = end
        for note in self.found.notes:
            self._apart(self.words.clean(self.shelf.take(note, 0), 0, self.found))
        return self.shelf.back("\n".join(self._squeezed())).strip("\n")

    def _part(self, lines: Sequence[Line]) -> None:
        kind = lines[0].kind
        if kind is Kind.FENCED:
            self._fenced(lines)
        elif kind is Kind.BARE:
            self._bare(lines)
        else:
            self._prose(lines)

    def _fenced(self, lines: Sequence[Line]) -> None:
        """Blocks of code as they are, each with a language and an end."""
        index = 0
        while index < len(lines):
            opening = FENCE.match(lines[index].text)
            end = index + 1
            while end < len(lines) and not _closes(lines[end], opening):
                end += 1
            inside = [line.text for line in lines[index + 1 : end]]
            sign = opening[1] if opening else "```"
            language = opening[2].strip() if opening else ""
            pad = lines[index].text[: len(lines[index].text) - len(lines[index].text.lstrip())]
            head = f"{pad}{sign}{language or language_of_code(chr(10).join(inside))}"
            self._apart(self._kept("\n".join([head, *inside, pad + sign])))
            index = end + 1

    def _bare(self, lines: Sequence[Line]) -> None:
        code = "\n".join(line.text.rstrip() for line in lines)
        language = language_of_code(code)
        first = shorten(lines[0].text, 40)
        if is_drawing(code.split("\n")):
            self.found.faults.append(DRAWING.at(lines[0].number, first=first))
        elif not parses(code):
            self.found.faults.append(CODE.at(lines[0].number, first=first))
        fence = "```" if "```" not in code else "~~~~"
        self._apart(self._kept(f"{fence}{language}\n{code}\n{fence}"))

    def _kept(self, block: str) -> str:
        return self.shelf.put(Sort.CODE, block)

    def _prose(self, lines: Sequence[Line]) -> None:
        text = self.shelf.take("\n".join(line.text for line in lines), lines[0].number)
        numbered = list(self._numbered(text, lines[0].number))
        index = 0
        while index < len(numbered):
            number, line = numbered[index]
            table = table_at([one for _, one in numbered[index : index + 3]], self._rest(numbered, index))
            if table:
                self._table(table, number)
                index += table.lines
            elif self._is_code(numbered, index):
                index = self._indented(numbered, index)
            else:
                after = numbered[index + 1][1] if index + 1 < len(numbered) else ""
                self._line(line, number, after)
                index += 1

    @staticmethod
    def _rest(numbered: Sequence[tuple[int, str]], index: int) -> Iterator[str]:
        while index < len(numbered) and numbered[index][1].strip():
            yield numbered[index][1]
            index += 1

    def _numbered(self, text: str, number: int) -> Iterator[tuple[int, str]]:
        """Lines with their numbers; a piece on the shelf may have taken line feeds with it."""
        for line in text.split("\n"):
            yield number, line.replace(FEED, "")
            number += 1 + line.count(FEED)

    def _table(self, table: Table, number: int) -> None:
        if table.before:
            self._line(table.before, number, "")
        if table.least != table.most:
            self.found.faults.append(RAGGED.at(number, least=table.least, most=table.most))
        rows = [[self._cell(cell, number) for cell in row] for row in table.rows]
        width = table.most
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        rule = "|" + "|".join([*table.rule, *["---"] * (width - len(table.rule))][:width]) + "|"
        self._apart("\n".join([lines[0], rule, *lines[1:]]))

    def _cell(self, cell: str, number: int) -> str:
        words = self.words.clean(cell.strip(), number, self.found).replace("  \n", "; ")
        return self.shelf.back(words, in_table=True)

    def _is_code(self, numbered: Sequence[tuple[int, str]], index: int) -> bool:
        """Indented lines after a blank one are code, unless a list goes on in them."""
        line = numbered[index][1]
        if not INDENTED.match(line) or not line.strip() or (index and numbered[index - 1][1].strip()):
            return False
        above = next((one for one in reversed(self.out) if one.strip()), "")
        return not ENTRY.match(above) and not above.startswith("  ") and not ENTRY.match(line)

    def _indented(self, numbered: Sequence[tuple[int, str]], index: int) -> int:
        end = index
        while end < len(numbered) and INDENTED.match(numbered[end][1]):
            end += 1
        code = "\n".join(
            self.shelf.back(line.replace("\t", "    ", 1)[4:]) for _, line in numbered[index:end]
        )
        self._apart(self._kept(f"```{language_of_code(code)}\n{code}\n```"))
        return end

    def _line(self, line: str, number: int, after: str) -> None:
        if not line.strip() or BACK_TO_TOP.match(line):
            self._add("")
            return
        line = _bulleted(line, after, self.out)
        for piece in _pieces(line):
            self._words(piece, number, after)

    def _words(self, piece: str, number: int, after: str) -> None:
        breaks = piece.endswith("  ") or piece.endswith("\\")
        text = self.words.clean(
            piece.rstrip().removesuffix("\\") if breaks else piece, number, self.found
        ).rstrip()
        if not text.strip():
            return
        entry = bool(ENTRY.match(text))
        if self._begins_anew(text, entry):
            self._add("")
        if _holds_display(text, self.shelf) and not entry:
            self._displayed(text)
        elif entry or text.startswith(("  ", "\t")) or QUOTE.match(text):
            self._add(self.shelf.back(text, in_line=True))
        else:
            self._add(text)
        if (
            breaks
            and after.strip()
            and not ENTRY.match(after)
            and not after.lstrip().startswith(("|", "\\*", "•"))
        ):
            self.out[-1] += "  "

    def _begins_anew(self, text: str, entry: bool) -> bool:
        """Whether a blank line has to part this line from the one above."""
        above = self.out[-1] if self.out else ""
        if not above.strip():
            return False
        listed = bool(ENTRY.match(above))
        if entry:
            return not listed and not above.startswith(" ") and not re.match(r"\s*(?:[-*+]|1[.)])\s", text)
        if text.startswith((" ", "\t")) or HEADING.match(text) or QUOTE.match(text):
            return False
        if self.loose:
            return True
        ends = above.endswith("  ") or above.rstrip().endswith((".", ":", ";", "!", "?", "…", ","))
        return listed and ends and not text[0].islower()

    def _displayed(self, text: str) -> None:
        """Formulas on lines of their own between the words around them."""
        done = 0
        for place in HELD.finditer(text):
            if self.shelf.sort_of(place) is Sort.DISPLAY:
                if text[done : place.start()].strip():
                    self._add(text[done : place.start()].strip())
                self._apart(place[0])
                done = place.end()
                while text[done : done + 1] in (".", ","):
                    done += 1
        if text[done:].strip():
            self._add(text[done:].strip())

    def _apart(self, block: str) -> None:
        """A block with blank lines around it."""
        self.out += ["", block, ""]

    def _add(self, line: str) -> None:
        self.out.append(line)

    def _squeezed(self) -> Iterator[str]:
        """No two blank lines in a row, no spaces at the end of a paragraph."""
        lines = [*self.out, ""]
        blank = True
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            if line.strip() or not blank:
                yield line if after.strip() else line.rstrip()
            blank = not line.strip()


def _without_rules(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without blank lines and separators at both ends."""
    kept = stripped(lines)
    while kept and is_rule(kept[0]):
        kept = stripped(kept[1:])
    while kept and is_rule(kept[-1]):
        kept = stripped(kept[:-1])
    return kept


def _closes(line: Line, opening: re.Match[str] | None) -> bool:
    sign = FENCE.match(line.text)
    return bool(sign and opening and sign[1].startswith(opening[1]) and not sign[2].strip())


def _bulleted(line: str, after: str, out: Sequence[str]) -> str:
    """Bullets of other kinds, and dashes that come several in a row, are entries of lists."""
    found = BULLET.match(line)
    if found:
        return f"{found[1]}- {line[found.end() :]}"
    dash = DASH.match(line)
    if dash and (DASH.match(after) or (out and ENTRY.match(out[-1]) and out[-1].lstrip().startswith("- "))):
        return f"{dash[1]}- {line[dash.end() :]}"
    return line


def _pieces(line: str) -> list[str]:
    """A list that was written into one line, taken apart: `Steps: 1. First 2. Second`, `Uses: - One - Two`."""
    if QUOTE.match(line):
        return [line]
    numbers = NUMBERS_BEGIN.search(line)
    if numbers:
        entries = _counted(line, numbers.end() - 3)
        if len(entries) > 2:
            return [entries[0].rstrip(), "", *entries[1:]]
    dashes = DASHES_BEGIN.search(line)
    if dashes:
        start = line.index(" - ", dashes.start())
        entries = line[start + 3 :].split(" - ")
        if all(entry.strip() for entry in entries):
            return [line[:start].rstrip(), "", *(f"- {entry.strip()}" for entry in entries)]
    return [line]


def _counted(line: str, start: int) -> list[str]:
    """What is before `1. `, and the entries from there on; the numbers go up by one."""
    found = [line[:start]]
    number = 1
    while True:
        after = line.find(f" {number + 1}. ", start)
        if after < 0 or not line[after + len(f" {number + 1}. ") :].strip():
            return [*found, line[start:].strip()]
        found.append(line[start:after].strip())
        start = after + 1
        number += 1


def _holds_display(text: str, shelf: Shelf) -> bool:
    return any(shelf.sort_of(place) is Sort.DISPLAY for place in HELD.finditer(text))
