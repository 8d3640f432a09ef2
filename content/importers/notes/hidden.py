"""What a page holds that readers never see: front matter, comments, scripts, addresses of links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from content.complaint import Fault, Message, shorten
from content.importers.notes.lines import Line
from content.importers.notes.words import DEFINITION, HTML_SCRIPT, WEB

COMMENT = Message("markdown-comment", "a comment is left out: «{text}»")
FRONT_MATTER = Message(
    "markdown-front-matter", "the setting «{text}» at the top is left out: decks do not know it"
)

SETTING = re.compile(r"([\w -]{1,40}):\s*(.*)$")
OPENER = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
CLOSERS = {
    "comment": re.compile("-->"),
    "script": re.compile(r"</script[^<>]{0,50}>?", re.IGNORECASE),
    "style": re.compile(r"</style[^<>]{0,50}>?", re.IGNORECASE),
}
LONGEST_NOTE = 500
IDENTIFIER = re.compile(r"id:\s*([\w-]{1,60})$")
MOST_SETTINGS = 40


@dataclass(slots=True)
class Hidden:
    """The lines without what is hidden; ``ids`` by the number of the line they stand on, ``links`` by name."""

    lines: list[Line] = field(default_factory=list)
    title: str = ""
    ids: dict[int, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def without_hidden(lines: Sequence[Line]) -> Hidden:
    """Take out what is hidden; every line keeps its number and its place."""
    found = Hidden()
    begin = _front_matter(lines, found)
    shut: str | None = None
    last = {name: _last(lines, closer) for name, closer in CLOSERS.items()}
    for index in range(begin, len(lines)):
        line = lines[index]
        if line.prose or shut:
            text, shut = _visible(line, shut, index, last, found)
            line = replace(line, text=text) if text != line.text else line
        if line.prose and _defined(line, found):
            line = replace(line, text="")
        found.lines.append(line)
    return found


def _last(lines: Sequence[Line], closer: re.Pattern[str]) -> int:
    """The last line with what closes: what opens after it is never closed, and is text."""
    return max((index for index, line in enumerate(lines) if closer.search(line.text)), default=-1)


def _front_matter(lines: Sequence[Line], found: Hidden) -> int:
    """`---`, settings, `---` at the very top. The title is the deck's; the rest is said."""
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    ends = [
        at for at, line in enumerate(lines[1:MOST_SETTINGS], start=1) if line.text.rstrip() in ("---", "...")
    ]
    inside = lines[1 : ends[0]] if ends else ()
    if not inside or not all(
        line.blank or SETTING.match(line.text) or line.text[0] in " -#" for line in inside
    ):
        return 0
    for line in inside:
        setting = SETTING.match(line.text)
        if setting and setting[1].strip().lower() == "title":
            found.title = setting[2].strip().strip("\"'")
        elif not line.blank:
            found.faults.append(FRONT_MATTER.at(line.number, text=shorten(line.text)))
    found.lines += [replace(line, text="") for line in lines[: ends[0] + 1]]
    return ends[0] + 1


def _visible(
    line: Line, shut: str | None, index: int, last: dict[str, int], found: Hidden
) -> tuple[str, str | None]:
    """A line without comments and scripts, and what closes the one that goes on, if one does."""
    text, at = line.text, 0
    kept: list[str] = []
    while True:
        if shut:
            end = CLOSERS[shut].search(text, at)
            if not end:
                return "".join(kept), shut
            at, shut = end.end(), None
        begin = OPENER.search(text, at)
        if not begin:
            return "".join((*kept, text[at:])), None
        sign = (begin[1] or "comment").lower()
        if index > last[sign] or (index == last[sign] and not CLOSERS[sign].search(text, begin.end())):
            return "".join((*kept, text[at:])), None
        _note(line, text[begin.end() : begin.end() + LONGEST_NOTE], sign, found)
        kept.append(text[at : begin.start()])
        at, shut = begin.end(), sign


def _note(line: Line, text: str, sign: str, found: Hidden) -> None:
    if sign != "comment":
        found.faults.append(HTML_SCRIPT.at(line.number, tag=sign))
        return
    words = text.partition("-->")[0].strip()
    name = IDENTIFIER.match(words)
    if name:
        found.ids[line.number] = name[1]
    else:
        found.faults.append(COMMENT.at(line.number, text=shorten(words)))


def _defined(line: Line, found: Hidden) -> bool:
    """`[1]: https://…` and `[^1]: a footnote` are taken out and remembered."""
    if "]:" not in line.text or len(line.text) > 3000:
        return False
    definition = DEFINITION.match(line.text)
    if not definition:
        return False
    name, target = definition[1], definition[2].strip().strip("<>")
    if not name.startswith("^") and not WEB.match(target.partition(" ")[0]):
        return False
    found.links.setdefault(name, target)
    return True
