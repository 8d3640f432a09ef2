"""Anki's packages: ``.apkg`` and ``.colpkg`` of any version since 2.0."""

from __future__ import annotations

from content.importers.anki.collection import read_collection
from content.importers.anki.database import Database
from content.importers.anki.notes import Notes
from content.importers.anki.package import open_package
from content.importers.drafts import decks_of
from content.importers.importer import Imported, Source


class AnkiImporter:
    """Reads the notes of a package: decks with their names, tags, basic and cloze notes, HTML and formulas."""

    name = "anki"
    suffixes = (".apkg", ".colpkg")

    def knows(self, source: Source) -> bool:
        """Whether it is a ZIP archive with a collection in it."""
        return source.data.startswith(b"PK\x03\x04") and b"collection.anki2" in source.data

    def read(self, source: Source) -> Imported:
        """The decks of a package; a line is the number of a note.

        Raises ``ImportRefused`` where it is damaged, too large, or has no note that asks something.
        """
        package = open_package(source)
        with Database(package.database) as database:
            collection = read_collection(database, source.limits)
        notes = Notes(collection, package.media)
        return decks_of(notes.drafts(), source, notes.faults)


ANKI = AnkiImporter()

__all__ = ["ANKI", "AnkiImporter"]
