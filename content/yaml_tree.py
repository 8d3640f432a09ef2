"""YAML read as nothing but text, lists and fields, each with its line.

No scalar has a type here: ``no``, ``1:30``, ``3.10`` and ``null`` stay what the author wrote. The tree is built
from PyYAML's events and not by its composer, whose recursion a deeply nested file can drive into a crash of the
process; so depth, size and the expansion of aliases are bounded while reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from content.complaint import Fault

DEEPEST = 16
"""Lists and fields may be nested this deep; a deck needs six."""

MOST_NODES = 200_000
"""As many nodes a text may have with its aliases written out; a deck of 12 rich items has about 3 000."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 forbids in a file (section 5.1, c-printable)."""


@dataclass(slots=True)
class Text:
    """A scalar as it was written. ``literal``: a ``|`` block, whose lines are lines of the file."""

    line: int
    value: str
    literal: bool = False
    size: int = 1


@dataclass(slots=True)
class Listing:
    """A list."""

    line: int
    entries: list[Node] = field(default_factory=list)
    size: int = 1

    def add(self, node: Node) -> None:
        """Put a node at the end."""
        self.entries.append(node)


@dataclass(slots=True)
class Fields:
    """A mapping from names to nodes, and the line on which each name stands."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    size: int = 1
    name: Node | None = None

    def add(self, node: Node) -> Fault | None:
        """Take a name, then its value, in turn. A name that is no text or comes again is a fault."""
        if self.name is None:
            self.name = node
            return None
        name, self.name = self.name, None
        if not isinstance(name, Text):
            return Fault(
                name.line, "a field's name must be plain text: remove the brackets or put it in quotes"
            )
        if name.value in self.values:
            first = self.lines[name.value]
            return Fault(
                name.line, f"`{name.value}` is given twice (first on line {first}): keep one of them"
            )
        self.values[name.value] = node
        self.lines[name.value] = name.line
        return None


Node = Text | Listing | Fields


class Unreadable(Exception):
    """The text cannot be read on from here."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(line, message)


ADVICE = (
    (
        "mapping values are not allowed",
        "a colon with a space after it inside a text: put the whole text in quotes",
    ),
    (
        "cannot start any token",
        "a text cannot begin with a tab or one of @ ` %: indent with spaces, or use quotes",
    ),
    (
        "unknown escape character",
        "inside double quotes \\ is special: double it, or use single quotes or a | block",
    ),
    ("unexpected end of stream", "a quote that opens here is never closed"),
    ("did not find expected ',' or ']'", "a list [ … ] is not closed, or an entry needs quotes"),
    ("did not find expected ',' or '}'", "fields { … } are not closed, or a text inside them needs quotes"),
    (
        "did not find expected key",
        "wrong indentation, or a text that needs quotes: align it with its neighbours",
    ),
    (
        "did not find expected '-' indicator",
        "wrong indentation: align the dashes of one list, and nothing else there",
    ),
    ("could not find expected ':'", "a field without a colon, or a text that goes on without indentation"),
    (
        "block sequence entries are not allowed",
        "a list starts on a line of its own, under the name of its field",
    ),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """What could be read of a text. ``stop`` says why reading stopped early, if it did: then ``root`` holds the
    lists and fields that were open, with the entries that were finished.
    """

    root: Node | None
    faults: tuple[Fault, ...]
    stop: Fault | None = None


def read(text: str) -> Tree:
    """The tree of a YAML text and what is wrong with the text. Never raises."""
    builder = _Builder()
    builder.faults.extend(_unprintable(text))
    try:
        for event in yaml.parse(UNPRINTABLE.sub("\ufffd", text), Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return Tree(builder.salvage(), tuple(builder.faults), _syntax(error))
    except Unreadable as error:
        return Tree(builder.salvage(), tuple(builder.faults), error.fault)
    return Tree(builder.root, tuple(builder.faults))


def _unprintable(text: str) -> Iterator[Fault]:
    """The first such character of each kind."""
    seen: set[str] = set()
    for found in UNPRINTABLE.finditer(text):
        if found[0] not in seen:
            seen.add(found[0])
            line = text.count("\n", 0, found.start()) + 1
            yield Fault(line, f"the character U+{ord(found[0]):04X} is not allowed in a deck: delete it")


def _syntax(error: yaml.MarkedYAMLError) -> Fault:
    problem = error.problem or "cannot be read"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in problem and error.context_mark:
        mark = error.context_mark
    advice = next((advice for sign, advice in ADVICE if sign in problem), "")
    line = mark.line + 1 if mark else 0
    return Fault(line, f"not valid YAML: {advice} ({problem})" if advice else f"not valid YAML: {problem}")


class _Builder:
    """Puts events together to a tree, iteratively."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._open: list[Listing | Fields] = []
        self._names: dict[str, Node] = {}

    def take(self, event: Any) -> None:
        """Work one event in. Raises ``Unreadable`` where a bound is broken."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._named(event, Text(line, event.value, event.style == "|")))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin(event, Listing(line))
        elif isinstance(event, yaml.MappingStartEvent):
            self._begin(event, Fields(line))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._put(self._open.pop())
        elif isinstance(event, yaml.AliasEvent):
            self._put(self._meant(str(event.anchor), line))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise Unreadable(line, "a second document begins here: one file holds one deck, so remove `---`")

    def salvage(self) -> Node | None:
        """What is there when reading stops early: the open lists and fields go into each other as they are."""
        while len(self._open) > 1:
            node = self._open.pop()
            if isinstance(self._open[-1], Fields):
                self._open[-1].add(node)
        return self._open[0] if self._open else self.root

    def _begin(self, event: Any, node: Listing | Fields) -> None:
        if len(self._open) >= DEEPEST:
            raise Unreadable(
                node.line, f"nested deeper than {DEEPEST} levels: a bracket is probably not closed"
            )
        self._open.append(node)
        self._named(event, node)

    def _named(self, event: Any, node: Node) -> Node:
        """Remember the node under its anchor; a tag has no meaning here."""
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.faults.append(
                Fault(node.line, f"the tag {tag} has no meaning here: delete it, all values are text")
            )
        if event.anchor:
            self._names[event.anchor] = node
        return node

    def _meant(self, name: str, line: int) -> Node:
        node = self._names.get(name)
        if node is None:
            raise Unreadable(line, f"*{name} refers to nothing: put a text that begins with * in quotes")
        if any(node is around for around in self._open):
            raise Unreadable(line, f"*{name} stands inside of what it refers to: write the value out")
        return node

    def _put(self, node: Node) -> None:
        """A finished node goes into the one around it."""
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        around.size += node.size
        if around.size > MOST_NODES:
            raise Unreadable(
                node.line, f"more than {MOST_NODES} values with the aliases written out: use fewer"
            )
        fault = around.add(node)
        if fault:
            self.faults.append(fault)
