"""Decks from files of other kinds. A new format is one module here and one line in ``IMPORTERS``."""

from __future__ import annotations

from content.importers.importer import Imported, Importer, ImportRefused, Limits, Source
from content.importers.table import TABLE

IMPORTERS: tuple[Importer, ...] = (TABLE,)
"""In the order in which they are asked whether they know a file by its bytes: the most certain first."""

__all__ = ["IMPORTERS", "ImportRefused", "Imported", "Importer", "Limits", "Source"]
