"""Buttons of the settings of a group: each is an admin's, and changes the message that carries it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.daily_settings import nowhere
from bot.group_settings import edited, moved_screen, page_screen, seen
from bot.presses.press import Press
from bot.presses.settings import (
    SettingsDeck,
    SettingsLanguage,
    SettingsPage,
    SettingsQuiet,
    SettingsStarters,
    SettingsSwitch,
    SettingsTempo,
    SettingsZone,
)
from bot.rights import Rights, own_rights
from bot.screen import Act, Screen, Toast
from bot.screens.settings import PAGES
from bot.turn import Turn
from bot.words import languages
from storage import Unit
from study.chat_settings import Change, look, settle, with_deck, with_quiet
from study.chats import ChatSettings, Starters, Tempo
from study.daily.planning import wall_time
from study.errors import ForgedButton
from study.outcomes import Mover
from study.zones import UnknownZone, label

DAY_MINUTES = 24 * 60
ASKING = ("tags", "rights")
"""Pages that tell what Telegram says about the bot's own rights."""


def _speed(settings: ChatSettings, on: bool) -> ChatSettings:
    return replace(settings, speed=on)


def _tidy(settings: ChatSettings, on: bool) -> ChatSettings:
    return replace(settings, tidy=on)


def _tags(settings: ChatSettings, on: bool) -> ChatSettings:
    return replace(settings, tags=on)


SWITCHED: Mapping[str, tuple[Callable[[ChatSettings, bool], ChatSettings], str]] = {
    "speed": (_speed, "main"),
    "tidy": (_tidy, "main"),
    "tags": (_tags, "tags"),
}
"""What can be on or off, and the page that is shown then."""


async def page(turn: Turn, press: SettingsPage) -> None:
    """Show a page of the settings."""
    if press.name not in PAGES:
        raise ForgedButton
    await _change(turn, None, press.name, press.number)


async def switch(turn: Turn, press: SettingsSwitch) -> None:
    """Switch something on or off."""
    if press.what not in SWITCHED or press.on not in (0, 1):
        raise ForgedButton
    make, then = SWITCHED[press.what]
    await _change(turn, lambda settings: make(settings, bool(press.on)), then)


async def set_language(turn: Turn, press: SettingsLanguage) -> None:
    """A language was chosen."""
    if press.code not in languages():
        raise ForgedButton
    await _change(turn, lambda settings: replace(settings, language=press.code), "language")


async def set_tempo(turn: Turn, press: SettingsTempo) -> None:
    """How fast contests go was chosen."""
    if press.tempo not in set(Tempo):
        raise ForgedButton
    await _change(turn, lambda settings: replace(settings, tempo=Tempo(press.tempo)), "tempo")


async def set_starters(turn: Turn, press: SettingsStarters) -> None:
    """Who may start contests was chosen."""
    if press.who not in set(Starters):
        raise ForgedButton
    await _change(turn, lambda settings: replace(settings, starters=Starters(press.who)), "main")


async def set_quiet(turn: Turn, press: SettingsQuiet) -> None:
    """Quiet hours were chosen, or that there are none (then both ends are midnight)."""
    if max(press.begin, press.end) >= DAY_MINUTES or press.begin == press.end != 0:
        raise ForgedButton
    quiet = wall_time(press.begin), wall_time(press.end)
    await _change(turn, lambda settings: with_quiet(settings, quiet), "quiet")


async def set_deck(turn: Turn, press: SettingsDeck) -> None:
    """A deck was ticked or not, or all were chosen."""
    library = await turn.library()
    if (press.deck and library.deck(press.deck) is None) or press.on not in (0, 1):
        raise ForgedButton
    slugs = tuple(deck.slug for deck in library.decks)

    def change(settings: ChatSettings) -> ChatSettings:
        if not press.deck:
            return replace(settings, decks=())
        return with_deck(settings, press.deck, slugs, on=bool(press.on))

    await _change(turn, change, "decks", press.page)


async def set_zone(turn: Turn, press: SettingsZone) -> None:
    """The clock of the group was chosen, or that it has none of its own."""
    try:
        called = label(press.name) if press.name else ""
    except UnknownZone as error:
        raise ForgedButton from error

    def show(work: Unit, settings: ChatSettings, _: Rights | None) -> Screen:
        if not settings.zone:
            return page_screen(seen(turn, work, settings), "zone")
        return moved_screen(turn, work, settings, called)

    await _edit(turn, lambda settings: replace(settings, zone=press.name), show)


async def _change(turn: Turn, change: Change | None, then: str, number: int = 0) -> None:
    """Change something, or nothing, and show a page."""

    def show(work: Unit, settings: ChatSettings, rights: Rights | None) -> Screen:
        return page_screen(seen(turn, work, settings, rights), then, number)

    await _edit(turn, change, show, asks=then in ASKING)


async def _edit(
    turn: Turn,
    change: Change | None,
    show: Callable[[Unit, ChatSettings, Rights | None], Screen],
    *,
    asks: bool = False,
) -> None:
    if not turn.shared:
        raise ForgedButton
    rights = await own_rights(turn) if asks else None

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        chat = turn.place.chat
        if nowhere(turn):
            look(work, chat, mover)
            return [Toast("settings-old-message", alert=True)]
        settings = settle(work, chat, mover, change) if change else look(work, chat, mover)
        return edited(turn, show(work, settings, rights), rights)

    await turn.move(acts)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    SettingsPage: page,
    SettingsSwitch: switch,
    SettingsLanguage: set_language,
    SettingsTempo: set_tempo,
    SettingsStarters: set_starters,
    SettingsQuiet: set_quiet,
    SettingsDeck: set_deck,
    SettingsZone: set_zone,
}
