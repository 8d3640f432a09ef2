"""Answers judged before any comparison: nothing, "не знаю", an echo, a pile of words, orders to the grader."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from content.grading.lexicon import lexicon
from content.grading.polarity import is_negation
from content.grading.reading import Reading, token_keys
from content.grading.tokens import word_set
from content.grading.words import read_word

_DONT_KNOW = (
    r"(?<![а-яa-z])(?:(?:я\s+)?не\s+(?:знаю|помню|в\s+курсе|уверен[а]?\s+ничего|понимаю|понял[а]?|отвечу)"
    r"|я\s+не\s+учил[аи]?|без\s+понятия|понятия\s+не\s+име\w+|хз|фиг\s+знает|хрен\s+знает|кто\s+знает|затрудняюсь"
    r"|пропускаю|пропущу|сдаюсь|ничего\s+не\s+помню|нет\s+ответа|idk|dunno|no\s+(?:idea|clue)"
    r"|(?:i\s+)?(?:don'?t|do\s+not)\s+(?:know|remember)|not\s+sure|i\s+give\s+up|give\s+up|n/a)(?![а-яa-z])"
)
_PERHAPS_DONT_KNOW = (
    r"(?:не\s+учил[аи]?|(?:я\s+)?забыл[аи]?|пропус(?:к|тить|ти)|пас|скип|skip|pass)(?![а-яa-z])"
)
"""Words that open a refusal and are terms as well: "pass", but "forward pass"; "пропуск" of an object."""
_RIGHT = r"(?:верн|правильн|корректн|correct|зачт|зачёт|максим|на\s+5)"
_MINE = r"(?:this|it|me|my|that|(?:the\s+)?(?:answer|response))"
_ORDERS = (
    r"игнорируй(?:те)?|засчитай(?:те)?|прошу\s+засчитать|засчитать\s+(?:мне|мой|этот\s+ответ)|зачти(?:те)?(?!\w)"
    r"|(?:поставь|ставь|выстави|дай)(?:те)?\s+(?:мне\s+)?(?:мак|зач|балл|оценк|пят|верн|прав|correct|100|10|5)"
    rf"|(?:считай|прими|отметь|пометь|оцени|признай)(?:те)?\s+(?:\w+\s+){{0,4}}?(?:{_RIGHT}|как\s+)"
    r"|ignore\s+(?:\w+\s+){0,4}(?:instruction|rubric|rule|prompt|above|previous|key)"
    rf"|(?:mark|grade|accept|count|rate|score|treat)\s+{_MINE}\s+(?:\w+\s+){{0,3}}"
    r"(?:correct|right|full|pass(?:ed)?|100|perfect|max(?:imum)?)(?!\w)"
    r"|(?:mark|grade|accept|count)\s+as\s+(?:correct|right)(?!\w)"
    r"|verdict\W{0,4}(?:is\s+)?(?:correct|верн)|(?:вердикт|оценка)\s*[:=]\s*(?:верн|correct|правил|зачт|5|100|макс)"
    r"|(?:assistant|grader|проверяющ\w+|система|бот)\s*:|as\s+(?:a|the)\s+grader"
    r"|you\s+are\s+(?:a|the|now)\s+(?:\w+\s+)?(?:grader|judge|teacher|examiner)"
    r"|(?:мой|этот|данный|my|this|the)\s+(?:ответ|answer)\s+(?:is\s+|это\s+)?"
    r"(?:полностью\s+|абсолютно\s+|fully\s+)?(?:верный|правильный|верен|correct)(?!\w)"
    r"|(?:full|maximum)\s+(?:marks|score|credit)|\"?covered\"?\s*:|\"verdict\""
)
"""Imperatives to the grader and claims about this very answer. The same words tell of detections and metrics
("решаем, засчитать ли рамку", "sort by score, keep the top 1000"): alone they order nothing."""


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compiled when first needed: these two are long, and importing must be quick."""
    return re.compile(source)


def is_empty(reading: Reading) -> bool:
    """No word, number or formula at all."""
    return not any(token.is_word for token in reading.tokens)


def gives_up(reading: Reading, question: Reading) -> bool:
    """A short answer that says its author does not know. One that ventures terms nobody asked about is judged."""
    found = _pattern(_DONT_KNOW).search(reading.text)
    if found:
        rest = reading.text[: found.start()] + reading.text[found.end() :]
        if len(re.findall(r"[a-zа-я]{3,}", rest)) > 5:
            return False
        return _terms_ventured(reading, found.start(), found.end(), question) < 2
    opening = _pattern(_PERHAPS_DONT_KNOW).match(reading.text.strip())
    if not opening or len(re.findall(r"[a-zа-я]{3,}", reading.text)) > 5:
        return False
    return not _terms_ventured(reading, 0, opening.end(), question)


def _terms_ventured(reading: Reading, start: int, end: int, question: Reading) -> int:
    """Terms of the field outside the characters of a refusal that the question does not name."""
    terms = lexicon().terms
    return sum(
        not start <= token.start < end and any(key in terms and key not in question.places for key in keys)
        for token, keys in zip(reading.tokens, reading.keys, strict=True)
    )


def without_orders(settled: str) -> str | None:
    """The answer without the sentences that give orders to the grader, or ``None`` where there are none."""
    orders = _pattern(_ORDERS)
    if not orders.search(settled):
        return None
    sentences = re.split(r"(?<=[.!?;\n])\s+|\n", settled)
    return " ".join(sentence for sentence in sentences if not orders.search(sentence))


def echoes(reading: Reading, question: Reading) -> bool:
    """Whether every word of the answer comes from the question."""
    content = reading.content()
    asked = {key for token in question.tokens for key in token_keys(token)}
    return bool(content) and all(not token_keys(reading.tokens[i]).isdisjoint(asked) for i in content)


_NAMES_WANTED = re.compile(
    r"перечисл|назови|какие|каких|какой|какая|из чего|сколько|чем можно|что входит"
    r"|^(?:name|list|which|what are|what is)"
)


def lists_names(reading: Reading, question: Reading) -> bool:
    """Whether the answer is a list, its names set apart, and the question wants names."""
    return 5 * len(_names_apart(reading)) >= len(reading.tokens) and bool(_NAMES_WANTED.search(question.text))


class Pile(Enum):
    """Names without a statement: a ``HEAP`` runs on without a mark, a ``LIST`` sets its names apart."""

    HEAP = "heap"
    LIST = "list"


_LONGEST_NAME = 4
"""Words of a term that stand side by side, such as "gradient penalty loss weight"."""


_SHORTEST_LIST = 3
"""Fewer names than that make a phrase, such as "the harmonic mean of one and another"."""


def piles_words(reading: Reading) -> Pile | None:
    """At least five words with no predicate, no preposition, no dash or sign between them."""
    if _pattern(r"[=+*/^<>→\d—]| - |->|:|\(|\b(?:the|an)\b").search(reading.text):
        return None
    words = [token.text for token in reading.tokens if token.kind == "word"]
    if len(words) < 5:
        return None
    inflected = sum(read_word(w).speech == "noun" and not read_word(w).nominative for w in words)
    if inflected >= 0.3 * len(words) or any(_relates(word) for word in words):
        return None
    if _english_verb(words):
        return None
    runs = [len(run.split()) for run in _names_apart(reading)]
    if max(runs) > _LONGEST_NAME:
        return Pile.HEAP
    return Pile.LIST if len(runs) >= _SHORTEST_LIST else None


def _english_verb(words: list[str]) -> bool:
    """Whether an English answer seems to have a verb in the third person: one word in -s, after the first."""
    endings = [place for place, word in enumerate(words) if _pattern(r"[a-z]{3,}[^suia\W]s").fullmatch(word)]
    return " ".join(words).isascii() and len(endings) == 1 and 0 < endings[0] < len(words) - 1


def _names_apart(reading: Reading) -> list[str]:
    return _pattern(r"[,;.!?\n]+\s*|\s(?:и|или|and|or)\s").split(reading.text.strip(" ,;.!?\n"))


def _relates(word: str) -> bool:
    if is_negation(word) or word in _LINKS:
        return True
    known = read_word(word)
    if word in lexicon().stopwords:
        return known.speech in {"verb", "prep"} or (word.isascii() and word not in _JOINING)
    return known.speech in {"verb", "prep", "adv"}


_JOINING = word_set("and or")
"""English words that also stand between mere names; any other small word makes a sentence."""
_LINKS = word_set(
    "вместо из для в на с со от к по без до после перед между как это is are of to for by with from in over per"
)
