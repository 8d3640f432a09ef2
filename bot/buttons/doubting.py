"""Buttons that disagree: with a verdict, or with the question itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.presses import quiz as presses
from bot.presses.press import Press
from bot.screen import Act, Button, Buttons, Edit, Say, Screen, Send, Toast
from bot.screens.mock import debrief_screen
from bot.screens.verdict import verdict_screen
from bot.turn import Turn
from content.questions import KINDS
from storage import Unit
from study.debrief import debrief_of
from study.errors import ForgedButton
from study.outcomes import Judged
from study.values import REMARK, Awaited, Kind


async def i_was_right(turn: Turn, press: presses.IWasRight) -> None:
    """The answer counts as right for the learner; the verdict says so from now on."""
    quiz, person = turn.services.quiz, turn.person.id
    judged = await _judged_again(turn, press.answer)

    def acts(work: Unit) -> Iterable[Act]:
        answer = quiz.override(work, press.answer, person, turn.now)
        yield Toast("verdict-overridden-toast", alert=False)
        session = work.session(judged.session.id) if judged else None
        if session and session.kind is Kind.MOCK and session.place.chat == turn.place.chat:
            debrief = debrief_of(work, turn.services.library, session)
            yield Edit(session.place, turn.message_id, debrief_screen(debrief))
            return
        if judged and session and session.ended_at is None and session.place.chat == turn.place.chat:
            shown = replace(judged, session=session, answer=answer)
            yield Edit(session.place, turn.message_id, verdict_screen(shown))

    await turn.play(acts)


async def _judged_again(turn: Turn, answer: int) -> Judged | None:
    """An answer of this learner with its verdict, for showing it once more.

    The log keeps less than the screen shows. Judging takes milliseconds, so it is done before the transaction: what
    was said never changes, and neither do the decks of a process.
    """
    quiz, person = turn.services.quiz, turn.person.id
    logged = await turn.read(lambda work: quiz.doubted(work, answer, person))
    if logged is None:
        return None
    said = logged.answer
    judgement = KINDS[said.mode].judge(logged.item, said.given, turn.services.judge)
    return Judged(logged.session, logged.asked, logged.deck, logged.item, said, judgement)


async def report_mistake(turn: Turn, press: presses.ReportMistake) -> None:
    """The report is recorded at once; the learner's next text may say what is wrong."""
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        session, report = quiz.report(work, press.question, turn.place, turn.person.id, turn.now)
        if turn.shared:
            return [Toast("reported-toast")]
        rows = ((Button(presses.DropComment(report), "button-no-comment"),),)
        return [Send(session.place, Screen((Say("reported"),), rows))]

    await turn.play(acts)


async def drop_comment(turn: Turn, press: presses.DropComment) -> None:
    """No comment: the next text is an answer again."""

    def acts(work: Unit) -> Iterable[Act]:
        waiting = work.expected(turn.place, turn.person.id)
        if waiting is None:
            return [Toast("nothing-to-cancel")]
        if turn.shared or waiting != Awaited(REMARK, press.report):
            raise ForgedButton
        work.expect_nothing(turn.place, turn.person.id)
        return [Buttons(turn.place, turn.message_id), Toast("cancelled")]

    await turn.play(acts)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.IWasRight: i_was_right,
    presses.ReportMistake: report_mistake,
    presses.DropComment: drop_comment,
}
