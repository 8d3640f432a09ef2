"""Buttons of a question that the learner assesses themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.presses import quiz as presses
from bot.presses.press import Press
from bot.screen import Act, Buttons, Edit, Send, Toast
from bot.screens.assessing import assessed_screen, compare_screen, said_screen
from bot.turn import Turn
from bot.view import screen_texts
from content.deck import Verdict
from storage import Unit
from study.errors import ForgedButton
from study.outcomes import Judged, Put


async def compare(turn: Turn, press: presses.Compare) -> None:
    """The learner has thought of an answer and wants to see the explanation."""
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        put = quiz.compare(work, press.question, turn.place, turn.person.id)
        return [Edit(put.place, turn.message_id, compare_screen(put), put.asked.id)]

    await turn.play(acts)


async def assess(turn: Turn, press: presses.Assess) -> None:
    """The learner says how it went."""
    if press.verdict not in [*Verdict]:
        raise ForgedButton
    quiz, verdict = turn.services.quiz, Verdict(press.verdict)

    def acts(work: Unit) -> Iterable[Act]:
        judged = quiz.assess(
            work, press.question, verdict, turn.place, turn.person, turn.now, turn.update.update_id
        )
        return [*_told(turn, judged), Toast(f"toast-self-{verdict}")]

    await turn.play(acts)


def _told(turn: Turn, judged: Judged) -> list[Act]:
    """What was said, in the place of the buttons; below an explanation of several messages as one more."""
    place = judged.session.place
    put = Put(judged.session, judged.asked, judged.deck, judged.item)
    if len(screen_texts(compare_screen(put), turn.words)) == 1:
        return [Edit(place, turn.message_id, assessed_screen(judged))]
    return [Buttons(place, turn.message_id), Send(place, said_screen(judged))]


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.Compare: compare,
    presses.Assess: assess,
}
