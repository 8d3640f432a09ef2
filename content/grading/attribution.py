"""Which of two compared things a statement is made of, and whether an answer says it of the other one.

A rubric compares things: those its question names ("чем A отличается от B"), those its statements begin with, or the
two sides of a pair of opposites ("лёгкие примеры гасит, трудные остаются"). What it says of only one of them must
not be said of another: right words in a wrong relation are the commonest plausible mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from content.grading.lexicon import lexicon
from content.grading.polarity import is_negation
from content.grading.reading import Reading
from content.grading.tokens import CONTRAST, word_set
from content.grading.words import read_word

_ASIDE = word_set("отличие отличии отличия unlike than против versus vs compared instead вместо нежели сравнению")
"""Words that name a thing only to compare with it: what follows is still said of the other."""
_JOINING = word_set("и а от или and from or vs versus than with")
_NEAR = 3
_MOST_GROUPS = 6
_MOST_POLES = 6


@dataclass(frozen=True)
class Poles:
    """Things compared, numbered. ``owners`` maps a key to the things it is said of, ``spared`` to those it is denied
    of, both as bit masks; ``usual`` is the one meant where none is named, -1 if there is no such one."""

    numbers: dict[str, int]
    usual: int = -1
    owners: dict[str, int] = field(default_factory=dict)
    spared: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """How much an answer says of the things the rubric says it of, and of others, in weighted words."""

    loyal: float = 0.0
    crossed: float = 0.0

    @property
    def exchange(self) -> float:
        """How firmly things are exchanged, 0..1: nothing unless more is crossed than loyal."""
        return max(0.0, self.crossed - self.loyal) / (self.crossed + self.loyal + 0.65)


def compared(
    question: Reading, points: Sequence[Reading], statements: Sequence[Reading]
) -> tuple[Poles, ...]:
    """The groups of things that are compared, with what the statements, the key points among them, say of each."""
    groups = [*_of_question(question, statements), *_leading(points), *_opposites(statements)]
    found = []
    for poles in groups[:_MOST_GROUPS]:
        _attribute(poles, statements)
        if len(set(poles.owners.values())) > 1:
            found.append(poles)
    return tuple(found)


def attribution(groups: Sequence[Poles], reading: Reading) -> Attribution:
    """How an answer attributes what it says; of several groups the one that speaks most against it."""
    found = [_told(poles, reading) for poles in groups if not reading.vocabulary.isdisjoint(poles.numbers)]
    return max(found, key=lambda one: (one.exchange, -one.loyal), default=Attribution())


def _told(poles: Poles, reading: Reading) -> Attribution:
    named = {number for found in _named(poles, reading).values() for _, number in found}
    if len(named) < 2:
        return Attribution()
    loyal = crossed = 0.0
    seen: set[tuple[frozenset[str], int]] = set()
    terms = lexicon().terms
    for index, pole, denied in _governed(poles, reading):
        keys = reading.keys[index]
        own = _mask(poles.spared if denied else poles.owners, keys)
        if not own or own & (own - 1) or (keys, pole) in seen:
            continue  # said of none or of several
        seen.add((keys, pole))
        weight = 1.0 if keys & terms else 0.65
        if own >> pole & 1:
            loyal += weight
        elif own.bit_length() - 1 in named:
            crossed += weight
    return Attribution(loyal, crossed)


def _mask(known: dict[str, int], keys: frozenset[str]) -> int:
    mask = 0
    for key in keys:
        mask |= known.get(key, 0)
    return mask


def _attribute(poles: Poles, statements: Sequence[Reading]) -> None:
    for reading in statements:
        for index, pole, denied in _governed(poles, reading):
            known = poles.spared if denied else poles.owners
            for key in reading.keys[index]:
                known[key] = known.get(key, 0) | 1 << pole


def _governed(poles: Poles, reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Content words with the number of the thing each is said of, and whether it is denied."""
    named = _named(poles, reading)
    current, clause, sentence_first = poles.usual, -1, -1
    stop = lexicon().stopwords
    for index, token in enumerate(reading.tokens):
        if token.clause != clause:
            clause = token.clause
            sentence_first = next((p for p in named.get(clause, ()) if p[0] >= index), (0, -1))[1]
            current = sentence_first if sentence_first >= 0 else current
        own = poles_at = _number(poles, reading.keys[index])
        if own >= 0:
            current = own if any(place == index for place, _ in named.get(clause, ())) else current
        if current < 0 or poles_at >= 0 or token.text in stop or is_negation(token.text):
            continue
        yield index, current, reading.denied[index].bit_count() % 2 == 1


def _named(poles: Poles, reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """For each clause where things are named as what it is about, and which."""
    found: dict[int, list[tuple[int, int]]] = {}
    for index, keys in enumerate(reading.keys):
        number = _number(poles, keys)
        if number < 0 or reading.denied[index] or _only_compared(reading, index):
            continue
        found.setdefault(reading.tokens[index].clause, []).append((index, number))
    return found


def _number(poles: Poles, keys: frozenset[str]) -> int:
    for key in keys:
        if key in poles.numbers:
            return poles.numbers[key]
    return -1


def _only_compared(reading: Reading, index: int) -> bool:
    before = reading.tokens[max(0, index - _NEAR) : index]
    return any(token.text in _ASIDE and token.sentence == reading.tokens[index].sentence for token in before)


def _of_question(question: Reading, statements: Sequence[Reading]) -> Iterator[Poles]:
    """Two things the question sets against each other: "чем A отличается от B", "что такое A и B"."""
    content = [i for i in question.content() if _is_name(question, i)]
    for first, second in pairwise(content):
        if not _set_against(question, first, second):
            continue
        pair = [question.keys[first], question.keys[second]]
        if all(_mentioned(keys, statements) for keys in pair) and len(_apart(pair, statements)) == 2:
            yield _poles(pair, usual=-1)


def _set_against(question: Reading, first: int, second: int) -> bool:
    between = {token.text for token in question.tokens[first + 1 : second]}
    if question.tokens[first].sentence != question.tokens[second].sentence:
        return False
    return not _JOINING.isdisjoint(between) and _alike(question, first, second)


def _alike(reading: Reading, first: int, second: int) -> bool:
    """Whether two words are of one kind: both names of the field, both foreign, or of one part of speech."""
    one, two = (reading.tokens[place].text for place in (first, second))
    terms = lexicon().terms
    if reading.keys[first] & terms and reading.keys[second] & terms:
        return True
    if one.isascii() or two.isascii():
        return one.isascii() and two.isascii()
    return read_word(one).speech == read_word(two).speech


def _is_name(reading: Reading, index: int) -> bool:
    text = reading.tokens[index].text
    if reading.keys[index] & lexicon().terms or text.isascii():
        return True
    return read_word(text).speech in {"noun", "adj"}


def _mentioned(keys: frozenset[str], statements: Sequence[Reading]) -> bool:
    return any(not keys.isdisjoint(reading.vocabulary) for reading in statements)


def _leading(statements: Sequence[Reading]) -> Iterator[Poles]:
    """The terms and names that statements begin with, or their clauses."""
    leading = []
    for reading in statements:
        clause = -1
        for index in reading.content():
            if reading.tokens[index].clause == clause:
                continue
            clause = reading.tokens[index].clause
            if not _opens(reading, index):
                continue
            if reading.keys[index] & lexicon().terms or reading.tokens[index].text.isascii():
                leading.append(reading.keys[index])
    apart = _apart(leading, statements)
    if len(apart) >= 2:
        yield _poles(apart)


def _opens(reading: Reading, index: int) -> bool:
    """Whether a sentence begins with a word, small words aside, or a clause that sets it against the one before."""
    token = reading.tokens[index]
    clause = [t for t in reading.tokens[max(0, index - _NEAR) : index] if t.clause == token.clause]
    if clause and clause[0].text in CONTRAST:
        return True
    return not any(t.sentence == token.sentence and t.clause < token.clause for t in reading.tokens[:index])


def _opposites(statements: Sequence[Reading]) -> Iterator[Poles]:
    """Pairs of opposites both of which are spoken of."""
    known = lexicon().opposites
    said = frozenset().union(*(reading.vocabulary for reading in statements)) if statements else frozenset()
    terms = lexicon().terms
    for key in sorted(said & known.keys() & terms):
        for other in sorted(known[key] & said & terms):
            if key < other:
                yield _poles([frozenset((key,)), frozenset((other,))])


def _apart(named: Sequence[frozenset[str]], statements: Sequence[Reading]) -> list[frozenset[str]]:
    """Of the things named those that can be told apart: no clause is about both."""
    distinct: list[frozenset[str]] = []
    for keys in named:
        if not any(keys & other for other in distinct):
            distinct.append(keys)
    places = [_clauses(keys, statements) for keys in distinct]
    common = {
        max(one, two, key=lambda which: len(places[which]))
        for one, two in combinations(range(len(distinct)), 2)
        if places[one] & places[two]
    }
    return [keys for number, keys in enumerate(distinct) if number not in common][:_MOST_POLES]


def _clauses(keys: frozenset[str], statements: Sequence[Reading]) -> set[tuple[int, int]]:
    return {
        (number, reading.tokens[place].clause)
        for number, reading in enumerate(statements)
        for key in keys
        for place in reading.places.get(key, ())
    }


def _poles(named: Sequence[frozenset[str]], usual: int = -1) -> Poles:
    return Poles({key: number for number, keys in enumerate(named) for key in keys}, usual)
