"""``/daystart``: when the learner's study day begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from bot.commands.command import Command
from bot.screen import Act, Say, Screen, Send
from bot.turn import Turn
from storage import Unit
from study.daily.clock_words import read_time
from study.habits import day_of

LATEST = time(12)
"""A day that begins in the afternoon would count today's lunch for yesterday."""


async def daystart(turn: Turn) -> None:
    """``/daystart`` shows it, ``/daystart 5:00`` sets it. Days that have been counted stay as they are."""
    if turn.shared:
        await turn.show(Screen((Say("review-private"),)))
        return
    wanted = read_time(turn.arguments) if turn.arguments else None
    if turn.arguments and (wanted is None or wanted > LATEST):
        await turn.say("daystart-wrong")
        return

    def acts(work: Unit) -> Iterable[Act]:
        habits = work.habits(turn.person.id)
        if wanted is not None:
            habits = replace(habits, day_starts=wanted)
            work.put_habits(habits)
        said = {"at": f"{habits.day_starts:%H:%M}", "today": f"{day_of(habits, turn.now):%d.%m}"}
        yield Send(turn.place, Screen((Say("daystart", said),)))

    await turn.play(acts)


COMMAND = Command("daystart", daystart, in_groups=False)
