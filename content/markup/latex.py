"""Formulas as readable text: ``\\sqrt{d_k}`` becomes ``√dₖ``.

A chat message cannot set LaTeX. What Unicode can show well is shown that way (``to_unicode``); of the rest one line
is made that a reader can still follow (``to_plain``): ``e^(z_y)/(∑ₖ e^(zₖ))``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from content.markup.latex_atoms import joined
from content.markup.latex_rows import Unreadable, row_of

_REMEMBERED = 4096
_LONGEST = 4000
_DEEPEST = 30
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BREAK = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_OPENED = re.compile(r"\\begin|\\[(\[]|\$|\\(?:[A-Za-z]+|\\)\*?\s*\[")


def to_unicode(latex: str) -> str | None:
    """The formula in Unicode characters, or None where they cannot show it well.

    Not shown well: environments, commands not known here, fractions inside fractions, braces over or under terms,
    indices and powers whose letters have no small form or make a word (``L_{mask}``). Formulas parted by ``\\quad``
    are two spaces apart; a thin space between digits is a no-break space.
    """
    text, pleasant = _read(latex)
    return text if pleasant else None


def to_plain(latex: str) -> str:
    """The formula as one line of text, as readable as it gets: what has no small letters is written out
    (``L_mask``, ``10000^(2i/d)``, ``x_{<i}``), rows of an environment are parted by semicolons. Never
    raises; what makes no sense as LaTeX comes back as it is. Where ``to_unicode`` has an answer, this is the same.
    """
    return _read(latex)[0]


@lru_cache(_REMEMBERED)
def _read(latex: str) -> tuple[str, bool]:
    as_it_is = " ".join(latex.split())
    if not _is_sane(latex):
        return as_it_is, False
    try:
        atoms, pleasant = row_of(latex)
    except Unreadable:
        return as_it_is, False
    text = _BREAK.sub(" ", joined(atoms)).strip()
    return (text, pleasant) if text else (as_it_is, False)


def _is_sane(latex: str) -> bool:
    """Braces in balance and a depth that no honest formula reaches: beyond it a parser would run out of stack."""
    depth = 0
    for match in _BRACE.finditer(latex):
        depth += (match[0] == "{") - (match[0] == "}")
        if not 0 <= depth <= _DEEPEST:
            return False
    opened = sum(1 for _ in _OPENED.finditer(latex))
    return depth == 0 and opened <= _DEEPEST and len(latex) <= _LONGEST
