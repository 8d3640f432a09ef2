"""``/skip``: give up on the current question."""

from __future__ import annotations

from collections.abc import Iterable

from bot.acts import moved_on
from bot.commands.command import Command
from bot.screen import Act
from bot.turn import Turn
from storage import Unit
from study.outcomes import Mover


async def skip(turn: Turn, question: int | None = None) -> None:
    """Alone: counted as missed, with the answer. In a group: the host reveals the answer."""
    quiz = turn.services.quiz

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        outcome = quiz.skip(work, turn.place, mover, turn.now, turn.update.update_id, question)
        return moved_on(outcome.place, outcome)

    await turn.move(acts)


COMMAND = Command("skip", skip)
