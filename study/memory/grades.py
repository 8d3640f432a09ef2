"""From an answer to the grade that the memory counts."""

from __future__ import annotations

from content.deck import Mode
from study.memory.model import ANOTHER_DAY, Grade, Memory, Phase
from study.values import Answer, Outcome

QUICK_MS = 60_000
"""A complete answer in free text within a minute, reading and typing included, came at once."""
HALF = 0.5


def grade_of(answer: Answer, memory: Memory | None) -> Grade:
    """The grade of an answer, given what was known of the item before. The one place that decides it.

    Free recall, in one's own words: correct is GOOD, and EASY where it came at once without a hint; half right or
    more is HARD, less is AGAIN, as is wrong and skipped. "I was right" makes an answer correct, never EASY: nobody
    judged it; nor did anybody where learners assess themselves. A hint makes a success HARD at the best; slowness
    costs nothing but EASY, people walk away.

    Recognition among options is weaker evidence than recall (Roediger & Karpicke 2006 on why retrieval counts):
    while an item is being learned a right choice takes its step (GOOD); later it is HARD at the best, so that the
    item comes back sooner and can be asked for in words. A wrong choice is AGAIN.

    HARD leaves an item on its step of learning, minutes from now. Where it was recalled with effort on another day
    than the time before, its step is taken (GOOD): else it would be asked every day, in place of everything new.

    Grades are those of FSRS, where HARD is a success and AGAIN alone is a failure.
    """
    if answer.counted is Outcome.PARTIAL and answer.score >= HALF:
        return _with_effort(answer, memory)
    if answer.counted is not Outcome.CORRECT:
        return Grade.AGAIN
    if answer.hints:
        return _with_effort(answer, memory)
    if answer.mode.with_options:
        settled = memory is not None and memory.phase is Phase.REVIEW
        return Grade.HARD if settled else Grade.GOOD
    quick = 0 < answer.took_ms <= QUICK_MS
    judged = answer.mode is not Mode.SELF and not answer.overridden
    return Grade.EASY if quick and judged else Grade.GOOD


def _with_effort(answer: Answer, memory: Memory | None) -> Grade:
    learning = memory is not None and memory.phase is not Phase.REVIEW
    return Grade.GOOD if learning and memory and answer.at - memory.last >= ANOTHER_DAY else Grade.HARD
