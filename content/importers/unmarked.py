"""Texts that should be plain already, such as the cell of a question: what marks stand in them is taken away.

Unlike ``plain.plain_of``, which reads Markdown, this leaves a text without marks exactly as it is (``2*3*4``, line
feeds, ``__init__``), so that a question comes back the same however often it is written and read.
"""

from __future__ import annotations

import html
import re

from content.latex_check import latex_complaints
from content.markup import to_plain

LONGEST = 20_000
"""Characters of a text in which marks are looked for; nothing that is asked is longer."""

CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]++)\1(?!`)")
FORMULAS = (
    re.compile(r"\\\(((?:[^\\]|\\(?![()]))*+)\\\)"),
    re.compile(r"\\\[((?:[^\\]|\\(?![\[\]]))*+)\\\]"),
    re.compile(r"\$\$([^$]++)\$\$"),
    re.compile(r"(?<![\\$])\$(?![\s$])([^$\n]*+)(?<![\s\\])\$(?![0-9$])"),
)
LINK = re.compile(r"!?\[([^\[\]\n]++)\]\([^()\s]*+\)")
BOLD = re.compile(r"\*\*(?=\S)([^*\n]++)(?<=\S)\*\*")  # not __…__, which is how Python calls its own
LINE_MARKS = re.compile(r"^(?:#{1,6}|>) +", re.MULTILINE)
TAG = re.compile(
    r"</?(?:b|i|u|s|a|p|br|em|strong|code|pre|sub|sup|span|div|font|img|h[1-6]|ul|ol|li|hr|table|tr|td|th)"
    r"(?:\s[^<>]*+)?/?>",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\b|</p\b|</div\b", re.IGNORECASE)
LEFT_OVER = re.compile(r"\[\[\w+\]\]|¶")
ESCAPE = re.compile(r"\\([!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~])")
COMMAND = re.compile(r"\\[A-Za-z]+(?:\{[^{}\n]*+\})*+|[_^]\{[^{}\n]*+\}")


def _said(found: re.Match[str]) -> str:
    """A command or an index outside of a formula; what is no LaTeX (``C:\\new``) stays."""
    return found[0] if latex_complaints(found[0]) else to_plain(found[0])


def unmarked(text: str) -> str:
    """A text without marks, its formulas in Unicode; line feeds are kept, white space at the ends is not."""
    if len(text) > LONGEST:
        return text.strip()
    kept: list[str] = []

    def keep(said: str) -> str:
        kept.append(said)
        return f"\ue000{len(kept) - 1}\ue001"

    text = re.sub("[\ue000\ue001]", "", text)
    text = CODE.sub(lambda found: keep(found[2].strip()), text)
    for formula in FORMULAS:
        text = formula.sub(lambda found: keep(to_plain(found[1].strip())), text)
    if TAG.search(text):
        text = html.unescape(TAG.sub(lambda found: "\n" if BREAK.match(found[0]) else "", text))
    text = LEFT_OVER.sub("", LINE_MARKS.sub("", LINK.sub(r"\1", text)))
    text = BOLD.sub(r"\1", text)
    text = ESCAPE.sub(r"\1", COMMAND.sub(_said, text))
    return re.sub("\ue000([0-9]+)\ue001", lambda found: kept[int(found[1])], text).strip()
