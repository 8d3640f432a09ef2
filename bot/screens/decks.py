"""The list of decks, as text and as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.presses.decks import OwnDecks
from bot.presses.quiz import DeckPage, ShowDecks, StartDeck
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen
from bot.screens.pages import page_of
from content.deck import Deck
from content.shelf import OWN
from study.values import DeckProgress

PAGE = 8
ASKED_SHOWN = 60
"""Characters of a name nobody knows that are repeated."""


def choose_screen(
    decks: Sequence[Deck],
    progress: Sequence[DeckProgress],
    page: int,
    head: Sequence[Part] | None = None,
    count: int = 0,
) -> Screen:
    """Decks as buttons that show how far the learner is, ``PAGE`` at a time; ``count`` questions each if not 0."""
    if not decks:
        return Screen((Say("decks-none"),))
    known = {row.deck: row for row in progress}
    part = page_of(decks, page, PAGE)
    rows = [(_deck_button(deck, known.get(deck.slug), count),) for deck in part.shown]
    turn = part.turning(lambda to: DeckPage(to, count))
    return Screen(tuple(head or (Say("decks-choose"),)), (*rows, *turn))


def decks_screen(decks: Sequence[Deck], progress: Sequence[DeckProgress]) -> Screen:
    """All decks: how far the learner is in each where ``progress`` tells it, and how to begin it."""
    if not decks:
        return Screen((Say("decks-none"),))
    known = {row.deck: row for row in progress}
    brought = [deck for deck in decks if deck.slug.startswith(OWN)]
    shipped = [deck for deck in decks if not deck.slug.startswith(OWN)]
    parts: list[Part] = []
    for head, part in (("decks-title-own", brought), ("decks-title", shipped)):
        lines = [one for deck in part for one in (GAP, _deck_line(deck, known.get(deck.slug)))]
        parts += [*((GAP,) if parts and part else ()), *((Say(head),) if part else ()), *lines]
    rows = choose_screen(decks, progress, 0).rows
    return Screen((*parts, GAP, Say("decks-bring")), (*rows, (Button(OwnDecks(0), "button-own-decks"),)))


def unknown_deck_screen(
    asked: str, nearest: Sequence[Deck], progress: Sequence[DeckProgress], count: int = 0
) -> Screen:
    """There is no such deck; the nearest ones are a press away, with ``count`` questions if not 0."""
    args = {"asked": clip(asked, ASKED_SHOWN)}
    if not nearest:
        return Screen((Say("deck-unknown", args),), ((Button(ShowDecks(), "button-decks"),),))
    return choose_screen(nearest, progress, 0, (Say("deck-nearest", args),), count)


def _deck_line(deck: Deck, row: DeckProgress | None) -> Say:
    args = {"title": deck.title, "slug": deck.slug, "total": str(len(deck.items))}
    if row is None:
        return Say("decks-line-group", args)
    mark = "✅" if row.known == row.total else "🟡" if row.met else "⚪️"
    return Say("decks-line", {**args, "mark": mark, "known": str(row.known)})


def _deck_button(deck: Deck, row: DeckProgress | None, count: int) -> Button:
    press = StartDeck(deck.slug, count)
    if row is None or not row.met:
        return Button(press, "deck-button-new", {"title": deck.title})
    args = {"title": deck.title, "known": str(row.known), "total": str(row.total)}
    return Button(press, "deck-button", args)
