"""What the answers of a contest are worth. The log is the truth; what comes of it is stored beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from content.deck import Item
from content.library import Library
from study.chat_days import clock_of
from study.contest.points import points_of, seen_for, share_of, too_fast, took
from study.contest.values import Contest, Rules, Score, Timing
from study.ports import Work
from study.values import Answer, Asked


def reckon(work: Work, library: Library, contest: Contest) -> tuple[Score, ...]:
    """All answers to closed questions, from the log, so that it is the same however often; stored anew."""
    by_question: dict[int, list[Answer]] = {}
    for answer in work.answers_in(contest.session.id):
        by_question.setdefault(answer.question, []).append(answer)
    scores: list[Score] = []
    for question in sorted(by_question):
        asked = work.asked(question)
        if asked is not None and asked.closed_at is not None:
            scores += reckon_latest(work, library, contest, asked, by_question[question])
    return tuple(scores)


def reckon_latest(
    work: Work, library: Library, contest: Contest, asked: Asked, answers: Sequence[Answer]
) -> tuple[Score, ...]:
    """The ``answers`` to the question that was just closed, stored: what earlier ones are worth is stored already.

    A reveal must not take longer with every question: with two hundred players each one adds two hundred answers.
    """
    timing = work.timing(asked.id)
    if timing is None:
        return ()
    local, letters = clock_of(work, contest.session.place.chat), _letters(library, asked)
    streaks = work.streaks_before(contest.id, asked.id)
    scores = _worth(answers, timing, letters, streaks, contest.rules, local)
    work.put_scores(contest, scores)
    return tuple(scores)


def _worth(
    answers: Sequence[Answer],
    timing: Timing,
    letters: int,
    streaks: Mapping[int, int],
    rules: Rules,
    local: tzinfo,
) -> list[Score]:
    """What the answers to one question are worth after the ``streaks`` that people had before it."""
    scores = []
    for answer in answers:
        span = took(answer, timing)
        fast = too_fast(answer, seen_for(answer, timing), letters)
        share = 0.0 if fast else share_of(answer)
        streak = streaks.get(answer.person, 0) + 1 if share == 1 else 0
        points = points_of(share, span, streak, rules)
        day = answer.at.astimezone(local).date()
        scores.append(
            Score(
                answer.question,
                answer.person,
                answer.deck,
                answer.item,
                share,
                points,
                streak,
                answer.at,
                day,
            )
        )
    return scores


def _letters(library: Library, asked: Asked) -> int:
    item = library.item(asked.deck, asked.item)
    return letters_of(item, asked) if item else 0


def letters_of(item: Item, asked: Asked) -> int:
    """How much there is to read in a question and the options shown, as far as they are still there."""
    options = [item.choices[index].text for index in asked.options if index < len(item.choices)]
    return len(item.question) + sum(map(len, options))
