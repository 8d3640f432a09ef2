"""``/goal``: the exam one studies for."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.commands.review import say_unknown
from bot.decks_request import NamedDecks, read_decks
from bot.goal_request import GoalRequest, is_off, read_goal
from bot.screen import Act, Say, Screen, Send
from bot.screens.goal import goal_screen
from bot.turn import Turn
from storage import Unit
from study.goals import prospect_of
from study.habits import Goal, day_of


async def goal(turn: Turn) -> None:
    """``/goal 2026-12-12 mask_rcnn transformers`` sets it, ``/goal`` shows it, ``/goal off`` forgets it."""
    if turn.shared:
        await turn.show(Screen((Say("review-private"),)))
    elif not turn.arguments:
        await turn.play(lambda work: [Send(turn.place, shown_goal(turn, work))])
    elif is_off(turn.arguments):
        await drop(turn)
    else:
        await _set(turn)


async def drop(turn: Turn) -> None:
    """There is no exam any more."""

    def acts(work: Unit) -> Iterable[Act]:
        was = work.drop_goal(turn.person.id)
        return [Send(turn.place, Screen((Say("goal-dropped" if was else "goal-none"),)))]

    await turn.play(acts)


async def _set(turn: Turn) -> None:
    habits = await turn.read(lambda work: work.habits(turn.person.id))
    request = read_goal(turn.arguments, day_of(habits, turn.now))
    if request.wrong:
        await turn.say(request.wrong, said=request.said)
        return
    named = read_decks(request.decks, await turn.library())
    if named.unknown:
        await (say_unknown(turn, named) if request.day or named.nearest else turn.say("goal-how"))
        return
    await turn.play(lambda work: [Send(turn.place, _stored(turn, work, request, named))])


def _stored(turn: Turn, work: Unit, request: GoalRequest, named: NamedDecks) -> Screen:
    """Keep the exam. Without a day, the decks of the one that is set change."""
    before = work.goal(turn.person.id)
    day = request.day or (before.day if before else None)
    if day is None:
        return Screen((Say("goal-how"),))
    work.put_goal(Goal(turn.person.id, day, named.slugs), turn.now)
    return shown_goal(turn, work)


def shown_goal(turn: Turn, work: Unit) -> Screen:
    """The exam with its plan; without one, how to set it."""
    library, algorithm = turn.library_in(work), turn.services.quiz.algorithm
    prospect = prospect_of(work, library, algorithm, turn.person.id, turn.now)
    if prospect is None:
        return Screen((Say("goal-how"),))
    decks = [deck for slug in prospect.goal.decks if (deck := library.deck(slug))]
    return goal_screen(prospect, decks)


COMMAND = Command("goal", goal, in_groups=False)
