"""Buttons around reviews: go on, new items, a fresh start, how much a day, what will not stick."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.acts import moved_on
from bot.buttons.choosing import pressed_twice
from bot.commands import goal, pace, review
from bot.presses import review as presses
from bot.presses.press import Press
from bot.screen import Act, Buttons, Edit, Send
from bot.screens.review import recalled_screen, spread_screen
from bot.turn import Turn
from storage import Unit
from study.errors import ForgedButton
from study.outcomes import Mover
from study.review import PORTION


async def more(turn: Turn, press: presses.More) -> None:
    """The next portion of what there is today."""
    _alone(turn)
    if not await pressed_twice(turn):
        await review.go_through(turn)


async def new_items(turn: Turn, press: presses.NewItems) -> None:
    """A few new items, beyond the number for today."""
    _alone(turn)
    if await pressed_twice(turn):
        return

    def acts(work: Unit) -> Iterable[Act]:
        today = review.look(turn, work)
        return review.begin(turn, work, today, today.unmet_keys[:PORTION])

    await turn.play(acts)


async def start_afresh(turn: Turn, press: presses.StartAfresh) -> None:
    """Spread what has piled up over the coming days; the offer makes way for what came of it."""
    _alone(turn)
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        spread = quiz.start_afresh(work, turn.person.id, turn.now)
        return [Edit(turn.place, turn.message_id, spread_screen(spread))]

    await turn.play(acts)


async def set_pace(turn: Turn, press: presses.SetPace) -> None:
    """So many new items and reviews a day from now on."""
    _alone(turn)
    if not pace.allowed(press.new, press.reviews):
        raise ForgedButton

    def acts(work: Unit) -> Iterable[Act]:
        pace.set_pace(turn, work, press.new, press.reviews)
        return [Edit(turn.place, turn.message_id, pace.shown_pace(turn, work))]

    await turn.play(acts)


async def ask_me(turn: Turn, press: presses.AskMe) -> None:
    """The explanation was read: now the question."""
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        mover = Mover(turn.person.id)
        put = quiz.ask_explained(work, press.session, press.position, turn.place, mover, turn.now)
        return [Buttons(put.place, turn.message_id), *moved_on(put.place, put)]

    await turn.play(acts)


async def recall(turn: Turn, press: presses.Recall) -> None:
    """Show what another item presupposes."""
    _alone(turn)
    item = (await turn.library()).item(press.deck, press.item)
    if item is None:
        raise ForgedButton
    await turn.play(lambda work: [Send(turn.place, recalled_screen(item))])


async def drop_goal(turn: Turn, press: presses.DropGoal) -> None:
    """There is no exam any more."""
    _alone(turn)
    await goal.drop(turn)


def _alone(turn: Turn) -> None:
    """These buttons stand in private chats only: what they show is personal."""
    if turn.shared:
        raise ForgedButton


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.More: more,
    presses.NewItems: new_items,
    presses.StartAfresh: start_afresh,
    presses.SetPace: set_pace,
    presses.AskMe: ask_me,
    presses.Recall: recall,
    presses.DropGoal: drop_goal,
}
