"""Whether an answer exchanges what the rubric says of two things, whatever these things are.

Two clauses of a rubric are told apart by the words only one of them has: "энкодер сжимает" and "декодер
восстанавливает". An answer that puts words of both into one clause, and what is left of them into another, has
exchanged them. Nothing need be known of the words: neither which of them is the subject nor that they are
opposites. Within one clause the ends of a movement and the sides of a verb tell the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from content.grading.clauses import Clause, Split, Unit, clauses_of, denied, units_in
from content.grading.lexicon import lexicon
from content.grading.reading import NO_KEYS, Reading
from content.grading.roles import Roles, compare_sides, roles_of

_MOST_CLAUSES = 16
_MUCH = 0.6
"""An answer that exchanges two things says this share of what tells them apart; less may be chance."""
_LEAST_OWN = 2
"""A clause must have a subject and something said of it that the other has not."""


_ENOUGH = 0.9
"""So much exchanged is exchanged; there is no need to look further."""
_WAYS = (Split.CLAUSES, Split.COMMAS, Split.CONTRASTS, Split.CONJUNCTIONS)
"""How an answer may be divided: nobody sets commas as a grammar book would."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What only the one of two clauses says, and what only the other says; ``size``: how many words that is.

    ``joined``: the two are parts of one clause, so either may begin with the subject of both.
    """

    one: frozenset[str]
    other: frozenset[str]
    size: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The keys of every clause known to be right, who does what in them, and the pairs that can be told apart.

    ``contrary``: keys that deny some word of ``keys``, or are its opposites, and are not said themselves.
    """

    clauses: tuple[frozenset[str], ...]
    roles: tuple[Roles, ...]
    contrasts: tuple[Contrast, ...]
    keys: frozenset[str]
    contrary: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """``crossed``: how much of what tells two things apart is exchanged, 0..1; ``turned``: whether a direction is.

    ``astray``: how much one clause alone says of the wrong one of two things, 0..1. ``flipped``: which share of the
    rubric's words that an answer says has the opposite meaning, 0..1.
    """

    crossed: float
    turned: bool
    astray: float
    flipped: float


def told_in(statements: Sequence[Reading], question: Reading, accepted: Sequence[Reading] = ()) -> Told:
    """Prepare what is known to be right; ``accepted`` phrasings only tell which words go together."""
    clauses: list[Clause] = []
    roles: list[Roles] = []
    parts: list[list[Clause]] = []
    for reading in statements:
        units = units_in(reading)
        own = clauses_of(reading, units)
        clauses += own
        roles += (roles_of(reading, clause.span) for clause in own)
        parts.append(clauses_of(reading, units, Split.CONJUNCTIONS))
    asked = question.vocabulary
    found = [*_contrasts(clauses, asked)]
    for own in parts:
        found += _contrasts(own, asked, joined=True)
    contrasts = dict.fromkeys(found)
    for reading in accepted:
        clauses += clauses_of(reading, units_in(reading))
    every = frozenset().union(*(clause.keys for clause in clauses)) if clauses else frozenset()
    return Told(
        tuple(clause.keys for clause in clauses),
        tuple(roles[:_MOST_CLAUSES]),
        tuple(contrasts),
        every,
        _contrary(every) - every,
    )


def _contrasts(
    clauses: Sequence[Clause], asked: frozenset[str], *, joined: bool = False
) -> Iterator[Contrast]:
    """The pairs of clauses that tell of two things, each with something that the other has not.

    ``joined``: they are parts of one statement, and what an "и" joins within one clause tells of two things.
    """
    for one, other in combinations(clauses[:_MOST_CLAUSES], 2):
        own, others = _only(one, other.keys), _only(other, one.keys)
        if min(len(own), len(others)) < _LEAST_OWN:
            continue
        same = joined and one.units[0].clause == other.units[0].clause
        if same or _parallel(one, other, own, others, asked):
            size = len(own) + len(others)
            yield Contrast(frozenset().union(*own), frozenset().union(*others), size, same)


def _contrary(keys: frozenset[str]) -> frozenset[str]:
    """What denies words or is opposite to them; the denied opposite of a denied word says the same again."""
    opposites = lexicon().opposites
    return denied(keys).union(*(opposites.get(key, NO_KEYS) for key in keys))


def _parallel(
    one: Clause,
    other: Clause,
    own: Sequence[frozenset[str]],
    others: Sequence[frozenset[str]],
    asked: frozenset[str],
) -> bool:
    """Whether two clauses tell of two things: they share words or opposites, or the question names both."""
    if not one.keys.isdisjoint(other.keys):
        return True
    opposites = lexicon().opposites
    if any(not opposites.get(key, NO_KEYS).isdisjoint(other.keys) for key in one.keys):
        return True
    return all(any(not keys.isdisjoint(asked) for keys in side) for side in (own, others))


def _only(clause: Clause, others: frozenset[str]) -> list[frozenset[str]]:
    """What a clause says that the other does not, each thing once."""
    own: list[frozenset[str]] = []
    for unit in clause.units:
        if unit.keys.isdisjoint(others) and not any(unit.keys & known for known in own):
            own.append(unit.keys)
    return own


def exchange(told: Told, reading: Reading) -> Exchange:
    """How an answer arranges what the rubric says."""
    units = units_in(reading)
    said = frozenset().union(*(unit.keys for unit in units))
    clauses = clauses_of(reading, units)
    turned = any(_is_turned(told, reading, clause) for clause in clauses)
    flipped = _flipped(told, units)
    contrasts = [c for c in told.contrasts if not (c.one.isdisjoint(said) or c.other.isdisjoint(said))]
    if not contrasts:
        return Exchange(0.0, turned, 0.0, flipped)
    crossed = _most_crossed(told, contrasts, reading, units, clauses)
    astray = (_astray(told, contrast, clause) for clause in clauses for contrast in contrasts)
    return Exchange(crossed, turned, max(astray, default=0.0), flipped)


def _most_crossed(
    told: Told,
    contrasts: Sequence[Contrast],
    reading: Reading,
    units: Sequence[Unit],
    clauses: Sequence[Clause],
) -> float:
    """How far the answer exchanges two things, in whichever way it is divided."""
    most = 0.0
    seen: set[tuple[int, ...]] = set()
    for split in _WAYS:
        way = clauses if split is Split.CLAUSES else clauses_of(reading, units, split)
        cuts = tuple(clause.units[0].place for clause in way)
        if len(way) > 1 and cuts not in seen:
            seen.add(cuts)
            most = max(most, *(_crossed(told, contrast, way) for contrast in contrasts))
        if most >= _ENOUGH:
            break
    return most


def _flipped(told: Told, units: Sequence[Unit]) -> float:
    said = flipped = 0
    for unit in units:
        if not unit.keys.isdisjoint(told.keys):
            said += 1
        elif not unit.keys.isdisjoint(told.contrary):
            flipped += 1
    return flipped / (flipped + said) if flipped else 0.0


def _is_turned(told: Told, reading: Reading, clause: Clause) -> bool:
    """Whether a clause exchanges the sides of one known to be right, and has those of no other."""
    if len(clause.units) < 2:
        return False
    roles = roles_of(reading, clause.span)
    if not roles.ends and not roles.actions:
        return False
    found = {compare_sides(known, roles) for known in told.roles}
    return -1 in found and 1 not in found


def _crossed(told: Told, contrast: Contrast, clauses: Sequence[Clause]) -> float:
    mixed = [
        clause
        for clause in clauses
        if not clause.keys.isdisjoint(contrast.one) and not clause.keys.isdisjoint(contrast.other)
    ]
    return max((_pair(told, contrast, one, other) for one, other in combinations(mixed, 2)), default=0.0)


def _pair(told: Told, contrast: Contrast, first: Clause, second: Clause) -> float:
    """How far two clauses of an answer are exchanged: each says of one thing what is true of the other."""
    one, other = list(_sides(contrast, first, second.keys)), list(_sides(contrast, second, first.keys))
    if not one or not other or (one[0][0] == other[0][0] and not contrast.joined):
        return 0.0
    crossing = loyal = 0
    for sides in (one, other):
        lead, subject = sides[0]
        against = [u for side, u in sides[1:] if side != lead and not _together(told, subject.keys, u.keys)]
        if not against:
            return 0.0
        crossing += len(against)
        loyal += sum(side == lead for side, _ in sides[1:])
    return crossing / (crossing + loyal) * min(1.0, (crossing + loyal + 2) / (_MUCH * contrast.size))


def _astray(told: Told, contrast: Contrast, clause: Clause) -> float:
    """How much a clause that begins with one of two things says only of the other."""
    if clause.keys.isdisjoint(contrast.one) or clause.keys.isdisjoint(contrast.other):
        return 0.0
    sides = list(_sides(contrast, clause, NO_KEYS))
    if not sides:
        return 0.0
    (lead, subject), *rest = sides
    against = [unit for side, unit in rest if side != lead and not _together(told, subject.keys, unit.keys)]
    if not against or len(against) < len(rest):
        return 0.0
    return min(1.0, (1 + len(against)) / (_MUCH * contrast.size))


def _sides(contrast: Contrast, clause: Clause, others: frozenset[str]) -> Iterator[tuple[bool, Unit]]:
    """The words of a clause that tell the two things apart and are not in the other clause too."""
    for unit in clause.units:
        own = unit.keys - others
        one = not own.isdisjoint(contrast.one)
        if one != (not own.isdisjoint(contrast.other)):
            yield one, unit


def _together(told: Told, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether some clause known to be right says both."""
    return any(not keys.isdisjoint(one) and not keys.isdisjoint(other) for keys in told.clauses)
