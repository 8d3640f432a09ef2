"""A mock exam: its questions, without a word on the answers, and the debrief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.presses.quiz import IWasRight, RepeatMissed, ShowDecks, Skip
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen
from bot.screens.question import question_parts
from content.deck import Item, Mode
from study.debrief import Debrief, Marked
from study.exam import time_left
from study.outcomes import Put
from study.values import Answer, Outcome, Session

QUESTION, POINT, TOPIC = 70, 90, 40
"""Characters shown: ten questions with their lines fit into one message, which can be edited as a whole."""
IN_A_ROW = 5
MARKS = {Outcome.CORRECT: "✅", Outcome.PARTIAL: "🟡", Outcome.WRONG: "❌", Outcome.SKIPPED: "⏭"}
MINUTE = timedelta(minutes=1)


def exam_question_screen(put: Put, now: datetime, *, taken: bool = False) -> Screen:
    """A question of an exam, below how much time is left; ``taken``: the answer before it was taken."""
    rows = ((Button(Skip(put.asked.id), "button-skip"),),)
    how = (GAP, Say("question-open")) if put.asked.position == 1 else ()
    return Screen((*_head(put, now, taken=taken), GAP, *question_parts(put), *how), rows)


def _head(put: Put, now: datetime, *, taken: bool) -> Iterable[Part]:
    session, left = put.session, time_left(put.session, now)
    minutes = {"minutes": str(left // MINUTE)}
    if put.asked.position == 1:
        yield Say("mock-begin", {"count": session.length, **minutes})
        return
    short = "-short" if left < MINUTE else ""
    if taken:
        done = {"done": str(put.asked.position - 1), "length": str(session.length)}
        yield Say(f"mock-taken{short}", {**done, **minutes})
    else:
        yield Say(f"mock-left{short}", minutes)


def debrief_screen(debrief: Debrief) -> Screen:
    """The score, each question in a line or two, the weakest topics, and how to disagree."""
    parts: list[Part] = [Say("mock-title")]
    if not debrief.in_time:
        parts.append(Say("mock-time-is-up"))
    parts += [GAP, *_score(debrief)]
    for mark in debrief.marks:
        parts += [GAP, *_mark(mark)]
    if len(debrief.marks) < debrief.length:
        parts += [GAP, Say("mock-unasked", {"count": debrief.length - len(debrief.marks)})]
    if debrief.weakest:
        topics = ", ".join(clip(topic, TOPIC) for topic in debrief.weakest)
        parts += [GAP, Say("mock-weakest", {"topics": topics})]
    doubtful = [mark for mark in debrief.marks if _doubtful(mark.answer)]
    if doubtful:
        parts += [GAP, Say("mock-doubt")]
    return Screen(tuple(parts), _rows(debrief.session, debrief.marks, doubtful))


def _score(debrief: Debrief) -> Iterable[Part]:
    args = {
        "points": f"{debrief.points:g}".replace(".", ","),
        "length": str(debrief.length),
        "share": str(round(100 * debrief.share)),
    }
    yield Say("mock-score", args)
    yield Say("mock-scale")


def _mark(mark: Marked) -> Iterable[Part]:
    """The verdict beside the question, and below it what was missing and what was wrong."""
    sign = MARKS[mark.answer.counted] if mark.answer else "⚪️"
    question = clip(mark.item.question, QUESTION)
    yield Say("mock-mark", {"mark": sign, "number": str(mark.number), "question": question})
    if mark.answer is None:
        yield Say("mock-unanswered")
    elif mark.answer.overridden:
        yield Say("mock-overridden")
    elif mark.answer.counted is not Outcome.CORRECT:
        yield from _reasons(mark.item, mark.answer)


def _reasons(item: Item, answer: Answer) -> Iterable[Part]:
    points = len(item.key_points)
    if answer.outcome is Outcome.PARTIAL:
        yield Say("mock-said", {"said": str(len(answer.covered)), "all": str(points)})
    skipped = answer.outcome is Outcome.SKIPPED
    wrong, missing = _heaviest(item, answer.contradicted), _heaviest(item, answer.missing)
    if wrong:
        yield Say("mock-contradicted", {"text": clip(wrong, POINT)})
    elif missing or skipped:
        text = missing or _heaviest(item, range(points))
        yield Say("mock-expected" if skipped else "mock-missing", {"text": clip(text, POINT)})


def _heaviest(item: Item, indices: Sequence[int]) -> str:
    """The key point that matters most; the deck may have changed since."""
    there = [item.key_points[index] for index in indices if index < len(item.key_points)]
    return max(there, key=lambda point: point.weight).text if there else ""


def _doubtful(answer: Answer | None) -> bool:
    """Whether the verdict may be doubted: on the learner's own words, and not for the learner already."""
    if answer is None or answer.overridden or answer.mode is not Mode.OPEN:
        return False
    return answer.outcome in (Outcome.PARTIAL, Outcome.WRONG)


def _rows(
    session: Session, marks: Sequence[Marked], doubtful: Sequence[Marked]
) -> tuple[tuple[Button, ...], ...]:
    numbers = [
        Button(IWasRight(mark.answer.id), "button-right-number", {"number": str(mark.number)})
        for mark in doubtful
        if mark.answer
    ]
    rows = [tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)]
    if any(mark.answer and mark.answer.counted is not Outcome.CORRECT for mark in marks):
        rows.insert(0, (Button(RepeatMissed(session.id), "button-mistakes"),))
    return (*rows, (Button(ShowDecks(), "button-decks"),))
