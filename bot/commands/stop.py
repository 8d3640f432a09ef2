"""``/stop``: end the session and show how it went."""

from __future__ import annotations

from collections.abc import Iterable

from bot.acts import ended
from bot.commands.command import Command
from bot.screen import Act
from bot.turn import Turn
from storage import Unit
from study.outcomes import Mover


async def stop(turn: Turn) -> None:
    """End what runs here."""
    quiz = turn.services.quiz

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        return ended(turn.place, quiz.stop(work, turn.place, mover, turn.now))

    await turn.move(acts)


COMMAND = Command("stop", stop)
