"""The list of decks, as text and as buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.presses.decks import OwnDecks
from bot.presses.quiz import DeckPage, ShowDecks, StartDeck
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen
from content.deck import Deck
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
    last = (len(decks) - 1) // PAGE
    page = min(page, last)
    shown = decks[page * PAGE : (page + 1) * PAGE]
    rows = [(_deck_button(deck, known.get(deck.slug), count),) for deck in shown]
    turn = []
    if page > 0:
        turn.append(Button(DeckPage(page - 1, count), "page-back"))
    if page < last:
        turn.append(Button(DeckPage(page + 1, count), "page-on"))
    return Screen(tuple(head or (Say("decks-choose"),)), (*rows, *((tuple(turn),) if turn else ())))


def decks_screen(decks: Sequence[Deck], progress: Sequence[DeckProgress]) -> Screen:
    """All decks: how far the learner is in each where ``progress`` tells it, and how to begin it."""
    if not decks:
        return Screen((Say("decks-none"),))
    known = {row.deck: row for row in progress}
    parts: list[Part] = [Say("decks-title")]
    for deck in decks:
        parts += [GAP, _deck_line(deck, known.get(deck.slug))]
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
