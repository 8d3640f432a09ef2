"""Buttons that choose a deck."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.commands.quiz import begin
from bot.presses import quiz as presses
from bot.presses.press import Press
from bot.screen import Act, Edit
from bot.screens.decks import choose_screen
from bot.turn import Turn
from storage import Unit
from study.errors import ForgedButton

MOST_BEGUN = 10_000


async def start_deck(turn: Turn, press: presses.StartDeck) -> None:
    """Begin a quiz on the deck of the button."""
    deck = (await turn.library()).deck(press.deck)
    if deck is None:
        raise ForgedButton
    if not await pressed_twice(turn):
        await begin(turn, deck, press.count or None)


async def pressed_twice(turn: Turn) -> bool:
    """Whether this very button began what has just begun here: then the second press is only answered."""
    query, begun = turn.update.callback_query, turn.services.begun
    button = (turn.message_id, (query.data or "") if query else "")
    same = begun.get(turn.place) == button
    if len(begun) >= MOST_BEGUN:
        begun.clear()
    begun[turn.place] = button
    quiz = turn.services.quiz
    if not same or not await turn.read(
        lambda work: quiz.just_started(work, turn.place, turn.person.id, turn.now)
    ):
        return False
    await turn.play(lambda work: [])
    return True


async def show_decks(turn: Turn, press: presses.ShowDecks) -> None:
    """Offer the decks in a new message."""
    await turn.play(
        lambda work: turn.reply(choose_screen(turn.library_in(work).decks, turn.progress(work), 0))
    )


async def turn_page(turn: Turn, press: presses.DeckPage) -> None:
    """Show another page of the decks in the place of this one.

    In a group as a new message: a forged press could name any message of the bot, a round's question for one.
    """

    def acts(work: Unit) -> list[Act]:
        screen = choose_screen(
            turn.library_in(work).decks, turn.progress(work), press.page, count=press.count
        )
        return turn.reply(screen) if turn.shared else [Edit(turn.place, turn.message_id, screen)]

    await turn.play(acts)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.StartDeck: start_deck,
    presses.DeckPage: turn_page,
    presses.ShowDecks: show_decks,
}
