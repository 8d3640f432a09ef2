"""Code spans and formulas taken out of a text while its words are put in order, and put back afterwards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto

from content.complaint import Fault, Message, shorten
from content.latex_check import ENVIRONMENTS, latex_complaints
from content.markup import to_plain

LATEX_BROKEN = Message("markdown-formula", "the formula {formula} {reason}: it is kept as code, mend it")
LATEX_RUSSIAN = Message(
    "markdown-formula-words",
    "the formula {formula} holds Russian words: it is kept as text, look whether it is right",
)
LATEX_MANY = Message(
    "markdown-formulas-many", "more than {most} characters of formulas: those from here on are not looked at"
)

LONGEST_FORMULA = 2000
MOST_LATEX = 120_000
"""Characters of LaTeX that are parsed in one file: about a second."""

OPENED, CLOSED = "\ue000", "\ue001"
FEED = "\ue003"
"""A line feed that went onto the shelf with its piece."""

HELD = re.compile(f"{OPENED}(\\d+){CLOSED}")
PRIVATE = re.compile("[\ue000-\ue00f]")
"""Characters that nobody writes: they mark places while a text is worked on."""

OPENER = re.compile(r"`+|\$\$|\$|\\\\[(\[]|\\begin\{(\w{1,12}\*?)\}|\\.", re.DOTALL)
MATHEMATICAL = re.compile(r"[\\^_=<>+*/|≤≥≈∈×·√∑∫→]|^[^\w]*\w[^\w]*$|^\w\s*[-,(]")
CYRILLIC = re.compile("[А-Яа-яЁё]")
LATEX_COMMENT = re.compile(r"(?<!\\)%[^\n]*")


class Sort(Enum):
    """What stands on the shelf."""

    CODE = auto()
    FORMULA = auto()
    DISPLAY = auto()
    WORDS = auto()


@dataclass(slots=True)
class Shelf:
    """Takes pieces out of texts; ``faults`` collects what is wrong with them. One for a file."""

    faults: list[Fault] = field(default_factory=list)
    _held: list[tuple[Sort, str]] = field(default_factory=list)
    _parsed: int = 0

    def put(self, sort: Sort, text: str) -> str:
        """Take a piece; its place is marked by what comes back."""
        self._held.append((sort, text))
        return f"{OPENED}{len(self._held) - 1}{CLOSED}"

    def sort_of(self, place: re.Match[str]) -> Sort:
        """What was taken from a place."""
        return self._held[int(place[1])][0]

    def back(self, text: str, in_table: bool = False, in_line: bool = False) -> str:
        """The text with all pieces in their places. ``in_line``: no formula has a line of its own."""
        return HELD.sub(lambda place: self._written(place, in_table, in_line), text)

    def _written(self, place: re.Match[str], in_table: bool, in_line: bool) -> str:
        sort, text = self._held[int(place[1])]
        if sort in (Sort.CODE, Sort.WORDS):
            return text.replace("|", r"\|") if in_table and r"\|" not in text else text
        if in_table:
            text = text.replace(r"\|", r"\Vert ").replace("|", r"\vert ")
        return f"$${text}$$" if sort is Sort.DISPLAY and not in_line and not in_table else f"${text}$"

    def take(self, text: str, line: int) -> str:
        """A text that begins on a line, without its code spans and formulas; lone dollar signs are escaped."""
        return _Taker(self, text, line).taken()

    def formula(self, latex: str, line: int, display: bool) -> str:
        """A formula's place; one that cannot be read becomes code or words."""
        latex = " ".join(LATEX_COMMENT.sub("", latex).split())
        complaint = self._complaint(latex, line)
        if complaint is None:
            return self.put(Sort.DISPLAY if display else Sort.FORMULA, latex)
        if complaint == "":
            self.faults.append(LATEX_RUSSIAN.at(line, formula=shorten(latex)))
            return self.put(Sort.WORDS, escaped(to_plain(latex)))
        self.faults.append(LATEX_BROKEN.at(line, formula=shorten(latex), reason=complaint))
        return self.put(Sort.CODE, code_span(latex))

    def _complaint(self, latex: str, line: int) -> str | None:
        """What is wrong with a formula; empty where it is nothing but Russian words; None where all is well."""
        if re.search(r"(?<!\\)\$", latex):
            return "has a dollar sign inside"
        if self._parsed > MOST_LATEX:
            return None
        self._parsed += len(latex) + 20
        if self._parsed > MOST_LATEX:
            self.faults.append(LATEX_MANY.at(line, most=MOST_LATEX))
            return None
        found = latex_complaints(latex)
        if found and all(one.startswith("contains Russian") for one in found):
            return ""
        other = [one for one in found if not one.startswith("contains Russian")]
        return other[0].partition(":")[0] if other else None


class _Taker:
    """One pass over a text. Closing marks are looked for once each, so that the time is linear."""

    def __init__(self, shelf: Shelf, text: str, line: int) -> None:
        self.shelf, self.text, self.line = shelf, text, line
        self.parts: list[str] = []
        self.done = 0
        self.counted = 0
        self.next_close: dict[str, int] = {}
        self.ticks: dict[int, list[int]] = defaultdict(list)
        for run in re.finditer("`+", text):
            self.ticks[len(run[0])].append(run.start())

    def taken(self) -> str:
        at = 0
        while opener := OPENER.search(self.text, at):
            sign = opener[0]
            if sign[0] == "`":
                at = self._code(opener)
            elif sign[0] == "$":
                at = self._dollar(opener)
            elif opener[1]:
                at = self._environment(opener)
            elif sign in (r"\(", r"\[", r"\\(", r"\\["):
                at = self._bracket(opener)
            else:
                at = opener.end()
        self.parts.append(self.text[self.done :])
        return "".join(self.parts)

    def _replace(self, start: int, end: int, by: str) -> int:
        feeds = self.text.count("\n", start, end)
        self.parts += (self.text[self.done : start], by, FEED * feeds)
        self.done = end
        return end

    def _line_at(self, at: int) -> int:
        self.line += self.text.count("\n", self.counted, at)
        self.counted = max(at, self.counted)
        return self.line

    def _code(self, opener: re.Match[str]) -> int:
        places = self.ticks[len(opener[0])]
        index = bisect_left(places, opener.end())
        if index == len(places):
            return opener.end()
        close = places[index]
        inside = self.text[opener.end() : close]
        if "\n\n" in inside:
            return opener.end()
        end = close + len(opener[0])
        words = self.text[opener.start() : end].replace("\n", " ")
        return self._replace(opener.start(), end, self.shelf.put(Sort.CODE, words))

    def _close(self, sign: str, start: int) -> int:
        """Where a closing sign stands at or after a place, near enough for a formula; else -1."""
        known = self.next_close.get(sign, 0)
        if 0 <= known < start:
            known = self.next_close[sign] = self.text.find(sign, start)
        return known if start <= known <= start + LONGEST_FORMULA else -1

    def _bracket(self, opener: re.Match[str]) -> int:
        sign = opener[0]
        display = sign.endswith("[")
        shut = sign[:-1] + ("]" if display else ")")
        start = opener.end()
        close = self._close(shut, start)
        inside = self.text[start:close] if close >= 0 else ""
        if not inside.strip() or "\n\n" in inside or (display and not _is_math(inside)):
            return start
        return self._formula(opener.start(), start, close, close + len(shut), display)

    def _environment(self, opener: re.Match[str]) -> int:
        name = opener[1]
        close = self._close(f"\\end{{{name}}}", opener.end()) if name in ENVIRONMENTS else -1
        if close < 0:
            return opener.end()
        end = close + len(f"\\end{{{name}}}")
        return self._formula(opener.start(), opener.start(), end, end, True)

    def _dollar(self, opener: re.Match[str]) -> int:
        start, sign = opener.end(), opener[0]
        after = self.text[start : start + 2]
        if sign == "$" and after in (r"\(", r"\["):  # `$\(…\)$`: what a converter makes of $$…$$
            shut = r"\)$" if after == r"\(" else r"\]$"
            close = self._close(shut, start + 2)
            if close >= 0:
                return self._formula(opener.start(), start + 2, close, close + 3, True)
        close = self._close_of_dollar(sign, start)
        inside = self.text[start:close] if close >= 0 else ""
        if inside and _is_formula(inside, sign == "$$", self.text[close + len(sign) : close + len(sign) + 1]):
            return self._formula(opener.start(), start, close, close + len(sign), sign == "$$")
        return self._replace(opener.start(), start, "\\$" * len(sign))

    def _close_of_dollar(self, sign: str, start: int) -> int:
        close = self._close(sign, start)
        while close > 0 and self.text[close - 1] == "\\" and self.text[close - 2 : close] != "\\\\":
            close = self._close(sign, close + 1)
        return close

    def _formula(self, start: int, inner: int, close: int, end: int, display: bool) -> int:
        latex = self.text[inner:close].strip()
        for left, right in ((r"\(", r"\)"), (r"\[", r"\]")):
            if latex.startswith(left) and latex.endswith(right):
                latex = latex[2:-2].strip()
        place = self.shelf.formula(latex, self._line_at(start), display)
        return self._replace(start, end, place)


def _is_math(inside: str) -> bool:
    words = inside.strip()
    return bool(MATHEMATICAL.search(words)) and not words.isdigit()


def _is_formula(inside: str, double: bool, after: str) -> bool:
    """Pandoc's rule for single dollars, and a milder one for what converters write as `$ x $`."""
    if not inside.strip() or "\n\n" in inside or "`" in inside:
        return False
    left, right = inside[0].isspace(), inside[-1].isspace()
    if double:
        return True
    if not left and not right:
        return not after.isdigit() and not _is_money(inside)
    return left and right and _is_math(inside) and not CYRILLIC.search(inside)


def _is_money(inside: str) -> bool:
    """Words between two prices: `$5 или 10$`."""
    return inside[0].isdigit() and bool(re.search(r"\s[^\W\d_]{2,}", inside)) and "\\" not in inside


def code_span(text: str) -> str:
    """A code span that holds any text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def escaped(text: str) -> str:
    """A plain text as Markdown that reads the same."""
    return re.sub(r"([\\`*_\[\]<>$&#~|])", r"\\\1", text)
