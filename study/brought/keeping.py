"""What becomes of decks that people bring. A person's private chat has the id of the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from content.deck import Deck, Item
from content.library import Library
from study.brought.ports import Shelves
from study.brought.values import (
    Arrival,
    Brought,
    Changes,
    DeckGone,
    NotTheirDeck,
    Quota,
    TooManyDecks,
)
from study.errors import NotYours
from study.values import Place

LONGEST_TITLE = 100


def visible(work: Shelves, library: Library, chat: int) -> Library:
    """The decks that a chat may use: its brought ones first, then those of the process."""
    brought = (library.deck(one.slug) for one in work.brought_in(chat))
    return library.beside([deck for deck in brought if deck is not None])


def arrive(
    work: Shelves, person: int, place: Place, file: str, decks: Sequence[Deck], now: datetime
) -> tuple[Arrival, tuple[Brought | None, ...]]:
    """Remember what a file held, and which of the sender's decks each of its decks is a version of."""
    mine = {one.name: one for one in work.brought_by(person)}
    return work.put_arrival(person, place, file, decks, now), tuple(mine.get(deck.slug) for deck in decks)


def changes_of(before: Deck, after: Deck) -> Changes:
    """What a version of a deck changes. Progress hangs on ids: what keeps its id keeps it."""
    common = [item for item in after.items if item.id in before.by_id]
    changed = tuple(item.id for item in common if _said(item) != _said(before.by_id[item.id]))
    new = tuple(item.id for item in after.items if item.id not in before.by_id)
    lost = tuple(item.id for item in before.items if item.id not in after.by_id)
    return Changes(changed, new, lost, len(common) - len(changed))


def _said(item: Item) -> Item:
    """An item without where it stood, and what it presupposes in its own deck."""
    return replace(item, line=0, prerequisites=())


def keep(
    work: Shelves, arrival: int, person: int, now: datetime, quota: Quota, *, chat: int = 0
) -> tuple[Brought, ...]:
    """Keep the decks of a file as new ones of its sender; with ``chat`` in that group, too.

    Raises ``DeckGone``, ``NotYours`` or ``TooManyDecks``; then nothing is kept.
    """
    came = _arrived(work, arrival, person)
    _check_quota(work.brought_by(person), came.decks, quota.person, quota.items)
    kept = tuple(work.put_brought(person, deck, now) for deck in came.decks)
    for one in kept:
        work.put_in(person, one.id, now)
        if chat:
            share(work, one.id, person, chat, now, quota)
    work.drop_arrival(arrival)
    return kept


def renew(
    work: Shelves, arrival: int, person: int, now: datetime, quota: Quota
) -> tuple[tuple[Brought, ...], tuple[Brought, ...]]:
    """Take the decks of a file for versions of those of the same names; the others are kept as new ones.

    Returns the changed and the new ones. A title that the owner gave stays. Raises as ``keep``.
    """
    came = _arrived(work, arrival, person)
    mine = {one.name: one for one in work.brought_by(person)}
    changed = tuple(
        work.change_brought(mine[deck.slug], deck, now) for deck in came.decks if deck.slug in mine
    )
    others = [deck for deck in came.decks if deck.slug not in mine]
    _check_quota(work.brought_by(person), others, quota.person, quota.items)
    new = tuple(work.put_brought(person, deck, now) for deck in others)
    for one in new:
        work.put_in(person, one.id, now)
    work.drop_arrival(arrival)
    return changed, new


def let_go(work: Shelves, arrival: int, person: int) -> None:
    """Forget a file. Raises ``DeckGone`` or ``NotYours``."""
    _arrived(work, arrival, person)
    work.drop_arrival(arrival)


def rename(work: Shelves, deck: int, person: int, title: str, now: datetime) -> Brought:
    """Give a deck another title, of at most 100 characters. Raises ``DeckGone`` or ``NotTheirDeck``."""
    mine = own(work, deck, person)
    whole = work.brought_deck(mine.slug)
    if whole is None:
        raise DeckGone
    named = replace(mine, title=" ".join(title.split())[:LONGEST_TITLE])
    # The body keeps the author's name of the deck, under which its next version will come.
    return work.change_brought(named, replace(whole, slug=mine.name), now)


def drop(work: Shelves, deck: int, person: int) -> Brought:
    """Forget a deck everywhere. Raises ``DeckGone`` or ``NotTheirDeck``."""
    mine = own(work, deck, person)
    work.drop_brought(deck)
    return mine


def share(work: Shelves, deck: int, person: int, chat: int, now: datetime, quota: Quota) -> Brought:
    """Put one's own deck into a group; whether they may there is for the caller to know.

    Raises ``DeckGone``, ``NotTheirDeck`` or ``TooManyDecks``.
    """
    mine = own(work, deck, person)
    there = [one for one in work.brought_in(chat) if one.id != deck]
    if len(there) + 1 > quota.group or _items(there) + mine.items > quota.items:
        raise TooManyDecks
    work.put_in(chat, deck, now)
    return mine


def unshare(work: Shelves, deck: int, chat: int) -> Brought:
    """Take a deck out of a group; its owner keeps it. Raises ``DeckGone``."""
    found = work.brought(deck)
    if found is None or not work.take_out(chat, deck):
        raise DeckGone
    return found


def own(work: Shelves, deck: int, person: int) -> Brought:
    """A deck of theirs. Raises ``DeckGone`` or ``NotTheirDeck``."""
    found = work.brought(deck)
    if found is None:
        raise DeckGone
    if found.owner != person:
        raise NotTheirDeck
    return found


def _check_quota(mine: Sequence[Brought], more: Sequence[Deck], decks: int, items: int) -> None:
    """Raises ``TooManyDecks`` where somebody would have more than they may."""
    if len(mine) + len(more) > decks or _items(mine) + sum(len(deck.items) for deck in more) > items:
        raise TooManyDecks


def _items(decks: Sequence[Brought]) -> int:
    return sum(one.items for one in decks)


def _arrived(work: Shelves, arrival: int, person: int) -> Arrival:
    came = work.arrival(arrival)
    if came is None:
        raise DeckGone
    if came.person != person:
        raise NotYours
    return came
