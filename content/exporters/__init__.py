"""Decks to files of other kinds. A new format is one module here and one line in ``EXPORTERS``."""

from __future__ import annotations

from content.exporters.exporter import Exported, Exporter
from content.exporters.table import TABLE

EXPORTERS: tuple[Exporter, ...] = (TABLE,)

__all__ = ["EXPORTERS", "Exported", "Exporter"]
