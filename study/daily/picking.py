"""Which questions come by themselves: what is due, else what is new; never one just seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from content.deck import Deck
from content.library import Library
from content.questions import asked_together
from study.brought import visible
from study.cards import Card
from study.errors import AloneOnly
from study.memory import Algorithm, Phase
from study.memory.dose import due_of
from study.ports import Work
from study.values import Place, item_key

JUST_SEEN = timedelta(hours=12)
GROUP_SEEN = timedelta(days=7)
"""A group is asked nothing that it was asked within a week."""
ACTIVE = timedelta(days=60)
MOST_MEMBERS = 50
"""Members whose memory is looked at: the most recent ones."""


def decks_of(library: Library, slugs: Sequence[str]) -> tuple[Deck, ...]:
    """The decks meant: those named that are still there, else all."""
    named = tuple(deck for slug in slugs if (deck := library.deck(slug)))
    return named or library.decks


def check_group(library: Library, slugs: Sequence[str]) -> None:
    """Raises ``AloneOnly`` where some decks hold nothing that a group can be asked."""
    if slugs and not _keys(decks_of(library, slugs), together=True):
        raise AloneOnly


def pick_for(
    work: Work,
    library: Library,
    algorithm: Algorithm,
    person: int,
    decks: Sequence[str],
    count: int,
    now: datetime,
    avoid: Collection[str] = (),
) -> tuple[str, ...]:
    """Keys of up to ``count`` items for a learner: the most endangered due ones, then new ones in the decks' order,
    then those least likely to be recalled. Nothing answered within twelve hours, nothing to ``avoid``."""
    keys = _keys(decks_of(visible(work, library, person), decks))
    cards = {card.key: card for card in work.cards(person)}
    open_to = [key for key in keys if key not in avoid and not _just_seen(cards.get(key), now)]
    met = [cards[key] for key in open_to if key in cards]
    due = [card for card in due_of(met, algorithm, now) if _endangered(card, algorithm, now)]
    rest = sorted(met, key=lambda card: algorithm.recall(card.memory, now))
    wanted = [*(card.key for card in due), *(key for key in open_to if key not in cards), *_names(rest)]
    return tuple(dict.fromkeys(wanted))[:count]


def pick_for_group(
    work: Work,
    library: Library,
    algorithm: Algorithm,
    place: Place,
    decks: Sequence[str],
    count: int,
    now: datetime,
) -> tuple[str, ...]:
    """Keys of up to ``count`` items for a group: what its members, on average, are about to forget, else new ones.

    The mean is over those who have met an item: a newcomer does not make everything look forgotten. An item that is
    as safe as the algorithm wants all to be waits until nothing else is left.
    """
    lately = work.asked_lately(place, now - GROUP_SEEN)
    asked_of = decks_of(visible(work, library, place.chat), decks)
    keys = [key for key in _keys(asked_of, together=True) if key not in lately]
    recalls: dict[str, list[float]] = {}
    for person in work.members(place.chat, now - ACTIVE)[-MOST_MEMBERS:]:
        for card in work.cards(person):
            recalls.setdefault(card.key, []).append(algorithm.recall(card.memory, now))
    mean = {key: sum(recalls[key]) / len(recalls[key]) for key in keys if key in recalls}
    by_danger = sorted(mean, key=lambda key: mean[key])
    endangered = [key for key in by_danger if mean[key] < algorithm.retention]
    new = [key for key in keys if key not in mean]
    return tuple(dict.fromkeys([*endangered, *new, *by_danger]))[:count]


def _keys(decks: Iterable[Deck], *, together: bool = False) -> list[str]:
    """All items of some decks; ``together``: those that a group can be asked."""
    items = ((deck, item) for deck in decks for item in deck.items)
    return [item_key(deck.slug, item.id) for deck, item in items if not together or asked_together(item)]


def _names(cards: Iterable[Card]) -> Iterable[str]:
    return (card.key for card in cards)


def _endangered(card: Card, algorithm: Algorithm, now: datetime) -> bool:
    """Whether something due is worth one of the few questions of a day.

    A step of learning is due within minutes, for whoever sits down to study; by itself it comes once it is about to
    be forgotten.
    """
    settled = card.memory is not None and card.memory.phase is Phase.REVIEW
    return settled or algorithm.recall(card.memory, now) < algorithm.retention


def _just_seen(card: Card | None, now: datetime) -> bool:
    return card is not None and card.last_at is not None and now - card.last_at < JUST_SEEN
