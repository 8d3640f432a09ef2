"""The name of a deck as people type it: any case, script, keyboard layout and punctuation."""

from __future__ import annotations

import re
import unicodedata

TRANSLITERATION = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
})  # fmt: skip
"""By ear rather than by a standard: what Russian speakers write for English names."""

LOOKS_LIKE = str.maketrans("авекмнорстухі", "abekmhopctyxi")
"""Cyrillic letters typed in a Latin word because they look the same."""

SOUNDS_LIKE = (
    ("x", "ks"), ("ph", "f"), ("ck", "k"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("y", "i"), ("q", "k"),
    ("c", "k"), ("z", "s"),
)  # fmt: skip
"""Spellings that transliteration cannot tell apart, applied in this order."""

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
TO_RUSSIAN = str.maketrans(_QWERTY, _JCUKEN)
TO_ENGLISH = str.maketrans(_JCUKEN, _QWERTY)


def spelled(name: str) -> str:
    """A name without case, spaces and punctuation, in Latin letters: ``Маск РЦНН`` is ``maskrcnn``."""
    return re.sub(r"[\W_]+", "", plain(name).translate(TRANSLITERATION))


def heard(name: str) -> str:
    """``spelled``, with spellings that sound the same made equal: ``резнет`` and ``ResNet`` are ``resnet``."""
    return "".join(map(_sound, re.split(r"[\W_]+", plain(name))))


def _sound(word: str) -> str:
    """One word by ear, doubled letters counting once."""
    sound = spelled(word)
    for written, said in SOUNDS_LIKE:
        sound = sound.replace(written, said)
    return re.sub(r"(.)\1+", r"\1", sound)


def readings(typed: str) -> tuple[str, ...]:
    """What a typed name may have been meant to be, the likeliest first: as typed, and with slips undone."""
    name = plain(typed)
    slips = (name, name.translate(LOOKS_LIKE), name.translate(TO_ENGLISH), name.translate(TO_RUSSIAN))
    return tuple(dict.fromkeys(slips))


def plain(name: str) -> str:
    """One form of compatible characters, no case, no accents of Latin letters."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
