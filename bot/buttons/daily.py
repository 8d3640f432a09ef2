"""Buttons of the settings of what comes by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any

from bot.daily_settings import change, look, moved_screen, nowhere, setter_of, shown, zone_screen
from bot.presses import daily as presses
from bot.presses.press import Press
from bot.screen import Act, Edit, Say, Screen, Send, Toast
from bot.screens.schedule import count_screen, days_screen, decks_screen, settings_screen, time_screen
from bot.turn import Turn
from storage import Unit
from study.daily import settings as setting
from study.daily.picking import check_group
from study.daily.planning import wall_time
from study.daily.settings import Setter, Settings
from study.daily.values import MOST_COUNT, Pause, Schedule
from study.daily.wishes import Switch, Wish
from study.days import EVERY_DAY
from study.errors import ForgedButton
from study.outcomes import Mover
from study.values import OWN_TIME, Awaited
from study.zones import Found, UnknownZone, label

DAY_MINUTES = 24 * 60

SWITCHED: Mapping[str, Callable[[Unit, Setter], Settings]] = {
    "on": setting.resume,
    "off": partial(setting.rest, why=Pause.OFF),
    "pause": partial(setting.rest, why=Pause.ASKED),
    "week": setting.rest_a_week,
    "digest": partial(setting.fulfil, wish=Wish(digest=True)),
    "digest-off": partial(setting.fulfil, wish=Wish(digest=True, switch=Switch.OFF)),
}


async def page(turn: Turn, press: presses.DailyPage) -> None:
    """Show a part of the settings."""

    def as_it_is(work: Unit, setter: Setter) -> Settings:
        setter.check()
        return look(turn, work, setter.mover.person)

    def show(work: Unit, mover: Mover, settings: Settings) -> Screen:
        if press.name == "zone":
            return zone_screen(turn, work, mover)
        if press.name == "time":
            return time_screen(settings)
        if settings.daily is None or press.name not in ("days", "count", "decks"):
            return settings_screen(settings, turn.library_in(work).decks, turn.now)
        return _part(turn, work, settings.daily, press)

    await change(turn, as_it_is, show)


async def switch(turn: Turn, press: presses.DailySwitch) -> None:
    """Switch on or off, or pause."""
    make = SWITCHED.get(press.what)
    if make is None:
        raise ForgedButton
    await change(turn, make, partial(shown, turn))


async def set_time(turn: Turn, press: presses.DailyTime) -> None:
    """A time was chosen: from now on it comes."""
    if press.minute >= DAY_MINUTES:
        raise ForgedButton
    wish = Wish(wall=wall_time(press.minute))
    await change(turn, partial(setting.fulfil, wish=wish), partial(shown, turn))


async def own_time(turn: Turn, press: presses.OwnTime) -> None:
    """The next text is the time. In a group the bot would not hear it."""
    if turn.shared:
        raise ForgedButton

    def acts(work: Unit) -> Iterable[Act]:
        work.expect(turn.place, turn.person.id, Awaited(OWN_TIME), turn.now)
        return [Send(turn.place, Screen((Say("daily-type-time"),)))]

    await turn.play(acts)


async def set_days(turn: Turn, press: presses.DailyDays) -> None:
    """Days of the week were chosen."""
    if not 0 < press.weekdays <= EVERY_DAY:
        raise ForgedButton
    await _adjust(turn, Wish(weekdays=press.weekdays), presses.DailyPage("days", 0))


async def set_count(turn: Turn, press: presses.DailyCount) -> None:
    """How many questions was chosen."""
    if not 0 < press.count <= MOST_COUNT:
        raise ForgedButton
    await _adjust(turn, Wish(count=press.count), presses.DailyPage("main", 0))


async def set_deck(turn: Turn, press: presses.DailyDeck) -> None:
    """A deck was marked or unmarked, or all were chosen."""
    library = await turn.library()
    if press.deck and library.deck(press.deck) is None:
        raise ForgedButton

    def make(work: Unit, setter: Setter) -> Settings:
        daily = look(turn, work, setter.mover.person).daily
        marked = set(daily.decks) if daily and press.deck else set()
        marked = marked | {press.deck} if press.on else marked - {press.deck}
        decks = tuple(deck.slug for deck in library.decks if deck.slug in marked)
        if turn.shared:
            check_group(library, decks)
        return setting.adjust(work, setter, Wish(decks=decks))

    await change(turn, make, partial(_shown_part, turn, presses.DailyPage("decks", press.page)))


async def live_in(turn: Turn, press: presses.LiveIn) -> None:
    """A place was chosen: its clock is the learner's, or the group's, from now on."""
    try:
        found = Found(press.name, label(press.name))
    except UnknownZone as error:
        raise ForgedButton from error

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        if nowhere(turn):
            return [Toast("daily-old-message", alert=True)]
        return [Edit(turn.place, turn.message_id, moved_screen(turn, work, setter_of(turn, mover), found))]

    await turn.move(acts)


async def _adjust(turn: Turn, wish: Wish, then: presses.DailyPage) -> None:
    await change(turn, partial(setting.adjust, wish=wish), partial(_shown_part, turn, then))


def _shown_part(turn: Turn, press: presses.DailyPage, work: Unit, mover: Mover, settings: Settings) -> Screen:
    if settings.waits or settings.daily is None or press.name == "main":
        return shown(turn, work, mover, settings)
    return _part(turn, work, settings.daily, press)


def _part(turn: Turn, work: Unit, daily: Schedule, press: presses.DailyPage) -> Screen:
    if press.name == "decks":
        return decks_screen(daily, turn.library_in(work).decks, press.number)
    return days_screen(daily) if press.name == "days" else count_screen(daily)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.DailyPage: page,
    presses.DailySwitch: switch,
    presses.DailyTime: set_time,
    presses.OwnTime: own_time,
    presses.DailyDays: set_days,
    presses.DailyCount: set_count,
    presses.DailyDeck: set_deck,
    presses.LiveIn: live_in,
}
