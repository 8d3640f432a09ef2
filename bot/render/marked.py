"""Telegram's HTML read back: what is visible, and which tags lie over it.

The rules are those of Telegram's own server: the tags and character references it knows, everything else is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_NAMES = (
    "b|strong|i|em|u|ins|s|strike|del|span|tg-spoiler|a|code|pre|blockquote|tg-emoji|tg-time"  # Bot API 10.3
)
_TOKEN = re.compile(
    rf"""<(?P<end>/?)(?P<name>{_NAMES})(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?>"""
    r"|&(?:\#(?P<decimal>[0-9]+)|\#[xX](?P<hex>[0-9a-fA-F]+)|(?P<named>[A-Za-z]+));?",
    re.IGNORECASE,
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_REFERENCE = 9
"""Characters of a numeric reference, ampersand included and semicolon not, that the server still reads."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One opened tag, equal only to itself: two neighbouring blocks of code stay two."""

    name: str
    source: str


Tags = tuple[Tag, ...]


@dataclass(slots=True)
class Marked:
    """Visible text with the tags over each of its characters, outermost first."""

    text: str = ""
    tags: list[Tags] = field(default_factory=list)

    def add(self, text: str, tags: Tags) -> None:
        """Put more text behind."""
        self.text += text
        self.tags += [tags] * len(text)


def plain(html: str) -> str:
    """The visible text of Telegram HTML: tags gone, references resolved."""
    if "<" not in html and "&" not in html:
        return html
    return _TOKEN.sub(lambda token: "" if token["name"] else _referred(token), html)


def _referred(token: re.Match[str]) -> str:
    """The character of a reference, or the reference itself where the server would leave it alone."""
    if token["named"]:
        return _NAMED.get(token["named"], token[0])
    code = int(token["decimal"]) if token["decimal"] else int(token["hex"], 16)
    surrogate = 0xD800 <= code <= 0xDFFF
    too_long = len(token[0].rstrip(";")) > _LONGEST_REFERENCE
    return token[0] if code == 0 or code >= 0x10FFFF or surrogate or too_long else chr(code)


def marked(html: str) -> Marked:
    """The visible text of Telegram HTML and its tags. A start tag left open reaches to the end; an end tag closes
    what was opened after its start tag too, and without one it closes nothing.
    """
    found = Marked()
    parts: list[str] = []
    stack: list[Tag] = []
    at = 0
    for token in _TOKEN.finditer(html):
        text = html[at : token.start()] + ("" if token["name"] else _referred(token))
        parts.append(text)
        found.tags += [tuple(stack)] * len(text)
        at = token.end()
        if token["name"]:
            _follow(token, stack)
    parts.append(html[at:])
    found.tags += [tuple(stack)] * len(html[at:])
    found.text = "".join(parts)
    return found


def _follow(token: re.Match[str], stack: list[Tag]) -> None:
    name = token["name"].lower()
    if not token["end"]:
        stack.append(Tag(name, token[0]))
    elif any(tag.name == name for tag in stack):
        while stack.pop().name != name:
            pass


def html_of(text: str, tags: Sequence[Tags]) -> str:
    """Telegram HTML of a text and the tags over each of its characters; every tag it opens it closes."""
    parts: list[str] = []
    current: Tags = ()
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and tags[end] is tags[at]:
            end += 1
        parts += _moved(current, tags[at])
        parts.append(escape(text[at:end]))
        current, at = tags[at], end
    parts += _moved(current, ())
    return "".join(parts)


def _moved(before: Tags, after: Tags) -> Iterable[str]:
    """End tags and start tags that lead from some open tags to others."""
    kept = shared(before, after)
    yield from (f"</{tag.name}>" for tag in reversed(before[kept:]))
    yield from (tag.source for tag in after[kept:])


def shared(before: Tags, after: Tags) -> int:
    """How many tags, from the outermost on, stay open."""
    kept = 0
    while kept < min(len(before), len(after)) and before[kept] is after[kept]:
        kept += 1
    return kept


def escape(text: str) -> str:
    """The text as Telegram HTML, safe between tags and inside a quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


_JOINERS = frozenset("\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def is_inside_character(text: str, at: int) -> bool:
    """Whether a cut before ``text[at]`` would tear what people see as one character: an accent from its letter,
    an emoji from its skin tone or family, a flag in halves.
    """
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left < "\u0300" and right < "\u0300":
        return left == "\r" and right == "\n"
    if (
        right in _JOINERS
        or left == "\u200d"
        or unicodedata.category(right)[0] == "M"
        or "\U000e0020" <= right <= "\U000e007f"
    ):
        return True
    return _is_flag_letter(right) and _flag_letters_before(text, at) % 2 == 1


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    begin = at
    while begin and _is_flag_letter(text[begin - 1]):
        begin -= 1
    return at - begin
