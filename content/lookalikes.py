"""Letters that look like others, and letters that look like nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that Unicode counts as visible and fonts draw as nothing."""
JOINERS = "\u200c\u200d"
"""Invisible, but they shape emoji and the letters of some scripts."""
UNDRAWN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of what steers a text and is not drawn."""


def _table(looks: Mapping[str, str]) -> dict[int, str]:
    """For ``str.translate``: what each of the letters is taken for."""
    return {ord(letter): taken for taken, letters in looks.items() for letter in letters}


GREEK_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϲͿΓΠΦ", "ABEZHIKMNOPTYXCcJГПФ")
"""They look like other letters than their small ones do."""
LOOKS = {
    "a": "аαɑ", "b": "вь", "c": "с", "d": "ԁ", "e": "её", "g": "ɡ", "h": "нһ", "j": "јϳ", "k": "кκ",
    "l": "1i|ıɩιіїӏ", "m": "м", "n": "η", "o": "0оοσ", "p": "рρ", "q": "ԛ", "s": "ѕ", "t": "тτ", "u": "υ",
    "v": "νѵ", "w": "ԝ", "x": "хχ", "y": "уγү", "3": "з", "6": "б", "п": "π", "ф": "φ",
}  # fmt: skip
"""What a small letter or a digit is taken for.

After the confusables of Unicode Technical Standard 39 (``confusables.txt``), of which only letters of Greek,
Cyrillic and Latin and digits are here, as far as names are made of them. A letter is taken for what its capital
is (``н`` for ``H``), so case does not matter; hence ``I``, ``i``, ``l`` and ``1`` are one.
"""
_SMALL = _table(LOOKS)


def skeleton(text: str) -> str:
    """Letters and digits of a text, in any case and script that looks the same: ``A1`` is ``AI`` is ``al``."""
    latin = unicodedata.normalize("NFKC", text.translate(GREEK_CAPITALS)).translate(GREEK_CAPITALS)
    folded = latin.casefold().translate(_SMALL)
    return "".join(letter for letter in folded if letter.isalnum() and letter not in BLANK)


def without_invisible(text: str) -> str:
    """A text without what is not drawn; a space for what breaks a line, and what shapes emoji stays."""
    return "".join(
        " " if letter.isspace() else letter for letter in text if letter.isspace() or _is_drawn(letter)
    )


def _is_drawn(letter: str) -> bool:
    return letter in JOINERS or (letter not in BLANK and unicodedata.category(letter) not in UNDRAWN)
