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
    OptionsChanged,
    RoundRunning,
    SessionOver,
    StaleButton,
)
from study.outcomes import Ended, Judged, Logged, Mover, Put, Renewed, Revealed, Started
from study.ports import Work
from study.summary import summarise
from study.values import Answer, Asked, Outcome, Person, Place, Session, card_of, fingerprint_of

DEFAULT_LENGTH = 10
MAX_LENGTH = 50
DOUBLE_CLICK = timedelta(seconds=2)


class Quiz:
    """The rules, with the decks and chance they need. Holds no state of its own.

    A button names a question or a session. Its ``place`` is where it was pressed, as far as Telegram tells: below
    a message that it shows no more the topic is unknown. So only the chat must match, and what comes of the press
    happens in the session's own place.
    """

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
        return self._end(work, self._of_button(work, session, place, mover), now)

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
        before = _of_chat(work.session(session), place)
        if not before.shared and before.host != mover.person:
            raise NotYours
        deck = self.library.deck(before.deck)
        missed = [item for item in summarise(work, before).missed if deck and item in deck.by_id]
        if deck is None or not missed:
            raise NothingMissed
        return self.start(work, before.place, mover.person, deck, now, shared=before.shared, queue=missed)

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
        session, asked = self._to_move(work, place, mover, question)
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

        Where its options have changed meanwhile they are dealt anew.

        ``None`` where there is nothing to ask: no session, all asked, or the decks hold no more of it.
        """
        session = work.running(place)
        if session is None:
            return None
        asked = self._open_question(work, session)
        if asked is not None and self._still_there(asked):
            if not session.shared:
                work.expect_nothing(place, session.host)
            return self._fresh(work, self._put(session, asked))
        if asked is not None:
            work.close(asked.id, now)
        return self._ask(work, session, now) if self._goes_on(session) else None

    def undelivered(self, work: Work, place: Place) -> Put | None:
        """The open question of a place that no message carries: the bot could not speak when it was due."""
        session = work.running(place)
        asked = self._open_question(work, session) if session else None
        if session is None or asked is None or asked.message or not self._still_there(asked):
            return None
        return self._fresh(work, self._put(session, asked))

    def renew(self, work: Work, put: Put) -> Renewed:
        """Deal the options of an open question anew, because they have ``changed``. Raises ``StaleButton``."""
        session, asked = self._open_by_button(work, put.asked.id, put.session.place)
        return self._renewed(work, self._put(session, asked))

    def hint(self, work: Work, place: Place, mover: Mover, question: int | None = None) -> tuple[Put, int]:
        """The open question and the number (from 0) of the hint to show now.

        ``count_hint`` counts it against the answer, once it is known that there is one.
        """
        session, asked = self._to_move(work, place, mover, question)
        if asked is None:
            raise NothingOpen
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
        work.expect_nothing(session.place, mover.person)
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
        fingerprint: str,
        update: int = 0,
    ) -> Judged | Renewed:
        """Take a pressed option for an answer. Raises where the press may not count: then nothing does.

        ``option`` is an index into the options that had ``fingerprint``. Where the deck has other ones by now,
        nothing counts and the question is to be shown again.
        """
        session, asked = self._open_by_button(work, question, place, person.id)
        if not session.shared and session.host != person.id:
            raise NotYours
        if asked.mode is not Mode.CHOICE:
            raise StaleButton
        put, given = self._put(session, asked), str(option)
        if put.changed:
            return self._renewed(work, put)
        if fingerprint != asked.fingerprint:
            raise OptionsChanged
        if option not in asked.options:
            raise ForgedButton
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
        """Add an answer judged beforehand, when the question was as in ``put``.

        Raises ``AlreadyAnswered`` or ``StaleButton`` where it may not count any more: then nothing does.
        """
        session, asked = self._open_by_button(work, put.asked.id, put.session.place, person.id)
        if mode is Mode.CHOICE and asked.fingerprint != put.asked.fingerprint:
            raise OptionsChanged
        now_put = replace(put, session=session, asked=asked)
        return self._take(work, now_put, person, mode, given, judgement, now, update)

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
        if session is None or session.shared or not _doubtful(said):
            raise ForgedButton
        if not work.override(answer, now):
            raise AlreadyCounted
        log = work.answers_about(person, said.deck, said.item)
        work.put_card(person, card_of(said.deck, said.item, log))
        return replace(said, overridden=True)

    def doubted(self, work: Work, answer: int, person: int) -> Logged | None:
        """The answer whose verdict a person may doubt; ``None`` where it is not theirs or its item is gone."""
        said = work.answer(answer)
        asked = work.asked(said.question) if said else None
        session = work.session(asked.session) if asked else None
        deck = self.library.deck(said.deck) if said else None
        item = deck.by_id.get(said.item) if deck and said else None
        if not (said and asked and session and deck and item):
            return None
        if said.person != person or not _doubtful(said):
            return None
        return Logged(session, asked, deck, item, said)

    def report(
        self, work: Work, question: int, place: Place, person: int, now: datetime
    ) -> tuple[Session, int]:
        """ "This question is wrong": recorded for the owner; alone, the person's next text may say why.

        Returns the session in which it was asked and the report's id.
        """
        session, _ = self._by_button(work, question, place)
        report = work.report(question, person, now)
        if not session.shared:
            work.expect(session.place, person, report, now)
        return session, report

    # the steps they share

    def _ask_or_end(self, work: Work, session: Session, now: datetime) -> Put | Ended:
        return self._ask(work, session, now) if self._goes_on(session) else self._end(work, session, now)

    def _goes_on(self, session: Session) -> bool:
        """Whether a further question is to come. An operator may have taken the deck away meanwhile."""
        return not session.asked_all and self.library.deck(session.deck) is not None

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
        question = Asked(0, session.id, moved.position, deck.slug, item.id, mode, options, now)
        asked = work.ask(replace(question, fingerprint=fingerprint_of(item)))
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
        if put.changed:  # the letters that were shown stand for other options now
            asked = replace(asked, options=())
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

    def _by_button(self, work: Work, question: int, place: Place) -> tuple[Session, Asked]:
        asked = work.asked(question)
        if asked is None:
            raise ForgedButton
        return _of_chat(work.session(asked.session), place), asked

    def _open_by_button(
        self, work: Work, question: int, place: Place, person: int = 0
    ) -> tuple[Session, Asked]:
        session, asked = self._by_button(work, question, place)
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
        found = _of_chat(work.session(session), place)
        if found.ended_at is not None:
            raise SessionOver
        self._may_move(found, mover)
        return found

    def _to_move(
        self, work: Work, place: Place, mover: Mover, question: int | None
    ) -> tuple[Session, Asked | None]:
        """The session that somebody may move and its open question: that of a button, else the place's, if any."""
        if question is None:
            session = self._movable(work, place, mover)
            return session, self._open_question(work, session)
        if work.running(self._by_button(work, question, place)[0].place) is None:
            raise NothingRunning
        session, asked = self._open_by_button(work, question, place)
        self._may_move(session, mover)
        return session, asked

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


def _of_chat(session: Session | None, place: Place) -> Session:
    """The session of a button, if its chat is the one where it was pressed."""
    if session is None or session.place.chat != place.chat:
        raise ForgedButton
    return session


def _doubtful(answer: Answer) -> bool:
    """Whether the verdict could be wrong: an option is right or wrong without doubt."""
    return answer.mode is Mode.OPEN and answer.outcome in (Outcome.PARTIAL, Outcome.WRONG)
