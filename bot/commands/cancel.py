"""``/cancel``: forget what the bot waits for."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.screen import Act, Say, Screen
from bot.turn import Turn
from storage import Unit


async def cancel(turn: Turn) -> None:
    """The next text is an ordinary one again."""

    def acts(work: Unit) -> Iterable[Act]:
        was = work.expect_nothing(turn.place, turn.person.id)
        key = "cancelled" if was else "nothing-to-cancel"
        return turn.reply(Screen((Say(key),)))

    await turn.play(acts)


COMMAND = Command("cancel", cancel)
