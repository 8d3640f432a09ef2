"""By what a name is looked up, however it is written."""

from __future__ import annotations

import unicodedata

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def key(name: str) -> str:
    """Letters and digits only, small and without accents: ``Нью-Йорк`` and ``нью иорк`` share one; ё is е.

    Apostrophes, hyphens and spaces are left out, since nobody agrees on them.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(LETTERS)
    return "".join(letter for letter in plain if letter.isalnum())
