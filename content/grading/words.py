"""Words: dictionary forms, roots, parts of speech. Morphology is loaded when the first word is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from content.grading.tokens import word_set

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_CYRILLIC = re.compile(r"^[а-я]+$")
_LATIN = re.compile(r"^[a-z]+$")
_ENDINGS = tuple(
    sorted(
        word_set(
            "изировать ировать изирование ирование ование евание ивание ывание овать евать ивать ывать "
            "енность нность ость ение ание яние ять ать ить еть уть нуть енный анный янный нный ный ний ной "
            "ительный тельный ческий ический ский ющий ящий ующий ация яция иция ция ие ия ой ый ий ая ка ок "
            "ик ник ь а о я е ю ы и"
        ),
        key=lambda ending: (-len(ending), ending),
    )
)
_SHORTEST_ROOT = 4


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of one lower-case word: the keys it may be compared by and its part of speech.

    ``keys`` are dictionary forms and, marked with ``~``, the root they share with related words.
    ``speech`` is ``verb``, ``noun``, ``adj``, ``adv``, ``prep`` or an empty string. ``known``: a dictionary has it.
    """

    keys: frozenset[str]
    lemma: str
    speech: str
    known: bool
    nominative: bool = False


@cache
def morphology() -> MorphAnalyzer:
    """The Russian morphological dictionary (about 20 MiB, loaded once)."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def read_word(word: str) -> Word:
    """Everything known of a word in lower case with ё already folded."""
    if len(word) > 40:
        return Word(frozenset((word,)), word, "", known=False)
    if _CYRILLIC.match(word):
        return _russian(word)
    if _LATIN.match(word):
        return _english(word)
    return Word(frozenset((word, *_parts(word))), word, "noun", known=True)


@lru_cache(maxsize=20_000)
def is_russian(word: str) -> bool:
    """Whether the Russian dictionary has this form."""
    return bool(_CYRILLIC.match(word)) and (len(word) > 1) and morphology().word_is_known(word)


def _russian(word: str) -> Word:
    readings = morphology().parse(word)
    likely = [r for r in readings[:6] if r.score >= 0.08 or r is readings[0]][:3]
    lemmas = list(dict.fromkeys(r.normal_form.replace("ё", "е") for r in likely))
    keys = set(lemmas)
    keys.update("~" + root for lemma in lemmas if (root := root_of(lemma)))
    best = readings[0]
    known = bool(best.is_known)
    nominative = any("nomn" in r.tag for r in likely)
    return Word(frozenset(keys), lemmas[0], _speech(str(best.tag.POS or "")), known, nominative)


def _speech(part: str) -> str:
    if part in {"VERB", "INFN", "GRND", "PRTS", "ADJS", "PRED"}:
        return "verb"
    return {"NOUN": "noun", "ADJF": "adj", "PRTF": "adj", "ADVB": "adv", "COMP": "adv", "PREP": "prep"}.get(
        part, ""
    )


def root_of(lemma: str) -> str:
    """What related words share: ``округлять``, ``округление`` and ``округлённый`` give one root; may be empty."""
    if lemma.endswith(("ться", "чься", "тись")):
        lemma = lemma[:-2]
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST_ROOT:
            return lemma[: -len(ending)]
    return lemma if len(lemma) >= _SHORTEST_ROOT else ""


_ENGLISH_VERBS = re.compile(r".{3,}(?:ize|ise|ized|ises|izes|ify|ifies|ified|ated|ates)$")


def _english(word: str) -> Word:
    stem = _stem(word)
    keys = {word, stem}
    speech = "verb" if _ENGLISH_VERBS.match(word) or word in _COMMON_VERBS else "noun"
    return Word(frozenset(keys), stem, speech, known=False, nominative=True)


_OWN_STEMS = tuple(word_set("objectness objective positive transformer meaning normaliz normalis"))
"""Beginnings that the stemmer would cut down to another word: an objective is no object, positive no position."""


def _stem(word: str) -> str:
    own = next((own for own in _OWN_STEMS if word.startswith(own)), "")
    if own:
        return "normaliz" if own == "normalis" else own
    return str(_stemmer().stemWord(word))


_COMMON_VERBS = word_set(
    "is are was be does do has have uses use used takes take gives give makes make predicts predict learns learn "
    "removes remove adds add keeps keep maps map outputs produces produce applies apply attends attend computes "
    "compute replaces replace goes go becomes become comes come needs need lets let allows allow shares share "
    "reduces reduce increases increase trained train trains works work sees see looks look can cannot"
)


def _parts(word: str) -> list[str]:
    """``l_mask`` is also a ``mask``; ``vgg16`` is also a ``vgg``."""
    return [part for part in re.split(r"[_0-9]+", word) if len(part) >= 3]


_KEYS_EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_KEYS_RU = "йцукенгшщзхъфывапролджэячсмитьбюё"
_INTO_RUSSIAN = str.maketrans(_KEYS_EN, _KEYS_RU)
_INTO_ENGLISH = str.maketrans(_KEYS_RU, _KEYS_EN)


def other_layout(text: str) -> str:
    """What the same key presses give on the other layout: towards Russian if the text has Latin letters."""
    if re.search(r"[a-z]", text):
        return text.translate(_INTO_RUSSIAN).replace("ё", "е")
    return text.translate(_INTO_ENGLISH)


_TRANSLIT = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("iy", "ий"), ("yj", "ый"), ("yy", "ый"),
    *zip("abvgdeziyjklmnoprstufhcxw'", "абвгдезиыйклмнопрстуфхцхвь", strict=True),
)  # fmt: skip


@lru_cache(maxsize=4096)
def from_translit(word: str) -> str:
    """A Latin word read as transliterated Russian, e.g. ``zatuhaet`` as ``затухает``; in no dictionary perhaps."""
    spelled, place = [], 0
    while place < len(word):
        for latin, russian in _TRANSLIT:
            if word.startswith(latin, place):
                spelled.append(russian)
                place += len(latin)
                break
        else:
            return ""
    return "".join(spelled)


_SOUNDS = str.maketrans(
    {
        "а": "", "е": "", "и": "", "о": "", "у": "", "ы": "", "э": "", "ю": "", "я": "", "й": "", "ь": "", "ъ": "",
        "б": "b", "в": "v", "г": "g", "д": "d", "ж": "j", "з": "s", "к": "k", "л": "l", "м": "m", "н": "n",
        "п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "h", "ц": "s", "ч": "c", "ш": "s", "щ": "s",
    }
)  # fmt: skip
_ENGLISH_SOUNDS = (
    ("tion", "sn"), ("sion", "sn"), ("ture", "cr"), ("ck", "k"), ("ph", "f"), ("sh", "s"), ("th", "t"), ("x", "ks"),
    ("qu", "kv"), ("w", "v"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("ch", "c"), ("c", "k"), ("z", "s"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The consonants one hears, the same for ``интерсекшн`` and ``intersection``; empty where fewer than four."""
    if word[:1] > "z":
        heard = word.translate(_SOUNDS)
    else:
        for written, said in _ENGLISH_SOUNDS:
            word = word.replace(written, said)
        heard = re.sub(r"[aeiouy]", "", word)
    heard = re.sub(r"(.)\1+", r"\1", heard)
    return heard if len(heard) >= 4 else ""
