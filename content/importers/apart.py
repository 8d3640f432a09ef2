"""Importing in a process of its own: ``python -m content.importers.apart``. Files come from strangers.

The first line of standard input is JSON (the file's name, the limits, the bounds of the process), then come the
bytes of the file. Standard output is JSON: what was read, or why nothing of it can be used. Whatever a file does to
this process, it is bounded in time and memory, and the bot goes on.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from content.complaint import Fault, Message
from content.deck import Item
from content.importers.importer import MEBIBYTE, Imported, ImportRefused, Limits, Source
from content.lookalikes import BLANK, without_invisible
from content.packing import packed, unpacked

MOST_KEPT = 8 * MEBIBYTE
"""Bytes of the decks of one file: they are read from the storage as a whole."""
TOO_MUCH = Message(
    "file-too-much-text",
    "the decks of this file hold {size} MiB of text, at most {most} MiB are kept: divide it",
)
UNSEEN = Message(
    "file-unseen", "{item}: the question or one of its options has nothing to see in it: left out"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the process may take: seconds of processor time, bytes of address space."""

    seconds: int = 20
    memory: int = 1024 * 1024 * 1024


def request(source: Source, bounds: Bounds = Bounds()) -> bytes:
    """What to write to the process."""
    head = {"name": source.name, "limits": asdict(source.limits), "bounds": asdict(bounds)}
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + source.data


def reply(output: bytes) -> Imported:
    """What the process wrote. Raises ``ImportRefused``, or ``ValueError`` where that is no reply."""
    head, _, body = output.partition(b"\n")
    said = json.loads(head)
    faults = tuple(
        Fault(line, text, key, tuple(map(tuple, args))) for line, text, key, args in said["faults"]
    )
    if said["refused"]:
        raise ImportRefused(*faults)
    return Imported(unpacked(body), faults)


def _written(faults: Iterable[Fault], *, refused: bool) -> bytes:
    listed = [(one.line, one.message, one.key, one.args) for one in faults]
    return json.dumps({"refused": refused, "faults": listed}, ensure_ascii=False).encode() + b"\n"


def _bind(bounds: Bounds) -> None:
    """Hold the process to its bounds, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))


def _seen(imported: Imported) -> Imported:
    """Without items that could not be shown: Telegram refuses a message or an option with nothing to see in it.

    Raises ``ImportRefused`` where nothing else is there.
    """
    unseen = [item for deck in imported.decks for item in deck.items if not _can_be_seen(item)]
    if not unseen:
        return imported
    faults = tuple(UNSEEN.at(item.line, item=item.id) for item in unseen)
    shown = (
        replace(deck, items=tuple(item for item in deck.items if _can_be_seen(item)))
        for deck in imported.decks
    )
    decks = tuple(deck for deck in shown if deck.items)
    if not decks:
        raise ImportRefused(*faults)
    return Imported(decks, (*imported.left, *faults))


def _can_be_seen(item: Item) -> bool:
    shown = (item.question, item.explanation, *(choice.text for choice in item.choices))
    return all(without_invisible(text).translate(dict.fromkeys(map(ord, BLANK))).strip() for text in shown)


def _kept(imported: Imported) -> bytes:
    """The decks as bytes. Raises ``ImportRefused`` where there is too much of them."""
    decks = packed(imported.decks)
    if len(decks) > MOST_KEPT:
        size, most = f"{len(decks) / MEBIBYTE:.1f}", str(MOST_KEPT // MEBIBYTE)
        raise ImportRefused(TOO_MUCH.at(0, size=size, most=most))
    return decks


def main() -> None:
    """Read a request, import, write the reply."""
    from content.importers import import_file

    head: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    _bind(Bounds(**head["bounds"]))
    source = Source(head["name"], sys.stdin.buffer.read(), Limits(**head["limits"]))
    try:
        imported = _seen(import_file(source))
        decks = _kept(imported)
    except ImportRefused as error:
        sys.stdout.buffer.write(_written(error.faults, refused=True))
        return
    sys.stdout.buffer.write(_written(imported.left, refused=False) + decks)


if __name__ == "__main__":
    main()
