"""``/help``: how to use the bot."""

from __future__ import annotations

from bot.commands.command import Command
from bot.screen import Say, Screen
from bot.turn import Turn


async def explain(turn: Turn) -> None:
    """Say what there is."""
    await turn.show(Screen((Say("help"),)))


COMMAND = Command("help", explain)
