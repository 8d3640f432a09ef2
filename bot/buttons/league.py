"""Buttons around runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.presses.league import KeepPlaying
from bot.presses.press import Press
from bot.screen import Act, Buttons, Toast
from bot.turn import Turn
from storage import Unit
from study.finding import session_of_button
from study.outcomes import Mover


async def keep_playing(turn: Turn, press: KeepPlaying) -> None:
    """The run goes on: its question still stands above."""

    def acts(work: Unit) -> Iterable[Act]:
        session = session_of_button(work, press.session, turn.place, Mover(turn.person.id))
        return [Buttons(session.place, turn.message_id), Toast("entry-goes-on")]

    await turn.play(acts)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {KeepPlaying: keep_playing}
