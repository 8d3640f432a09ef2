"""``/daily``: the question that comes by itself, and when."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.daily_settings import do_as_typed, look
from bot.screen import Act
from bot.screens.schedule import settings_screen
from bot.turn import Turn
from storage import Unit


async def daily(turn: Turn) -> None:
    """``/daily``, ``/daily 9:30 будни 3 mask_rcnn``, ``/daily off``. Everybody may look."""
    if turn.arguments:
        await do_as_typed(turn, turn.arguments, "/daily")
        return
    person = 0 if turn.shared else turn.person.id

    def acts(work: Unit) -> Iterable[Act]:
        settings = look(turn, work, person)
        return turn.reply(settings_screen(settings, turn.library_in(work).decks, turn.now))

    await turn.play(acts)


COMMAND = Command("daily", daily)
