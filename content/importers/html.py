"""HTML of other programs' cards and questions into blocks. Never raises; takes time in proportion to its length.

Only what an explanation can hold is taken over: paragraphs, headings, lists, tables, code, quotations, bold,
italic, links, indices and powers, and formulas in the notations of MathJax, Anki and Moodle. Of other tags the text
stays. Scripts, styles, pictures and the like are listed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.complaint import Fault, Message, shorten
from content.importers.building import Builder
from content.latex_check import latex_complaints
from content.markup import Blocks

SCRIPT = Message("html-script", "a script is left out: nothing is run here")
STYLE = Message("html-style", "a style is left out: the bot decides how things look")
PICTURE = Message("html-picture", "the picture «{name}» is not carried over: describe it in words")
SOUND = Message("html-sound", "the sound «{name}» is not carried over: say it in words")
EMBEDDED = Message("html-embedded", "<{name}> is not carried over: say it in words")
FORMULA = Message("html-formula", "the formula «{latex}» does not parse and became code: mend it")

HTML_BLOCK = re.compile(
    r"</?(?:script|style|iframe|object|embed|svg|blockquote|video|audio|img|input)\b[^<>]*+>", re.I
)
MATH = re.compile(
    r"\\\(|\\\[|\$\$|\[\$\$?\]|\[latex\]|\[tex\]|<anki-mathjax(?: block=\"?(true|false)\"?)?[^<>]{0,80}>",
    re.IGNORECASE,
)
CLOSERS = {
    "\\(": "\\)", "\\[": "\\]", "$$": "$$", "[$]": "[/$]", "[$$]": "[/$$]", "[latex]": "[/latex]",
    "[tex]": "[/tex]",
}  # fmt: skip
SOUNDS = re.compile(r"\[sound:([^\[\]\n]{1,200})\]|\[anki:(?:tts|play)[^\[\]\n]{0,200}\]")
COMMENT_END = {"!--": "-->", "![CDATA[": "]]>"}
NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]*)")
TAG_BEGIN = re.compile(r"<(?=/?[A-Za-z]|[!?])")
TAG_END = re.compile(r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")
ATTRIBUTE = re.compile(r"(?<![A-Za-z-])([A-Za-z-]++)\s*+=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{8,});?")
DROPPED = frozenset(
    {"script", "style", "template", "svg", "iframe", "object", "canvas", "head", "title", "noembed"}
)
"""Elements whose content is no text of the page."""

MOST_ATTRIBUTES = 4000
"""Characters of a tag in which attributes are looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a piece of HTML says, and what of it could not be carried over."""

    blocks: Blocks
    faults: tuple[Fault, ...] = ()


def read_html(text: str, line: int = 0) -> Page:
    """The blocks of a piece of HTML; ``line`` is where it stands."""
    reader = _Reader(line)
    reader.read(text)
    return Page(reader.builder.finish(), tuple(reader.faults))


class _Reader:
    """Goes through tags and texts once and tells a builder of blocks."""

    def __init__(self, line: int) -> None:
        self.builder = Builder()
        self.faults: list[Fault] = []
        self._line = line
        self._formulas: list[tuple[str, bool]] = []
        self._quotes_closed = True
        self._never: set[str] = set()
        self._ended = False

    def read(self, text: str) -> None:
        """Take a text in."""
        text = SOUNDS.sub(self._sound, text)
        text = self._kept(re.sub("[\ue000\ue001]", "", text))
        at = 0
        while at < len(text):
            found = TAG_BEGIN.search(text, at)
            less = found.start() if found and not self._ended else len(text)
            self._say(text[at:less])
            at = self._tag(text, less) if less < len(text) else less

    def _sound(self, found: re.Match[str]) -> str:
        self.faults.append(SOUND.at(self._line, name=shorten(found[1] or found[0], 40)))
        return " "

    # formulas are set aside first: tags and line breaks may stand inside of them

    def _kept(self, text: str) -> str:
        parts, at = [], 0
        while found := MATH.search(text, at):
            begin = found[0].casefold()
            close = CLOSERS.get(begin, "</anki-mathjax>")
            end = self._find(text, close, found.end())
            latex = _latex(text[found.end() : end]) if end >= 0 else ""
            if not latex or (begin == "$$" and latex_complaints(latex)):
                parts.append(text[at : found.end()])
                at = found.end()
                continue
            shown = begin in ("\\[", "$$", "[$$]") or found[1] == "true"
            latex, shown = _unwrapped(latex, shown) if begin == "[latex]" else (latex, shown)
            self._formulas.append((latex, shown))
            parts += [text[at : found.start()], f"\ue000{len(self._formulas) - 1}\ue001"]
            at = end + len(close)
        return "".join([*parts, text[at:]])

    def _find(self, text: str, what: str, begin: int) -> int:
        """Where something stands next; looked for in vain once, it is not looked for again."""
        if what in self._never:
            return -1
        found = text.find(what, begin)
        if found < 0:
            self._never.add(what)
        return found

    def _formula(self, number: str) -> None:
        latex, shown = self._formulas[int(number)] if int(number) < len(self._formulas) else ("", False)
        wrong = [
            one
            for one in latex_complaints(latex)
            if one.startswith(("does not parse", "is nested", "is empty"))
        ]
        if wrong or "$" in latex:
            self.faults.append(FORMULA.at(self._line, latex=shorten(latex, 40)))
            self.builder.code(latex)
        else:
            self.builder.formula(latex, shown)

    def _say(self, text: str) -> None:
        pieces = re.split("\ue000([0-9]{1,9})\ue001", text)
        for index, piece in enumerate(pieces):
            if index % 2:
                self._formula(piece)
            elif piece:
                self.builder.text(unescaped(piece))

    def _tag(self, text: str, at: int) -> int:
        """Work in what begins with ``<``; where to go on."""
        if text[at + 1 : at + 2] in ("!", "?"):
            return self._comment(text, at)
        named = NAME.match(text, at + 1)
        end = self._end(text, named.end()) if named else -1
        if not named or end < 0:
            self._ended = end < 0  # no tag ends any more: all that follows is text
            self._say("<")
            return at + 1
        name = named[1].lower()
        if text[at + 1] == "/":
            self.builder.close(name)
        elif name in DROPPED:
            self._dropped(name)
            return self._after(text, name, end) if text[end - 2] != "/" else end
        else:
            self._open(name, text[named.end() : min(end, named.end() + MOST_ATTRIBUTES)])
        return end

    def _comment(self, text: str, at: int) -> int:
        sign = next((sign for sign in COMMENT_END if text.startswith(sign, at + 1)), "")
        close = COMMENT_END.get(sign, ">")
        end = self._find(text, close, at + 1)
        return len(text) if end < 0 else end + len(close)

    def _end(self, text: str, begin: int) -> int:
        """After the ``>`` of a tag, which quotes may hide. After one quote that is never closed, they hide none."""
        if self._quotes_closed:
            found = TAG_END.match(text, begin)
            if found:
                return found.end()
            self._quotes_closed = False
        return self._find(text, ">", begin) + 1 or -1

    def _after(self, text: str, name: str, begin: int) -> int:
        """After the closing tag of an element whose content is dropped."""
        found = re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE).search(text, begin)
        return found.end() if found else len(text)

    def _dropped(self, name: str) -> None:
        if name in ("head", "title", "template", "noembed"):
            return
        message = {"script": SCRIPT, "style": STYLE}.get(name)
        self.faults.append(message.at(self._line) if message else EMBEDDED.at(self._line, name=name))

    def _open(self, name: str, written: str) -> None:
        attributes = dict(_attributes(written))
        if name == "img":
            shown = (
                attributes.get("src", "").rpartition("/")[2]
                if "data:" not in attributes.get("src", "")
                else "data"
            )
            self.faults.append(PICTURE.at(self._line, name=shorten(shown or "?", 40)))
            self.builder.text(attributes.get("alt", ""))
        elif name in ("video", "audio", "embed", "input", "math"):
            self.faults.append(EMBEDDED.at(self._line, name=name))
        else:
            self.builder.open(name, attributes)


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    for found in ATTRIBUTE.finditer(written):
        yield found[1].lower(), unescaped(found[2] or found[3] or found[4] or "").strip()


def unescaped(text: str) -> str:
    """Character references as their characters."""
    return html.unescape(HUGE_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def _latex(written: str) -> str:
    """The LaTeX of a formula as HTML has it: without tags, in one line."""
    bare = re.sub(r"</?(?:br|div|p|b|i|u|em|strong|span|font|wbr|anki-mathjax)\b[^<>]*+>", " ", written)
    return " ".join(unescaped(bare).split())


def _unwrapped(latex: str, shown: bool) -> tuple[str, bool]:
    """``[latex]`` holds a piece of a document: the formula in it has signs of its own."""
    for begin, end, display in (
        ("$$", "$$", True),
        ("\\[", "\\]", True),
        ("$", "$", False),
        ("\\(", "\\)", False),
    ):
        inner = latex[len(begin) : -len(end)]
        if (
            len(latex) > len(begin) + len(end)
            and latex.startswith(begin)
            and latex.endswith(end)
            and end not in inner
        ):
            return inner.strip(), display
    return latex, shown
