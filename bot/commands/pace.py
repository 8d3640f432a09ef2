"""``/pace``: how many new items and how many reviews one takes on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.commands.command import Command
from bot.screen import Act, Say, Screen, Send
from bot.screens.review import pace_screen
from bot.turn import Turn
from storage import Unit
from study.habits import MOST_DOSE, MOST_PACE
from study.today import limits_of

LIMITS = {"most_new": str(MOST_PACE), "most_reviews": str(MOST_DOSE)}


async def pace(turn: Turn) -> None:
    """``/pace`` shows it, ``/pace 5 30`` sets it."""
    if turn.shared:
        await turn.show(Screen((Say("review-private"),)))
        return
    wanted = re.fullmatch(r"([0-9]{1,4})[ ,;/]+([0-9]{1,4})", turn.arguments)
    if turn.arguments and (wanted is None or not allowed(int(wanted[1]), int(wanted[2]))):
        await turn.say("pace-wrong", **LIMITS)
        return

    def acts(work: Unit) -> Iterable[Act]:
        if wanted is not None:
            set_pace(turn, work, int(wanted[1]), int(wanted[2]))
        yield Send(turn.place, shown_pace(turn, work))

    await turn.play(acts)


def allowed(new: int, reviews: int) -> bool:
    """Whether so much a day can be: 0..100 new items, 1..500 reviews."""
    return 0 <= new <= MOST_PACE and 1 <= reviews <= MOST_DOSE


def set_pace(turn: Turn, work: Unit, new: int, reviews: int) -> None:
    """From now on so many a day."""
    work.put_habits(replace(work.habits(turn.person.id), pace=new, dose=reviews))


def shown_pace(turn: Turn, work: Unit) -> Screen:
    """What is taken on a day, as it is by now."""
    quiz, person = turn.services.quiz, turn.person.id
    limits = limits_of(work, turn.library_in(work), quiz.algorithm, person, turn.now)
    return pace_screen(work.habits(person), limits)


COMMAND = Command("pace", pace, in_groups=False)
