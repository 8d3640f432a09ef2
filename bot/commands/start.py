"""``/start``: the first meeting."""

from __future__ import annotations

from bot.commands.command import Command
from bot.screen import Say, Screen, Send
from bot.screens.decks import choose_screen
from bot.turn import Turn


async def greet(turn: Turn) -> None:
    """Say hello and offer the decks; ``/start mask_rcnn`` (a deep link) begins at once."""
    if turn.shared:
        await turn.show(Screen((Say("start-group"),)))
        return
    deck = turn.services.library.deck(turn.arguments)
    if deck is not None:
        from bot.commands.quiz import begin

        await begin(turn, deck, None)
        return
    library, person = turn.services.library, turn.person
    await turn.play(
        lambda work: [
            Send(
                turn.place,
                choose_screen(
                    library.decks,
                    turn.progress(work),
                    0,
                    (Say("start", {"name": person.name}),),
                ),
            )
        ]
    )


COMMAND = Command("start", greet, in_groups=False)
