"""Formulas in a settled text: compared by their parts, not by the order of a sum or a product."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from content.grading.tokens import word_set

_FUNCTIONS = word_set(
    "log exp softmax sqrt clip clamp std mean sum prod relu det cond uncond max min var kl inf sigma mu eps alpha "
    "beta gamma theta tanh sigmoid argmax dim bce mask cls box loss alpha_t eps_theta norm concat mse "
    "cin cout hin hout wout din dout"
)
_WORD_IN_FORMULA = re.compile(r"(?<![a-z0-9_])[a-z]{3,}")
"""A word that is no index: ``p_data`` is one symbol."""
_RUN = re.compile(r"[a-z0-9_^*+/=().,|\[\]<>'\s~-]+")
_NAME = re.compile(r"[a-z_]{3,}")
_EQUATION = re.compile(r"[+*/^=(_]|[a-z0-9)]-[a-z0-9(]")
_BETWEEN = re.compile(r";|,(?![^()]{0,40}\))|\.\s|\.$")
_EQUALS = re.compile(r"(?<![<>])=|->")
_OPERATOR = re.compile(r"[+*/^=]|\(.*\)|(?<=[a-z0-9)])-(?=[a-z0-9(])")


@lru_cache(maxsize=4096)
def is_formula(settled: str) -> bool:
    """Whether a phrasing is a formula rather than words."""
    if re.search(r"[а-я]", settled) or not _OPERATOR.search(settled):
        return False
    return all(word in _FUNCTIONS for word in _WORD_IN_FORMULA.findall(settled))


def sides_in(settled: str) -> frozenset[str]:
    """Canonical sides of every equation in the text, the text between words taken as formulas."""
    sides: set[str] = set()
    for run in _RUN.findall(settled):
        if not _EQUATION.search(run):
            continue
        marked = _NAME.sub(lambda m: m.group() if _is_function(m.group()) else " ; ", run)
        for piece in _BETWEEN.split(marked):
            for side in _EQUALS.split(piece):
                canonical = canonical_side(side)
                if len(canonical) >= 2:
                    sides.add(canonical)
    return frozenset(sides)


def _is_function(word: str) -> bool:
    return (
        word in _FUNCTIONS
        or word.split("_", maxsplit=1)[0] in _FUNCTIONS
        or len(word.split("_", maxsplit=1)[0]) <= 2
    )


@lru_cache(maxsize=8192)
def canonical_side(side: str) -> str:
    """One spelling for a side: no spaces or ``*``, the terms of a sum and the factors of a product in order."""
    compact = re.sub(r"\s+", "", side).strip(",.;:'")
    if not compact or not re.search(r"[a-z0-9]", compact):
        return ""
    compact = re.sub(r"^(?:max|min)(?=[a-z(-])", "", compact)
    return _sum(compact)


def _sum(compact: str) -> str:
    return "+".join(sorted(_product(term) for term in _split(compact.replace("-", "+-"), "+") if term))


def _product(term: str) -> str:
    """Factors in order, ``a*a`` as ``a^2``, what is divided by with a slash before it, no needless brackets."""
    factors: list[str] = []
    for factor in _split(term, "*"):
        first, *divisors = _split(factor, "/") if not factor.startswith("/") else [factor]
        whole = re.fullmatch(r"\(([a-z0-9_^*/]+)\)", first)
        factors += _split(_product(whole.group(1)), "*") if whole else [first]
        factors += ["/" + divisor for divisor in divisors]
    counted = Counter(factors)
    return "*".join(sorted(f if n == 1 or not f.isalpha() else f"{f}^{n}" for f, n in counted.items()))


def _split(text: str, at: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == at and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]


def says(sides: frozenset[str], compact: str, formula: str) -> bool:
    """Whether a formula is among the sides of an answer, or stands as a piece in its compact text."""
    wanted = [canonical_side(side) for side in formula.split("=")]
    if all(side in sides for side in wanted if len(side) >= 2) and any(len(side) >= 2 for side in wanted):
        return True
    main = max(wanted, key=len)
    if main in sides:
        return True
    bare = compacted(formula)
    if len(bare) < 3:
        return False
    return (
        re.search(
            rf"(?<![a-z0-9_^(]){re.escape(bare)}(?![0-9^_(])|(?<=o\(){re.escape(bare)}(?![0-9^_(])", compact
        )
        is not None
    )


def compacted(settled: str) -> str:
    """The text without spaces and ``*`` inside formulas; words of four letters and more stand apart."""
    parted = re.sub(r"[а-я]+|[a-z]{4,}", lambda m: m.group() if m.group() in _FUNCTIONS else " ; ", settled)
    return re.sub(r"[\s*]+", "", parted)


def rearranged(sides: frozenset[str], formula: str) -> bool:
    """Whether the answer has the symbols of the formula's main side, in another arrangement."""
    main = max((canonical_side(side) for side in formula.split("=")), key=len)
    bare = frozenset(_without_arguments(side) for side in sides)
    return _arranged_otherwise(sides, main) or _arranged_otherwise(bare, _without_arguments(main))


def _arranged_otherwise(sides: frozenset[str], main: str) -> bool:
    letters = re.findall(r"[a-z_]+", main)
    if len(letters) < (2 if "/" in main else 3) or main in sides:
        return False
    return any(_same_symbols(side, letters) and not _same_value(side, main) for side in sides)


def _without_arguments(side: str) -> str:
    """``p(x)/q(x)`` as ``p/q``: what is exchanged is the functions."""
    return canonical_side(re.sub(r"(?<=[a-z])\([a-z]\)", "", side))


def _same_symbols(side: str, letters: list[str]) -> bool:
    """Whether a side has the same symbols, as many in all: ``b/(a+b)`` is ``a/(a+b)`` with one exchanged."""
    own = re.findall(r"[a-z_]+", side)
    return len(own) == len(letters) and set(own) == set(letters)


def _same_value(one: str, other: str) -> bool:
    def parts(side: str) -> list[str]:
        bare = side.replace("(", "").replace(")", "").replace("*", " ")
        return sorted(re.findall(r"/?[a-z0-9_]+|[+^-]", bare))

    return parts(one) == parts(other) and "+" not in one
