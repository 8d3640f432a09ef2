"""A deck as Moodle's GIFT. Source: https://docs.moodle.org/en/GIFT_format"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.deck import Choice, Deck, Item, Mode
from content.exporters.exporter import Exported
from content.exporters.html import html_of
from content.exporters.table import lost_of_deck
from content.markup import parse

SIGNS = re.compile(r"[\\~=#{}:]")
UNFIT = re.compile(r"->|[*|\n]|^%")
"""Signs with which Moodle would read an answer as something else, and alternatives that it does not know."""

ESSENTIAL = 2.0
USUAL_DIFFICULTY = 2
MOST_SHORT_WORDS = 5
"""A key point of so few words, alone, is an answer that Moodle can compare letter by letter."""


class GiftExporter:
    """Writes UTF-8. The deck is a category; ids and tags stand in comments, as Moodle itself writes them."""

    name = "gift"
    suffix = ".gift"

    def write(self, deck: Deck) -> Exported:
        """A question for each item; the explanation is its general feedback, as HTML with MathJax."""
        title = " ".join(deck.title.split()).replace("/", "//")
        title = (
            f" {title}" if title.startswith("/") else title
        )  # no slash of its own beside the one that parts names
        parts = [f"$CATEGORY: $course$/top/{title}", *(_question(deck, item) for item in deck.items)]
        return Exported(("\n\n".join(parts) + "\n").encode(), tuple(_lost(deck)))


def _question(deck: Deck, item: Item) -> str:
    marks = "".join(f" [tag:{_in_brackets(tag)}]" for tag in item.tags)
    lines = [
        f"// [id:{deck.slug}/{item.id}]{marks}",
        f"::{_escaped(item.id)}::[plain]{_escaped(item.question)}{{",
    ]
    lines += [_option(item, choice) for choice in item.choices] or [
        f"={_text(one)}" for one in _phrases(item)
    ]
    return "\n".join([*lines, f"####[html]{_escaped(html_of(parse(item.explanation)))}", "}"])


def _option(item: Item, choice: Choice) -> str:
    """An option with what is said of it. Each of several right ones is worth its share, a wrong one takes it."""
    share = f"{100 / len(item.rights):.5f}".rstrip("0").rstrip(".")
    if len(item.rights) > 1:
        sign = f"~%{share}%" if choice.correct else f"~%-{share}%"
    elif choice.text.startswith("%"):
        sign = "=%100%" if choice.correct else "~%0%"
    else:
        sign = "=" if choice.correct else "~"
    why = f"#{_text(choice.why)}" if choice.why else ""
    return f"{sign}{_text(choice.text)}{why}"


def _phrases(item: Item) -> tuple[str, ...]:
    """What a short answer may be; nothing where it takes more than a few words to answer."""
    if len(item.key_points) != 1 or item.reject:
        return ()
    (point,) = item.key_points
    phrases = (point.text, *point.accept)
    fit = all(len(one.split()) <= MOST_SHORT_WORDS and not UNFIT.search(one) for one in phrases)
    return phrases if fit and point.weight == ESSENTIAL else ()


def _text(text: str) -> str:
    """An answer or a reason; one that begins like a format says its own."""
    return ("[plain]" if text.startswith("[") else "") + _escaped(text)


def _in_brackets(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", " ".join(text.split()))


def _escaped(text: str) -> str:
    return SIGNS.sub(lambda found: "\\" + found[0], text).replace("\n", "\\n")


def _lost(deck: Deck) -> Iterator[str]:
    if deck.summary:
        yield "the summary of the deck"
    yield from lost_of_deck(deck)
    for item in deck.items:
        missing = ", ".join(_lost_of(item))
        if missing:
            yield f"{item.id}: {missing}"


def _lost_of(item: Item) -> Iterator[str]:
    if item.choices and Mode.OPEN not in item.modes:
        yield "that it is asked by its options alone"
    if item.brief:
        yield "the short answer"
    if item.key_points and (item.choices or not _phrases(item)):
        yield "the key points"
    for name, value in (
        ("the misconceptions", item.reject),
        ("the samples", item.samples),
        ("the hints", item.hints),
        ("the references", item.references),
        ("what to learn first", item.prerequisites),
        ("the difficulty", item.difficulty != USUAL_DIFFICULTY),
    ):
        if value:
            yield name


GIFT = GiftExporter()
