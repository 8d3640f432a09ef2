"""What each button does. A new button is a class in ``bot/presses``, a handler in a room here and its line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.buttons import (
    answering,
    assessing,
    choosing,
    contest,
    daily,
    daily_question,
    doubting,
    league,
    moving,
    own_decks,
    reviewing,
    settings,
    top,
)
from bot.presses.press import Press
from bot.turn import Turn

ROOMS = (
    answering,
    assessing,
    choosing,
    contest,
    daily,
    daily_question,
    doubting,
    league,
    moving,
    own_decks,
    reviewing,
    settings,
    top,
)
BUTTONS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    press: handler for room in ROOMS for press, handler in room.HANDLERS.items()
}
