"""A deck as its author wrote it: the values, the lines they stand on, and what is wrong with text and shape.

Every scalar is text; only the schema's numbers and booleans are turned into such. A deck is built as far as its
text allows, so that the checks can go on after a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from content.complaint import Complaint, Fault, Message
from content.deck import Choice, Deck, Item, KeyPoint, Mode, Reference, Reject, Sample, Verdict
from content.shape import faults, faults_of_items
from content.yaml_tree import Fields, Listing, Node, Text, read

Built = TypeVar("Built")

NOT_UTF8 = Message("yaml-not-utf8", "not UTF-8: save the file in the encoding UTF-8")
NO_FIELDS = Message("yaml-no-fields", "a deck must begin with fields such as `slug: …`")
EMPTY = Message("yaml-empty", "the file is empty: begin with `slug: …` (see docs/deck-format.md)")


@dataclass(frozen=True, slots=True)
class Written:
    """A deck beside its tree and what is wrong with its text and shape.

    ``deck`` is as complete as the text allows; every list has as many entries as the author wrote, so that
    positions in the deck and in the tree agree. ``stop`` says why reading stopped
    early, if it did; then only the items before that are there. ``from_file``: read from a file, not from a text.
    """

    file: str
    deck: Deck
    root: Fields
    faults: tuple[Fault, ...]
    stop: Fault | None = None
    from_file: bool = True

    def line(self, *path: str | int) -> int:
        """The line of what a path leads to, such as ``("items", 3, "choices", 0)``, or of the nearest around."""
        return self._at(path)[0]

    def line_within(self, piece: str, *path: str | int) -> int:
        """The line on which a piece of a text begins, where the text is a ``|`` block; else the text's line."""
        line, node = self._at(path)
        if not piece or not isinstance(node, Text) or not node.literal:
            return line
        before, found, _ = node.value.partition(piece)
        return line + 1 + before.count("\n") if found else line

    def _at(self, path: tuple[str | int, ...]) -> tuple[int, Node]:
        node: Node = self.root
        line = self.root.line
        for step in path:
            if isinstance(node, Fields) and isinstance(step, str) and step in node.values:
                line, node = node.lines[step], node.values[step]
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.entries):
                node = node.entries[step]
                line = node.line
            else:
                break
        return line, node

    def item_at(self, line: int) -> str:
        """The item that a line belongs to, by its id or its number; empty for the deck's own lines."""
        items = self.root.lines.get("items", line)
        if any(items < own <= line for own in self.root.lines.values()):
            return ""
        around = ""
        for number, item in enumerate(self.deck.items, start=1):
            if item.line <= line:
                around = item.id or f"item {number}"
        return around

    def complain(self, found: Fault) -> Complaint:
        """A fault with this file and the item it is in."""
        item = "" if found is self.stop else self.item_at(found.line)
        return Complaint(self.file, found.line, item, found.message, found.key, found.args)


def open_deck(source: Path | str) -> Written:
    """A file, or a text, read as far as possible. Never raises."""
    if isinstance(source, str):
        return replace(_written("<text>", source.removeprefix("\ufeff")), from_file=False)
    try:
        data = source.read_bytes()
    except OSError as error:
        reason = error.strerror or "no reason given"
        return _nothing(
            str(source), Fault(0, f"cannot be read ({reason}): check the name and the permissions")
        )
    try:
        return _written(str(source), data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _nothing(str(source), NOT_UTF8.at(line))


def _written(file: str, text: str) -> Written:
    tree = read(text)
    root, stop = tree.root, tree.stop
    if isinstance(root, Fields):
        found = (*tree.faults, *(faults_of_items(root) if stop else faults(root)))
        return Written(file, _deck(_Reader(root), file), root, found, stop)
    if root is not None:
        stop = stop or NO_FIELDS.at(root.line)
    return _nothing(file, stop or EMPTY.at(1))


def _nothing(file: str, stop: Fault) -> Written:
    return Written(file, Deck("", "", "", (), source=file), Fields(0), (), stop)


class _Reader:
    """Reads fields as the types of ``content.deck``; what is missing or misshapen becomes the default."""

    __slots__ = ("line", "values")

    def __init__(self, node: Node) -> None:
        self.values: Mapping[str, Node] = node.values if isinstance(node, Fields) else {}
        self.line = node.line

    def text(self, name: str, default: str = "") -> str:
        node = self.values.get(name)
        return node.value.strip() if isinstance(node, Text) else default

    def texts(self, name: str) -> tuple[str, ...]:
        node = self.values.get(name)
        entries = node.entries if isinstance(node, Listing) else ()
        return tuple(entry.value.strip() if isinstance(entry, Text) else "" for entry in entries)

    def each(self, name: str, build: Callable[[_Reader], Built]) -> tuple[Built, ...]:
        node = self.values.get(name)
        return tuple(build(_Reader(entry)) for entry in node.entries) if isinstance(node, Listing) else ()

    def number(self, name: str, default: float) -> float:
        try:
            return float(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        return self.text(name) == "true"


def _deck(of: _Reader, file: str) -> Deck:
    return Deck(
        slug=of.text("slug"),
        title=of.text("title"),
        summary=of.text("summary"),
        items=of.each("items", _item),
        title_en=of.text("title_en"),
        summary_en=of.text("summary_en"),
        language=of.text("language", "ru"),
        aliases=of.texts("aliases"),
        prerequisites=of.texts("prerequisites"),
        source=file,
    )


def _item(of: _Reader) -> Item:
    return Item(
        id=of.text("id"),
        question=of.text("question"),
        modes=tuple(_members(Mode, of.texts("type"))),
        explanation=of.text("explanation"),
        brief=of.text("brief"),
        choices=of.each("choices", _choice),
        key_points=of.each("key_points", _key_point),
        reject=of.each("reject", _reject),
        samples=of.each("samples", _sample),
        hints=of.texts("hints"),
        difficulty=_difficulty(of.number("difficulty", 2)),
        tags=of.texts("tags"),
        references=of.each("references", _reference),
        prerequisites=of.texts("prerequisites"),
        line=of.line,
    )


def _members(kind: Callable[[str], Built], names: tuple[str, ...]) -> Iterator[Built]:
    for name in names:
        try:
            yield kind(name)
        except ValueError:
            continue


def _difficulty(number: float) -> int:
    return int(number) if 1 <= number <= 5 else 2


def _choice(of: _Reader) -> Choice:
    return Choice(of.text("text"), of.flag("correct"), of.text("why"))


def _key_point(of: _Reader) -> KeyPoint:
    return KeyPoint(
        text=of.text("text"),
        weight=of.number("weight", 1.0),
        accept=of.texts("accept"),
        group=of.text("group") or None,
        about=of.texts("about"),
        versus=of.texts("versus"),
        ordered=of.flag("ordered"),
    )


def _reject(of: _Reader) -> Reject:
    return Reject(
        text=of.text("text"),
        phrases=of.texts("phrases"),
        why=of.text("why"),
        about=of.texts("about"),
        versus=of.texts("versus"),
        ordered=of.flag("ordered"),
    )


def _sample(of: _Reader) -> Sample:
    return Sample(of.text("answer"), next(_members(Verdict, (of.text("verdict"),)), Verdict.WRONG))


def _reference(of: _Reader) -> Reference:
    return Reference(*(of.text(name) for name in ("title", "authors", "year", "arxiv", "url")))
