"""``/settings``: how a group wants the bot to be. For its admins."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.commands.command import Command
from bot.group_settings import moved_screen, page_screen, seen
from bot.screen import Act, Say, Screen, Send
from bot.screens.settings import misread_screen, which_place_screen
from bot.turn import Turn
from storage import Unit
from study.chat_settings import look, settle, with_quiet
from study.chats import ChatSettings
from study.daily.quiet_words import Quiet, Unclear, read_quiet
from study.outcomes import Mover
from study.zones import Found, find_zone

LONGEST = 100
"""Characters of what is typed that are read."""
ZONE = re.compile(r"(?:зона|пояс|часовой\s+пояс|время|город|zone)(?!\w)\s*:?\s*(?P<place>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the command: quiet hours, a ``place`` and the zones ``found`` for it, or both."""

    quiet: Quiet | None = None
    place: str = ""
    found: Sequence[Found] = ()

    @property
    def zone(self) -> Found | None:
        """The only place that can be meant."""
        return self.found[0] if len(self.found) == 1 and self.found[0].exact else None


async def settings(turn: Turn) -> None:
    """``/settings`` shows them, ``/settings тихо 23-8`` and ``/settings зона Казань`` change them."""
    if not turn.shared:
        await turn.show(Screen((Say("settings-private"),)))
        return
    asked = await asyncio.to_thread(read, turn.arguments)

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        look(work, turn.place.chat, mover)
        screen = _done(turn, work, mover, asked) if asked else misread_screen(turn.arguments)
        return [Send(turn.place, screen, reply_to=turn.reply_to)]

    await turn.move(acts)


def read(typed: str) -> Asked | None:
    """What somebody typed behind the command, if that can be understood."""
    try:
        quiet, rest = read_quiet(typed[:LONGEST])
    except Unclear:
        return None
    rest = rest.strip(" ,.;")
    if not rest:
        return Asked(quiet)
    named = ZONE.fullmatch(rest)
    if named is None or not named["place"]:
        return None
    return Asked(quiet, named["place"], find_zone(named["place"]))


def _done(turn: Turn, work: Unit, mover: Mover, asked: Asked) -> Screen:
    def change(settings: ChatSettings) -> ChatSettings:
        if asked.quiet is not None:
            settings = with_quiet(settings, asked.quiet)
        return replace(settings, zone=asked.zone.zone) if asked.zone else settings

    settings = settle(work, turn.place.chat, mover, change)
    if asked.zone:
        return moved_screen(turn, work, settings, asked.zone.label)
    if asked.place:
        return which_place_screen(asked.found, asked.place)
    return page_screen(seen(turn, work, settings), "quiet" if asked.quiet is not None else "main")


COMMAND = Command("settings", settings, alone=False)
