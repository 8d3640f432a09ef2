"""Buttons that disagree: with a verdict, or with the question itself."""

from __future__ import annotations

from collections.abc import Iterable

from bot import presses
from bot.screen import Act, Button, Buttons, Edit, Say, Screen, Send, Toast
from bot.screens.verdict import verdict_screen
from bot.turn import Turn
from storage import Unit
from study.errors import ForgedButton


async def i_was_right(turn: Turn, press: presses.IWasRight) -> None:
    """The answer counts as right for the learner; the verdict says so from now on."""
    quiz, judge = turn.services.quiz, turn.services.judge

    def acts(work: Unit) -> Iterable[Act]:
        answer = quiz.override(work, press.answer, turn.person.id, turn.now)
        yield Toast("verdict-overridden-toast", alert=False)
        judged = quiz.judged_before(work, answer, judge)
        if judged and judged.session.place == turn.place and judged.session.ended_at is None:
            yield Edit(turn.place, turn.message_id, verdict_screen(judged))

    await turn.play(acts)


async def report_mistake(turn: Turn, press: presses.ReportMistake) -> None:
    """The report is recorded at once; the learner's next text may say what is wrong."""
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        report = quiz.report(work, press.question, turn.place, turn.person.id, turn.now)
        if turn.shared:
            return [Toast("reported-toast")]
        rows = ((Button(presses.DropComment(report), "button-no-comment"),),)
        return [Send(turn.place, Screen((Say("reported"),), rows))]

    await turn.play(acts)


async def drop_comment(turn: Turn, press: presses.DropComment) -> None:
    """No comment: the next text is an answer again."""

    def acts(work: Unit) -> Iterable[Act]:
        waiting = work.expected(turn.place, turn.person.id)
        if waiting is None:
            return [Toast("nothing-to-cancel")]
        if turn.shared or waiting != press.report:
            raise ForgedButton
        work.expect_nothing(turn.place, turn.person.id)
        return [Buttons(turn.place, turn.message_id), Toast("cancelled")]

    await turn.play(acts)
