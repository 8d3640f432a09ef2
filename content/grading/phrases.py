"""Phrasings of a claim, compiled once, and how well an answer says one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from content.grading.formulas import is_formula
from content.grading.lexicon import lexicon
from content.grading.polarity import denials, is_negation
from content.grading.reading import NO_KEYS, Reading, compounds, read_settled, token_keys
from content.grading.relations import OUTDOING, SUBSTITUTION, Relation, Word, relations_in, turned
from content.grading.spelling import settle
from content.grading.tokens import Token


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a phrasing says: it is met by any of ``keys``, denied by any of ``contrary``.

    ``parts``: a term of several words is also met by all its words apart.
    """

    keys: frozenset[str]
    contrary: frozenset[str]
    weight: float
    parts: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrasing: its slots, whether it is denied itself, the formula it is, if it is one, and what it relates."""

    slots: tuple[Slot, ...]
    denied: bool = False
    ordered: bool = False
    formula: str = ""
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """How an answer says a phrase: ``share`` of its weight, where, and whether as the contrary."""

    share: float
    contrary: bool
    places: tuple[int, ...]
    clauses: int = 1


NOTHING = Match(0.0, contrary=False, places=())


def compile_phrase(text: str, *, ordered: bool = False) -> Phrase:
    """A phrasing as authors write it; ``a|b`` means either word, ``_`` joins the words of a term."""
    settled = settle(text)
    if is_formula(settled):
        return Phrase(_slots_of(settled), formula=settled, ordered=ordered)
    return related(without_own_opposites(_compile(settled, ordered)), _relations(settled))


def compile_phrases(text: str, *, ordered: bool = False) -> tuple[Phrase, ...]:
    """A phrasing; a formula with alternatives, such as ``1/2|0.5``, is as many phrasings."""
    settled = settle(text)
    if "|" in settled and is_formula(settled):
        ways = islice(product(*_alternatives(settled)), _MOST_WAYS)
        return tuple(compile_phrase(" ".join(way), ordered=ordered) for way in ways)
    return (compile_phrase(text, ordered=ordered),)


_MOST_WAYS = 16


def related(phrase: Phrase, relations: tuple[Relation, ...]) -> Phrase:
    """The phrase with what it relates: "A вместо B" is "B заменили на A", in whatever order it is said."""
    if phrase.ordered and not relations:
        return phrase
    slots = tuple(_whichever_way(slot, relations) for slot in phrase.slots)
    return replace(phrase, slots=slots, relations=relations, ordered=False)


def _whichever_way(slot: Slot, relations: tuple[Relation, ...]) -> Slot:
    """ "Вместо" also met by "заменить"; where it is known which side is which, "обгоняет" by "уступает"."""
    if slot.keys & SUBSTITUTION:
        return replace(slot, keys=slot.keys | SUBSTITUTION)
    return replace(slot, keys=slot.keys | OUTDOING) if relations and slot.keys & OUTDOING else slot


def _relations(settled: str) -> tuple[Relation, ...]:
    pieces = _alternatives(settled)
    if len(pieces) == 1:
        return read_settled(pieces[0][0]).relations
    words = []
    for piece in pieces:
        keys = {key for option in piece for own in read_settled(option).keys for key in own}
        words.append(Word(piece[0], frozenset(keys)))
    return relations_in(words)


def without_own_opposites(phrase: Phrase) -> Phrase:
    """ "Для больших и маленьких" names both sides: neither is the contrary of the other there."""
    named = frozenset(key for slot in phrase.slots for key in slot.keys)
    return replace(
        phrase, slots=tuple(replace(slot, contrary=slot.contrary - named) for slot in phrase.slots)
    )


def _compile(settled: str, ordered: bool) -> Phrase:
    pieces = _alternatives(settled)
    if not any(len(piece) > 1 for piece in pieces):
        reading = read_settled(" ".join(piece[0] for piece in pieces))
        return Phrase(slots_of(reading, repeated=ordered), _is_denied(reading), ordered)
    negated = sum(all(is_negation(word) for word in piece) for piece in pieces) % 2 == 1
    slots = [slot for piece in pieces if (slot := _either(piece))]
    return Phrase(tuple(slots), negated, ordered)


def _alternatives(settled: str) -> list[list[str]]:
    """Words of a phrasing, each with its alternatives; a bar inside brackets belongs to a formula."""
    if "|" not in settled:
        return [[settled]]
    pieces = []
    for word in re.sub(r"\s*\|\s*", "|", settled).split():
        bar_in_formula = "(" in word and word.find("|") > word.find("(") and ")" in word[word.find("|") :]
        options = [word] if bar_in_formula else [part for part in word.split("|") if part]
        pieces.append(options or [word])
    return pieces


def _either(options: Sequence[str]) -> Slot | None:
    keys: set[str] = set()
    for option in options:
        if is_negation(option):
            continue
        reading = read_settled(
            option.replace("_", " ") if re.search(r"[a-zа-я]{2}_[a-zа-я]{2}", option) else option
        )
        option_slots = slots_of(reading)
        if len(option_slots) == 1:
            keys |= option_slots[0].keys
        elif option_slots:
            keys |= max(option_slots, key=lambda slot: slot.weight).keys
        elif option == "/":
            keys.add("§divide")
        elif len(options) > 1 and reading.tokens:
            keys |= reading.keys[0]
    return Slot(frozenset(keys), _contrary(keys), _weight(keys)) if keys else None


def _slots_of(settled: str) -> tuple[Slot, ...]:
    return slots_of(read_settled(settled))


def slots_of(
    reading: Reading, start: int = 0, end: int | None = None, *, repeated: bool = False
) -> tuple[Slot, ...]:
    """The slots of the tokens from ``start`` to ``end``: terms of several words first, then single words.

    ``repeated``: a word said twice is two slots.
    """
    end = len(reading.tokens) if end is None else end
    slots: list[Slot] = []
    spans = _widest(reading, start, end)
    place = start
    while place < end:
        span = spans.get(place)
        if span:
            slots.append(_compound(reading, *span))
            place = span[1]
            continue
        slot = _single(reading, place)
        if slot and (repeated or not any(slot.keys == other.keys for other in slots)):
            slots.append(slot)
        place += 1
    return tuple(slots)


def _widest(reading: Reading, start: int, end: int) -> dict[int, tuple[int, int, frozenset[str]]]:
    found: dict[int, tuple[int, int, frozenset[str]]] = {}
    for first, after, concept in compounds(reading.tokens, list(reading.keys)):
        if (
            first < start
            or after > end
            or reading.tokens[first].sentence != reading.tokens[after - 1].sentence
        ):
            continue
        known = found.get(first)
        if known is None or after > known[1]:
            found[first] = (first, after, frozenset((concept,)))
        elif after == known[1]:
            found[first] = (first, after, known[2] | {concept})
    return found


def _compound(reading: Reading, first: int, after: int, concepts: frozenset[str]) -> Slot:
    parts = tuple(
        reading.keys[index]
        for index in range(first, after)
        if reading.tokens[index].text not in lexicon().stopwords
        and not is_negation(reading.tokens[index].text)
    )
    parts = tuple(frozenset(key for key in part if key not in concepts) for part in parts)
    return Slot(concepts, _contrary(concepts), _weight(concepts), parts)


def _single(reading: Reading, place: int) -> Slot | None:
    token = reading.tokens[place]
    if token.text in lexicon().stopwords or is_negation(token.text):
        return None
    keys = reading.keys[place]
    own = frozenset(key for key in keys if not key.startswith("§") or key in token_keys(token))
    if not own:
        return None
    weight = 0.4 if token.kind == "sign" else _weight(own)
    return Slot(own, _contrary(own), weight)


def _contrary(keys: Iterable[str]) -> frozenset[str]:
    opposites = lexicon().opposites
    contrary: set[str] = set()
    for key in keys:
        contrary |= opposites.get(key, NO_KEYS)
    return frozenset(contrary - set(keys))


def _weight(keys: Iterable[str]) -> float:
    """Terms of the field weigh 1, everyday words less."""
    keys = set(keys)
    if keys & lexicon().terms:
        return 1.0
    if any(key.startswith("§") for key in keys):
        return 0.7
    return 0.5 if all(len(key) <= 2 for key in keys) else 0.65


def _is_denied(reading: Reading) -> bool:
    masks = denials(reading.tokens)
    events: set[int] = set()
    stop = lexicon().stopwords
    for token, mask in zip(reading.tokens, masks, strict=True):
        if token.text not in stop and not is_negation(token.text):
            events.update(bit for bit in range(mask.bit_length()) if mask >> bit & 1)
    return len(events) % 2 == 1


_WHOLE = 0.9999
"""All of a phrase, but for rounding: nothing better can be found."""


def match(phrase: Phrase, reading: Reading, least: float = 0.0) -> Match:
    """The best way the answer says the phrase; nothing, at once, where not even ``least`` of it can be met."""
    if not _within_reach(phrase, reading, least):
        return NOTHING
    options = [_options(slot, reading, phrase.ordered) for slot in phrase.slots]
    if not any(options):
        return NOTHING
    best = NOTHING
    for anchor in _anchors(options):
        found = _around(phrase, reading, options, anchor)
        if _rank(found) > _rank(best):
            best = found
            if best.clauses == 1 and best.share > _WHOLE and not best.contrary:
                break
    if phrase.relations and len(best.places) >= 2 and turned(phrase.relations, reading.relations):
        return replace(best, contrary=not best.contrary)
    return best


def _rank(found: Match) -> tuple[float, bool, bool, int]:
    """What is said within one clause goes before what only several together would say."""
    return found.share, found.clauses == 1, not found.contrary, -found.clauses


def _within_reach(phrase: Phrase, reading: Reading, least: float) -> bool:
    """Whether the answer has the words for so much of the phrase, wherever they stand."""
    said = reading.vocabulary
    total = met = 0.0
    for slot in phrase.slots:
        total += slot.weight
        if (
            not slot.keys.isdisjoint(said)
            or not slot.contrary.isdisjoint(said)
            or (slot.parts and not any(part.isdisjoint(said) for part in slot.parts))
        ):
            met += slot.weight
    return met > 0 and met >= least * total


def _anchors(options: list[list[tuple[int, bool]]]) -> list[int]:
    """Where to look for the phrase: around the words of its two rarest slots."""
    rarest = sorted((places for places in options if places), key=len)[:2]
    return list(dict.fromkeys(place for places in rarest for place, _ in places[:5]))


def _options(slot: Slot, reading: Reading, ordered: bool) -> list[tuple[int, bool]]:
    """Tokens that meet a slot, and whether by an opposite."""
    places = reading.places
    straight = {index for key in slot.keys & reading.vocabulary for index in places[key]}
    if not straight and slot.parts and not ordered:
        straight = _scattered(slot.parts, reading)
    found = [(index, False) for index in straight]
    if slot.contrary:
        contrary = {index for key in slot.contrary & reading.vocabulary for index in places[key]}
        found += [(index, True) for index in contrary - straight]
    found.sort()
    return found


def _scattered(parts: tuple[frozenset[str], ...], reading: Reading) -> set[int]:
    """Where the words of a term stand apart within one clause."""
    sets = [{index for key in part for index in reading.places.get(key, ())} for part in parts]
    if not sets or not all(sets):
        return set()
    return {
        index
        for index in sets[0]
        if all(
            any(reading.tokens[other].clause == reading.tokens[index].clause for other in part)
            for part in sets[1:]
        )
    }


def _nearer_opposite(
    place: int, others: list[int], found: list[tuple[int, bool]], tokens: Sequence[Token]
) -> bool:
    """Whether, in the clause, the opposite of a word stands nearer to the rest of the phrase than the word does."""
    rivals = [i for i, opposite in found if opposite and tokens[i].clause == tokens[place].clause]
    if not rivals or not others:
        return False
    away = min(abs(place - other) for other in others)
    return any(min(abs(rival - other) for other in others) < away for rival in rivals)


_REACH = 14


def _strictly_ordered(phrase: Phrase) -> tuple[Slot, ...]:
    """The slots whose order counts: the terms of the field where there are two, else all."""
    if not phrase.ordered:
        return ()
    terms = tuple(slot for slot in phrase.slots if slot.keys & lexicon().terms)
    return terms if len(terms) >= 2 else phrase.slots


def _around(phrase: Phrase, reading: Reading, options: list[list[tuple[int, bool]]], anchor: int) -> Match:
    tokens = reading.tokens
    home = tokens[anchor]
    places: list[int] = []
    gained = flips = 0.0
    after = -1
    strict = _strictly_ordered(phrase)
    for slot, found in zip(phrase.slots, options, strict=True):
        near = [
            (abs(tokens[i].clause - home.clause), opposite, abs(i - anchor), i)
            for i, opposite in found
            if tokens[i].sentence == home.sentence
            and abs(i - anchor) <= _REACH
            and (i > after or slot not in strict)
            and i not in places
        ]
        if not near:
            continue
        clause, opposite, _, place = min(near, key=lambda n: (n[0] > 0 and n[1], n[0], n[1], n[2]))
        if opposite and clause:
            continue
        opposite = opposite or _nearer_opposite(place, places, found, tokens)
        places.append(place)
        after = max(after, place) if slot in strict else after
        gained += slot.weight
        flips += opposite
    events = {
        bit for i in places for bit in range(reading.denied[i].bit_length()) if reading.denied[i] >> bit & 1
    }
    total = sum(slot.weight for slot in phrase.slots)
    contrary = (len(events) + int(flips) + phrase.denied) % 2 == 1
    clauses = len({tokens[i].clause for i in places})
    return Match(gained / total, contrary, tuple(places), clauses)
