"""Moodle's GIFT: questions as text, parted by blank lines, their answers in braces.

Source: https://docs.moodle.org/en/GIFT_format and ``question/format/gift/format.php`` of Moodle.
"""

from __future__ import annotations

import re
from itertools import chain

from content.importers.drafts import decks_of
from content.importers.gift.blocks import Blocks
from content.importers.gift.items import Items
from content.importers.importer import Imported, ImportRefused, Source
from content.importers.text import text_of

LOOKS = re.compile(
    r"^[ \t]*(?:::[^\n]{1,250}::|\$CATEGORY:)|(?<!\\)\{[ \t\n]{0,20}(?:[=~#]|(?:T|F|TRUE|FALSE)[ \t]{0,5}[#}])",
    re.MULTILINE,
)
READ_TO_KNOW = 65_536


class GiftImporter:
    """Reads Moodle's GIFT: categories become decks."""

    name = "gift"
    suffixes = (".gift",)

    def knows(self, source: Source) -> bool:
        """Whether there is a question's name, a category or the beginning of answers in the text."""
        try:
            text = text_of(source)
        except ImportRefused:
            return False
        return bool(LOOKS.search(text[:READ_TO_KNOW])) and "{" in text

    def read(self, source: Source) -> Imported:
        """The decks of a file. Raises ``ImportRefused`` where there is no question with an answer."""
        blocks = Blocks(text_of(source), source.limits.items)
        items = Items()
        drafts = (draft for block in blocks if (draft := items.draft(block)) is not None)
        return decks_of(drafts, source, chain(items.faults, blocks.faults))


GIFT = GiftImporter()

__all__ = ["GIFT", "GiftImporter"]
