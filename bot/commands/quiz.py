"""``/quiz``: choose a deck, or begin the one that is named."""

from __future__ import annotations

from collections.abc import Iterable

from bot.acts import begun, moved_on
from bot.commands.command import Command
from bot.screen import Act, Say, Screen, Send
from bot.screens.decks import choose_screen, unknown_deck_screen
from bot.turn import Turn
from content.deck import Deck
from content.library import parse_request
from storage import Unit


async def quiz(turn: Turn) -> None:
    """``/quiz``, ``/quiz mask_rcnn``, ``/quiz маск рцнн 5``."""
    library = await turn.library()
    request = parse_request(turn.arguments, library)
    if not request.name:
        await _choose_or_resume(turn, request.count)
        return
    found = library.find(request.name)
    if found.deck is not None:
        await begin(turn, found.deck, request.count)
        return
    await turn.play(
        lambda work: turn.reply(
            unknown_deck_screen(request.name, found.nearest, turn.progress(work), request.count or 0)
        )
    )


async def begin(turn: Turn, deck: Deck, count: int | None) -> None:
    """Start a session on a deck and ask its first question."""
    quiz = turn.services.quiz
    await turn.play(
        lambda work: begun(
            quiz.start(work, turn.place, turn.person.id, deck, turn.now, count=count, shared=turn.shared),
        )
    )


async def _choose_or_resume(turn: Turn, count: int | None) -> None:
    """Without a name: a learner in the middle of a session goes on, everybody else chooses a deck.

    A round's question is shown again only where it never arrived: answers are replies to its message.
    """
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        put = quiz.undelivered(work, turn.place) if turn.shared else quiz.resume(work, turn.place, turn.now)
        choose = choose_screen(turn.library_in(work).decks, turn.progress(work), 0, count=count or 0)
        yield from turn.reply(choose)
        if put is not None:
            yield Send(turn.place, Screen((Say("resumed"),)))
            yield from moved_on(turn.place, put, turn.now)

    await turn.play(acts)


COMMAND = Command("quiz", quiz)
