"""What a group may be called in the league: other groups read it."""

from __future__ import annotations

import re
import unicodedata

from content.lookalikes import skeleton, without_invisible
from study.errors import StudyError

SHORTEST, LONGEST = 3, 30
QUOTES = "«»\"'“”„‚‘’`"
LINK = re.compile(r"[a-z][a-z0-9+.-]*://|\bwww\.|\bt\.me\b|\w\.(?:[a-z]{2,}|рф|рус|su)\b", re.IGNORECASE)


class NameLength(StudyError):
    """A name has 3 to 30 characters."""

    key = "league-name-length"


class NameLink(StudyError):
    """A name is no advertisement: no links, no usernames."""

    key = "league-name-link"


def clean_name(typed: str) -> str:
    """The name that somebody typed, without quotes around it, spare white space and what cannot be seen.

    Raises ``NameLength`` or ``NameLink``.
    """
    text = unicodedata.normalize("NFC", " ".join(without_invisible(typed).split()))
    stripped = text.strip(QUOTES + " ")
    if not SHORTEST <= len(stripped) <= LONGEST or not any(letter.isalnum() for letter in stripped):
        raise NameLength
    if "@" in stripped or LINK.search(stripped):
        raise NameLink
    return stripped


def key_of_name(name: str) -> str:
    """By this two names are the same: without case, white space and signs, look-alikes in one form."""
    return skeleton(name) or name.casefold()
