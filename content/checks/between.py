"""Rules between decks: what one deck says about others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from content.checks.duplicates import near_duplicates
from content.complaint import Complaint, Fault
from content.names import spelled
from content.shape import place
from content.written import Written

Node = str
"""A deck by its slug or an item as ``deck/item``."""


def between(decks: Sequence[Written]) -> list[Complaint]:
    """Everything wrong between decks: names taken twice, prerequisites that do not exist or run in a circle,
    questions that ask the same."""
    found = [*_same_slugs(decks), *_same_names(decks)]
    return [*found, *_unknown_prerequisites(decks), *_circles(decks), *near_duplicates(decks)]


def _same_slugs(decks: Iterable[Written]) -> Iterator[Complaint]:
    first: dict[str, Written] = {}
    for written in decks:
        slug = written.deck.slug
        other = first.setdefault(slug, written)
        if slug and other is not written:
            message = (
                f"the slug `{slug}` is taken by {other.file}: give one of the two another slug and file name"
            )
            yield written.complain(Fault(written.line("slug"), message))


def _same_names(decks: Iterable[Written]) -> Iterator[Complaint]:
    """A name that two decks share finds neither of them."""
    first: dict[str, Written] = {}
    for written in decks:
        deck = written.deck
        names = [("title",), ("title_en",), *(("aliases", index) for index in range(len(deck.aliases)))]
        for path, name in zip(names, (deck.title, deck.title_en, *deck.aliases), strict=True):
            other = first.setdefault(spelled(name), written)
            if spelled(name) and other.deck.slug != deck.slug:
                message = f"`{name}` is also a name of the deck {other.deck.slug}: change one of the two"
                yield written.complain(Fault(written.line(*path), f"{place(path)}: {message}"))


def _unknown_prerequisites(decks: Sequence[Written]) -> Iterator[Complaint]:
    known = {node for written in decks for node in _nodes(written)}
    unread = {Path(written.file).stem for written in decks if written.stop}
    for written in decks:
        for path, wanted in _prerequisites(written):
            if wanted and wanted not in known and wanted.partition("/")[0] not in unread:
                close = get_close_matches(wanted, sorted(known), n=1, cutoff=0.6)
                near = _same_item(written, wanted) or (close[0] if close else "")
                advice = f"did you mean `{near}`?" if near else "correct it or delete it"
                message = f"there is no deck or item `{wanted}`: {advice}"
                yield written.complain(Fault(written.line(*path), f"prerequisites: {message}"))


def _same_item(written: Written, wanted: str) -> str:
    """An item of the same deck named without its deck."""
    return f"{written.deck.slug}/{wanted}" if wanted in written.deck.by_id else ""


def _circles(decks: Sequence[Written]) -> Iterator[Complaint]:
    """What has to be learnt before itself, told at each prerequisite that leads back to its owner."""
    needs = {node: wanted for written in decks for node, wanted in _needs(written)}
    for written in decks:
        for path, wanted in _prerequisites(written):
            owner = _owner(written, path)
            way = _way(needs, wanted, owner)
            if way:
                circle = " → ".join((owner, *way))
                message = f"a circle, nothing in it can be learnt first: {circle}; delete one of the links"
                yield written.complain(Fault(written.line(*path), f"prerequisites: {message}"))


def _way(needs: dict[Node, tuple[Node, ...]], start: Node, goal: Node) -> tuple[Node, ...]:
    """A shortest chain of needs from one node to another; empty where there is none."""
    before: dict[Node, Node] = {start: start}
    waiting = [start]
    for node in waiting:
        if node == goal:
            chain = [node]
            while chain[-1] != start:
                chain.append(before[chain[-1]])
            return tuple(reversed(chain))
        for wanted in needs.get(node, ()):
            if wanted not in before:
                before[wanted] = node
                waiting.append(wanted)
    return ()


def _needs(written: Written) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """A deck needs its items; an item needs what it names and what its deck names."""
    deck = written.deck
    yield deck.slug, tuple(f"{deck.slug}/{item.id}" for item in deck.items)
    for item in deck.items:
        yield f"{deck.slug}/{item.id}", (*item.prerequisites, *deck.prerequisites)


def _nodes(written: Written) -> Iterator[Node]:
    return (node for node, _ in _needs(written))


def _prerequisites(written: Written) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    for at, wanted in enumerate(written.deck.prerequisites):
        yield ("prerequisites", at), wanted
    for index, item in enumerate(written.deck.items):
        for at, wanted in enumerate(item.prerequisites):
            yield ("items", index, "prerequisites", at), wanted


def _owner(written: Written, path: tuple[str | int, ...]) -> Node:
    """Whose prerequisites a path leads to."""
    slug = written.deck.slug
    return f"{slug}/{written.deck.items[int(path[1])].id}" if path[0] == "items" else slug
