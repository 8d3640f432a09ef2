"""How a question comes to be put: which item, in which way, with its options in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from content.deck import Deck, Item, Mode
from content.library import Library
from content.questions import KINDS, asked_as, asked_together
from study.debrief import debrief_of
from study.entries import result_of
from study.errors import ItemGone
from study.finding import open_question
from study.memory import Algorithm, Fsrs, is_leech
from study.outcomes import Ended, Explained, Put, Renewed
from study.ports import Work
from study.summary import summarise
from study.today import today_of
from study.values import Asked, Kind, Outcome, Session, fingerprint_of

BEING_TYPED = timedelta(minutes=15)
"""Whoever was asked for a text within this time may be typing it."""


class Asking:
    """The steps that put a question or, where none is left, end the session. Holds no state of its own."""

    def __init__(self, library: Library, chance: Random, algorithm: Algorithm | None = None) -> None:
        self.library = library
        self.algorithm: Algorithm = algorithm or Fsrs()
        self._chance = chance

    def _ask_or_end(self, work: Work, session: Session, now: datetime) -> Put | Ended | Explained:
        """What follows in a session. After its deadline nothing does."""
        if session.over_at(now) or not self._goes_on(work, session):
            return self._end(work, session, now)
        return self._explained(work, session) or self._ask(work, session, now)

    def _explained(self, work: Work, session: Session) -> Explained | None:
        """The next item of a review, where asking once more would not help: missed again and again, also last."""
        queued = self._queued(session, work.asked_keys(session.id)) if session.kind is Kind.REVIEW else None
        if queued is None:
            return None
        deck, item = queued
        card = work.card(session.host, deck.slug, item.id)
        if not is_leech(card.memory) or card.last is Outcome.CORRECT:
            return None
        return Explained(session, deck, item, tuple(self._presupposed(item)))

    def _presupposed(self, item: Item) -> Iterator[tuple[Deck, Item | None]]:
        """What an item asks to know first: decks and items, as far as they are there."""
        for wanted in item.prerequisites:
            if deck := self.library.deck(wanted):
                yield deck, None
            elif found := self.library.by_key(wanted):
                yield found

    def _goes_on(self, work: Work, session: Session) -> bool:
        """Whether a further question is to come. Somebody may have taken away the deck, or all that a
        group can be asked of it.
        """
        if session.asked_all:
            return False
        deck = self._deck(session)
        if deck is not None and any(_for_all_there(session, item) for item in deck.items):
            return True
        return self._queued(session, work.asked_keys(session.id)) is not None

    def _still_there(self, asked: Asked) -> bool:
        """Whether the decks still hold the item of a question, and it can be asked in that way."""
        item = self.library.item(asked.deck, asked.item)
        return item is not None and KINDS[asked.mode].fits(item)

    def _fresh(self, work: Work, put: Put) -> Put:
        """The question as it may be shown: with the options the item has now."""
        return self._renewed(work, put).put if put.changed else put

    def _renewed(self, work: Work, put: Put) -> Renewed:
        options = KINDS[put.asked.mode].deal(put.item, self._chance)
        dealt = replace(put.asked, options=options, fingerprint=fingerprint_of(put.item), message=0)
        work.deal(dealt.id, dealt.options, dealt.fingerprint)
        return Renewed(replace(put, asked=dealt), put.asked)

    def _ask(self, work: Work, session: Session, now: datetime) -> Put:
        deck, item = self._draw(work, session)
        mode = self._mode(work, session, deck, item)
        moved = replace(session, position=session.position + 1)
        work.advance(moved)
        if not session.shared:
            # What comes by itself does not take a remark that is just being typed for its answer.
            lately = now - BEING_TYPED if session.kind is Kind.DAILY else None
            work.expect_nothing(session.place, session.host, lately)
        options = KINDS[mode].deal(item, self._chance)
        question = Asked(0, session.id, moved.position, deck.slug, item.id, mode, options, now)
        asked = work.ask(replace(question, fingerprint=fingerprint_of(item)))
        return Put(moved, asked, deck, item)

    def _deck(self, session: Session) -> Deck | None:
        return self.library.deck(session.deck)

    def _queued(self, session: Session, done: Collection[str]) -> tuple[Deck, Item] | None:
        """The first item of the queue that is not done, still in the decks and for all who are there."""
        for key in session.queued:
            if key not in done and (found := self.library.by_key(key)) and _for_all_there(session, found[1]):
                return found
        return None

    def _draw(self, work: Work, session: Session) -> tuple[Deck, Item]:
        """The next item: from the session's queue, else from the place's shuffle bag. Raises ``ItemGone``."""
        asked = work.asked_keys(session.id)
        if queued := self._queued(session, asked):
            return queued
        deck = self._deck(session)
        if deck is None:
            raise ItemGone
        done = {key.partition("/")[2] for key in asked if key.startswith(f"{deck.slug}/")}
        bag = [item for item in work.bag(session.place, deck.slug) if item in deck.by_id and item not in done]
        bag = [item for item in bag if _for_all_there(session, deck.by_id[item])]
        if not bag:
            there = [item.id for item in deck.items if _for_all_there(session, item)]
            bag = [item for item in there if item not in done] or there
            self._chance.shuffle(bag)
        if not bag:
            raise ItemGone
        work.put_bag(session.place, deck.slug, bag[1:])
        return deck, deck.by_id[bag[0]]

    def _mode(self, work: Work, session: Session, deck: Deck, item: Item) -> Mode:
        """By options what is new, open what was right before or in an exam; runs and rounds have options."""
        possible = [mode for mode in KINDS if asked_as(item, mode)] or list(item.modes)
        chosen = next((mode for mode in possible if mode.with_options), possible[0])
        if session.kind is Kind.ENTRY:
            return chosen
        if session.kind is Kind.MOCK and Mode.OPEN in possible:
            return Mode.OPEN
        known = not session.shared and work.card(session.host, deck.slug, item.id).right > 0
        return Mode.OPEN if known and Mode.OPEN in possible else chosen

    def _put(self, session: Session, asked: Asked) -> Put:
        deck = self.library.deck(asked.deck)
        if deck is None or not self._still_there(asked):
            raise ItemGone
        return Put(session, asked, deck, deck.by_id[asked.item])

    def _end(self, work: Work, session: Session, now: datetime) -> Ended:
        left = open_question(work, session)
        work.end(session.id, now)
        over = replace(session, ended_at=now)
        summary = summarise(work, over)
        missed = tuple(found[1] for key in summary.missed if (found := self.library.by_key(key)))
        ended = Ended(summary, self._deck(session), left, missed)
        if session.kind is Kind.REVIEW:
            today = today_of(work, self.library, self.algorithm, session.host, now)
            return replace(ended, today=today)
        if session.kind is Kind.MOCK:
            return replace(ended, debrief=debrief_of(work, self.library, over))
        if session.kind is Kind.ENTRY:
            return replace(ended, result=result_of(work, over))
        return ended


def _for_all_there(session: Session, item: Item) -> bool:
    """Whether an item can be asked where a session runs: a group is asked nothing that nobody there can judge."""
    return not session.shared or asked_together(item)
