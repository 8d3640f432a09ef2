"""``/hint``: a nudge, counted against the answer."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.screen import Act, Say, Screen, Send, Toast
from bot.screens.question import hint_screen
from bot.turn import Turn
from storage import Unit
from study.outcomes import Mover


async def hint(turn: Turn, question: int | None = None) -> None:
    """Show the next hint to the open question."""
    quiz = turn.services.quiz

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        put, number = quiz.hint(work, turn.place, mover, question)
        screen = hint_screen(put.item, number)
        if screen is not None:
            work.count_hint(put.asked.id)
            return [Send(put.place, screen)]
        if turn.update.callback_query is not None:
            return [Toast("no-more-hints")]
        return [Send(put.place, Screen((Say("no-more-hints"),)))]

    await turn.move(acts)


COMMAND = Command("hint", hint)
