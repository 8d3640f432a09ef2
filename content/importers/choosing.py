"""Which importer reads a file: by the name that was asked for, by its ending, or by its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from content.complaint import Message
from content.importers.importer import Importer, ImportRefused, Source

UNKNOWN = Message("import-unknown", "the format of this file is not known: name it, one of {formats}")


def chosen(importers: Sequence[Importer], source: Source) -> Importer:
    """The importer for a file whose format nobody named. Raises ``ImportRefused`` where there is none.

    An ending that one format has decides; among several, and where the ending says nothing, the first that knows
    the bytes.
    """
    suffix = PurePath(source.name.replace("\\", "/")).suffix.lower()
    fitting = [one for one in importers if suffix in one.suffixes]
    if len(fitting) == 1:
        return fitting[0]
    for one in fitting or importers:
        if one.knows(source):
            return one
    if fitting:
        return fitting[-1]
    raise ImportRefused(UNKNOWN.at(0, formats=", ".join(one.name for one in importers)))
