"""Lines that may begin something: headings, numbered bold lines, `Q:`. What they are is decided in the outline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from content.importers.notes.lines import Line

MOST_LINES = 12
"""Lines a question may have."""

LONGEST_LINE = 5000
"""A longer line is an answer; nobody asks for so long."""

ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[\w*\[]))(?=(\S.*))")
LOOSE = re.compile(r" {0,3}#\w")
SUMMARY = re.compile(r"\s{0,8}(?:<details[^<>]{0,100}>\s{0,8})?<summary>(?=(.*))", re.IGNORECASE)
SETEXT = re.compile(r" {0,3}(=+|-{3,})\s*$")
ANCHORED = re.compile(r"\[([^\[\]]*)\]\(#[^()]*\)$")
NUMBER = re.compile(
    r"(?:(?:вопрос|question|задача|билет|q) ?)?[№#]? ?(\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?:\\?[.):](?!\d)| ?[-–—](?= )|(?= +\w)(?<=\d\.\d)|(?= *$))",
    re.IGNORECASE,
)
WORD_NUMBER = re.compile(
    r"(?:вопрос|question|задача|билет) ?[№#]? ?(\d{1,3})(?:[.:)]|(?= )|$)", re.IGNORECASE
)
BOLD_NUMBERED = re.compile(
    r" {0,3}(?:(\d{1,3})\\?[.)]\s+(?:\*\*|__)"
    r"|(?:\*\*|__) ?(?:(?:Q|Вопрос|Question) ?[№#]? ?)?(\d{1,3})\\?[.):]\s*)(?=(\S.*))"
)
BOLD_NUMBER = re.compile(
    r" {0,3}(?:\*\*|__) ?(?:(?:Q|Вопрос|Question) ?[№#]? ?)?(\d{1,3})\\?[.):]? ?(?:\*\*|__)[.):]? +(?=(\S.*))"
)
PLAIN_NUMBERED = re.compile(r" {0,3}(\d{1,3})\\?[.)]\s+(?=(\S.*))")
BOLD_LINE = re.compile(r" {0,3}(?:\*\*|__)(?=(\S.*))")
ASKED = re.compile(
    r" {0,3}(?:#{1,6} |> )?(?:\*\*|__)?(?:(Q|В)|Question|Вопрос) ?[№#]? ?(\d{0,3})"
    r"(?:\*\*|__)?:[ \t]*(?:\*\*|__)?(?=(.*))",
    re.IGNORECASE,
)
ANSWERED = re.compile(
    r" {0,3}(?:#{1,6} |[-*+>] )?(?:\*\*|__)?(?:A|А|Answer|Ответ|О)(?: ?[№#]? ?\d{1,3})?"
    r"(?:(?:\*\*|__)?:(?:\*\*|__)?|\.(?:\*\*|__))[ \t]*",
    re.IGNORECASE,
)
"""`A:`, `**Ответ:**`, `Ответ.`, as they stand before an answer; the letters may be Latin or Cyrillic."""


LABEL = re.compile(
    r"\W{0,5}(?:(?:показать|посмотреть|show|see) )?(?:the )?"
    r"(?:ответ|решение|подробнее|answer|solution|details)\W{0,5}",
    re.IGNORECASE,
)
"""What unfolds an answer without being its question."""


class Form(Enum):
    """How a mark is written."""

    HEADING = auto()
    ASKED = auto()
    BOLD = auto()
    SUMMARY = auto()
    BOLD_LINE = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """Lines ``start`` to ``end`` (exclusive) of a text that may begin something.

    ``level``: of a heading, 1 to 6; 0 of other forms. ``number`` as the author wrote it, empty where there is none.
    ``sure``: an answer is marked right after it, where the form is ``ASKED``.
    """

    form: Form
    start: int
    end: int
    text: str
    number: str = ""
    level: int = 0
    sure: bool = True

    @property
    def count(self) -> int | None:
        """The number, where it is a single one."""
        return int(self.number) if self.number.isdigit() else None

    @property
    def asks(self) -> bool:
        """Whether it ends like a question."""
        return self.text.rstrip("*_ ").endswith("?")


def marks_of(lines: Sequence[Line]) -> tuple[Mark, ...]:
    """Every mark, from top to bottom; no two share a line."""
    return tuple(_marks(lines))


def _marks(lines: Sequence[Line]) -> Iterator[Mark]:
    lost = _lost_headings(lines)
    index = 0
    while index < len(lines):
        mark = _mark(lines, index, lost)
        if mark is not None:
            yield mark
            index = mark.end
        else:
            index += 1


def _mark(lines: Sequence[Line], index: int, lost: dict[int, int]) -> Mark | None:
    line = lines[index]
    text = line.text
    if not line.prose or line.blank or len(text) > LONGEST_LINE:
        return None
    summary = SUMMARY.match(text) if "<" in text else None
    if summary:
        return _summary(index, summary[1])
    asked = ASKED.match(text)
    if asked:
        return _asked(lines, index, asked)
    heading = ATX.match(text)
    if heading and not (len(heading[1]) == 1 and LOOSE.match(text)):
        return _heading(index, index + 1, _clean_heading(heading[2]), len(heading[1]))
    if index in lost:
        return _heading(index, index + 1, _clean_heading(text), lost[index])
    return _numbered(lines, index) or _setext(lines, index)


def _summary(index: int, text: str) -> Mark | None:
    """A question that unfolds its answer: `<details><summary>What is …?</summary>`."""
    words, closing, rest = text.partition("</summary>")
    if not closing or rest.strip() or LABEL.fullmatch(words.strip()):
        return None
    mark = _heading(index, index + 1, re.sub(r"</?(?:b|strong|h[1-6])>", "", words).strip(), 0)
    return Mark(Form.SUMMARY, index, index + 1, mark.text, mark.number) if mark.text else None


def _heading(start: int, end: int, text: str, level: int) -> Mark:
    bold = re.match(r"(\*\*|__)\s*(?=.*\1$)", text)
    inner = text[bold.end() : -2].strip() if bold and text.count(bold[1]) == 2 else text
    bold_number = BOLD_NUMBER.match(inner)
    if bold_number:
        return Mark(Form.HEADING, start, end, bold_number[2].strip(), bold_number[1], level)
    number = WORD_NUMBER.match(inner) or NUMBER.match(inner)
    if number:
        rest = inner[number.end() :].strip()
        for sign in ("**", "__"):  # `## **16.** What`
            if rest.startswith(sign) and rest.count(sign) == 1:
                rest = rest.removeprefix(sign).strip()
        return Mark(Form.HEADING, start, end, rest, number[1], level)
    return Mark(Form.HEADING, start, end, inner, "", level)


def _clean_heading(text: str) -> str:
    """Without a closing row of `#`, permalink marks, attributes and the anchors of web pages."""
    text = text.rstrip().rstrip("¶").rstrip()
    bare = text.rstrip("#")
    if not bare or bare[-1].isspace():
        text = bare.rstrip()
    if text.endswith("}") and "{#" in text:
        text = text[: text.rindex("{#")].rstrip()
    linked = ANCHORED.match(text)
    if linked:
        text = linked[1]
    return re.sub(r"<a\s[^<>]*>\s*</a>", "", text).strip()


def _lost_headings(lines: Sequence[Line]) -> dict[int, int]:
    """Lines that end in a permalink mark were headings. The first, with another one before any question, is the
    page's title.
    """
    ends = [index for index, line in enumerate(lines) if line.prose and line.text.rstrip().endswith("¶")]
    plain = [
        index for index in ends if not ASKED.match(lines[index].text) and not ATX.match(lines[index].text)
    ]
    levels = dict.fromkeys(plain, 2)
    if len(plain) > 1 and ends[:2] == plain[:2]:
        levels[plain[0]] = 1
    return levels


def _asked(lines: Sequence[Line], index: int, found: re.Match[str]) -> Mark | None:
    """`Q: …`, going on until the answer where one is marked."""
    text = found[3].rstrip().rstrip("¶").strip()
    end = index + 1
    closed = text.endswith("**") or lines[index].text.rstrip().endswith("¶")
    following = end
    while not closed and following < min(index + MOST_LINES, len(lines)):
        line = lines[following]
        if not line.prose or ANSWERED.match(line.text):
            break
        following += 1
    if not closed and following < len(lines) and ANSWERED.match(lines[following].text):
        text = " ".join([text, *(line.text.strip() for line in lines[end:following])]).strip()
        end = following
    text = (
        text.removesuffix("**").removesuffix("__").strip()
        if text.count("**") % 2 or text.count("__") % 2
        else text
    )
    after = next((line for line in lines[end : end + MOST_LINES] if not line.blank), None)
    sure = after is not None and bool(ANSWERED.match(after.text))
    return Mark(Form.ASKED, index, end, text, found[2], sure=sure or not found[1]) if text else None


def _numbered(lines: Sequence[Line], index: int) -> Mark | None:
    text = lines[index].text
    number = BOLD_NUMBER.match(text)  # `**1.** What is …?`
    if number and number[2].rstrip().endswith("?"):
        return Mark(Form.BOLD, index, index + 1, number[2].strip(), number[1])
    bold = BOLD_NUMBERED.match(text)
    if bold:
        return _bold(lines, index, Form.BOLD, bold[1] or bold[2], bold[3])
    whole = BOLD_LINE.match(text)
    if whole:
        return _bold(lines, index, Form.BOLD_LINE, "", whole[1])
    plain = PLAIN_NUMBERED.match(text)
    if plain and plain[2].rstrip().endswith("?"):
        return Mark(Form.PLAIN, index, index + 1, plain[2].strip(), plain[1])
    return None


def _bold(lines: Sequence[Line], index: int, form: Form, number: str, text: str) -> Mark | None:
    """A line that is bold as a whole, with the lines below it that are, or that its bold goes on to."""
    pieces = [text.rstrip()]
    end = index + 1
    while not _closed(pieces[-1]):
        if _closed_early(pieces[-1]) or end >= min(index + MOST_LINES, len(lines)) or lines[end].blank:
            return None
        if not lines[end].prose:
            return None
        pieces.append(lines[end].text.strip())
        end += 1
    while end < min(index + MOST_LINES, len(lines)) and _bold_too(lines[end]):
        pieces.append(lines[end].text.strip())
        end += 1
    words = " ".join(piece.strip().strip("*_").strip() for piece in pieces)
    return Mark(form, index, end, words, number) if words else None


def _closed(piece: str) -> bool:
    """Whether the bold words end with the line, and not before."""
    for sign in ("**", "__"):
        if piece.endswith(sign):
            return piece.strip("*_").count(sign) == 0
    return False


def _closed_early(piece: str) -> bool:
    return "**" in piece.strip("*_ ") or (piece.count("__") == 1 and not piece.startswith("__"))


def _bold_too(line: Line) -> bool:
    text = line.text.strip()
    return (
        line.prose
        and len(text) > 4
        and text.startswith("**")
        and text.endswith("**")
        and "**" not in text[2:-2]
        and not text[2:-2].rstrip().endswith(":")
        and not ANSWERED.match(text)
        and not BOLD_NUMBERED.match(text)
    )


def _setext(lines: Sequence[Line], index: int) -> Mark | None:
    """A line underlined with `=`; with `-` only a question, for these lines also part what is above from below."""
    alone = index == 0 or lines[index - 1].blank
    rule = SETEXT.match(lines[index + 1].text) if index + 1 < len(lines) and alone else None
    text = lines[index].text.strip()
    if rule is None or SETEXT.match(text) or text.startswith(("|", "-", "*", ">")):
        return None
    mark = _heading(index, index + 2, text, 1 if rule[1][0] == "=" else 2)
    return mark if mark.level == 1 or mark.number or mark.asks else None
