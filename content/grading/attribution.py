"""Which of two compared things a statement is made of, and whether an answer says it of the other one.

A rubric compares things: those its question names ("чем A отличается от B"), those its statements begin with, or
the two sides of a pair of opposites ("лёгкие примеры гасит, трудные остаются"). What it says of only one of them
must not be said of another: right words in a wrong relation are the commonest plausible mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from content.grading.lexicon import lexicon
from content.grading.polarity import is_negation
from content.grading.reading import Reading
from content.grading.tokens import CONTRAST, word_set
from content.grading.words import read_word

_ASIDE = word_set(
    "отличие отличии отличия unlike than против versus vs compared instead вместо нежели сравнению"
)
"""Words that name a thing only to compare with it: what follows is still said of the other."""
_WHITHER = word_set("от к from to")
"""Small words that tell one thing from another: blood runs from the heart or to it."""
_JOINING = word_set("и а от или and from or vs versus than with")
_DIFFERING = word_set("а от from vs versus than")
_NEAR = 3
_RELATIVE = word_set(
    "§more §less §many §few §big §small §all §multiply §divide §max §min §first §last §same §different §add "
    "§subtract §increase §reduce §strong §weak §strongly"
)
"""Opposites that grade or count: each sentence has its own, so nothing is told of them as such."""
_ONE_WORD = 0.65
"""What an everyday word weighs beside a term; a single one proves little."""
_MOST_GROUPS = 6
_MOST_LEADING = 12
_MOST_POLES = 6


@dataclass(frozen=True)
class Poles:
    """Things compared, numbered. ``owners`` maps a key to the things it is said of, ``spared`` to those it is
    denied of, both as bit masks; ``usual`` is the one meant where none is named, -1 if there is no such one.

    ``contrasted``: the question asks how they differ. Where it does not, only a mutual exchange counts: what is
    true of one is said of another, and something else the other way round.
    """

    numbers: dict[str, int]
    usual: int = -1
    contrasted: bool = False
    owners: dict[str, int] = field(default_factory=dict)
    spared: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """``exchanged``: how firmly an answer exchanges things, 0..1; ``leaning``: the same where it may be chance."""

    exchanged: float = 0.0
    leaning: float = 0.0


def compared(
    question: Reading,
    points: Sequence[Reading],
    statements: Sequence[Reading],
    phrasings: Sequence[Sequence[Reading]] = (),
) -> tuple[Poles, ...]:
    """The groups of things that are compared, with what is said of each.

    ``statements``: everything known to be right, ``points`` among them; ``phrasings``: those of each point, which
    are about the same thing where they name none.
    """
    groups = [*_of_question(question, statements), *_leading(points), *_opposites(statements)]
    found = []
    for poles in groups[:_MOST_GROUPS]:
        _attribute(poles, statements)
        for point, accepted in zip(points, phrasings, strict=False):
            named = {number for places in _named(poles, point).values() for number in places.values()}
            if len(named) == 1:
                _attribute(replace(poles, usual=named.pop()), accepted)
        if len(set(poles.owners.values())) > 1:
            found.append(poles)
    return tuple(found)


def attribution(groups: Sequence[Poles], reading: Reading) -> Attribution:
    """How an answer attributes what it says; of several groups those that speak most against it."""
    found = [_told(poles, reading) for poles in groups if not reading.vocabulary.isdisjoint(poles.numbers)]
    if not found:
        return Attribution()
    return Attribution(max(one.exchanged for one in found), max(one.leaning for one in found))


def _told(poles: Poles, reading: Reading) -> Attribution:
    named = {number for keys in reading.keys if (number := _number(poles, keys)) >= 0}
    if len(named) < 2:
        return Attribution()
    loyal = crossed = 0.0
    robbed: set[int] = set()
    seen: set[tuple[frozenset[str], int]] = set()
    terms = lexicon().terms
    for index, pole, denied in _governed(poles, reading):
        keys = reading.keys[index]
        own = _mask(poles.spared if denied else poles.owners, keys)
        if not own or own & (own - 1) or (keys, pole) in seen:
            continue  # said of none or of several
        seen.add((keys, pole))
        weight = 1.0 if keys & terms else _ONE_WORD
        if own >> pole & 1:
            loyal += weight
        elif own.bit_length() - 1 in named:
            crossed += weight
            robbed.add(own)
    leaning = max(0.0, crossed - loyal) / (crossed + loyal + _ONE_WORD)
    return Attribution(leaning if poles.contrasted or len(robbed) > 1 else 0.0, leaning)


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
    subject = current = poles.usual
    clause = -1
    stop = lexicon().stopwords
    for index, token in enumerate(reading.tokens):
        places = named.get(token.clause, {})
        if token.clause != clause:
            clause = token.clause
            if places and (subject < 0 or _begins(reading, index, next(iter(places)))):
                subject = next(iter(places.values()))
            current = subject
        current = places.get(index, current)
        if current < 0 or _number(poles, reading.keys[index]) >= 0 or is_negation(token.text):
            continue
        if token.text not in stop or token.text in _WHITHER:
            yield index, current, reading.denied[index].bit_count() % 2 == 1


def _named(poles: Poles, reading: Reading) -> dict[int, dict[int, int]]:
    """For each clause the words that name what it is about, in order, and which thing each names."""
    found: dict[int, dict[int, int]] = {}
    for index, keys in enumerate(reading.keys):
        number = _number(poles, keys)
        if number >= 0 and not reading.denied[index] and not _only_compared(reading, index):
            found.setdefault(reading.tokens[index].clause, {})[index] = number
    return found


def _begins(reading: Reading, index: int, named: int) -> bool:
    """Whether what a clause names is its subject: it comes first, or the clause stands by itself.

    In "the generator learns from it, fools the discriminator" the second clause is still about the generator.
    """
    token = reading.tokens[index]
    if token.text in CONTRAST or not index or reading.tokens[index - 1].sentence != token.sentence:
        return True
    stop = lexicon().stopwords
    return all(reading.tokens[place].text in stop for place in range(index, named))


def _number(poles: Poles, keys: frozenset[str]) -> int:
    return min((poles.numbers[key] for key in keys if key in poles.numbers), default=-1)


def _only_compared(reading: Reading, index: int) -> bool:
    before = reading.tokens[max(0, index - _NEAR) : index]
    return any(token.text in _ASIDE and token.sentence == reading.tokens[index].sentence for token in before)


def _of_question(question: Reading, statements: Sequence[Reading]) -> Iterator[Poles]:
    """Two things the question sets against each other: "чем A отличается от B", "что такое A и B"."""
    for first, second in pairwise(_names(question)):
        between = {token.text for token in question.tokens[first[-1] + 1 : second[0]]}
        if not _set_against(question, first[-1], second[0], between):
            continue
        pair = _distinct([question.keys[i] for i in first], [question.keys[i] for i in second], statements)
        if all(pair) and all(_leads(number, pair, statements) for number in (0, 1)):
            yield _poles(pair, contrasted=any(map(_differing, between)))


def _distinct(
    first: Sequence[frozenset[str]], second: Sequence[frozenset[str]], statements: Sequence[Reading]
) -> tuple[frozenset[str], frozenset[str]]:
    """What tells two names apart: "обычный NMS" and "Soft-NMS" by "обычный" and "soft"."""
    one, two = frozenset().union(*first), frozenset().union(*second)
    return _telling(first, one & two, two - one, statements), _telling(
        second, one & two, one - two, statements
    )


def _telling(
    name: Sequence[frozenset[str]],
    shared: frozenset[str],
    other: frozenset[str],
    statements: Sequence[Reading],
) -> frozenset[str]:
    """The words of a name that no clause has beside the other name; all its own words where there are none."""
    own = [word - shared for word in name]
    elsewhere = _clauses(other, statements).keys()
    telling = [word for word in own if (said := _clauses(word, statements).keys()) and not said & elsewhere]
    return frozenset().union(*(telling or own))


def _names(question: Reading) -> list[list[int]]:
    """The names in a question: words that stand side by side, such as "обычный NMS"."""
    found: list[list[int]] = []
    for index in question.content():
        if not _is_name(question, index):
            continue
        apart = found and question.tokens[index].clause != question.tokens[found[-1][-1]].clause
        if found and found[-1][-1] == index - 1 and not apart:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def _set_against(question: Reading, first: int, second: int, between: set[str]) -> bool:
    one, two = question.tokens[first], question.tokens[second]
    listed = not between and one.clause != two.clause
    return one.sentence == two.sentence and (
        listed or any(text in _JOINING or _differing(text) for text in between)
    )


def _differing(text: str) -> bool:
    """Whether a word between two names asks how they differ: "от", "than", "лучше", "быстрее"."""
    return text in _DIFFERING or (read_word(text).speech in {"adv", "adj"} and text.endswith(("ее", "ше")))


def _is_name(reading: Reading, index: int) -> bool:
    text = reading.tokens[index].text
    if reading.keys[index] & lexicon().terms or text.isascii():
        return True
    return read_word(text).speech in {"noun", "adj"}


def _leads(number: int, pair: Sequence[frozenset[str]], statements: Sequence[Reading]) -> bool:
    """Whether some clause names this one of two things first, or alone."""
    own, other = (
        {place: places[0] for place, places in _clauses(keys, statements).items()}
        for keys in (pair[number], pair[1 - number])
    )
    return any(place not in other or first < other[place] for place, first in own.items())


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
            text = reading.tokens[index].text
            if text.isascii() or (reading.keys[index] & lexicon().terms and read_word(text).speech == "noun"):
                leading.append(reading.keys[index])
    apart = _apart(leading[:_MOST_LEADING], statements)
    if len(apart) >= 2:
        yield _poles(apart)


def _opens(reading: Reading, index: int) -> bool:
    """Whether a sentence begins with a word, small words aside, or a clause that sets it against the one before."""
    token = reading.tokens[index]
    clause = [t for t in reading.tokens[max(0, index - _NEAR) : index] if t.clause == token.clause]
    if clause and clause[0].text in CONTRAST:
        return True
    after = [t for t in reading.tokens[index + 1 : index + 1 + _NEAR] if t.clause == token.clause]
    if any(t.dashes > token.dashes or read_word(t.text).speech == "verb" for t in after):
        return True
    return not any(t.sentence == token.sentence and t.clause < token.clause for t in reading.tokens[:index])


def _opposites(statements: Sequence[Reading]) -> Iterator[Poles]:
    """Pairs of opposites both of which are spoken of; those that only grade must begin clauses."""
    known = lexicon().opposites
    said = frozenset().union(*(reading.vocabulary for reading in statements)) if statements else frozenset()
    opening = frozenset(key for reading in statements for key in _opening(reading))
    usable = (said - _RELATIVE) | (opening & _RELATIVE)
    for key in sorted(usable & known.keys()):
        for other in sorted(known[key] & usable):
            if key < other:
                yield _poles([frozenset((key,)), frozenset((other,))])


def _opening(reading: Reading) -> Iterator[str]:
    """The keys of the first word of every clause."""
    clause = -1
    for index in reading.content():
        if reading.tokens[index].clause != clause:
            clause = reading.tokens[index].clause
            yield from reading.keys[index]


def _apart(named: Sequence[frozenset[str]], statements: Sequence[Reading]) -> list[frozenset[str]]:
    """Of the things named those that can be told apart: most clauses are about one of them."""
    distinct: list[frozenset[str]] = []
    for keys in named:
        if not any(keys & other for other in distinct):
            distinct.append(keys)
    places = [_clauses(keys, statements) for keys in distinct]
    common = {
        max(one, two, key=lambda which: len(places[which]))
        for one, two in combinations(range(len(distinct)), 2)
        if 2 * len(places[one].keys() & places[two].keys()) > min(len(places[one]), len(places[two]))
    }
    return [keys for number, keys in enumerate(distinct) if number not in common][:_MOST_POLES]


def _clauses(keys: frozenset[str], statements: Sequence[Reading]) -> dict[tuple[int, int], list[int]]:
    """The clauses that name a thing, and where in the statement."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, reading in enumerate(statements):
        for place in sorted({place for key in keys for place in reading.places.get(key, ())}):
            found.setdefault((number, reading.tokens[place].clause), []).append(place)
    return found


def _poles(named: Sequence[frozenset[str]], *, contrasted: bool = False) -> Poles:
    return Poles({key: number for number, keys in enumerate(named) for key in keys}, contrasted=contrasted)
