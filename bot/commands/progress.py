"""``/progress``: how far one is, told in private."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.command import Command
from bot.screen import Say, Screen, Send
from bot.screens.progress import Standing, progress_screen
from bot.turn import Turn
from storage import Unit
from study.goals import load_of, prospect_of
from study.habits import day_begins, day_of
from study.standing import reigns
from study.summary import progress, streak_of

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


async def show_progress(turn: Turn) -> None:
    """Show the streak, what is due, and the decks the learner has met."""
    if turn.shared:
        await turn.show(Screen((Say("progress-private"),)))
        return
    await turn.play(lambda work: [Send(turn.place, progress_screen(_standing(turn, work)))])


def _standing(turn: Turn, work: Unit) -> Standing:
    library, algorithm = turn.library_in(work), turn.services.quiz.algorithm
    person, now = turn.person.id, turn.now
    habits = work.habits(person)
    today = day_of(habits, now)
    return Standing(
        library.decks,
        progress(work, person, library),
        streak_of(work, person, today),
        load_of(work, library, person, day_begins(habits, today + DAY), now + WEEK),
        prospect_of(work, library, algorithm, person, now),
        work.ratings((person,)).get(person),
        reigns(work, person, now),
    )


COMMAND = Command("progress", show_progress)
