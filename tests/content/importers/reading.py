"""Reading texts and files in the tests of the importers."""

from __future__ import annotations

from pathlib import Path

from content.deck import Item
from content.importers import Imported, Limits, Source, import_file

NOTES = Path(__file__).parent / "notes"


def read(text: str | bytes, name: str = "notes.md", limits: Limits | None = None) -> Imported:
    """What becomes of a text or some bytes."""
    data = text.encode() if isinstance(text, str) else text
    return import_file(Source(name, data, limits or Limits()))


def notes(name: str) -> Imported:
    """What becomes of one of the files beside."""
    return read((NOTES / name).read_bytes(), name)


def items(imported: Imported) -> list[Item]:
    """All items in order."""
    return [item for deck in imported.decks for item in deck.items]


def said(imported: Imported) -> list[tuple[int, str]]:
    """Lines and keys of what could not be carried over."""
    return [(fault.line, fault.key) for fault in imported.left]
