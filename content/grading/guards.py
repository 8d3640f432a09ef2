"""Answers judged before any comparison: nothing, "не знаю", an echo, a pile of words, orders to the grader."""

from __future__ import annotations

import re
from functools import cache

from content.grading.lexicon import lexicon
from content.grading.polarity import is_negation
from content.grading.reading import Reading, token_keys
from content.grading.tokens import word_set
from content.grading.words import read_word

_DONT_KNOW = (
    r"(?<![а-яa-z])(?:(?:я\s+)?не\s+(?:знаю|помню|уч[иу]л[аи]?|в\s+курсе|уверен[а]?\s+ничего|понимаю|понял[а]?|ответ\w+)"
    r"|без\s+понятия|понятия\s+не\s+име\w+|хз|фиг\s+знает|хрен\s+знает|кто\s+знает|затрудняюсь|забыл[а]?|пропус\w+|пас"
    r"|сдаюсь|ничего\s+не\s+помню|скип|нет\s+ответа|idk|dunno|no\s+(?:idea|clue)|(?:i\s+)?(?:don'?t|do\s+not)\s+(?:know|remember)"
    r"|not\s+sure|skip|pass|give\s+up|n/a)(?![а-яa-z])"
)
_ORDERS = (
    r"игнорир\w+|засчита\w+|зачти\w*|(?:поставь|ставь|выстав\w+|дай)\w*\s+(?:мне\s+)?(?:мак|зач|балл|оценк|пят|верн|прав|correct|100|10|5)"
    r"|(?:считай|прими|отметь|пометь|оцени|признай)\w*\s+(?:\w+\s+){0,4}?(?:верн|правильн|корректн|correct|зачт|максим|на\s+5|как\s+)"
    r"|ignore\s+(?:\w+\s+){0,4}(?:instruction|rubric|rule|prompt|above|previous|key)"
    r"|(?:mark|grade|accept|count|rate|score|treat)\s+(?:\w+\s+){0,4}(?:correct|right|full|pass|100|perfect|max)"
    r"|verdict\W{0,4}(?:is\s+)?(?:correct|верн)|(?:вердикт|оценка)\W{0,4}(?:верн|correct|правил|зачт|5|100|макс)"
    r"|(?:system|assistant|grader|проверяющ\w+|система|бот)\s*:|system\s+prompt|as\s+(?:a|the)\s+grader|you\s+are\s+(?:a|the|now)\s"
    r"|(?:ответ|answer)\s+(?:is\s+|это\s+)?(?:полностью\s+|абсолютно\s+|fully\s+)?(?:верный|правильный|верен|correct)\b"
    r"|(?:full|maximum)\s+(?:marks|score|credit)|\"?covered\"?\s*:|\"verdict\""
)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compiled when first needed: these two are long, and importing must be quick."""
    return re.compile(source)


def is_empty(reading: Reading) -> bool:
    """No word, number or formula at all."""
    return not any(token.is_word for token in reading.tokens)


def gives_up(reading: Reading) -> bool:
    """A short answer that says its author does not know."""
    found = _pattern(_DONT_KNOW).search(reading.text)
    if not found:
        return False
    rest = reading.text[: found.start()] + reading.text[found.end() :]
    return len(re.findall(r"[a-zа-я]{3,}", rest)) <= 5


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
    """Whether the answer is a list, with commas, and the question wants names."""
    commas = reading.text.count(",") + reading.text.count(";")
    return 5 * commas >= len(reading.tokens) and _NAMES_WANTED.search(question.text) is not None


def piles_words(reading: Reading) -> bool:
    """Names without a statement: at least five, no predicate, no preposition, no sign between them."""
    if re.search(r"[=+*/^<>→\d]| - |->|:|\(", reading.text):
        return False
    words = [token.text for token in reading.tokens if token.kind == "word"]
    if len(words) < 5:
        return False
    inflected = sum(read_word(w).speech == "noun" and not read_word(w).nominative for w in words)
    return inflected < 0.3 * len(words) and not any(_relates(word) for word in words)


def _relates(word: str) -> bool:
    if is_negation(word) or word in _LINKS:
        return True
    known = read_word(word)
    if word in lexicon().stopwords:
        return known.speech in {"verb", "prep"}
    return known.speech in {"verb", "prep", "adv"}


_LINKS = word_set(
    "вместо из для в на с со от к по без до после перед между как это is are of to for by with from in over per"
)
