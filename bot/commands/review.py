"""``/review``: what is due now, and what is new, across decks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.acts import begun
from bot.commands.command import Command
from bot.decks_request import NamedDecks, read_decks
from bot.render.telegram_html import clip
from bot.screen import Act, Say, Screen, Send
from bot.screens.decks import ASKED_SHOWN
from bot.screens.review import backlog_screen, nothing_due_screen
from bot.turn import Turn
from content.library import parse_request
from storage import Unit
from study.review import portion
from study.today import Today, today_of


async def review(turn: Turn) -> None:
    """``/review``, ``/review 15``, ``/review mask_rcnn resnet 15``."""
    if turn.shared:
        await turn.show(Screen((Say("review-private"),)))
        return
    library = await turn.library()
    request = parse_request(turn.arguments, library)
    named = read_decks(request.name, library)
    if named.unknown:
        await say_unknown(turn, named)
        return
    await go_through(turn, named.slugs, request.count, welcome=True)


async def go_through(
    turn: Turn, decks: Sequence[str] = (), count: int | None = None, *, welcome: bool = False
) -> None:
    """Begin a review of what there is today; ``welcome``: what has piled up meanwhile is told first."""

    def acts(work: Unit) -> Iterable[Act]:
        today = look(turn, work, decks)
        if welcome and today.backlog:
            yield Send(turn.place, backlog_screen(today))
        yield from begin(turn, work, today, portion(today.keys, count))

    await turn.play(acts)


def look(turn: Turn, work: Unit, decks: Sequence[str] = ()) -> Today:
    """What there is to do today for the one who asks."""
    quiz = turn.services.quiz
    return today_of(work, quiz.library, quiz.algorithm, turn.person.id, turn.now, decks)


def begin(turn: Turn, work: Unit, today: Today, keys: Sequence[str]) -> Iterable[Act]:
    """Ask the first of some items; where there are none, say when there will be."""
    if not keys:
        return [Send(turn.place, nothing_due_screen(today, turn.now))]
    quiz = turn.services.quiz
    return begun(quiz.review(work, turn.place, turn.person.id, today, keys, turn.now))


async def say_unknown(turn: Turn, named: NamedDecks) -> None:
    """No deck has this name: name those that are like it."""
    near = ", ".join(deck.slug for deck in named.nearest)
    asked = clip(named.unknown, ASKED_SHOWN)
    await turn.say("decks-misread-near" if near else "decks-misread", asked=asked, near=near)


COMMAND = Command("review", review, in_groups=False)
