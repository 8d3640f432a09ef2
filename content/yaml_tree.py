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

from content.complaint import Fault, Message

DEEPEST = 16
"""Lists and fields may be nested this deep; a deck needs six."""

MOST_NODES = 200_000
"""As many nodes a text may have with its aliases written out; a deck of 12 rich items has about 3 000."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 forbids in a file (section 5.1, c-printable)."""


def _invalid(key: str, advice: str) -> Message:
    """What is to be done about something that YAML does not allow."""
    return Message(f"yaml-{key}", f"not valid YAML: {advice} ({{problem}})")


ADVICE = (
    (
        "mapping values are not allowed",
        _invalid("colon", "a colon with a space after it inside a text: put the whole text in quotes"),
    ),
    (
        "cannot start any token",
        _invalid(
            "start", "a text cannot begin with a tab or one of @ ` %: indent with spaces, or use quotes"
        ),
    ),
    (
        "unknown escape character",
        _invalid(
            "escape", "inside double quotes \\ is special: double it, or use single quotes or a | block"
        ),
    ),
    ("unexpected end of stream", _invalid("quote", "a quote that opens here is never closed")),
    (
        "did not find expected ',' or ']'",
        _invalid("list", "a list [ … ] is not closed, or an entry needs quotes"),
    ),
    (
        "did not find expected ',' or '}'",
        _invalid("braces", "fields {{ … }} are not closed, or a text inside them needs quotes"),
    ),
    (
        "did not find expected key",
        _invalid("indent", "wrong indentation, or a text that needs quotes: align it with its neighbours"),
    ),
    (
        "did not find expected '-' indicator",
        _invalid("dash", "wrong indentation: align the dashes of one list, and nothing else there"),
    ),
    (
        "could not find expected ':'",
        _invalid("no-colon", "a field without a colon, or a text that goes on without indentation"),
    ),
    (
        "block sequence entries are not allowed",
        _invalid("sequence", "a list starts on a line of its own, under the name of its field"),
    ),
)
"""What the parser says, and what that means for an author."""

INVALID = Message("yaml-invalid", "not valid YAML: {problem}")
NAME_NOT_TEXT = Message(
    "yaml-name-not-text", "a field's name must be plain text: remove the brackets or put it in quotes"
)
GIVEN_TWICE = Message("yaml-given-twice", "`{name}` is given twice (first on line {first}): keep one of them")
UNPRINTABLE_SIGN = Message("yaml-unprintable", "the character U+{code} is not allowed in a deck: delete it")
TAG = Message("yaml-tag", "the tag {tag} has no meaning here: delete it, all values are text")
SECOND_DOCUMENT = Message(
    "yaml-second-document", "a second document begins here: one file holds one deck, so remove `---`"
)
TOO_DEEP = Message("yaml-too-deep", "nested deeper than {most} levels: a bracket is probably not closed")
NO_ANCHOR = Message("yaml-no-anchor", "*{name} refers to nothing: put a text that begins with * in quotes")
OWN_ANCHOR = Message("yaml-own-anchor", "*{name} stands inside of what it refers to: write the value out")
TOO_MANY_VALUES = Message(
    "yaml-too-many-values", "more than {most} values with the aliases written out: use fewer"
)


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
            return NAME_NOT_TEXT.at(name.line)
        if name.value in self.values:
            first = self.lines[name.value]
            return GIVEN_TWICE.at(name.line, name=name.value, first=first)
        self.values[name.value] = node
        self.lines[name.value] = name.line
        return None


Node = Text | Listing | Fields


class Unreadable(Exception):
    """The text cannot be read on from here."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


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
            yield UNPRINTABLE_SIGN.at(line, code=f"{ord(found[0]):04X}")


def _syntax(error: yaml.MarkedYAMLError) -> Fault:
    problem = error.problem or "cannot be read"
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in problem and error.context_mark:
        mark = error.context_mark
    message = next((message for sign, message in ADVICE if sign in problem), INVALID)
    return message.at(mark.line + 1 if mark else 0, problem=problem)


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
            raise Unreadable(SECOND_DOCUMENT.at(line))

    def salvage(self) -> Node | None:
        """What is there when reading stops early: the open lists and fields go into each other as they are."""
        while len(self._open) > 1:
            node = self._open.pop()
            if isinstance(self._open[-1], Fields):
                self._open[-1].add(node)
        return self._open[0] if self._open else self.root

    def _begin(self, event: Any, node: Listing | Fields) -> None:
        if len(self._open) >= DEEPEST:
            raise Unreadable(TOO_DEEP.at(node.line, most=DEEPEST))
        self._open.append(node)
        self._named(event, node)

    def _named(self, event: Any, node: Node) -> Node:
        """Remember the node under its anchor; a tag has no meaning here."""
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.faults.append(TAG.at(node.line, tag=tag))
        if event.anchor:
            self._names[event.anchor] = node
        return node

    def _meant(self, name: str, line: int) -> Node:
        node = self._names.get(name)
        if node is None:
            raise Unreadable(NO_ANCHOR.at(line, name=name))
        if any(node is around for around in self._open):
            raise Unreadable(OWN_ANCHOR.at(line, name=name))
        return node

    def _put(self, node: Node) -> None:
        """A finished node goes into the one around it."""
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        around.size += node.size
        if around.size > MOST_NODES:
            raise Unreadable(TOO_MANY_VALUES.at(node.line, most=MOST_NODES))
        fault = around.add(node)
        if fault:
            self.faults.append(fault)
