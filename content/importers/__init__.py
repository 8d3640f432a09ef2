"""Decks from files of other kinds. A new format is one module here and one line in ``IMPORTERS``."""

from __future__ import annotations

from content.importers.anki import ANKI
from content.importers.choosing import chosen
from content.importers.gift import GIFT
from content.importers.importer import Imported, Importer, ImportRefused, Limits, Source
from content.importers.notes import MARKDOWN
from content.importers.table import TABLE
from content.importers.yaml import YAML

IMPORTERS: tuple[Importer, ...] = (ANKI, YAML, GIFT, TABLE, MARKDOWN)
"""In the order in which they are asked whether they know a file by its bytes: the most certain first."""


def importer(name: str) -> Importer | None:
    """The importer of a format, if there is one."""
    return next((one for one in IMPORTERS if one.name == name), None)


def import_file(source: Source) -> Imported:
    """The decks of a file of any known format. Raises ``ImportRefused`` where nothing of it can be used."""
    return chosen(IMPORTERS, source).read(source)


__all__ = [
    "IMPORTERS",
    "ImportRefused",
    "Imported",
    "Importer",
    "Limits",
    "Source",
    "import_file",
    "importer",
]
