"""Buttons below a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.acts import renewed
from bot.commands import hint as hint_command
from bot.commands import skip as skip_command
from bot.presses import quiz as presses
from bot.presses.press import Press
from bot.presses.quiz import marked_in
from bot.screen import Act, Buttons, Edit, Toast
from bot.screens.question import question_screen
from bot.screens.verdict import answered_choice_screen
from bot.turn import Turn
from storage import Unit
from study.outcomes import Judged, Mover, Renewed


async def pick(turn: Turn, press: presses.Pick) -> None:
    """The learner chose an option."""
    quiz, judge = turn.services.quiz, turn.services.judge

    def acts(work: Unit) -> Iterable[Act]:
        outcome = quiz.choose(
            work,
            press.question,
            press.option,
            turn.place,
            turn.person,
            turn.now,
            judge=judge,
            fingerprint=press.fingerprint,
            update=turn.update.update_id,
        )
        return _dealt_anew(outcome) if isinstance(outcome, Renewed) else _feedback(turn, outcome)

    await turn.play(acts)


async def mark(turn: Turn, press: presses.Mark) -> None:
    """The learner marked one of several options, or thought better of it: only the buttons change."""
    quiz, marked = turn.services.quiz, marked_in(press.mask)

    def acts(work: Unit) -> Iterable[Act]:
        outcome = quiz.mark(
            work, press.question, marked, turn.place, turn.person.id, fingerprint=press.fingerprint
        )
        if isinstance(outcome, Renewed):
            return _dealt_anew(outcome)
        return [Buttons(outcome.place, turn.message_id, question_screen(outcome, marked).rows)]

    await turn.play(acts)


async def take_marked(turn: Turn, press: presses.Marked) -> None:
    """What is marked is the answer."""
    quiz, judge = turn.services.quiz, turn.services.judge

    def acts(work: Unit) -> Iterable[Act]:
        outcome = quiz.choose_several(
            work,
            press.question,
            marked_in(press.mask),
            turn.place,
            turn.person,
            turn.now,
            judge=judge,
            fingerprint=press.fingerprint,
            update=turn.update.update_id,
        )
        return _dealt_anew(outcome) if isinstance(outcome, Renewed) else _feedback(turn, outcome)

    await turn.play(acts)


def _dealt_anew(outcome: Renewed) -> list[Act]:
    return [*renewed(outcome.put.place, outcome), Toast("options-changed", alert=True)]


async def own_words(turn: Turn, press: presses.OwnWords) -> None:
    """The learner wants to answer without the options."""
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        put = quiz.own_words(work, press.question, turn.place, Mover(turn.person.id))
        return [Edit(put.place, turn.message_id, question_screen(put), put.asked.id)]

    await turn.play(acts)


async def hint(turn: Turn, press: presses.Hint) -> None:
    """The learner asks for a hint."""
    await hint_command.hint(turn, press.question)


async def skip(turn: Turn, press: presses.Skip) -> None:
    """The learner gives up on the question."""
    await skip_command.skip(turn, press.question)


def _feedback(turn: Turn, judged: Judged) -> list[Act]:
    """Alone the verdict takes the question's place; in a group only the one who pressed learns it."""
    if not judged.session.shared:
        # A phone may show the end of the longer message first: the notice tells the verdict wherever one looks.
        edit = Edit(judged.session.place, turn.message_id, answered_choice_screen(judged))
        return [edit, Toast(f"toast-own-{judged.answer.outcome}")]
    chosen = judged.item.choices[int(judged.answer.given)]
    return [Toast(f"toast-{judged.answer.outcome}", {"why": chosen.why}, alert=not chosen.correct)]


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.Pick: pick,
    presses.Mark: mark,
    presses.Marked: take_marked,
    presses.OwnWords: own_words,
    presses.Hint: hint,
    presses.Skip: skip,
}
