"""Claims of a rubric, compiled: the phrasings of each, its subject, and how firmly an answer makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.deck import KeyPoint, Reject
from content.grading.formulas import compacted, is_formula, rearranged, says, sides_in
from content.grading.lexicon import lexicon
from content.grading.phrases import (
    Phrase,
    Slot,
    compile_phrases,
    match,
    related,
    slots_of,
    without_own_opposites,
)
from content.grading.reading import Reading, read_settled
from content.grading.spelling import settle
from content.grading.tokens import CONTRAST

COVERED = 0.7
"""How firmly a claim must be made to count as said."""


_FIRM = 0.6
"""How much of a clause must be there before its denial counts: a fragment may deny something else."""


_OUT_OF_ORDER = 0.4
"""What a part of a claim is worth whose order is the point."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The subject a statement belongs to and those it must not be said of, by their keys."""

    about: frozenset[str] = frozenset()
    versus: frozenset[str] = frozenset()
    guessed: bool = False  # from the rubric's wording: only what stands in one clause is believed


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: accepted phrasings, the clauses of its own text with their shares, and its subject."""

    phrases: tuple[Phrase, ...]
    text: tuple[tuple[Phrase, float, Binding], ...]
    formulas: tuple[str, ...]
    binding: Binding


@dataclass(frozen=True, slots=True)
class Said:
    """How firmly an answer makes a claim (0..1) and whether it says the contrary (0..1)."""

    strength: float
    contrary: float = 0.0


@dataclass(frozen=True)
class Answer:
    """A learner's answer, read, with its formulas in canonical spelling."""

    reading: Reading
    sides: frozenset[str]
    compact: str

    @classmethod
    def of(cls, reading: Reading) -> Answer:
        """Read the formulas of a reading."""
        return cls(reading, sides_in(reading.text), compacted(reading.text))


def compile_point(point: KeyPoint, familiar: frozenset[str], rivals: frozenset[str]) -> Claim:
    """Compile a key point.

    ``familiar`` are the keys of the question, which earn little on the point's text; ``rivals`` are the subjects
    that the rubric's clauses begin with: what is said of one of them must not be said of another.
    """
    return _compile(point.text, point.accept, point, familiar, rivals)


def rivals_of(points: Sequence[KeyPoint], familiar: frozenset[str]) -> frozenset[str]:
    """Terms of the field with which the points begin, or their clauses after a contrast ("…, а у MoCo …").

    A single one that the question names is its subject and not a rival of the rest.
    """
    found: set[str] = set()
    for point in points:
        reading = read_settled(settle(point.text))
        for start, end in _clause_spans(reading):
            if start == 0 or reading.tokens[start].text in CONTRAST or _opens_sentence(reading, start):
                found |= _leading(reading, start, end)
    asked = found & familiar
    return frozenset(found - asked if len(asked) == 1 else found)


def _opens_sentence(reading: Reading, place: int) -> bool:
    return reading.tokens[place].sentence != reading.tokens[place - 1].sentence


def _leading(reading: Reading, start: int, end: int) -> frozenset[str]:
    slots = slots_of(reading, start, end)
    return slots[0].keys & lexicon().terms if slots else frozenset()


def compile_reject(reject: Reject, ordered: bool = False) -> Claim:
    """Compile a statement that must not be said; ``ordered``: beside claims whose order counts, so does its own."""
    if ordered:
        reject = replace(reject, ordered=True)
    return _compile(reject.text, reject.phrases, reject, frozenset(), frozenset())


def _compile(
    text: str,
    phrasings: tuple[str, ...],
    claim: KeyPoint | Reject,
    familiar: frozenset[str],
    rivals: frozenset[str],
) -> Claim:
    phrases = tuple(
        p for t in phrasings for p in compile_phrases(t, ordered=claim.ordered) if p.slots or p.formula
    )
    about = _subject(claim.about)
    binding = Binding(about, _subject(claim.versus) - about)
    bound = tuple(
        (phrase, weight, binding if binding.versus else _own_binding(phrase, rivals))
        for phrase, weight in clauses_of(text, familiar, ordered=claim.ordered)
    )
    if not binding.versus and not binding.about and bound:
        binding = bound[0][2]
    return Claim(phrases, bound, tuple(formulas_of(text)), binding)


def _own_binding(phrase: Phrase, rivals: frozenset[str]) -> Binding:
    if not phrase.slots or not phrase.slots[0].keys & rivals:
        return Binding()
    named = frozenset(key for slot in phrase.slots for key in slot.keys)
    return Binding(phrase.slots[0].keys & rivals, rivals - named, guessed=True)


def _subject(names: tuple[str, ...]) -> frozenset[str]:
    keys: set[str] = set()
    for name in names:
        slots = slots_of(read_settled(settle(name)))
        if len(slots) == 1:
            keys |= slots[0].keys
        elif slots:
            keys |= max(slots, key=lambda slot: slot.weight).keys
    return frozenset(keys)


def formulas_of(text: str) -> list[str]:
    """Formulas that stand in a text, at least three symbols long."""
    found = []
    for run in re.findall(r"[a-z0-9_^*+/=().,|\[\]<>' -]{3,}", settle(text)):
        piece = run.strip(" ,.;:-")
        if len(re.findall(r"[a-z0-9]+", piece)) >= 3 and is_formula(piece) and re.search(r"[+*/=^]", piece):
            found.append(piece)
    return found


def clauses_of(
    text: str, familiar: frozenset[str], *, ordered: bool = False
) -> tuple[tuple[Phrase, float], ...]:
    """The clauses of a text as phrases with the weight of each; asides in brackets and afterthoughts weigh less."""
    settled = settle(text)
    found = []
    for piece, factor in _pieces(settled):
        reading = read_settled(piece)
        spans = [(0, len(reading.tokens))] if ordered else _clause_spans(reading)
        for start, end in spans:
            slots = slots_of(reading, start, end, repeated=ordered)
            worth = [s.weight * (0.35 if _is_familiar(s, familiar) else 1.0) for s in slots]
            if slots:
                phrase = compile_slots(reading, start, end)
                weighted = tuple(replace(s, weight=w) for s, w in zip(slots, worth, strict=True))
                plain = without_own_opposites(Phrase(weighted, phrase.denied, ordered))
                found.append((related(plain, reading.relations), factor * sum(worth)))
    return tuple(found)


def _is_familiar(slot: Slot, familiar: frozenset[str]) -> bool:
    """Whether a slot repeats the question. A term spelt out that the question only abbreviates is an answer."""
    if slot.keys.isdisjoint(familiar):
        return False
    return not slot.parts or any(part & familiar for part in slot.parts)


def compile_slots(reading: Reading, start: int, end: int) -> Phrase:
    """The tokens of one clause as a phrase."""
    events = {
        bit
        for i in range(start, end)
        for bit in range(reading.denied[i].bit_length())
        if reading.denied[i] >> bit & 1
    }
    return Phrase(slots_of(reading, start, end), len(events) % 2 == 1)


def _pieces(settled: str) -> list[tuple[str, float]]:
    asides = re.findall(r"(?<=\s)\(([^()]*)\)", settled)
    main = re.sub(r"(?<=\s)\([^()]*\)", " ", settled)
    head, _, tail = main.partition(";")
    pieces = [(head, 1.0)]
    if tail:
        pieces.append((tail, 0.5))
    pieces.extend((aside, 0.3) for aside in asides)
    return pieces


def _clause_spans(reading: Reading) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(reading.tokens):
        if spans and reading.tokens[spans[-1][0]].clause == token.clause:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return spans


def how_said(claim: Claim, answer: Answer) -> Said:
    """How firmly the answer makes the claim, and how firmly the contrary one."""
    strength = contrary = 0.0
    for phrase in claim.phrases:
        one = _phrase_said(phrase, claim, answer)
        strength, contrary = max(strength, one.strength), max(contrary, one.contrary)
    text = _text_said(claim, answer)
    strength = max(strength, text.strength)
    contrary = max(contrary, text.contrary)
    formulas = [*claim.formulas, *(phrase.formula for phrase in claim.phrases if phrase.formula)]
    if any(says(answer.sides, answer.compact, formula) for formula in formulas):
        return Said(1.0, contrary)
    if any(rearranged(answer.sides, formula) for formula in formulas):
        return Said(0.0, 1.0)  # its symbols are all there, and so are the words of the claim
    return Said(strength, contrary)


def touched(claim: Claim, reading: Reading) -> float:
    """Which share of the words of a claim's own text an answer has, wherever they stand, 0..1."""
    said = reading.vocabulary
    total = met = 0.0
    for phrase, _, _ in claim.text:
        for slot in phrase.slots:
            total += slot.weight
            apart = slot.parts and not any(part.isdisjoint(said) for part in slot.parts)
            met += slot.weight * (bool(apart) or not slot.keys.isdisjoint(said))
    return met / total if total else 0.0


def misstated(claim: Claim, answer: Answer) -> bool:
    """Whether the answer makes a statement that must not be made: within one clause, and not to deny it."""
    for phrase in claim.phrases:
        if phrase.formula and says(answer.sides, answer.compact, phrase.formula):
            return True
        if not phrase.formula and _states(phrase, claim.binding, answer, share=0.999):
            return True
    return bool(claim.text) and all(
        _states(phrase, binding, answer, share=0.85) and len(phrase.slots) >= 2
        for phrase, _, binding in claim.text
    )


def _states(phrase: Phrase, binding: Binding, answer: Answer, share: float) -> bool:
    found = match(phrase, answer.reading, share)
    if found.share < share or found.contrary or found.clauses > 1:
        return False
    return _belongs(found.places, binding, answer.reading)


def _phrase_said(phrase: Phrase, claim: Claim, answer: Answer) -> Said:
    if phrase.formula:
        if says(answer.sides, answer.compact, phrase.formula):
            return Said(1.0)
        if rearranged(answer.sides, phrase.formula):
            return Said(0.0, 1.0)
        if len(phrase.slots) < 3:
            return Said(0.0)
    needed = 0.74 if len(phrase.slots) >= 4 else 0.999
    found = match(phrase, answer.reading, needed)
    if phrase.ordered and found.share < 0.999 and _reversed(phrase, answer):
        return Said(0.0, 1.0)
    if found.share < needed:
        return Said(0.0)
    strength = found.share * (1.0, 1.0, 0.95, 0.85, 0.75)[min(found.clauses, 4)]
    if found.contrary:
        firm = found.clauses == 1 and (len(found.places) >= 2 or bool(phrase.slots[0].parts))
        return Said(0.0, strength if firm else 0.0)
    if not _belongs(found.places, claim.binding, answer.reading):
        return Said(0.0, strength)
    return Said(strength)


def _reversed(phrase: Phrase, answer: Answer) -> bool:
    """Whether everything an ordered phrase says is there within one clause, in another order."""
    found = match(replace(phrase, ordered=False), answer.reading, 0.999)
    return found.share >= 0.999 and found.clauses == 1 and not found.contrary and len(found.places) >= 2


def _text_said(claim: Claim, answer: Answer) -> Said:
    total = sum(weight for _, weight, _ in claim.text)
    gained = denied = 0.0
    for phrase, weight, binding in claim.text:
        found = match(phrase, answer.reading)
        if not found.share:
            continue
        if phrase.ordered and found.share < 0.999 and _reversed(phrase, answer):
            denied += weight
            continue
        share = found.share * (_OUT_OF_ORDER if phrase.ordered and found.share < 0.999 else 1.0)
        wrong = found.contrary or not _belongs(found.places, binding, answer.reading)
        if (
            wrong
            and found.share >= _FIRM
            and found.clauses == 1
            and (len(found.places) >= 2 or len(phrase.slots) == 1)
        ):
            denied += weight * found.share
        elif not wrong:
            gained += weight * share
    if not total:
        return Said(0.0)
    return Said(gained / total, denied / total)


def _joins(reading: Reading, clause: int, subject: int) -> bool:
    """Whether a subject stands in the aside or behind the arrow that follows a clause: "0.7 (positive)"."""
    if reading.tokens[subject].clause != clause + 1:
        return False
    opening = next(i for i in range(subject, -1, -1) if i == 0 or reading.tokens[i - 1].clause <= clause)
    return reading.tokens[opening].joined


def _belongs(places: tuple[int, ...], claim: Binding, reading: Reading) -> bool:
    """Whether the words at ``places`` are said of the claim's own subject, not of one it is compared with."""
    if not claim.versus:
        return True
    own_places = {index for key in claim.about for index in reading.places.get(key, ())}
    other_places = {index for key in claim.versus for index in reading.places.get(key, ())}
    subjects = [(index, index in own_places) for index in sorted(own_places | other_places)]
    if not subjects:
        return True
    told = [place for place in places if place not in own_places and place not in other_places]
    return all(_is_said_of_own(place, subjects, claim, reading) for place in (told or places[:1]))


def _is_said_of_own(
    first: int, subjects: Sequence[tuple[int, bool]], claim: Binding, reading: Reading
) -> bool:
    """Whether the nearest subject before a word in its clause is the claim's own; ``subjects`` say of each."""
    clause = reading.tokens[first].clause
    within = [s for s in subjects if reading.tokens[s[0]].clause == clause]
    if not within and not claim.guessed:
        within = [s for s in subjects if _joins(reading, clause, s[0])]
    before = [s for s in subjects if s[0] <= first]
    if within:
        own = [s for s in within if s[0] <= first]
        return own[-1][1] if own else claim.guessed or within[0][1]
    if before and not claim.guessed:
        return before[-1][1]
    return True
