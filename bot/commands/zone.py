"""``/zone``: where the learner, or the group, is."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.daily_settings import look_up_zone, setter_of, zone_screen
from bot.screen import Act, Send
from bot.turn import Turn
from storage import Unit
from study.outcomes import Mover


async def zone(turn: Turn) -> None:
    """``/zone`` asks, ``/zone Казань`` tells."""
    if turn.arguments:
        await look_up_zone(turn, turn.arguments)
        return

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        setter_of(turn, mover).check()
        return [Send(turn.place, zone_screen(turn, work, mover), reply_to=turn.reply_to)]

    await turn.move(acts)


COMMAND = Command("zone", zone)
