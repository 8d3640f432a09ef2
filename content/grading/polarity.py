"""Which words of a text are denied, and by which negation.

Every negation is an event with a scope; a word's denials are a bit mask of events. Two negations over one word
cancel; one negation over two words of a claim denies the claim once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from content.grading.tokens import CONTRAST, Token, word_set
from content.grading.words import read_word

_RIGHT = word_set("не ни not never cannot dont doesnt isnt arent wont didnt don't doesn't isn't aren't can't")
_CONCORD = word_set("ничего никакой никакого никаких никто никогда нигде ни нет nothing")
_NOUN_GROUP = word_set("без without no никакой никакого никаких никакая")
_WHOLE = word_set("нет отсутствует отсутствуют отсутствие нету absent нельзя невозможно impossible")
_DENYING = word_set(
    "запрещать запретить предотвращать предотвратить избегать избежать избавить избавлять избавиться избавляться "
    "устранить устранять отказаться отказываться прекратить лишать forbid prevent eliminate avoid lack"
)
_LIGHT = word_set(
    "происходить делать делаться требовать требоваться нужный нужно надо использовать использоваться применять "
    "применяться выполнять выполняться быть существовать бывать понадобиться хватать need requir use happen "
    "perform do occur"
)
_NOT_A_DENIAL = word_set("только просто only just merely более менее столько")


_LAST_EVENT = 1 << 40
"""Nobody denies forty things in one answer."""


def is_negation(text: str) -> bool:
    """Whether a word denies others and so is no claim of its own."""
    if text in _RIGHT or text in _CONCORD or text in _NOUN_GROUP or text in _WHOLE:
        return True
    return not _DENYING.isdisjoint(read_word(text).keys)


def denials(tokens: Sequence[Token]) -> list[int]:
    """For each token the bit mask of the negations that deny it."""
    masks = [0] * len(tokens)
    event = 1
    for place, token in enumerate(tokens):
        if event > _LAST_EVENT:
            break
        scope = _scope(tokens, place) if token.kind == "word" else None
        if scope:
            for index in scope:
                masks[index] |= event
            event <<= 1
    return masks


def _scope(tokens: Sequence[Token], place: int) -> list[int]:
    text = tokens[place].text
    if text in _CONCORD and any(t.text == "не" for t in _clause(tokens, place)):
        return []
    if text in _RIGHT:
        return _right_scope(tokens, place)
    if text in _WHOLE:
        if _stands_for_a_predicate(tokens, place):
            return []
        return _whole_scope(tokens, place)
    if text == "rather" and [t.text for t in tokens[place + 1 : place + 2]] == ["than"]:
        return _right_scope(tokens, place + 1)
    if text in _NOUN_GROUP or not _DENYING.isdisjoint(read_word(text).keys):
        return _noun_group(tokens, place)
    return []


def _whole_scope(tokens: Sequence[Token], place: int) -> list[int]:
    """The clause; of "нет объекта — нет и маски" the side of the dash, each having its own "нет"."""
    own = tokens[place]
    clause = [i for i, t in enumerate(tokens) if t.clause == own.clause and i != place]
    if any(tokens[i].text in _WHOLE and tokens[i].dashes != own.dashes for i in clause):
        return [i for i in clause if tokens[i].dashes == own.dashes]
    return clause


def _stands_for_a_predicate(tokens: Sequence[Token], place: int) -> bool:
    """ "RoIPooling округляет, а RoIAlign нет и берёт …": this "нет" is a whole predicate, what follows is told.

    So it is at the end of "…, а GPT нет": a foreign name has no genitive, and nobody says that GPT is missing.
    """
    clause = [t.text for t in _clause(tokens, place)]
    if len(clause) == 3 and clause[0] in CONTRAST and clause[1].isascii() and clause[2] == "нет":
        return True
    following = [t.text for t in tokens[place + 1 : place + 3] if t.clause == tokens[place].clause]
    return len(following) == 2 and following[0] in ("и", "а", "но") and _is_finite(following[1])


def _clause(tokens: Sequence[Token], place: int) -> list[Token]:
    return [t for t in tokens if t.clause == tokens[place].clause]


def _right_scope(tokens: Sequence[Token], place: int) -> list[int]:
    clause, dashes = tokens[place].clause, tokens[place].dashes
    after = range(place + 1, len(tokens))
    following = list(takewhile(lambda i: tokens[i].clause == clause and tokens[i].dashes == dashes, after))
    following = list(takewhile(lambda i: not _begins_statement(tokens, i), following))
    following = _without_consequence(tokens, following)
    if following and tokens[following[0]].text in _NOT_A_DENIAL:
        return []
    if following and not _LIGHT.isdisjoint(read_word(tokens[following[0]].text).keys):
        return [i for i, t in enumerate(tokens) if t.clause == clause and i != place]
    return following


_CONJUNCTIONS = word_set("что чтобы как that how и или")
_INFINITIVE = ("ть", "ться", "ти", "чь")


def _without_consequence(tokens: Sequence[Token], following: list[int]) -> list[int]:
    """ "Не переключишь режим ответы будут разные": a new subject with its verb or adjective is not denied."""
    if not following or not _is_finite(tokens[following[0]].text):
        return following
    for at, (index, after) in enumerate(pairwise(following[1:]), start=1):
        text = tokens[index].text
        if text in _CONJUNCTIONS:
            return following
        word = read_word(text)
        if word.speech == "noun" and word.nominative and word.known and not text.isascii():
            predicate = read_word(tokens[after].text)
            if _is_finite(tokens[after].text) or (predicate.speech == "adj" and predicate.nominative):
                return following[:at]
    return following


def _is_finite(text: str) -> bool:
    return not text.isascii() and read_word(text).speech == "verb" and not text.endswith(_INFINITIVE)


def _begins_statement(tokens: Sequence[Token], place: int) -> bool:
    """Whether "и" begins another statement: a verb follows it at once."""
    if tokens[place].text not in {"и", "and"} or place + 1 >= len(tokens):
        return False
    return read_word(tokens[place + 1].text).speech == "verb"


def _noun_group(tokens: Sequence[Token], place: int) -> list[int]:
    """Up to the first noun, its adjectives included, and one more noun that depends on it."""
    scope: list[int] = []
    nouns = 0
    for index in range(place + 1, len(tokens)):
        if tokens[index].clause != tokens[place].clause or nouns == 2:
            break
        word = read_word(tokens[index].text)
        if nouns and (word.speech != "noun" or word.nominative):
            break
        scope.append(index)
        nouns += word.speech == "noun"
    return scope
