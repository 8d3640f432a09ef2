"""Decks to files of other kinds. A new format is one module here and one line in ``EXPORTERS``."""

from __future__ import annotations

from content.exporters.anki import ANKI
from content.exporters.exporter import Exported, Exporter
from content.exporters.gift import GIFT
from content.exporters.markdown import MARKDOWN
from content.exporters.table import TABLE
from content.exporters.yaml import YAML

EXPORTERS: tuple[Exporter, ...] = (YAML, MARKDOWN, TABLE, GIFT, ANKI)


def exporter(name: str) -> Exporter | None:
    """The exporter of a format, if there is one."""
    return next((one for one in EXPORTERS if one.name == name), None)


__all__ = ["EXPORTERS", "Exported", "Exporter", "exporter"]
