"""A deck as Markdown that reads well wherever Markdown is shown, and comes back through the import.

What Markdown has no form for (ids, difficulty, ways of asking) stands in comments, which readers do not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.deck import Deck, Item, Reference
from content.exporters.exporter import Exported
from content.importers.notes.form import LABELS, comment_of, plain
from content.importers.notes.lines import FENCE

NO_PLACE = (("key_points", "key points"), ("reject", "misconceptions"), ("samples", "sample answers"))
TO_SHIFT = re.compile(r"#{1,2}(?:\s|$)|<!-- (?:answer|references) -->$")


@dataclass(frozen=True, slots=True)
class MarkdownExport:
    """Questions as headings, options as boxes, explanations as they are."""

    name: str = "markdown"
    suffix: str = ".md"

    def write(self, deck: Deck) -> Exported:
        """The deck's file; key points, misconceptions and samples have no place in it."""
        return Exported(
            ("\n".join(_deck(deck)).rstrip("\n") + "\n").encode("utf-8", "replace"), tuple(_lost(deck))
        )


def _deck(deck: Deck) -> Iterator[str]:
    yield f"# {plain(deck.title)}"
    yield ""
    yield comment_of(("deck", deck.slug), ("language", deck.language), ("learn first", deck.prerequisites))
    yield ""
    if deck.summary:
        yield plain(deck.summary)
        yield ""
    for number, item in enumerate(deck.items, start=1):
        yield from _item(number, item, LABELS.get(deck.language, LABELS["en"]))


def _item(number: int, item: Item, labels: tuple[str, str]) -> Iterator[str]:
    yield f"## {number}. {plain(item.question)}"
    yield ""
    yield comment_of(
        ("id", item.id),
        ("type", [str(mode) for mode in item.modes]),
        ("difficulty", str(item.difficulty) if item.difficulty != 2 else ""),
        ("tags", item.tags),
        ("learn first", item.prerequisites),
    )
    yield ""
    for choice in item.choices:
        yield f"- [{'x' if choice.correct else ' '}] {plain(choice.text)}"
        if choice.why:
            yield f"  - {plain(choice.why)}"
    if item.choices:
        yield ""
    for hint in item.hints:
        yield from (f"**{labels[0]}:** {plain(hint)}", "")
    if item.brief:
        yield from (f"**{labels[1]}:** {plain(item.brief)}", "")
    yield from ("<!-- answer -->", "", *_explanation(item.explanation), "")
    if item.references:
        yield from ("<!-- references -->", "", *map(_reference, item.references), "")


def _explanation(text: str) -> Iterator[str]:
    """The lines of an explanation.

    Its headings of the first two levels, and what looks like a mark of ours, go one space to the right: there they
    mean the same to Markdown, and nothing to the import. A block of code that is left open is closed.
    """
    fence = ""
    for line in text.split("\n"):
        sign = FENCE.match(line)
        if sign and not fence:
            fence = sign[1]
        elif sign and fence and sign[1].startswith(fence) and not sign[2].strip():
            fence = ""
        yield f" {line}" if not fence and TO_SHIFT.match(line) else line
    if fence:
        yield fence


def _reference(reference: Reference) -> str:
    title = plain(reference.title)
    words = f"- [{title}]({reference.link})" if reference.link else f"- {title}"
    year = f" ({reference.year})" if reference.year else ""
    return f"{words}{year}" + (f" — {plain(reference.authors)}" if reference.authors else "")


def _lost(deck: Deck) -> Iterator[str]:
    if deck.title_en or deck.summary_en:
        yield "the English title and summary"
    if deck.aliases:
        yield "the other names of the deck"
    for name, title in NO_PLACE:
        count = sum(bool(getattr(item, name)) for item in deck.items)
        if count:
            yield f"the {title} of {count} items"


MARKDOWN = MarkdownExport()
