"""``/decks``: all decks and what they are about."""

from __future__ import annotations

from bot.commands.command import Command
from bot.screen import Send
from bot.screens.decks import decks_screen
from bot.turn import Turn


async def list_decks(turn: Turn) -> None:
    """Show the decks with the learner's progress."""
    library = turn.services.library
    await turn.play(
        lambda work: [
            Send(
                turn.place,
                decks_screen(library.decks, turn.progress(work)),
                reply_to=turn.reply_to,
            )
        ]
    )


COMMAND = Command("decks", list_decks)
