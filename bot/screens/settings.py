"""The settings of a group: one message whose pages are turned by buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

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
from bot.render.telegram_html import clip
from bot.rights import Rights
from bot.screen import GAP, Button, Part, Say, Screen
from bot.screens.pages import page_of
from bot.screens.rights import rights_parts
from content.deck import Deck
from study.chats import ChatSettings, Starters, Tempo
from study.contest.values import PACES
from study.daily.planning import minutes
from study.daily.quiet_words import NO_QUIET
from study.zones import Found, label, suggestions, zone

Row = tuple[Button, ...]

IN_A_ROW = 2
DECKS_ON_A_PAGE = 7
DECKS_SHOWN = 200
"""Characters of the names of decks."""
TYPED_SHOWN = 60
NIGHTS = ((time(22), time(8)), (time(23), time(8)), (time(23), time(7)), (time(0), time(9)))
"""Quiet hours that are usual."""
BACK = (Button(SettingsPage("main", 0), "settings-back"),)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the settings are shown with. ``languages`` are their own names by code; ``language`` the code of the one
    in use; ``daily_zone`` that of the group's question of the day; ``rights`` the bot's own, on pages that tell."""

    settings: ChatSettings
    decks: Sequence[Deck]
    languages: Mapping[str, str]
    language: str
    daily_zone: str | None
    now: datetime
    rights: Rights | None = None

    @property
    def zone(self) -> str | None:
        """By which clock the group lives; ``None`` while nobody has told."""
        return self.settings.zone or self.daily_zone


def main_screen(seen: Seen, _: int = 0) -> Screen:
    """All that is set, and buttons to change each of it."""
    settings = seen.settings
    lines = (
        Say("settings-line-language", {"language": seen.languages[seen.language]}),
        _decks_line(seen),
        Say("settings-line-tempo", {"tempo": settings.tempo.value, "seconds": PACES[settings.tempo].seconds}),
        Say("settings-line-starters", {"who": settings.starters.value}),
        Say("settings-line-speed", {"on": int(settings.speed)}),
        _quiet_line(settings),
        *_zone_lines(seen),
        Say("settings-line-tidy", {"on": int(settings.tidy)}),
        Say("settings-line-tags", {"on": int(settings.tags)}),
        Say("settings-line-league"),
    )
    return Screen((Say("settings-title"), GAP, *lines), _main_rows(settings))


def language_screen(seen: Seen, _: int = 0) -> Screen:
    """The languages there are."""
    rows = tuple(
        (Button(SettingsLanguage(code), text=_ticked(name, on=code == seen.language)),)
        for code, name in seen.languages.items()
    )
    return Screen((Say("settings-language", {"count": len(rows)}),), (*rows, BACK))


def decks_screen(seen: Seen, number: int = 0) -> Screen:
    """What contests are about: all decks, or those that are ticked; ``number`` is a page of the list."""
    part = page_of(seen.decks, number, DECKS_ON_A_PAGE)
    every = Button(SettingsDeck("", 1, part.number), "settings-all-decks", {"on": int(not _titles(seen))})
    turn = part.turning(lambda to: SettingsPage("decks", to))
    rows = ((every,), *((_deck_button(seen.settings, deck, part.number),) for deck in part.shown))
    return Screen((Say("settings-which-decks"),), (*rows, *turn, BACK))


def tempo_screen(seen: Seen, _: int = 0) -> Screen:
    """How fast contests go."""
    rows = tuple((_tempo_button(tempo, on=tempo is seen.settings.tempo),) for tempo in Tempo)
    return Screen((Say("settings-which-tempo"),), (*rows, BACK))


def quiet_screen(seen: Seen, _: int = 0) -> Screen:
    """When contests rest."""
    settings = seen.settings
    present = (settings.quiet_from, settings.quiet_to)
    quiet = present[0] != present[1]
    ask = _zone_lines(seen) if quiet and seen.zone is None else ()
    buttons = [_quiet_button(begin, end, on=(begin, end) == present) for begin, end in NIGHTS]
    none = Button(_quiet_press(*NO_QUIET), "settings-quiet-none", {"on": int(not quiet)})
    tell = ((Button(SettingsPage("zone", 0), "settings-button-zone"),),) if ask else ()
    rows = (*_in_rows(buttons), (none,), *tell, BACK)
    return Screen((_quiet_line(settings), *ask, GAP, Say("settings-which-quiet")), rows)


def zone_screen(seen: Seen, _: int = 0) -> Screen:
    """By which clock the group lives."""
    own, found = seen.settings.zone, suggestions()
    buttons = [_zone_button(one, on=one.zone == own) for one in found]
    return Screen(
        (*_zone_lines(seen), GAP, Say("settings-which-zone")), (*_unset(seen), *_in_rows(buttons), BACK)
    )


def which_place_screen(found: Sequence[Found], typed: str) -> Screen:
    """Places that may be meant; or that none is known."""
    args = {"text": clip(typed, TYPED_SHOWN)}
    if not found:
        return Screen((Say("settings-zone-unknown", args),))
    key = "zone-which" if found[0].exact else "zone-maybe"
    return Screen((Say(key, args),), tuple((_zone_button(one, on=False),) for one in found))


def tags_screen(seen: Seen, _: int = 0) -> Screen:
    """Tags beside the names of the best, and the right that they take."""
    on = seen.settings.tags
    has = seen.rights is not None and seen.rights.tags
    switch = Button(SettingsSwitch("tags", int(not on)), "settings-switch-tags", {"on": int(on)})
    return Screen(
        (Say("settings-tags"), Say("rights-tags" if has else "rights-tags-none")), ((switch,), BACK)
    )


def rights_screen(seen: Seen, _: int = 0) -> Screen:
    """What the bot sees and may do here by now."""
    return Screen(rights_parts(seen.rights) if seen.rights else (Say("rights-title"),), (BACK,))


PAGES: Mapping[str, Callable[[Seen, int], Screen]] = {
    "main": main_screen,
    "language": language_screen,
    "decks": decks_screen,
    "tempo": tempo_screen,
    "quiet": quiet_screen,
    "zone": zone_screen,
    "tags": tags_screen,
    "rights": rights_screen,
}


def told_zone_screen(seen: Seen, called: str) -> Screen:
    """What time it is there by now: whoever sees another one corrects it. ``called``: how they know the place."""
    name = seen.zone or ""
    args = {"zone": called or label(name), "now": f"{seen.now.astimezone(zone(name)):%H:%M}"}
    yes, no = Button(SettingsPage("main", 0), "zone-right"), Button(SettingsPage("zone", 0), "zone-wrong")
    return Screen((Say("zone-told-group", args),), ((yes, no),))


def misread_screen(typed: str) -> Screen:
    """What may be typed, for somebody who typed something else."""
    return Screen((Say("settings-misread", {"text": clip(typed, TYPED_SHOWN)}), Say("settings-examples")))


def _main_rows(settings: ChatSettings) -> tuple[Row, ...]:
    other = Starters.ADMINS if settings.starters is Starters.ALL else Starters.ALL
    who = Button(SettingsStarters(other.value), "settings-button-starters", {"who": settings.starters.value})
    return (
        (_to("decks"), _to("tempo")),
        (_to("quiet"), _to("zone")),
        (who,),
        (_switch("speed", on=settings.speed),),
        (_switch("tidy", on=settings.tidy),),
        (_to("tags"), _to("language")),
        (_to("rights"),),
    )


def _to(page: str) -> Button:
    return Button(SettingsPage(page, 0), f"settings-button-{page}")


def _switch(what: str, *, on: bool) -> Button:
    return Button(SettingsSwitch(what, int(not on)), f"settings-button-{what}", {"on": int(on)})


def _titles(seen: Seen) -> list[str]:
    return [deck.title for deck in seen.decks if deck.slug in seen.settings.decks]


def _decks_line(seen: Seen) -> Say:
    titles = clip(", ".join(_titles(seen)), DECKS_SHOWN)
    return Say("settings-line-decks", {"titles": titles}) if titles else Say("settings-line-all-decks")


def _quiet_line(settings: ChatSettings) -> Say:
    begin, end = settings.quiet_from, settings.quiet_to
    if begin == end:
        return Say("settings-line-quiet-none")
    return Say("settings-line-quiet", {"begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}"})


def _zone_lines(seen: Seen) -> tuple[Part, ...]:
    if seen.zone is None:
        waits = seen.settings.quiet_from != seen.settings.quiet_to
        return (Say("settings-line-zone-none", {"quiet": int(waits)}),)
    args = {"zone": label(seen.zone), "now": f"{seen.now.astimezone(zone(seen.zone)):%H:%M}"}
    return (Say("settings-line-zone" if seen.settings.zone else "settings-line-zone-daily", args),)


def _unset(seen: Seen) -> tuple[Row, ...]:
    """Gives up a zone of the group's own."""
    if not seen.settings.zone:
        return ()
    none = SettingsZone.of("")
    if seen.daily_zone is None:
        return ((Button(none, "settings-zone-unset"),),)
    return ((Button(none, "settings-zone-as-daily", {"zone": label(seen.daily_zone)}),),)


def _deck_button(settings: ChatSettings, deck: Deck, page: int) -> Button:
    on = deck.slug in settings.decks
    return Button(SettingsDeck(deck.slug, int(not on), page), text=_ticked(deck.title, on=on))


def _tempo_button(tempo: Tempo, *, on: bool) -> Button:
    args = {"on": int(on), "tempo": tempo.value, "seconds": PACES[tempo].seconds}
    return Button(SettingsTempo(tempo.value), "settings-tempo-choice", args)


def _quiet_press(begin: time, end: time) -> SettingsQuiet:
    return SettingsQuiet(minutes(begin), minutes(end))


def _quiet_button(begin: time, end: time, *, on: bool) -> Button:
    return Button(_quiet_press(begin, end), text=_ticked(f"{begin:%H:%M}–{end:%H:%M}", on=on))


def _zone_button(one: Found, *, on: bool) -> Button:
    return Button(SettingsZone.of(one.zone), text=_ticked(one.label, on=on))


def _ticked(text: str, *, on: bool) -> str:
    return f"✓ {text}" if on else text


def _in_rows(buttons: Sequence[Button]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
