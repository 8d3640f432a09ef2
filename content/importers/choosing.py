"""Which importer reads a file: by the name that was asked for, by its ending, or by its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from content.complaint import Message
from content.importers.importer import Importer, ImportRefused, Source

UNKNOWN = Message("import-unknown", "the format of this file is not known: name it, one of {formats}")

SAYS_NOTHING = ("", ".txt")
"""Endings of any text: notes, and what Moodle exports."""


def chosen(importers: Sequence[Importer], source: Source) -> Importer:
    """The importer for a file whose format nobody named. Raises ``ImportRefused`` where there is none.

    The ending decides. Where it says nothing, or is nobody's, the bytes do: of several importers that know them,
    the one that finds most questions and least to complain about.
    """
    suffix = PurePath(source.name.replace("\\", "/")).suffix.lower()
    fitting = [one for one in importers if suffix in one.suffixes]
    if fitting and suffix not in SAYS_NOTHING:
        return fitting[0]
    knowing = [one for one in importers if one.knows(source)]
    if len(knowing) > 1:
        return max(sorted(knowing, key=lambda one: one not in fitting), key=lambda one: _success(one, source))
    if knowing or fitting:
        return (*knowing, *fitting)[0]
    raise ImportRefused(UNKNOWN.at(0, formats=", ".join(one.name for one in importers)))


def _success(one: Importer, source: Source) -> float:
    try:
        imported = one.read(source)
    except ImportRefused:
        return float("-inf")
    return imported.items - len(imported.left)
