"""The use cases of a quiz: start, answer, move on, stop. Each runs inside one transaction.

A session asks its questions one after another. Alone, an answer closes the question and "next" asks the
following one. In a group everybody may answer an open question once; the host reveals it, then moves on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from content.deck import Deck
from content.questions import asked_together
from study.assessing import Assessing
from study.entries import EntryHints
from study.errors import AloneOnly, NoHints, NothingMissed, NothingOpen, NotYours, RoundRunning, StaleButton
from study.exam import Examining
from study.finding import of_chat, open_by_button, open_question, session_of_button, to_move, to_stop
from study.outcomes import Ended, Explained, Mover, Put, Renewed, Revealed, Reviewing, Started
from study.ports import Work
from study.review import Remembering
from study.summary import summarise
from study.today import Today
from study.values import Asked, Kind, Place, Session

DEFAULT_LENGTH = 10
MAX_LENGTH = 50
BESIDE = (Kind.DAILY, Kind.MARATHON, Kind.ENTRY)
"""What neither gives way to a quiz nor keeps one from beginning."""
DOUBLE_CLICK = timedelta(seconds=2)


class Quiz(Remembering, Examining, Assessing):
    """The rules, with the decks and chance they need. Holds no state of its own.

    ``Asking`` puts the questions and ``Answering`` takes the answers; ``Assessing`` is for questions
    without a rubric; ``Remembering`` and ``Examining`` hold what is particular to reviews and exams; here is what
    begins a session, moves it on and ends it.
    """

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
    ) -> Started:
        """Begin a session and ask its first question.

        ``count`` questions (1..50, at most the deck's items; 10 by default). A learner's own running session
        gives way to the new one; a group's round does not: ``RoundRunning``. ``AloneOnly``: a group cannot be asked
        anything of this deck.
        """
        replaced = self._make_way(work, place, now, shared=shared)
        there = [item for item in deck.items if not shared or asked_together(item)]
        if not there:
            raise AloneOnly
        length = max(1, min(count or DEFAULT_LENGTH, MAX_LENGTH, len(there)))
        new = work.start(Session(0, place, host, shared, deck.slug, length, (), 0, now))
        return Started(self._ask(work, new, now), replaced)

    def begin(
        self,
        work: Work,
        place: Place,
        host: int,
        kind: Kind,
        queue: Sequence[str],
        now: datetime,
        *,
        shared: bool = False,
        deadline: datetime | None = None,
    ) -> Started:
        """Begin a session of another kind on fixed items (their keys, 1..50) of whatever decks.

        What the learner began before gives way, as in ``start``; the question of the day leaves it running behind.
        Raises ``ItemGone`` where the decks hold none of the items.
        """
        replaced = None if kind is Kind.DAILY else self._make_way(work, place, now, shared=shared)
        session = _across(place, host, kind, queue, now, shared=shared, deadline=deadline)
        return Started(self._ask(work, work.start(session), now), replaced)

    def review(
        self, work: Work, place: Place, person: int, today: Today, keys: Sequence[str], now: datetime
    ) -> Reviewing:
        """Begin a review of some ``keys``, at least one, of what there is ``today``; as ``begin`` otherwise."""
        replaced = self._make_way(work, place, now, shared=False)
        session = work.start(_across(place, person, Kind.REVIEW, keys, now))
        return Reviewing(self._explained(work, session) or self._ask(work, session, now), today, replaced)

    def _make_way(self, work: Work, place: Place, now: datetime, *, shared: bool) -> Ended | None:
        """End what was begun here before, but for what goes on beside it. Raises ``RoundRunning``."""
        begun = [one for one in work.all_running(place) if one.kind not in BESIDE]
        if begun and shared:
            raise RoundRunning
        ended = [self._end(work, one, now) for one in begun]
        return ended[0] if ended else None

    def stop(self, work: Work, place: Place, mover: Mover, now: datetime) -> Ended:
        """End what was begun in a place, else its question of the day.

        Raises ``NothingRunning`` or ``HostOnly``.
        """
        return self._end(work, to_stop(work, place, mover), now)

    def stop_session(self, work: Work, session: int, place: Place, mover: Mover, now: datetime) -> Ended:
        """End the session of a button."""
        return self._end(work, session_of_button(work, session, place, mover), now)

    def just_started(self, work: Work, place: Place, host: int, now: datetime) -> bool:
        """Whether what runs here was begun by this person a moment ago, and its first question is open."""
        running = work.running(place)
        return (
            running is not None
            and (running.host, running.position) == (host, 1)
            and now - running.started_at < DOUBLE_CLICK
            and open_question(work, running) is not None
        )

    def repeat(self, work: Work, session: int, place: Place, mover: Mover, now: datetime) -> Started:
        """Ask again what an ended session missed. Raises ``NothingMissed`` where that is nothing."""
        before = of_chat(work.session(session), place)
        if not before.shared and before.host != mover.person:
            raise NotYours
        missed = [key for key in summarise(work, before).missed if self.library.by_key(key)]
        if not missed:
            raise NothingMissed
        return self.begin(work, before.place, mover.person, Kind.QUIZ, missed, now, shared=before.shared)

    def next(
        self, work: Work, session: int, position: int, place: Place, mover: Mover, now: datetime
    ) -> Put | Revealed | Ended | Explained:
        """Move on from the question at ``position``.

        A round's open question is revealed first; pressed again, the next one is asked, or the session ends.
        """
        current = session_of_button(work, session, place, mover)
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
    ) -> Revealed | Put | Ended | Explained:
        """Give up on the current question: alone it counts as missed, a round reveals it.

        ``question`` is that of the button; without it, between two questions, the next one is asked. An exam tells
        no answer: what follows is asked at once. After its deadline it ends.
        """
        session, asked = to_move(work, place, mover, question)
        if asked is None and not session.asked_all and self._explained(work, session):
            return self._ask(work, session, now)
        if asked is None or session.over_at(now):
            return self._ask_or_end(work, session, now)
        if not session.shared and self._still_there(asked):
            day = self._study_day(work, mover.person, now)
            self._log(work, session, asked, mover.person, asked.mode, "", None, now, day, update)
        if session.kind is Kind.MOCK:
            work.close(asked.id, now)
            return self._ask_or_end(work, session, now)
        return self._reveal_or_pass(work, session, asked, now)

    def current(self, work: Work, place: Place) -> Put | None:
        """The question that waits for an answer in a place, if one does."""
        session = work.running(place)
        asked = open_question(work, session) if session else None
        return self._put(session, asked) if session and asked else None

    def resume(self, work: Work, place: Place, now: datetime) -> Put | None:
        """The question to show again to somebody who comes back; asks the next one where none is open.

        Where its options have changed meanwhile they are dealt anew.

        ``None`` where there is nothing to ask: no session, all asked, its time up, or no more of it in the decks.
        """
        session = work.running(place)
        if session is None or session.over_at(now):
            return None
        asked = open_question(work, session)
        if asked is not None and self._still_there(asked):
            if not session.shared:
                work.expect_nothing(place, session.host)
            return self._fresh(work, self._put(session, asked))
        if asked is not None:
            work.close(asked.id, now)
        return self._ask(work, session, now) if self._goes_on(work, session) else None

    def undelivered(self, work: Work, place: Place) -> Put | None:
        """The open question of a place that no message carries: the bot could not speak when it was due."""
        session = work.running(place)
        asked = open_question(work, session) if session else None
        if session is None or asked is None or asked.message or not self._still_there(asked):
            return None
        return self._fresh(work, self._put(session, asked))

    def waiting(self, work: Work, asked: Asked) -> Put | None:
        """A question as it was put, if it still takes answers: also of a session that is not in front."""
        session = work.session(asked.session)
        if session is None or session.ended_at is not None or asked.closed_at is not None:
            return None
        return self._put(session, asked)

    def open_of(self, work: Work, session: Session) -> Put | None:
        """The open question of a session, to be shown once more; ``None`` where there is none."""
        asked = open_question(work, session)
        if session.ended_at is not None or asked is None or not self._still_there(asked):
            return None
        return self._fresh(work, self._put(session, asked))

    def go_on(self, work: Work, session: Session, now: datetime) -> Put | Ended | Explained:
        """Where a session is: its open question once more, else what follows."""
        asked = open_question(work, session)
        if asked is not None and self._still_there(asked) and not session.over_at(now):
            return self._fresh(work, self._put(session, asked))
        if asked is not None:
            work.close(asked.id, now)
        return self._ask_or_end(work, session, now)

    def reveal(self, work: Work, session: Session, asked: Asked, now: datetime) -> Revealed | None:
        """Close a question and tell its answer; ``None`` where its item is gone."""
        return self._reveal(work, session, asked, now) if self._still_there(asked) else None

    def renew(self, work: Work, put: Put) -> Renewed:
        """Deal the options of an open question anew, because they have ``changed``. Raises ``StaleButton``."""
        session, asked = open_by_button(work, put.asked.id, put.session.place)
        return self._renewed(work, self._put(session, asked))

    def hint(self, work: Work, place: Place, mover: Mover, question: int | None = None) -> tuple[Put, int]:
        """The open question and the number (from 0) of the hint to show now.

        ``count_hint`` counts it against the answer, once it is known that there is one.
        """
        session, asked = to_move(work, place, mover, question)
        if session.kind is Kind.MOCK:
            raise NoHints
        if session.kind is Kind.ENTRY:
            raise EntryHints
        if asked is None:
            raise NothingOpen
        return self._put(session, asked), asked.hints

    def _reveal_or_pass(
        self, work: Work, session: Session, asked: Asked, now: datetime
    ) -> Revealed | Put | Ended | Explained:
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


def _across(
    place: Place,
    host: int,
    kind: Kind,
    queue: Sequence[str],
    now: datetime,
    *,
    shared: bool = False,
    deadline: datetime | None = None,
) -> Session:
    """A session on fixed items, to be started; it is about one deck where all of them are of that."""
    decks = {key.partition("/")[0] for key in queue}
    deck = decks.pop() if len(decks) == 1 else ""
    return Session(0, place, host, shared, deck, len(queue), tuple(queue), 0, now, None, kind, deadline)
