"""Buttons of the tables of a group: all of them change the message that carries them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from bot.presses.press import Press
from bot.presses.standing import ShowTop, TopDecks
from bot.screen import Act, Edit, Screen, Toast
from bot.screens.top import top_decks_screen, top_screen
from bot.turn import Turn
from storage import Unit
from study.errors import ForgedButton
from study.standing import Span, top_of

FIRST_MONTH, LAST_MONTH = 200001, 999812


async def show_top(turn: Turn, press: ShowTop) -> None:
    """Another span, month or deck."""
    span, month = _span(turn, press.span), _month(press.month)
    deck = (await turn.library()).deck(press.deck)
    if press.deck and deck is None:
        raise ForgedButton

    def show(work: Unit) -> Screen:
        return top_screen(top_of(work, turn.place.chat, turn.now, span, month, press.deck), deck)

    await _edit(turn, show)


async def choose_deck(turn: Turn, press: TopDecks) -> None:
    """The decks that were played here."""
    span = _span(turn, press.span)
    _month(press.month)

    def show(work: Unit) -> Screen:
        library = turn.library_in(work)
        played = [deck for slug in work.decks_played(turn.place.chat) if (deck := library.deck(slug))]
        return top_decks_screen(played, span, press.month, press.page)

    await _edit(turn, show)


async def _edit(turn: Turn, show: Callable[[Unit], Screen]) -> None:
    """Show the message as it is wanted, read beside the writer: a table may be long."""
    act = await turn.read(lambda work: _edited(turn, work, show))
    await turn.play(lambda work: [act])


def _edited(turn: Turn, work: Unit, show: Callable[[Unit], Screen]) -> Act:
    """Telegram takes twenty calls a minute in a group: a contest needs them itself."""
    if work.contest_in(turn.place) is not None:
        return Toast("top-contest-runs")
    if turn.services.sender.flooded(turn.place.chat):
        return Toast("top-too-many")
    return Edit(turn.place, turn.message_id, show(work))


def _span(turn: Turn, span: str) -> Span:
    """The span of a button; raises ``ForgedButton`` where it is none, or this is no group."""
    if not turn.shared or span not in set(Span):
        raise ForgedButton
    return Span(span)


def _month(number: int) -> date | None:
    """The month of a button such as 202611; ``None`` for 0. Raises ``ForgedButton``."""
    if not number:
        return None
    year, month = divmod(number, 100)
    if not FIRST_MONTH <= number <= LAST_MONTH or not 1 <= month <= 12:
        raise ForgedButton
    return date(year, month, 1)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    ShowTop: show_top,
    TopDecks: choose_deck,
}
