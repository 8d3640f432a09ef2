"""Buttons that choose a deck."""

from __future__ import annotations

from bot import presses
from bot.commands.quiz import begin
from bot.screen import Edit, Send
from bot.screens.decks import choose_screen
from bot.turn import Turn
from study.errors import ForgedButton
from study.summary import progress


async def start_deck(turn: Turn, press: presses.StartDeck) -> None:
    """Begin a quiz on the deck of the button."""
    deck = turn.services.library.deck(press.deck)
    if deck is None:
        raise ForgedButton
    await begin(turn, deck, press.count or None)


async def show_decks(turn: Turn, press: presses.ShowDecks) -> None:
    """Offer the decks in a new message."""
    library = turn.services.library
    await turn.play(
        lambda work: [
            Send(turn.place, choose_screen(library.decks, progress(work, turn.person.id, library), 0))
        ]
    )


async def turn_page(turn: Turn, press: presses.DeckPage) -> None:
    """Show another page of the decks in the place of this one."""
    library = turn.services.library
    await turn.play(
        lambda work: [
            Edit(
                turn.place,
                turn.message_id,
                choose_screen(library.decks, progress(work, turn.person.id, library), press.page),
            )
        ]
    )
