"""The pieces of a formula on one line, and the spaces between them.

TeX sets a formula as a row of atoms and decides by their kinds what space stands between two neighbours
(The TeXbook, chapter 18). The same is done here with characters, plus what one line of text needs beyond that:
fractions with a slash get parentheses, and a dot where they stand beside a factor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from content.markup.latex_symbols import SUPERSCRIPTS, lowered, raised


class Kind(Enum):
    """What an atom is to its neighbours."""

    ORD = auto()
    """A letter, a number, a word."""
    RAISED = auto()
    """An ORD that already carries a superscript."""
    GROUP = auto()
    """Several atoms in braces."""
    ROOT = auto()
    FRACTION = auto()
    NAME = auto()
    """A function's name: ``log``."""
    BIG = auto()
    """``∑`` and the like."""
    BINARY = auto()
    RELATION = auto()
    PREFIX = auto()
    """A sign without a left operand."""
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()
    BAR = auto()
    """``|`` or ``‖`` of which it is not known yet whether it opens, closes or divides."""
    PUNCTUATION = auto()
    SPACE = auto()
    """What the author asked for (``\\,``), or as ``SOURCE`` a space that TeX would ignore."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters of one kind. ``loose``: a letter right behind them would seem to belong to them."""

    text: str
    kind: Kind = Kind.ORD
    loose: bool = False


SOURCE = Atom("", Kind.SPACE)
THIN = Atom(" ", Kind.SPACE)
QUAD = Atom("  ", Kind.SPACE)

_OPERANDS = frozenset({Kind.ORD, Kind.RAISED, Kind.GROUP, Kind.ROOT, Kind.FRACTION})
_LEFT_OPERANDS = _OPERANDS | {Kind.CLOSE}
_RIGHT_OPERANDS = _OPERANDS | {Kind.OPEN}
_SPACED = frozenset({Kind.BINARY, Kind.RELATION})
_NO_BREAK_SPACE = "\u00a0"


def joined(atoms: Iterable[Atom], *, tight: bool = False) -> str:
    """The atoms as text; ``tight`` as inside an index, where operators stand without spaces."""
    parts: list[str] = []
    before: Atom | None = None
    space: Atom | None = None
    for atom in settled(atoms):
        if atom.kind is Kind.SPACE:
            space = max((space, atom), key=lambda one: -1 if one is None else len(one.text))
            continue
        if before is not None:
            parts.append(_gap(before, space, atom, tight))
        parts.append(atom.text)
        before, space = atom, None
    return unicodedata.normalize("NFC", "".join(parts))


def settled(atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms with every bar and every sign knowing its role, and fractions behind a function in parentheses."""
    return _arguments(_signs(_bars(list(atoms))))


def _bars(atoms: list[Atom]) -> list[Atom]:
    opened: list[str] = []
    done: list[Atom] = []
    for at, atom in enumerate(atoms):
        if atom.kind is Kind.OPEN:
            opened.append("(")
        elif atom.kind is Kind.CLOSE and opened:
            opened.pop()
        elif atom.kind is Kind.BAR:
            done.append(replace(atom, kind=_role_of_bar(atom, done, opened, atoms[at + 1 :])))
            continue
        done.append(atom)
    return done


def _role_of_bar(bar: Atom, before: Sequence[Atom], opened: list[str], after: Sequence[Atom]) -> Kind:
    """A bar closes the one open at this depth, opens where another follows, and divides where none does."""
    if opened and opened[-1] == bar.text[0] and _operand_before(before):
        opened.pop()
        return Kind.CLOSE
    if _bar_follows(bar.text[0], after):
        opened.append(bar.text[0])
        return Kind.OPEN
    return Kind.SLASH


def _bar_follows(sign: str, after: Sequence[Atom]) -> bool:
    depth = 0
    for atom in after:
        if atom.kind is Kind.BAR and atom.text[0] == sign and depth == 0:
            return True
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
        if depth < 0:
            return False
    return False


def _operand_before(before: Sequence[Atom]) -> bool:
    last = next((atom for atom in reversed(before) if atom.kind is not Kind.SPACE), None)
    return last is not None and last.kind in _LEFT_OPERANDS


def _signs(atoms: list[Atom]) -> list[Atom]:
    done: list[Atom] = []
    for at, atom in enumerate(atoms):
        kind = _role_of_sign(done, atoms[at + 1 :]) if atom.kind is Kind.BINARY else atom.kind
        done.append(atom if kind is atom.kind else replace(atom, kind=kind))
    return done


def _role_of_sign(before: Sequence[Atom], after: Sequence[Atom]) -> Kind:
    if all(atom.kind is Kind.SPACE for atom in after):
        return Kind.ORD
    return Kind.BINARY if _operand_before(before) else Kind.PREFIX


def _arguments(atoms: list[Atom]) -> list[Atom]:
    done: list[Atom] = []
    name = False
    for atom in atoms:
        if atom.kind is Kind.FRACTION and name:
            while done[-1].kind is Kind.SPACE:
                done.pop()
            done += [Atom("(", Kind.OPEN), replace(atom, kind=Kind.ORD), Atom(")", Kind.CLOSE)]
        else:
            done.append(atom)
        name = atom.kind is Kind.NAME or (name and atom.kind is Kind.SPACE)
    return done


def _gap(left: Atom, space: Atom | None, right: Atom, tight: bool) -> str:
    """What stands between two atoms."""
    asked = space.text if space else ""
    if tight:
        return _tight_gap(left, right)
    if len(asked) > 1:
        return asked
    if left.kind in _SPACED or right.kind in _SPACED:
        return "" if left.kind is right.kind is Kind.RELATION and not asked else " "
    if left.kind is Kind.PUNCTUATION:
        return " "
    if left.kind in (Kind.OPEN, Kind.PREFIX) or right.kind in (Kind.CLOSE, Kind.PUNCTUATION):
        return ""
    return _factors_gap(left, space, right)


def _factors_gap(left: Atom, space: Atom | None, right: Atom) -> str:
    if _fraction_beside_factor(left, right):
        return " · "
    if left.kind is Kind.BIG or right.kind in (Kind.BIG, Kind.NAME):
        return " " if left.kind is not Kind.SLASH else ""
    if left.kind is Kind.NAME:
        return "" if right.kind is Kind.OPEN and right.text[:1] not in ("|", "‖") else " "
    if space and space.text:
        digits = left.text[-1:].isdigit() and right.text[:1].isdigit()
        return _NO_BREAK_SPACE if digits else space.text
    if left.kind is Kind.SLASH or right.kind is Kind.SLASH:
        return ""
    return " " if (space and right.kind is not Kind.OPEN) or _would_merge(left, right) else ""


def _tight_gap(left: Atom, right: Atom) -> str:
    if _fraction_beside_factor(left, right):
        return "·"
    wordy = left.kind is Kind.NAME and right.kind in _OPERANDS | {Kind.NAME, Kind.BIG}
    return " " if wordy or _would_merge(left, right) else ""


def _fraction_beside_factor(left: Atom, right: Atom) -> bool:
    if left.kind is Kind.FRACTION:
        return right.kind in _RIGHT_OPERANDS | {Kind.BIG, Kind.NAME}
    return right.kind is Kind.FRACTION and left.kind in _LEFT_OPERANDS


def _would_merge(left: Atom, right: Atom) -> bool:
    return left.loose and right.text[:1].isalnum()


def fraction(above: Sequence[Atom], below: Sequence[Atom]) -> Atom:
    """``above/below`` with the parentheses that one line needs."""
    top, bottom = ([atom for atom in _row(row) if atom is not SOURCE] for row in (above, below))
    text = f"{_numerator(top)}/{_denominator(bottom)}"
    operator = len(top) == 1 and _is_differential(top[0]) and _is_derivative(bottom)
    return Atom(text, Kind.NAME if operator else Kind.FRACTION)


def _row(atoms: Sequence[Atom]) -> list[Atom]:
    row = settled(atoms)
    while row and row[0].kind is Kind.SPACE:
        row.pop(0)
    while row and row[-1].kind is Kind.SPACE:
        row.pop()
    return row


def _numerator(row: Sequence[Atom]) -> str:
    text = joined(row)
    depth = 0
    for at, atom in enumerate(row):
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
        if depth == 0 and not _may_stand_above(atom, row[at + 1 :]):
            return f"({text})"
    return f"({text})" if len(row) > 1 and _outer_space(row) else text


def _may_stand_above(atom: Atom, after: Sequence[Atom]) -> bool:
    if atom.kind is Kind.NAME:
        return bool(after) and after[0].kind is Kind.OPEN
    return atom.kind in _OPERANDS - {Kind.FRACTION} or atom.kind in (Kind.CLOSE, Kind.SPACE)


def _outer_space(row: Sequence[Atom]) -> bool:
    """Whether a space would stand outside all brackets of the row."""
    flat: list[Atom] = []
    depth = 0
    for atom in row:
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
        if depth == 0:
            flat += [Atom("(", Kind.OPEN), atom] if atom.kind is Kind.CLOSE else [atom]
    return " " in joined(flat)


def _denominator(row: Sequence[Atom]) -> str:
    text = joined(row)
    single = len(row) == 1 and row[0].kind in _OPERANDS - {Kind.FRACTION, Kind.GROUP}
    return text if single or _is_derivative(row) or _is_call(row) else f"({text})"


def _is_differential(atom: Atom) -> bool:
    return atom.text[:1] in ("∂", "d") and all(c in SUPERSCRIPTS.values() for c in atom.text[1:])


def _is_derivative(row: Sequence[Atom]) -> bool:
    """``∂x`` or ``dx``."""
    operands = all(atom.kind in (Kind.ORD, Kind.RAISED) for atom in row)
    return len(row) == 2 and operands and row[0].text in ("∂", "d")


def _is_call(row: Sequence[Atom]) -> bool:
    """``(…)``, ``|…|`` or ``f(…)``: nothing but one pair of brackets and the name before it."""
    depth = 0
    for at, atom in enumerate(row):
        if depth == 0 and at and not (at == 1 and atom.kind is Kind.OPEN and row[0].kind in _NAMES):
            return False
        depth += (atom.kind is Kind.OPEN) - (atom.kind is Kind.CLOSE)
    return bool(row) and depth == 0 and row[-1].kind is Kind.CLOSE


_NAMES = frozenset({Kind.ORD, Kind.NAME})


def root(atoms: Sequence[Atom], sign: str = "√") -> Atom:
    """``√x`` or ``√(…)``."""
    row = _row(atoms)
    if len(row) == 1 and row[0].kind is Kind.ORD:
        return Atom(sign + row[0].text, Kind.ROOT, loose=True)
    return Atom(f"{sign}({joined(row)})", Kind.ROOT)


def grouped(atoms: Sequence[Atom]) -> Atom:
    """What stands in braces as one atom."""
    row = _row(atoms)
    if len(row) == 1:
        kept = row[0].kind in _OPERANDS | {Kind.NAME, Kind.BIG}
        return row[0] if kept else replace(row[0], kind=Kind.ORD)
    return Atom(joined(row), Kind.GROUP)


def scripted(base: Atom, primes: str, below: str, above: str) -> tuple[Atom, bool]:
    """The base with an index and a power, and whether both are small characters.

    Where small characters are missing or hard to read they are written out: ``L_cls``, ``x_{<i}``, ``e^(x/2)``.
    An index is written out too where its power is: ``W_i^Q``.
    """
    high = _small_power(above)
    low = _small_index(below) if high is not None or not below else None
    written = low is None or high is None
    atom = _with_scripts(
        base, primes + (_index(below) if low is None else low), _power(above) if high is None else high
    )
    return replace(atom, loose=written or atom.loose), not written


_WORD = 3
"""From this many letters on an index is a word, easier to read written out: ``L_mask`` beside ``L_cls``."""


def _small_power(above: str) -> str | None:
    return None if len(above) >= _WORD and above.isalpha() else raised(above)


def _small_index(below: str) -> str | None:
    return None if len(below) >= _WORD and below.isalpha() else lowered(below)


def _is_word(text: str) -> bool:
    return len(text) == 1 or (text.isalnum() and unicodedata.is_normalized("NFKC", text))


def _index(below: str) -> str:
    return f"_{below}" if _is_word(below) else f"_{{{below}}}"


def _power(above: str) -> str:
    bracketed = above[:1] == "(" and above[-1:] == ")" and above.count("(") == 1
    product = 1 < len(above) < _WORD and not above.isdigit()
    return f"^{above}" if (_is_word(above) and not product) or bracketed else f"^({above})"


def _with_scripts(base: Atom, low: str, high: str) -> Atom:
    compound = base.kind in (Kind.GROUP, Kind.FRACTION, Kind.ROOT) or (base.kind is Kind.RAISED and high)
    text = f"({base.text})" if compound else base.text
    if base.kind in _OPERANDS:
        kind = Kind.RAISED if high or base.kind is Kind.RAISED else Kind.ORD
        return Atom(text + low + high, kind, loose=base.loose and not (low or high))
    return Atom(text + low + high, base.kind)
