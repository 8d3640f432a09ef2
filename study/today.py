"""What a learner takes on today: what is due, most endangered first, and what is new, each up to a limit.

The limits are the learner's own (``Habits``), or those that the plan for their exam asks for. They count items, not
answers: an item that is asked again on the day on which it was missed costs nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.deck import Deck
from content.library import Library
from study.brought import visible
from study.cards import Card
from study.daily.picking import decks_of
from study.habits import Goal, day_of
from study.memory import Algorithm
from study.memory.dose import Plan, due_of, is_backlog, plan_for
from study.ports import Work
from study.values import item_key

LONGEST_DAY = timedelta(days=2)
"""A study day is over by then, whatever its zone does."""
MOST_NEW = 50
"""New items a day, however near the exam is."""


@dataclass(frozen=True, slots=True)
class Today:
    """Keys of what may be asked now: ``due`` ones, most endangered first, then ``new`` ones in the order to learn.

    ``waiting`` counts all that are due, beyond today's limit too. ``dose`` reviews and ``pace`` new items a day are
    the limits. ``next_at`` is when the next item falls due; ``None`` where nothing was met yet. ``unmet_keys`` are
    those of all new items, beyond the limit too.
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    waiting: int
    unmet_keys: tuple[str, ...]
    dose: int
    pace: int
    next_at: datetime | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """All that may be asked now, in order."""
        return self.due + self.new

    @property
    def backlog(self) -> bool:
        """Whether so much waits that catching up would take days."""
        return is_backlog(self.waiting, self.dose)


@dataclass(frozen=True, slots=True)
class Limits:
    """``pace`` new items and ``dose`` reviews a day; ``goal`` and its ``plan`` while an exam is ahead."""

    pace: int
    dose: int
    goal: Goal | None = None
    plan: Plan | None = None


def today_of(
    work: Work, library: Library, algorithm: Algorithm, person: int, now: datetime, decks: Sequence[str] = ()
) -> Today:
    """What is due and what is new for a learner, in ``decks`` (slugs; empty: all).

    The decks of an exam ahead come first, among what is due and what is new.
    """
    here, cards = visible(work, library, person), known_cards(work, library, person)
    done, new_today = _done(work, person, cards, now)
    limits = _limits(work, here, algorithm, person, now, cards, new_today)
    chosen = _in_order(here, limits.goal, decks)
    met = [
        card for deck in chosen for item in deck.items if (card := cards.get(item_key(deck.slug, item.id)))
    ]
    due = due_in_order(met, algorithm, limits.goal, now)
    left = max(0, limits.dose - len(done - new_today))
    unmet = [key for key in _order(library, chosen, limits.goal) if key not in cards]
    coming = [card.memory.due for card in met if card.memory and card.memory.due > now]
    return Today(
        due=tuple(_within(due, left, done)),
        new=tuple(unmet[: max(0, limits.pace - len(new_today))]),
        waiting=len(due),
        unmet_keys=tuple(unmet),
        dose=limits.dose,
        pace=limits.pace,
        next_at=min(coming, default=None),
    )


def due_in_order(cards: Iterable[Card], algorithm: Algorithm, goal: Goal | None, now: datetime) -> list[Card]:
    """The cards that are due, those of the exam first, and of each the most endangered."""
    due = due_of(cards, algorithm, now)
    return sorted(due, key=lambda card: not _aimed(goal, card))


def known_cards(work: Work, library: Library, person: int) -> dict[str, Card]:
    """The cards of a person by key, of items that are still in the decks."""
    return {card.key: card for card in work.cards(person) if library.by_key(card.key)}


def limits_of(work: Work, library: Library, algorithm: Algorithm, person: int, now: datetime) -> Limits:
    """How much a learner takes on a day.

    While an exam is ahead: its new items at the pace that meets them all in time, and as many reviews as that
    needs, if those are more than usual. Both are reckoned as of the morning: they hold for the whole day.
    """
    cards = known_cards(work, library, person)
    _, new_today = _done(work, person, cards, now)
    return _limits(work, library, algorithm, person, now, cards, new_today)


def _limits(
    work: Work,
    library: Library,
    algorithm: Algorithm,
    person: int,
    now: datetime,
    cards: Mapping[str, Card],
    new_today: Collection[str],
) -> Limits:
    """``limits_of``, given the cards and those of them that are new today."""
    habits, goal = work.habits(person), work.goal(person)
    today = day_of(habits, now)
    if goal is None or goal.day < today:
        return Limits(habits.pace, habits.dose)
    keys = [item_key(deck.slug, item.id) for deck in decks_of(library, goal.decks) for item in deck.items]
    before = [None if key in new_today or key not in cards else cards[key].memory for key in keys]
    plan = plan_for(before, algorithm, now, today, goal.day)
    pace = min(plan.new_a_day, MOST_NEW) if plan.unmet else habits.pace
    return Limits(pace, max(habits.dose, plan.reviews_a_day), goal, plan)


def order_to_learn(library: Library, decks: Sequence[Deck]) -> tuple[str, ...]:
    """The keys of all items of some decks: what is presupposed first, else in the order of decks and items."""
    chosen = {deck.slug for deck in decks}
    placed: dict[str, None] = {}
    for deck in decks:
        for item in deck.items:
            _place(library, chosen, item_key(deck.slug, item.id), placed, set())
    return tuple(placed)


def _place(library: Library, chosen: set[str], key: str, placed: dict[str, None], above: set[str]) -> None:
    """Put an item behind what it presupposes, as far as that is chosen; ``above`` are those that wait for it."""
    found = library.by_key(key)
    if found is None or key in placed or key in above:
        return
    deck, item = found
    for wanted in (*deck.prerequisites, *item.prerequisites):
        for before in _items_of(library, wanted):
            if before.partition("/")[0] in chosen:
                _place(library, chosen, before, placed, above | {key})
    placed[key] = None


def _items_of(library: Library, wanted: str) -> Iterator[str]:
    """The items that a prerequisite means: one, or all of a deck."""
    deck = library.deck(wanted)
    if deck is None:
        yield wanted
    else:
        yield from (item_key(deck.slug, item.id) for item in deck.items)


def _in_order(library: Library, goal: Goal | None, decks: Sequence[str]) -> tuple[Deck, ...]:
    """The decks meant, those of the exam first."""
    chosen = decks_of(library, decks)
    aimed = set(goal.decks) if goal else set()
    return tuple(sorted(chosen, key=lambda deck: deck.slug not in aimed))


def _order(library: Library, decks: Sequence[Deck], goal: Goal | None) -> tuple[str, ...]:
    """In which order to learn: what the exam is about comes before all else, even before what it presupposes."""
    aimed = [deck for deck in decks if goal is not None and deck.slug in goal.decks]
    return tuple(dict.fromkeys((*order_to_learn(library, aimed), *order_to_learn(library, decks))))


def _aimed(goal: Goal | None, card: Card) -> bool:
    return goal is not None and (not goal.decks or card.deck in goal.decks)


def _done(work: Work, person: int, cards: Mapping[str, Card], now: datetime) -> tuple[set[str], set[str]]:
    """Keys of the items answered on this study day, and of those among them that were met for the first time."""
    today = day_of(work.habits(person), now)
    lately = work.answers_since(person, now - LONGEST_DAY)
    counts = Counter(answer.key for answer in lately if answer.day == today)
    return set(counts), {key for key, count in counts.items() if key in cards and cards[key].answers == count}


def _within(due: Iterable[Card], left: int, done: set[str]) -> Iterator[str]:
    """What of the due cards still fits into today; what was answered today does so in any case."""
    for card in due:
        if card.key in done:
            yield card.key
        elif left > 0:
            left -= 1
            yield card.key
