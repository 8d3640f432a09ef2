"""Buttons that move a session on, end it or begin it again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.acts import begun, ended, moved_on
from bot.buttons.choosing import pressed_twice
from bot.presses import quiz as presses
from bot.presses.press import Press
from bot.screen import Act
from bot.turn import Turn
from storage import Unit
from study.outcomes import Mover


async def go_on(turn: Turn, press: presses.Next) -> None:
    """The next question; in a round the answer to the open one first; after the last the score card."""
    quiz = turn.services.quiz

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        outcome = quiz.next(work, press.session, press.position, turn.place, mover, turn.now)
        return moved_on(outcome.place, outcome)

    await turn.move(acts)


async def stop(turn: Turn, press: presses.Stop) -> None:
    """End the session of this button."""
    quiz = turn.services.quiz

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        outcome = quiz.stop_session(work, press.session, turn.place, mover, turn.now)
        return ended(outcome.place, outcome)

    await turn.move(acts)


async def repeat_missed(turn: Turn, press: presses.RepeatMissed) -> None:
    """Ask again what was missed."""
    quiz = turn.services.quiz
    if await pressed_twice(turn):
        return
    await turn.play(
        lambda work: begun(quiz.repeat(work, press.session, turn.place, Mover(turn.person.id), turn.now))
    )


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.Next: go_on,
    presses.Stop: stop,
    presses.RepeatMissed: repeat_missed,
}
