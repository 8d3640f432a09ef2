"""Rules about the explanation: what Telegram can show and a phone can hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from content.checks.blocks import code_blocks, formulas, shown_length, tables, words_of
from content.checks.page import Page
from content.complaint import Fault, shorten
from content.latex_check import latex_complaints

FIELD = ("explanation",)

MOST_COLUMNS = 4
MOST_CODE_LINES = 15
MOST_SHOWN = 3500
"""Characters of one comfortable Telegram message; 4096 is the limit and formatting needs room."""


def formulas_parse(page: Page) -> Iterator[Fault]:
    """Every formula is LaTeX that can be read."""
    for latex in formulas(page.item.explanation):
        for complaint in latex_complaints(latex):
            yield page.fault_within(latex, FIELD, f"the formula `{shorten(latex)}` {complaint}")


def dollars_in_pairs(page: Page) -> Iterator[Fault]:
    """A dollar sign that belongs to no formula is either a slip or has to be escaped."""
    text = page.item.explanation
    shown = sum(words.count("$") for words in words_of(text))
    escaped = text.count("\\$")
    if shown > escaped:
        advice = "close the formula, write $x$ without spaces inside the dollars, or \\$ for the sign itself"
        yield page.fault_within(_lone_dollar(text), FIELD, f"a $ that opens or closes no formula: {advice}")


def narrow_tables(page: Page) -> Iterator[Fault]:
    """Phones are narrow."""
    for table in tables(page.item.explanation):
        columns = len(table.header)
        if columns > MOST_COLUMNS:
            message = (
                f"a table has {columns} columns, a phone shows {MOST_COLUMNS}: leave some out or turn it"
            )
            yield page.fault(FIELD, message)


def short_code(page: Page) -> Iterator[Fault]:
    """Code is read on a phone, in its language's colours, and runs as shown."""
    for code in code_blocks(page.item.explanation):
        lines = code.text.rstrip("\n").split("\n")
        first = lines[0]
        if len(lines) > MOST_CODE_LINES:
            message = (
                f"a code block has {len(lines)} lines, at most {MOST_CODE_LINES} are readable: shorten it"
            )
            yield page.fault_within(first, FIELD, message)
        if not code.language:
            yield page.fault_within(
                first, FIELD, "a code block names no language: begin it with ```python or ```text"
            )
        if code.language == "python":
            yield from _python(page, code.text, first)


def _python(page: Page, code: str, first: str) -> Iterator[Fault]:
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = getattr(error, "msg", None) or "cannot be parsed"
        line = getattr(error, "lineno", None) or 1
        yield page.fault_within(
            first, FIELD, f"line {line} of the Python code is no Python ({reason}): mend it"
        )


def fits_a_message(page: Page) -> Iterator[Fault]:
    """One explanation is one message."""
    length = shown_length(page.item.explanation)
    if length > MOST_SHOWN:
        message = f"about {length} characters when shown, {MOST_SHOWN} fit one message: shorten it"
        yield page.fault(FIELD, message)


def no_html(page: Page) -> Iterator[Fault]:
    """Raw HTML is shown as text, and so are the left-overs of web pages and notebooks."""
    for words in words_of(page.item.explanation):
        found = re.search(r"</?[a-z][a-z0-9]*(?:\s[^>]*)?/?>|!\[|\[\[\w+\]\]|¶", words)
        if found:
            message = (
                f"`{shorten(found[0], 30)}` would be shown as it is: use Markdown without HTML and images"
            )
            yield page.fault_within(found[0], FIELD, message)


def _lone_dollar(text: str) -> str:
    """The last line with a dollar sign left over, to point at."""
    odd = [line for line in text.split("\n") if line.replace("\\$", "").count("$") % 2]
    return odd[0] if odd else "$"
