"""The use cases of a quiz: start, answer, move on, stop. Each runs inside one transaction.

A session asks its questions one after another. Alone, an answer closes the question and "next" asks the
following one. In a group everybody may answer an open question once; the host reveals it, then moves on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from content.deck import Deck, Item, Mode
from content.grading import Judgement
from content.judge import Judge
from content.library import Library
from content.questions import KINDS, asked_as
from study.errors import (
    AlreadyAnswered,
    AlreadyCounted,
    ForgedButton,
    HostOnly,
    ItemGone,
    NothingMissed,
    NothingOpen,
    NothingRunning,
    NotYours,
    RoundRunning,
    SessionOver,
    StaleButton,
)
from study.outcomes import Ended, Judged, Mover, Put, Revealed, Started
from study.ports import Work
from study.summary import summarise
from study.values import Answer, Asked, Outcome, Person, Place, Session, card_of

DEFAULT_LENGTH = 10
MAX_LENGTH = 50
DOUBLE_CLICK = timedelta(seconds=2)


class Quiz:
    """The rules, with the decks and chance they need. Holds no state of its own."""

    def __init__(self, library: Library, chance: Random) -> None:
        self.library = library
        self._chance = chance

    # starting and ending

    def start(
        self,
        work: Work,
        place: Place,
        host: int,
        deck: Deck,
        now: datetime,
        *,
        count: int | None = None,
        shared: bool = False,
        queue: Sequence[str] = (),
    ) -> Started:
        """Begin a session and ask its first question.

        ``count`` questions (1..50, at most the deck's items; 10 by default). A learner's own running session
        gives way to the new one; a group's round does not: ``RoundRunning``.
        """
        running = work.running(place)
        if running is not None and shared:
            raise RoundRunning
        replaced = self._end(work, running, now) if running else None
        wanted = len(queue) or min(count or DEFAULT_LENGTH, MAX_LENGTH)
        length = max(1, min(wanted, len(deck.items)))
        new = work.start(Session(0, place, host, shared, deck.slug, length, tuple(queue), 0, now))
        return Started(self._ask(work, new, now), replaced)

    def stop(self, work: Work, place: Place, mover: Mover, now: datetime) -> Ended:
        """End what runs in a place. Raises ``NothingRunning`` or ``HostOnly``."""
        return self._end(work, self._movable(work, place, mover), now)

    def stop_session(self, work: Work, session: int, place: Place, mover: Mover, now: datetime) -> Ended:
        """End the session of a button."""
        self._of_button(work, session, place, mover)
        return self.stop(work, place, mover, now)

    def just_started(self, work: Work, place: Place, host: int, now: datetime) -> bool:
        """Whether what runs here was begun by this person a moment ago, and its first question is open."""
        running = work.running(place)
        return (
            running is not None
            and (running.host, running.position) == (host, 1)
            and now - running.started_at < DOUBLE_CLICK
            and self._open_question(work, running) is not None
        )

    def repeat(self, work: Work, session: int, place: Place, mover: Mover, now: datetime) -> Started:
        """Ask again what an ended session missed. Raises ``NothingMissed`` where that is nothing."""
        before = work.session(session)
        if before is None or before.place != place:
            raise ForgedButton
        if not before.shared and before.host != mover.person:
            raise NotYours
        deck = self.library.deck(before.deck)
        missed = [item for item in summarise(work, before).missed if deck and item in deck.by_id]
        if deck is None or not missed:
            raise NothingMissed
        return self.start(work, place, mover.person, deck, now, shared=before.shared, queue=missed)

    # asking

    def next(
        self, work: Work, session: int, position: int, place: Place, mover: Mover, now: datetime
    ) -> Put | Revealed | Ended:
        """Move on from the question at ``position``.

        A round's open question is revealed first; pressed again, the next one is asked, or the session ends.
        """
        current = self._of_button(work, session, place, mover)
        if current.position != position:
            raise StaleButton
        asked = work.latest(session)
        if asked is not None and asked.closed_at is None:
            if not current.shared:
                raise StaleButton
            return self._reveal_or_pass(work, current, asked, now)
        return self._ask_or_end(work, current, now)

    def skip(
        self,
        work: Work,
        place: Place,
        mover: Mover,
        now: datetime,
        update: int = 0,
        question: int | None = None,
    ) -> Revealed | Put | Ended:
        """Give up on the current question: alone it counts as missed, a round reveals it.

        ``question`` is that of the button; without it, between two questions, the next one is asked.
        """
        session = self._movable(work, place, mover)
        asked = self._open_question(work, session)
        if question is not None and (asked is None or asked.id != question):
            raise self._too_late(work, question, mover.person)
        if asked is None:
            return self._ask_or_end(work, session, now)
        if not session.shared and self._still_there(asked):
            self._log(work, asked, mover.person, asked.mode, "", None, now, update)
        return self._reveal_or_pass(work, session, asked, now)

    def current(self, work: Work, place: Place) -> Put | None:
        """The question that waits for an answer in a place, if one does."""
        session = work.running(place)
        asked = self._open_question(work, session) if session else None
        return self._put(session, asked) if session and asked else None

    def resume(self, work: Work, place: Place, now: datetime) -> Put | None:
        """The question to show again to somebody who comes back; asks the next one where none is open.

        ``None`` where there is nothing to ask: no session, all asked, or the decks hold no more of it.
        """
        session = work.running(place)
        if session is None:
            return None
        asked = self._open_question(work, session)
        if asked is not None and self._still_there(asked):
            if not session.shared:
                work.expect_nothing(place, session.host)
            return self._put(session, asked)
        if asked is not None:
            work.close(asked.id, now)
        return self._ask(work, session, now) if self._goes_on(session) else None

    def undelivered(self, work: Work, place: Place) -> Put | None:
        """The open question of a place that no message carries: the bot could not speak when it was due."""
        session = work.running(place)
        asked = self._open_question(work, session) if session else None
        if session is None or asked is None or asked.message or not self._still_there(asked):
            return None
        return self._put(session, asked)

    def hint(self, work: Work, place: Place, mover: Mover, question: int | None = None) -> tuple[Put, int]:
        """The open question and the number (from 0) of the hint to show now; counted against the answer."""
        session = self._movable(work, place, mover)
        asked = self._open_question(work, session)
        if question is not None and (asked is None or asked.id != question):
            raise self._too_late(work, question, mover.person)
        if asked is None:
            raise NothingOpen
        work.count_hint(asked.id)
        return self._put(session, asked), asked.hints

    def own_words(self, work: Work, question: int, place: Place, mover: Mover) -> Put:
        """Turn a choice question into an open one: the learner wants to answer in their own words.

        A round keeps its options: they are everybody's.
        """
        session, asked = self._open_by_button(work, question, place)
        if session.shared:
            raise ForgedButton
        if session.host != mover.person:
            raise NotYours
        put = self._put(session, asked)
        if not asked_as(put.item, Mode.OPEN):
            raise StaleButton
        work.turn_to(question, Mode.OPEN)
        work.expect_nothing(place, mover.person)
        return replace(put, asked=replace(asked, mode=Mode.OPEN))

    # answering

    def choose(
        self,
        work: Work,
        question: int,
        option: int,
        place: Place,
        person: Person,
        now: datetime,
        *,
        judge: Judge,
        update: int = 0,
    ) -> Judged:
        """Take a pressed option for an answer. Raises where the press may not count: then nothing does."""
        session, asked = self._open_by_button(work, question, place, person.id)
        if not session.shared and session.host != person.id:
            raise NotYours
        if asked.mode is not Mode.CHOICE:
            raise StaleButton
        if option not in asked.options:
            raise ForgedButton
        put, given = self._put(session, asked), str(option)
        judgement = KINDS[Mode.CHOICE].judge(put.item, given, judge)
        return self._take(work, put, person, Mode.CHOICE, given, judgement, now, update)

    def record(
        self,
        work: Work,
        put: Put,
        person: Person,
        mode: Mode,
        given: str,
        judgement: Judgement,
        now: datetime,
        update: int = 0,
    ) -> Judged:
        """Add an answer judged beforehand. Raises ``AlreadyAnswered`` or ``StaleButton``: then nothing counts."""
        asked = work.asked(put.asked.id)
        if asked is None or asked.closed_at is not None:
            raise self._too_late(work, put.asked.id, person.id)
        return self._take(work, replace(put, asked=asked), person, mode, given, judgement, now, update)

    def _take(
        self,
        work: Work,
        put: Put,
        person: Person,
        mode: Mode,
        given: str,
        judgement: Judgement,
        now: datetime,
        update: int,
    ) -> Judged:
        answer = self._log(work, put.asked, person.id, mode, given, judgement, now, update)
        if not put.session.shared:
            work.close(put.asked.id, now)
        return Judged(put.session, put.asked, put.deck, put.item, answer, judgement)

    def override(self, work: Work, answer: int, person: int, now: datetime) -> Answer:
        """ "I was right": counts for the learner from now on. Raises ``NotYours`` or ``AlreadyCounted``.

        Only the judgement on a learner's own words, given alone, may be doubted: an option is right or wrong
        without doubt, a skipped question has no answer, and the table of a round is everybody's.
        """
        said = work.answer(answer)
        if said is None:
            raise ForgedButton
        if said.person != person:
            raise NotYours
        asked = work.asked(said.question)
        session = work.session(asked.session) if asked else None
        doubtful = said.mode is Mode.OPEN and said.outcome in (Outcome.PARTIAL, Outcome.WRONG)
        if session is None or session.shared or not doubtful:
            raise ForgedButton
        if not work.override(answer, now):
            raise AlreadyCounted
        log = work.answers_about(person, said.deck, said.item)
        work.put_card(person, card_of(said.deck, said.item, log))
        return replace(said, overridden=True)

    def judged_before(self, work: Work, answer: Answer, judge: Judge) -> Judged | None:
        """An answer of the log with the verdict it got, to be shown again; ``None`` where its item is gone."""
        asked = work.asked(answer.question)
        session = work.session(asked.session) if asked else None
        deck = self.library.deck(answer.deck)
        item = deck.by_id.get(answer.item) if deck else None
        if asked is None or session is None or deck is None or item is None:
            return None
        return Judged(session, asked, deck, item, answer, KINDS[answer.mode].judge(item, answer.given, judge))

    def report(self, work: Work, question: int, place: Place, person: int, now: datetime) -> int:
        """ "This question is wrong": recorded for the owner; alone, the person's next text may say why.

        Returns the report's id.
        """
        asked = work.asked(question)
        session = work.session(asked.session) if asked else None
        if asked is None or session is None or session.place != place:
            raise ForgedButton
        report = work.report(question, person, now)
        if not session.shared:
            work.expect(place, person, report, now)
        return report

    # the steps they share

    def _ask_or_end(self, work: Work, session: Session, now: datetime) -> Put | Ended:
        return self._ask(work, session, now) if self._goes_on(session) else self._end(work, session, now)

    def _goes_on(self, session: Session) -> bool:
        """Whether a further question is to come. An operator may have taken the deck away meanwhile."""
        return not session.asked_all and self.library.deck(session.deck) is not None

    def _still_there(self, asked: Asked) -> bool:
        """Whether the decks still hold the item of a question, with the options it was asked with."""
        item = self.library.item(asked.deck, asked.item)
        if item is None or any(index >= len(item.choices) for index in asked.options):
            return False
        return KINDS[asked.mode].fits(item)

    def _ask(self, work: Work, session: Session, now: datetime) -> Put:
        deck = self.library.deck(session.deck)
        if deck is None:
            raise ItemGone
        item = self._draw(work, session, deck)
        mode = self._mode(work, session, deck, item)
        moved = replace(session, position=session.position + 1)
        work.advance(moved)
        if not session.shared:
            work.expect_nothing(session.place, session.host)
        options = KINDS[mode].deal(item, self._chance)
        asked = work.ask(Asked(0, session.id, moved.position, deck.slug, item.id, mode, options, now))
        return Put(moved, asked, deck, item)

    def _draw(self, work: Work, session: Session, deck: Deck) -> Item:
        """The next item: from the session's queue, else from the place's shuffle bag."""
        done = work.asked_items(session.id)
        queued = [item for item in session.queue if item in deck.by_id and item not in done]
        if queued:
            return deck.by_id[queued[0]]
        bag = [item for item in work.bag(session.place, deck.slug) if item in deck.by_id and item not in done]
        if not bag:
            bag = [item.id for item in deck.items if item.id not in done] or [item.id for item in deck.items]
            self._chance.shuffle(bag)
        work.put_bag(session.place, deck.slug, bag[1:])
        return deck.by_id[bag[0]]

    def _mode(self, work: Work, session: Session, deck: Deck, item: Item) -> Mode:
        """Choice for what is new, open for what was once right; a round always offers its options."""
        possible = [mode for mode in KINDS if asked_as(item, mode)] or list(item.modes)
        known = not session.shared and work.card(session.host, deck.slug, item.id).right > 0
        wanted = Mode.OPEN if known else Mode.CHOICE
        return wanted if wanted in possible else possible[0]

    def _reveal_or_pass(
        self, work: Work, session: Session, asked: Asked, now: datetime
    ) -> Revealed | Put | Ended:
        """The answer to a question; where its item is gone from the decks, straight to what follows."""
        if self._still_there(asked):
            return self._reveal(work, session, asked, now)
        work.close(asked.id, now)
        return self._ask_or_end(work, session, now)

    def _reveal(self, work: Work, session: Session, asked: Asked, now: datetime) -> Revealed:
        work.close(asked.id, now)
        put = self._put(session, asked)
        answers = work.answers_to(asked.id)
        names = work.names([answer.person for answer in answers])
        return Revealed(session, asked, put.deck, put.item, answers, names)

    def _end(self, work: Work, session: Session, now: datetime) -> Ended:
        left = self._open_question(work, session)
        work.end(session.id, now)
        over = replace(session, ended_at=now)
        return Ended(summarise(work, over), self.library.deck(session.deck), left)

    def _log(
        self,
        work: Work,
        asked: Asked,
        person: int,
        mode: Mode,
        given: str,
        judgement: Judgement | None,
        now: datetime,
        update: int,
    ) -> Answer:
        took = max(0, round((now - asked.asked_at).total_seconds() * 1000))
        answer = Answer(
            question=asked.id,
            person=person,
            deck=asked.deck,
            item=asked.item,
            mode=mode,
            given=given,
            outcome=Outcome(judgement.verdict) if judgement else Outcome.SKIPPED,
            score=judgement.score if judgement else 0.0,
            confidence=judgement.confidence if judgement else 1.0,
            at=now,
            covered=judgement.covered if judgement else (),
            missing=judgement.missing if judgement else (),
            contradicted=judgement.contradicted if judgement else (),
            hints=asked.hints,
            took_ms=took,
            update=update,
        )
        logged = work.append(answer)
        work.put_card(person, work.card(person, asked.deck, asked.item).after(logged))
        return logged

    def _put(self, session: Session, asked: Asked) -> Put:
        deck = self.library.deck(asked.deck)
        if deck is None or not self._still_there(asked):
            raise ItemGone
        return Put(session, asked, deck, deck.by_id[asked.item])

    def _open_question(self, work: Work, session: Session) -> Asked | None:
        asked = work.latest(session.id)
        return asked if asked is not None and asked.closed_at is None else None

    def _open_by_button(
        self, work: Work, question: int, place: Place, person: int = 0
    ) -> tuple[Session, Asked]:
        asked = work.asked(question)
        session = work.session(asked.session) if asked else None
        if asked is None or session is None or session.place != place:
            raise ForgedButton
        if asked.closed_at is not None or session.ended_at is not None:
            raise self._too_late(work, question, person or session.host)
        if person and work.answer_of(question, person) is not None:
            raise AlreadyAnswered
        return session, asked

    def _too_late(self, work: Work, question: int, person: int) -> Exception:
        """Why a press of a question that is not open any more does not count."""
        if work.answer_of(question, person):
            return AlreadyAnswered()
        asked = work.asked(question)
        session = work.session(asked.session) if asked else None
        return SessionOver() if session is not None and session.ended_at is not None else StaleButton()

    def _of_button(self, work: Work, session: int, place: Place, mover: Mover) -> Session:
        found = work.session(session)
        if found is None or found.place != place:
            raise ForgedButton
        if found.ended_at is not None:
            raise SessionOver
        self._may_move(found, mover)
        return found

    def _movable(self, work: Work, place: Place, mover: Mover) -> Session:
        session = work.running(place)
        if session is None:
            raise NothingRunning
        self._may_move(session, mover)
        return session

    def _may_move(self, session: Session, mover: Mover) -> None:
        if session.host == mover.person or (session.shared and mover.admin):
            return
        raise HostOnly if session.shared else NotYours
