"""Decks for a command, with complaints made to the operator."""

from __future__ import annotations

from bot.settings import Settings, SettingsError
from content.complaint import DeckError
from content.library import Library


def load_library(settings: Settings) -> Library:
    """The shipped decks and those of ``STUDYBOT_DECKS``. Raises ``SettingsError`` naming the first fault."""
    try:
        return Library.load(*([settings.decks] if settings.decks else []))
    except DeckError as error:
        first, *more = str(error).splitlines() or ["a deck cannot be read"]
        rest = f" (and {len(more)} more; see them all with: studybot decks check)" if more else ""
        raise SettingsError(f"STUDYBOT_DECKS: {first}{rest}") from None
