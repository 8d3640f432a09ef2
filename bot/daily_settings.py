"""What commands, buttons and texts share that set what comes by itself: who sets it, and what they see then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from bot.screen import GAP, Act, Edit, Part, Screen, Send, Toast
from bot.screens.schedule import misread_screen, settings_screen
from bot.screens.zones import ask_zone_screen, confirm_rows, told_zone, which_place_screen
from bot.turn import Turn
from storage import Unit
from study.daily.picking import check_group
from study.daily.settings import Setter, Settings, fulfil, live_in, settings_of
from study.daily.wishes import LONGEST, Misread, Wish, read_wish
from study.outcomes import Mover
from study.values import CITY, OWN_TIME, Awaited
from study.zones import Found, find_zone

Change = Callable[[Unit, Setter], Settings]


async def do_as_typed(turn: Turn, typed: str, command: str) -> None:
    """Read a request and do it. ``command`` stands before a request that is proposed instead, or is empty."""
    wish = await asyncio.to_thread(read_wish, typed, await turn.library())
    if isinstance(wish, Misread):
        await turn.show(misread_screen(wish, command))
    else:
        await turn.move(lambda work, mover: [_answer(turn, _done(turn, work, mover, wish))])


async def look_up_zone(turn: Turn, typed: str) -> None:
    """Find a place by what was typed and take its clock; where several may be meant, ask."""
    found = await asyncio.to_thread(find_zone, typed[:LONGEST])

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        setter = setter_of(turn, mover)
        setter.check()
        if len(found) == 1 and found[0].exact:
            yield _answer(turn, moved_screen(turn, work, setter, found[0]))
        else:
            expect_city(turn, work, mover)
            yield _answer(turn, which_place_screen(found, typed, shared=turn.shared))

    await turn.move(acts)


def moved_screen(turn: Turn, work: Unit, setter: Setter, to: Found) -> Screen:
    """Take the clock of a place: what is set by now, and whether the time there is right."""
    _expect_no_more(turn, work, setter.mover)
    return _told(turn, work, live_in(work, setter, to.zone), to.label)


def setter_of(turn: Turn, mover: Mover) -> Setter:
    """Who sets something, where and when."""
    return Setter(turn.place, mover, turn.shared, turn.now)


def shown(turn: Turn, work: Unit, mover: Mover, settings: Settings) -> Screen:
    """What is set; where it waits for a zone, the question for that."""
    if settings.waits:
        return zone_screen(turn, work, mover)
    return settings_screen(settings, turn.library_in(work).decks, turn.now)


def zone_screen(turn: Turn, work: Unit, mover: Mover) -> Screen:
    """Where are you? Alone the next text is the answer."""
    expect_city(turn, work, mover)
    own = work.habits(mover.person).zone if turn.shared and mover.person else ""
    return ask_zone_screen(shared=turn.shared, own=own)


def expect_city(turn: Turn, work: Unit, mover: Mover) -> None:
    """Alone the next text names a place; in a group the bot would not hear it."""
    if not turn.shared:
        work.expect(turn.place, mover.person, Awaited(CITY), turn.now)


def nowhere(turn: Turn) -> bool:
    """Whether a button was pressed below a message that Telegram shows no more: a group's topic is unknown then."""
    return turn.shared and not (turn.message and turn.message.is_accessible)


async def change(turn: Turn, make: Change, show: Callable[[Unit, Mover, Settings], Screen]) -> None:
    """A button changes something: the message that carries it shows how it stands by then."""

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        if nowhere(turn):
            return [Toast("daily-old-message", alert=True)]
        _expect_no_more(turn, work, mover)
        settings = make(work, setter_of(turn, mover))
        return [Edit(turn.place, turn.message_id, show(work, mover, settings))]

    await turn.move(acts)


def look(turn: Turn, work: Unit, person: int) -> Settings:
    """What is set where somebody asks."""
    return settings_of(work, turn.place, person, shared=turn.shared)


def _expect_no_more(turn: Turn, work: Unit, mover: Mover) -> None:
    """A time or place that was waited for has come, in some way; a remark on a report is still welcome."""
    waiting = None if turn.shared else work.expected(turn.place, mover.person)
    if waiting is not None and waiting.kind in (CITY, OWN_TIME):
        work.expect_nothing(turn.place, mover.person)


def _done(turn: Turn, work: Unit, mover: Mover, wish: Wish) -> Screen:
    setter = setter_of(turn, mover)
    if turn.shared:
        check_group(turn.library_in(work), wish.decks or ())
    _expect_no_more(turn, work, mover)
    settings = fulfil(work, setter, wish)
    if wish.zone:
        return _told(turn, work, settings, wish.places[0].label)
    if wish.places:
        expect_city(turn, work, mover)
        return which_place_screen(wish.places, "", shared=turn.shared)
    return shown(turn, work, mover, settings)


def _told(turn: Turn, work: Unit, settings: Settings, called: str) -> Screen:
    head: Sequence[Part] = (told_zone(settings.zone, called, turn.now, shared=turn.shared),)
    if settings.daily is not None:
        whole = settings_screen(settings, turn.library_in(work).decks, turn.now)
        head = (*head, GAP, *whole.parts)
    return Screen(tuple(head), confirm_rows())


def _answer(turn: Turn, screen: Screen) -> Send:
    return Send(turn.place, screen, reply_to=turn.reply_to)
