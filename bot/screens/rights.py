"""What the bot sees and may do in a group, what it lacks, and how to play without."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from bot.rights import Rights
from bot.screen import GAP, Part, Say, Screen, Value

ABILITIES = tuple(field.name for field in fields(Rights))


def greeting_screen(rights: Rights) -> Screen:
    """Hello to a group that has just added the bot, and all that it should know about it."""
    return Screen((Say("start-group"), GAP, *rights_parts(rights), GAP, Say("rights-settings")))


def rights_parts(rights: Rights) -> tuple[Part, ...]:
    """Everything there is to be seen and done, a line each: there, or missing and how it goes without."""
    first = Say("rights-hears" if rights.hears else "rights-hears-some")
    sent: tuple[Part, ...] = (_line("polls", has=rights.polls), _line("photos", has=rights.photos))
    if rights.polls and rights.photos:
        sent = (Say("rights-sends"),)
    rest = (_line("tidies", has=rights.tidies), _line("tags", has=rights.tags))
    return (Say("rights-title"), first, *sent, *rest)


def changes_screen(gained: Collection[str], lost: Collection[str]) -> Screen | None:
    """What the bot may do by now, or no more: names of ``Rights``. ``None`` where nothing has changed."""
    parts = (
        Say(key, _flags(names)) for key, names in (("rights-gained", gained), ("rights-lost", lost)) if names
    )
    said = tuple(parts)
    return Screen(said) if said else None


def _line(name: str, *, has: bool) -> Say:
    return Say(f"rights-{name}" if has else f"rights-{name}-none")


def _flags(names: Collection[str]) -> dict[str, Value]:
    return {name: int(name in names) for name in ABILITIES}
