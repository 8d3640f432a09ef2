"""What our own export to Markdown writes, read back."""

from __future__ import annotations

from content.importers.importer import Imported, Source


def is_own(text: str) -> bool:
    return False


def read_own(text: str, source: Source) -> Imported:
    raise NotImplementedError
