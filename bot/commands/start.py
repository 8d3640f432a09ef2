"""``/start``: the first meeting, and where links lead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot import league, runs, sharing
from bot.commands.command import Command
from bot.commands.quiz import begin
from bot.contests import marathon
from bot.screen import Say, Screen, Send
from bot.screens.decks import choose_screen
from bot.turn import Turn

LINKS: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {
    runs.MARATHON: marathon.follow,
    runs.LEAGUE: league.follow,
    sharing.PREFIX: sharing.follow,
}
"""What follows a link ``https://t.me/<bot>?start=<prefix>-<rest>``, by its prefix. A new link is one line."""
SEPARATOR = "-"


async def greet(turn: Turn) -> None:
    """Say hello and offer the decks; ``/start mask_rcnn`` (a deep link) begins at once."""
    if turn.shared:
        await turn.show(Screen((Say("start-group"),)))
        return
    deck = (await turn.library()).deck(turn.arguments)
    prefix, separator, rest = turn.arguments.partition(SEPARATOR)
    if deck is not None:
        await begin(turn, deck, None)
    elif separator and prefix in LINKS:
        await LINKS[prefix](turn, rest)
    else:
        await _welcome(turn)


async def _welcome(turn: Turn) -> None:
    hello = Say("start", {"name": turn.person.name})
    await turn.play(
        lambda work: [
            Send(turn.place, choose_screen(turn.library_in(work).decks, turn.progress(work), 0, (hello,)))
        ],
    )


COMMAND = Command("start", greet, in_groups=False)
