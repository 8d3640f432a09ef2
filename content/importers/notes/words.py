"""The words of a line: what web pages, chats with language models and converters left in them is taken away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from content.complaint import Fault, Message, shorten
from content.deck import Reference
from content.importers.notes.shelf import CLOSED, OPENED, Shelf, Sort, code_span
from content.markup import to_plain

HTML = Message("markdown-html", "the HTML tag <{tag}> is left out: the text inside it is kept")
HTML_SCRIPT = Message(
    "markdown-script", "<{tag}> and what stands inside it are left out: decks hold no scripts or styles"
)
IMAGE = Message("markdown-image", "the picture {url} is left out: its description is kept")
LINK = Message(
    "markdown-link", "the link to {url} is left out, its text is kept: it leads to no address on the web"
)
CITATION = Message(
    "markdown-citation", "the citation mark {mark} is taken away: it leads to {url}, which is no web address"
)
UNKNOWN_CITATION = Message(
    "markdown-footnote", "the footnote {mark} has no text in the file: its mark is taken away"
)

_TAGS = """
    a abbr article aside audio b base big blockquote body br button caption center cite code col colgroup dd del
    details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe
    img input ins kbd label li link main mark math meta nav noscript object ol p path picture pre q s samp script
    section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead
    title tr tt u ul var video
"""
TAGS = frozenset(_TAGS.split())
"""Words in angle brackets that are tags; others (`<T>`, `<100K`) are the author's own."""

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})(\s[^<>\n]{0,1000})?/?>")
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
SMALL = re.compile(r"<(sub|sup)>([^<>\n]{1,40})</\1>", re.IGNORECASE)
CODE_TAG = re.compile(r"<(code|kbd|tt|samp)>([^<>\n]{1,300})</\1>", re.IGNORECASE)

CITED = re.compile(r"\[\[(\w{1,12})\]\](?:\(([^()\s]{0,1000})\))?|\[\^(\w{1,20})\](?!:)")
CHAT_MARK = re.compile(
    r"【[^【】\n]{0,80}】|:contentReference\[[^\[\]\n]{0,80}\](?:\{[^{}\n]{0,40}\})?|\[cite(?:_start)?:[^\[\]\n]{0,40}\]"
)
GONE = "\ue002"
"""Where a mark was: the space before it goes, too."""

PICTURE = re.compile(r"!\[([^\[\]\n]{0,500})\]\(\s?<?([^()<>\s]{0,2000})>?(?:\s\"[^\"\n]{0,300}\")?\s?\)")
LINKED = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\]\(\s?<?([^()<>\s]{0,2000})>?(?:\s\"[^\"\n]{0,300}\")?\s?\)")
NAMED_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{0,100})\]")
DEFINITION = re.compile(r" {0,3}\[(\^?[^\[\]\n]{1,100})\]:\s+(.*)$")
WEB = re.compile(r"https?://[^\s<>\"]{3,}$|mailto:\S+@\S+$|tg://\S+$")
WIDE_BEFORE = re.compile(rf"(?<=\S)[ \t]+(?={OPENED})")
WIDE_AFTER = re.compile(rf"({CLOSED} )[ \t]+(?=\S)|({CLOSED})[ \t]+(?=[.,;:!?)](?:\W|$))")
"""Converters put spaces around formulas."""

ESCAPE = re.compile(r"\\(.)")
HARMLESS = frozenset(":;,?@%^/'\"{}=()")
LONGEST_URL = 500


@dataclass(slots=True)
class Gathered:
    """What the words of an answer hold beside words."""

    faults: list[Fault] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """Cleans lines of prose. ``links``: the addresses and footnotes defined anywhere in the file, by name."""

    shelf: Shelf
    links: Mapping[str, str]

    def clean(self, text: str, line: int, found: Gathered) -> str:
        """A line (with pieces on the shelf) as Markdown of explanations."""
        text = text.replace("¶", "")
        if "[" in text or "【" in text or ":content" in text:
            text = self._links(self._marks(text, line, found), line, found)
        if "<" in text:
            text = self._tags(text, line, found)
        if "\\" in text:
            text = ESCAPE.sub(lambda sign: _unescaped(sign, text), text)
        if OPENED in text:
            text = WIDE_AFTER.sub(lambda one: one[1] or one[2], WIDE_BEFORE.sub(" ", text))
        return text.replace(" -- ", " — ")

    def _marks(self, text: str, line: int, found: Gathered) -> str:
        """Citation marks go; what they lead to becomes a reference."""
        marked = CITED.sub(lambda one: self._cited(one, line, found), CHAT_MARK.sub(GONE, text))
        pieces = marked.split(GONE)
        for index in range(len(pieces) - 1):
            after = pieces[index + 1]
            if not after or after[0] in " .,;:!?)»\t":
                pieces[index] = pieces[index].rstrip()
        return "".join(pieces)

    def _cited(self, one: re.Match[str], line: int, found: Gathered) -> str:
        name = one[1] or one[3]
        target = one[2] if one[2] is not None else self.links.get(f"^{name}" if one[3] else name)
        if one[1] and not name.isdigit() and target is None:
            return f"[{name}]"  # `[[CLS]]` is a token and no citation
        self._refer(one[0], target, name, line, found)
        return GONE

    def _refer(self, mark: str, target: str | None, name: str, line: int, found: Gathered) -> None:
        address, _, title = (target or "").partition(" ")
        if WEB.match(address) and address.startswith("http") and len(address) <= LONGEST_URL:
            words = title.strip().strip("\"'()").strip() or address.partition("://")[2].rstrip("/")
            reference = Reference(title=shorten(words, 200), url=address)
            if reference not in found.references:
                found.references.append(reference)
        elif target and mark.startswith("[^"):
            if target not in found.notes:
                found.notes.append(target)
        elif target:
            found.faults.append(CITATION.at(line, mark=mark.partition("(")[0], url=shorten(target)))
        elif mark.startswith("[^"):
            found.faults.append(UNKNOWN_CITATION.at(line, mark=mark))

    def _links(self, text: str, line: int, found: Gathered) -> str:
        if "![" in text:
            text = PICTURE.sub(lambda one: self._picture(one, line, found), text)
        text = NAMED_LINK.sub(self._named, text)
        return LINKED.sub(lambda one: self._link(one, line, found), text)

    def _picture(self, one: re.Match[str], line: int, found: Gathered) -> str:
        found.faults.append(IMAGE.at(line, url=shorten(one[2])))
        words = one[1].strip()
        return f"[{words or shorten(one[2])}]({one[2]})" if WEB.match(one[2]) else words

    def _named(self, one: re.Match[str]) -> str:
        address = self.links.get(one[2] or one[1], "").split(" ")[0]
        return f"[{one[1]}]({address})" if WEB.match(address) and ")" not in address else one[0]

    def _link(self, one: re.Match[str], line: int, found: Gathered) -> str:
        if WEB.match(one[2]):
            return one[0]
        if not one[2].startswith("#"):
            found.faults.append(LINK.at(line, url=shorten(one[2]) or "nowhere"))
        return one[1] if re.search(r"\w", one[1]) else ""

    def _tags(self, text: str, line: int, found: Gathered) -> str:
        text = CODE_TAG.sub(lambda one: self.shelf.put(Sort.CODE, code_span(unescape(one[2]))), text)
        text = SMALL.sub(_small, text)
        named: set[str] = set()

        def without(one: re.Match[str]) -> str:
            name = one[2].lower()
            if name not in TAGS:
                return one[0]
            if name in MARKS:
                return MARKS[name]
            if name == "br":
                return "  \n" if not one[1] else ""
            if name not in named:
                named.add(name)
                found.faults.append(HTML.at(line, tag=name))
            return _described(one[3] or "") if name == "img" else ""

        return TAG.sub(without, text)


def _described(attributes: str) -> str:
    alt = re.search(r"\balt=\"([^\"]*)\"", attributes)
    return unescape(alt[1]) if alt else ""


def _small(one: re.Match[str]) -> str:
    """`x<sub>2</sub>` as x₂."""
    return to_plain(f"x{'_' if one[1].lower() == 'sub' else '^'}{{{one[2]}}}").removeprefix("x")


def _unescaped(sign: re.Match[str], text: str) -> str:
    """Without a backslash where the character means nothing as it stands."""
    what, start, end = sign[1], sign.start(), sign.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if what in HARMLESS:
        return what
    inside = bool(text[:start].strip()) if start < 200 else True
    bare = {
        "*": before in ("", " ") and after in ("", " "),
        "_": before.isalnum() and after.isalnum(),
        ".": inside and not text[:start].strip().isdigit() if start < 200 else True,
        "-": inside, "+": inside, "#": inside, ">": inside,
        "!": after != "[",
        "[": before != "!",
        "]": after not in ("(", "[", ":"),
    }  # fmt: skip
    return what if bare.get(what, False) else sign[0]
