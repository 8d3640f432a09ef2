"""What the command and the buttons of a group's settings share."""

from __future__ import annotations

from collections.abc import Iterable

from bot.rights import Rights
from bot.screen import Act, Edit, Screen, Toast
from bot.screens.settings import PAGES, Seen, told_zone_screen
from bot.turn import Turn
from bot.words import languages, words_for
from storage import Unit
from study.chat_settings import daily_zone
from study.chats import ChatSettings


def seen(turn: Turn, work: Unit, settings: ChatSettings, rights: Rights | None = None) -> Seen:
    """Settings with all that is shown beside them."""
    return Seen(
        settings,
        turn.library_in(work).decks,
        {code: words.plain("language-name") for code, words in languages().items()},
        words_for(settings.language).language,
        daily_zone(work, settings.chat),
        turn.now,
        rights,
    )


def edited(turn: Turn, screen: Screen, rights: Rights | None = None) -> Iterable[Act]:
    """The message with the settings shows another page. Where the bot is mute it cannot: a notice says so."""
    if rights is not None and not rights.writes:
        return [Toast("rights-writes-none", alert=True)]
    return [Edit(turn.place, turn.message_id, screen)]


def page_screen(shown: Seen, name: str, number: int = 0) -> Screen:
    """A page of the settings by its name in ``PAGES``."""
    return PAGES[name](shown, number)


def moved_screen(turn: Turn, work: Unit, settings: ChatSettings, called: str) -> Screen:
    """The clock of the group is another one by now: is that right? ``called``: how they know the place."""
    return told_zone_screen(seen(turn, work, settings), called)
