"""The list of decks, as text and as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.presses import DeckPage, ShowDecks, StartDeck
from bot.screen import GAP, Button, Part, Say, Screen
from content.deck import Deck
from study.values import DeckProgress

PAGE = 8
BAR = 8


def choose_screen(
    decks: Sequence[Deck], progress: Sequence[DeckProgress], page: int, head: Sequence[Part] | None = None
) -> Screen:
    """Decks as buttons that show how far the learner is, ``PAGE`` at a time."""
    if not decks:
        return Screen((Say("decks-none"),))
    known = {row.deck: row for row in progress}
    last = (len(decks) - 1) // PAGE
    page = min(page, last)
    shown = decks[page * PAGE : (page + 1) * PAGE]
    rows = [(_deck_button(deck, known.get(deck.slug)),) for deck in shown]
    turn = []
    if page > 0:
        turn.append(Button(DeckPage(page - 1), "page-back"))
    if page < last:
        turn.append(Button(DeckPage(page + 1), "page-on"))
    return Screen(tuple(head or (Say("decks-choose"),)), (*rows, *((tuple(turn),) if turn else ())))


def decks_screen(decks: Sequence[Deck], progress: Sequence[DeckProgress]) -> Screen:
    """All decks: how far the learner is in each, and how to begin it."""
    if not decks:
        return Screen((Say("decks-none"),))
    parts: list[Part] = [Say("decks-title")]
    for deck, row in zip(decks, progress, strict=True):
        mark = "✅" if row.known == row.total else "🔸" if row.met else "▫️"
        args = {
            "mark": mark,
            "title": deck.title,
            "slug": deck.slug,
            "known": str(row.known),
            "total": str(row.total),
        }
        parts += [GAP, Say("decks-line", args)]
    return Screen(tuple(parts), choose_screen(decks, progress, 0).rows)


def progress_screen(decks: Sequence[Deck], progress: Sequence[DeckProgress]) -> Screen:
    """How far the learner is in the decks they have met."""
    parts: list[Part] = [Say("progress-title")]
    for deck, row in zip(decks, progress, strict=True):
        if not row.met:
            continue
        filled = round(BAR * row.known / row.total)
        args = {
            "bar": "▰" * filled + "▱" * (BAR - filled),
            "title": deck.title,
            "known": str(row.known),
            "total": str(row.total),
            "met": str(row.met),
        }
        parts += [GAP, Say("progress-line", args)]
    return Screen(tuple(parts)) if len(parts) > 1 else Screen((Say("progress-empty"),))


def unknown_deck_screen(asked: str, nearest: Sequence[Deck], progress: Sequence[DeckProgress]) -> Screen:
    """There is no such deck; the nearest ones are a press away."""
    key = "deck-nearest" if nearest else "deck-unknown"
    decks = nearest or ()
    if not decks:
        return Screen((Say(key, {"asked": asked}),), ((Button(ShowDecks(), "button-decks"),),))
    return choose_screen(decks, progress, 0, (Say(key, {"asked": asked}),))


def _deck_button(deck: Deck, row: DeckProgress | None) -> Button:
    press = StartDeck(deck.slug, 0)
    if row is None or not row.met:
        return Button(press, "deck-button-new", {"title": deck.title})
    args = {"title": deck.title, "known": str(row.known), "total": str(row.total)}
    return Button(press, "deck-button", args)
