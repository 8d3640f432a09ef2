"""Where somebody is, as far as their clock is concerned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.presses.daily import DailyPage, LiveIn
from bot.render.telegram_html import clip
from bot.screen import Button, Part, Say, Screen
from study.zones import Found, label, suggestions, zone

IN_A_ROW = 2
TYPED_SHOWN = 60


def ask_zone_screen(*, shared: bool, own: str = "", head: Sequence[Part] = ()) -> Screen:
    """Where are you? ``own`` is the zone of the admin who sets that of a group: the first to be offered."""
    said = Say("zone-ask-group" if shared else "zone-ask")
    mine = ((Button(LiveIn.of(own), "zone-mine", {"zone": label(own)}),),) if own else ()
    found = [one for one in suggestions() if one.zone != own]
    return Screen((*head, said), (*mine, *_rows(found)))


def which_place_screen(found: Sequence[Found], typed: str, *, shared: bool) -> Screen:
    """Places that may be meant; or that none is known."""
    args = {"text": clip(typed, TYPED_SHOWN)}
    if not found:
        return Screen((Say("zone-unknown-group" if shared else "zone-unknown", args),))
    key = "zone-which" if found[0].exact else "zone-maybe"
    return Screen((Say(key, args),), tuple((_button(one),) for one in found))


def offer_zone_screen(name: str) -> Screen:
    """A place was sent that lies in another zone: shall the clock be that one?"""
    args = {"zone": label(name)}
    return Screen((Say("zone-offer", args),), ((Button(LiveIn.of(name), "zone-move", args),),))


def told_zone(name: str, called: str, now: datetime, *, shared: bool) -> Say:
    """What time it is there by now: whoever sees another one corrects it. ``called``: how they know the place."""
    args = {"zone": called or label(name), "now": f"{now.astimezone(zone(name)):%H:%M}"}
    return Say("zone-told-group" if shared else "zone-told", args)


def confirm_rows() -> tuple[tuple[Button, ...], ...]:
    """Is that right?"""
    yes, no = Button(DailyPage("main", 0), "zone-right"), Button(DailyPage("zone", 0), "zone-wrong")
    return ((yes, no),)


def _rows(found: Sequence[Found]) -> tuple[tuple[Button, ...], ...]:
    buttons = [_button(one) for one in found]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))


def _button(one: Found) -> Button:
    return Button(LiveIn.of(one.zone), text=one.label)
