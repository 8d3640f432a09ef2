"""Rules about plain text: what a poll and a button show cannot be formatted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.checks.page import Page
from content.complaint import Fault, shorten
from content.deck import Item
from content.shape import Path
from content.written import Written

MARKUP = (
    (re.compile(r"\\[A-Za-z]+|\\[^\w\s]"), "LaTeX or a backslash", "write n², √d, ≤, × or words"),
    (re.compile(r"\$[^$\s][^$]*\$"), "a formula in $…$", "write n², √d, ≤, × or words"),
    (re.compile(r"[_^]\{[^}]*\}"), "a LaTeX index or power", "write x₁, n² or x^2"),
    (re.compile(r"\*\*\S(?:[^*]*\S)?\*\*"), "bold Markdown", "take the asterisks away"),
    (re.compile(r"`[^`]*`"), "code Markdown", "take the backticks away"),
    (re.compile(r"\[[^\]]+\]\([^)\s]+\)"), "a Markdown link", "put sources into references"),
    (re.compile(r"^(?:#{1,6}|>) ", re.MULTILINE), "a Markdown heading or quotation", "take the sign away"),
    (
        re.compile(r"</?(?:b|i|u|s|a|p|br|em|strong|code|pre|sub|sup|span|div)(?:\s[^>]*)?/?>"),
        "HTML",
        "take the tag away",
    ),
    (re.compile(r"\[\[\w+\]\]|¶"), "a left-over of a web page", "delete it"),
)
"""What a plain text must not contain: its sign, its name, and what to do."""

FEWEST_OPTIONS, MOST_OPTIONS = 4, 6

LEAST_WHY = 12
"""Characters of the shortest reason that can say anything ("Это рецептура.")."""


def plain_texts(page: Page) -> Iterator[Fault]:
    """Questions, options, hints and the like are shown as they are."""
    for path, text in _plain(page.item):
        for sign, name, advice in MARKUP:
            found = sign.search(text)
            if found:
                message = f"contains {name} («{shorten(found[0], 30)}»), but is shown as plain text: {advice}"
                yield page.fault(path, message)
                break


def plain_titles(written: Written) -> Iterator[Fault]:
    """So are the titles and summaries of a deck."""
    deck = written.deck
    texts = {
        "title": deck.title,
        "title_en": deck.title_en,
        "summary": deck.summary,
        "summary_en": deck.summary_en,
    }
    for field, text in texts.items():
        for sign, name, advice in MARKUP:
            if sign.search(text):
                yield Fault(
                    written.line(field), f"{field}: contains {name}, but is shown as plain text: {advice}"
                )
                break


def usual_options(page: Page) -> Iterator[Fault]:
    """With fewer than four options guessing pays; more than six are too much to read on a phone."""
    count = len(page.item.choices)
    if 1 < count < FEWEST_OPTIONS:
        yield page.fault(("choices",), f"{count} are easily guessed: add {FEWEST_OPTIONS - count} more")
    elif count > MOST_OPTIONS:
        yield page.fault(("choices",), f"{count} are too much to read on a phone: keep {MOST_OPTIONS}")


def told_summary(written: Written) -> Iterator[Fault]:
    """Learners choose a deck by what it says of itself."""
    if not written.deck.summary:
        yield Fault(written.line("title"), "summary: missing: say in a sentence what the deck teaches")


def telling_reasons(page: Page) -> Iterator[Fault]:
    """A ``why`` has to say something: learners see it when they chose that option."""
    item = page.item
    for index, choice in enumerate(item.choices):
        if not choice.why:
            yield page.fault(("choices", index, "why"), "missing: say in one line why it is wrong (or right)")
    reasons: list[tuple[Path, str]] = [(("choices", i, "why"), one.why) for i, one in enumerate(item.choices)]
    reasons += [(("reject", i, "why"), one.why) for i, one in enumerate(item.reject)]
    for path, why in reasons:
        if why and (len(why) < LEAST_WHY or len(why.split()) < 2):
            yield page.fault(path, f"`{why}` says too little: give the reason in one line")


def _plain(item: Item) -> Iterator[tuple[Path, str]]:
    yield ("question",), item.question
    yield ("brief",), item.brief
    for index, choice in enumerate(item.choices):
        yield ("choices", index, "text"), choice.text
        yield ("choices", index, "why"), choice.why
    for index, point in enumerate(item.key_points):
        yield ("key_points", index, "text"), point.text
    for index, reject in enumerate(item.reject):
        yield ("reject", index, "text"), reject.text
        yield ("reject", index, "why"), reject.why
    for index, hint in enumerate(item.hints):
        yield ("hints", index), hint
