"""``/decks``: all decks and what they are about."""

from __future__ import annotations

from bot.commands.command import Command
from bot.screens.decks import decks_screen
from bot.turn import Turn


async def list_decks(turn: Turn) -> None:
    """Show the decks with the learner's progress."""
    await turn.play(lambda work: turn.reply(decks_screen(turn.library_in(work).decks, turn.progress(work))))


COMMAND = Command("decks", list_decks)
