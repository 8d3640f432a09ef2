"""A deck in our own format, written the way ``docs/deck-format.md`` shows it, for people to go on with.

Not PyYAML's emitter: it quotes by what YAML takes for a number, a date or a boolean, folds lines, and writes emoji
as escapes; here every scalar is text, and a text of several lines is a ``|`` block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.deck import Choice, Deck, Item, KeyPoint, Reference, Reject, Sample
from content.exporters.exporter import Exported
from content.yaml_tree import UNPRINTABLE

WIDTH = 110
"""A list in one line is at most this long; a longer one has a line for each entry."""

Value = str | int | float | bool
Field = tuple[str, Value]

NEEDS_QUOTES = re.compile(
    r"^[\s\-?:,\[\]{}#&*!|>'\"%@`=~<]|:(?:\s|$)|\s#|\s$|[\n\t\r\x85\u2028\u2029\ufeff]|^$|^\.\.\.|[:,\[\]{}]$"
)
IN_FLOW = re.compile(r"[,\[\]{}\n]|:$|: ")
NO_BLOCK = re.compile(r"[\r\x85\u2028\u2029\ufeff]|^\s*\n|^[ \t]|\n\s*$|\t(?=\n|$)")
ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L",
    "\u2029": "\\P", "\ufeff": "\\uFEFF",
}  # fmt: skip
TO_ESCAPE = re.compile('[\\\\"\n\t\r\x85\u2028\u2029\ufeff]')


@dataclass(frozen=True, slots=True)
class YamlExport:
    """Everything of a deck survives, for this is the format decks are written in."""

    name: str = "yaml"
    suffix: str = ".yaml"

    def write(self, deck: Deck) -> Exported:
        """The deck's file. Characters that no YAML file may hold are left out and told."""
        text = "\n".join(_deck(deck)) + "\n"
        lost = ("control characters, which no deck may hold",) if UNPRINTABLE.search(text) else ()
        return Exported(UNPRINTABLE.sub("", text).encode("utf-8", "replace"), lost)


def _deck(deck: Deck) -> Iterator[str]:
    yield from _field("slug", deck.slug)
    for name in ("title", "title_en", "summary", "summary_en"):
        yield from _field(name, getattr(deck, name))
    if deck.language != "ru":
        yield from _field("language", deck.language)
    yield from _listed("aliases", deck.aliases)
    yield from _listed("prerequisites", deck.prerequisites)
    yield "items:"
    for number, item in enumerate(deck.items):
        if number:
            yield ""
        yield from _entry(_item(item), 2)


def _item(item: Item) -> Iterator[str]:
    yield from _field("id", item.id)
    yield from _listed("type", item.modes)
    if item.difficulty != 2:
        yield f"difficulty: {item.difficulty}"
    yield from _listed("tags", item.tags)
    yield from _field("question", item.question)
    yield from _entries("choices", map(_choice, item.choices))
    yield from _field("brief", item.brief)
    yield from _entries("key_points", map(_key_point, item.key_points))
    yield from _entries("reject", map(_reject, item.reject))
    yield from _each("hints", item.hints)
    yield from _entries("samples", map(_sample, item.samples))
    yield from _field("explanation", item.explanation)
    yield from _entries("references", map(_reference, item.references))
    yield from _listed("prerequisites", item.prerequisites)


def _choice(choice: Choice) -> Iterator[str]:
    yield from _field("text", choice.text)
    yield f"correct: {'true' if choice.correct else 'false'}"
    yield from _field("why", choice.why)


def _key_point(point: KeyPoint) -> Iterator[str]:
    yield from _field("text", point.text)
    if point.weight != 1:
        yield f"weight: {point.weight:.9f}".rstrip("0").rstrip(".")
    yield from _listed("accept", point.accept)
    yield from _field("group", point.group or "")
    yield from _listed("about", point.about)
    yield from _listed("versus", point.versus)
    if point.ordered:
        yield "ordered: true"


def _reject(reject: Reject) -> Iterator[str]:
    yield from _field("text", reject.text)
    yield from _listed("phrases", reject.phrases)
    yield from _field("why", reject.why)
    yield from _listed("about", reject.about)
    yield from _listed("versus", reject.versus)
    if reject.ordered:
        yield "ordered: true"


def _sample(sample: Sample) -> Iterator[str]:
    yield from _field("answer", sample.answer)
    yield f"verdict: {sample.verdict}"


def _reference(reference: Reference) -> Iterator[str]:
    for name in ("authors", "year", "title"):
        yield from _field(name, getattr(reference, name))
    if reference.arxiv:
        yield f'arxiv: "{reference.arxiv}"'
    yield from _field("url", reference.url)


def _field(name: str, value: str) -> Iterator[str]:
    """A field with a text; none where the text is empty."""
    if not value:
        return
    if "\n" in value and not NO_BLOCK.search(value):
        yield f"{name}: |"
        yield from (f"  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{name}: {_scalar(value)}"


def _scalar(value: str, in_flow: bool = False) -> str:
    """A text in one line, in quotes where YAML demands them."""
    if NEEDS_QUOTES.search(value) or (in_flow and IN_FLOW.search(value)):
        return '"' + TO_ESCAPE.sub(lambda found: ESCAPES[found[0]], value) + '"'
    return value


def _listed(name: str, values: Sequence[str]) -> Iterator[str]:
    """A list of texts: in one line where it fits."""
    if not values:
        return
    line = f"{name}: [{', '.join(_scalar(value, in_flow=True) for value in values)}]"
    if len(line) <= WIDTH:
        yield line
    else:
        yield from _each(name, values)


def _each(name: str, values: Sequence[str]) -> Iterator[str]:
    """A list of texts with a line for each."""
    if values:
        yield f"{name}:"
        yield from (f"  - {_scalar(value)}" for value in values)


def _entries(name: str, entries: Iterable[Iterator[str]]) -> Iterator[str]:
    """A list of fields."""
    first = True
    for entry in entries:
        if first:
            yield f"{name}:"
            first = False
        yield from _entry(entry, 2)


def _entry(lines: Iterable[str], indent: int) -> Iterator[str]:
    """An entry of a list: a dash before its first line, the others below that."""
    pad = " " * indent
    for number, line in enumerate(lines):
        yield f"{pad}{'- ' if not number else '  '}{line}" if line else ""


YAML = YamlExport()
