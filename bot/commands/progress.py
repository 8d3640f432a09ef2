"""``/progress``: how far one is, told in private."""

from __future__ import annotations

from bot.commands.command import Command
from bot.screen import Say, Screen, Send
from bot.screens.decks import progress_screen
from bot.turn import Turn
from study.summary import progress


async def show_progress(turn: Turn) -> None:
    """Show the decks the learner has met."""
    if turn.shared:
        await turn.show(Screen((Say("progress-private"),)))
        return
    library = turn.services.library
    await turn.play(
        lambda work: [
            Send(turn.place, progress_screen(library.decks, progress(work, turn.person.id, library)))
        ]
    )


COMMAND = Command("progress", show_progress)
