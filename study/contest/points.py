"""What an answer is worth in a contest. Pure arithmetic: the same log and rules give the same points.

100 points for all there was to know, in proportion for a part of it. A right answer earns up to 30 more for speed
(where the rules say so), in proportion to the time that is left, and 10, 20 or 30 for the second, third and any
further right answer in a row. Who does not answer what others do ends their row; what nobody answers counts for
nobody. Nobody reads a question and its options in less than ``reading_time``: a quicker answer counts for memory,
but here it is as if it had not known anything, and ends the row. Points for knowing and for speed are each rounded
to whole ones.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from content.deck import Mode
from study.contest.values import Rules, Timing
from study.values import Answer, Outcome

WHOLE = 100
MOST_SPEED = 30
STREAK_STEP, MOST_STREAK = 10, 30
SHORTEST, LONGEST = 0.5, 2.0
"""Seconds of reading at the least and at the most."""
MOST_READING = timedelta(seconds=LONGEST)
A_SECOND = timedelta(seconds=1)
LETTERS_A_SECOND = 400
"""Nobody skims faster; people read 20 to 30 letters a second."""


def reading_time(letters: int) -> timedelta:
    """The least time in which a question of so many characters, its options included, can have been read."""
    return timedelta(seconds=min(LONGEST, SHORTEST + letters / LETTERS_A_SECOND))


def share_of(answer: Answer) -> float:
    """How much of what there was to know an answer knew, 0..1. "I was right" counts where it was granted."""
    return share(answer.counted, answer.score)


def share(counted: Outcome, score: float) -> float:
    """How much was known by an outcome and its score: a part is neither nothing nor all."""
    if counted is Outcome.CORRECT:
        return 1.0
    return min(0.9, max(0.1, score)) if counted is Outcome.PARTIAL else 0.0


def took(answer: Answer, timing: Timing) -> timedelta:
    """How long an answer took from when the question could be seen, without what the bot was away for.

    What lies before that was given when the question was shown for the first time (it was shown again since): then
    it counts from when it was asked. The instant of a message is in whole seconds: it may lie a little before.
    """
    slack = A_SECOND if answer.mode is Mode.OPEN else timedelta(0)
    if answer.at + slack <= timing.shown_at:
        return timedelta(milliseconds=answer.took_ms)
    away = timing.lost if timing.lost_from is not None and answer.at > timing.lost_from else timedelta(0)
    return max(timedelta(0), answer.at - timing.shown_at - away)


def seen_for(answer: Answer, timing: Timing) -> timedelta:
    """How long a question could be read before an answer: also while the bot was away, people see what is there.

    Where it was away before it knew that the question had arrived, that may have been long before it arrived again.
    """
    if timing.lost_from is not None and timing.lost_from <= timing.shown_at:
        return timedelta(milliseconds=answer.took_ms)
    return took(answer, replace(timing, lost=timedelta(0)))


def too_fast(answer: Answer, span: timedelta, letters: int) -> bool:
    """Whether an answer came before anybody can have read the question, which was seen for ``span``.

    Words typed take longer than that anyway, and their instant is in whole seconds.
    """
    return answer.mode is not Mode.OPEN and span < reading_time(letters)


def points_of(share: float, span: timedelta, streak: int, rules: Rules) -> int:
    """The points of an answer: ``share`` of what there was to know, given after ``span``, the ``streak``-th right
    answer in a row (0: it was not right)."""
    points = round(WHOLE * share)
    if share < 1:
        return points
    if rules.speed:
        left = 1 - span / rules.time
        points += round(MOST_SPEED * min(1.0, max(0.0, left)))
    return points + min(MOST_STREAK, STREAK_STEP * max(0, streak - 1))
