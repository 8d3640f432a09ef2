"""What becomes of an answer: it is taken, logged, and perhaps doubted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from content.deck import Mode
from content.grading import Judgement
from content.judge import Judge
from content.questions import KINDS, asked_as
from content.questions.options import given_of
from study.asking import Asking
from study.cards import card_of
from study.daily.values import Coming
from study.days import study_day
from study.entries import ByOptionOnly, EntryOver
from study.errors import (
    AlreadyCounted,
    ForgedButton,
    NothingMarked,
    NotYours,
    OptionsChanged,
    StaleButton,
    TimeIsUp,
)
from study.finding import by_button, open_by_button
from study.habits import day_of
from study.outcomes import Judged, Logged, Mover, Put, Renewed
from study.ports import Work
from study.summary import streak_of
from study.values import REMARK, Answer, Asked, Awaited, Kind, Outcome, Person, Place, Session
from study.zones import zone


class Answering(Asking):
    """The use cases around an answer."""

    def own_words(self, work: Work, question: int, place: Place, mover: Mover) -> Put:
        """Turn a question with options into an open one: the learner wants to answer in their own words.

        A round keeps its options: they are everybody's; so does a run, to be compared with others.
        """
        session, asked = open_by_button(work, question, place)
        if session.shared or session.kind is Kind.ENTRY:
            raise ForgedButton
        if session.host != mover.person:
            raise NotYours
        put = self._put(session, asked)
        if not asked_as(put.item, Mode.OPEN):
            raise StaleButton
        work.turn_to(question, Mode.OPEN)
        work.expect_nothing(session.place, mover.person)
        return replace(put, asked=replace(asked, mode=Mode.OPEN))

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
        put = self._put_with_options(work, question, Mode.CHOICE, place, person.id, fingerprint)
        if isinstance(put, Renewed):
            return put
        if option not in put.asked.options:
            raise ForgedButton
        given = str(option)
        judgement = KINDS[Mode.CHOICE].judge(put.item, given, judge)
        return self._take(work, put, person, Mode.CHOICE, given, judgement, now, update)

    def mark(
        self, work: Work, question: int, marked: frozenset[int], place: Place, person: int, fingerprint: str
    ) -> Put | Renewed:
        """Some options of a question for several are marked, not yet taken: nothing is stored.

        Raises as ``choose`` does; ``ForgedButton`` in a round, whose message is everybody's.
        """
        put = self._put_with_options(work, question, Mode.SEVERAL, place, person, fingerprint)
        if isinstance(put, Put) and (put.session.shared or not marked <= {*put.asked.options}):
            raise ForgedButton
        return put

    def choose_several(
        self,
        work: Work,
        question: int,
        marked: frozenset[int],
        place: Place,
        person: Person,
        now: datetime,
        *,
        judge: Judge,
        fingerprint: str,
        update: int = 0,
    ) -> Judged | Renewed:
        """Take the marked options of a question for several for an answer.

        Raises as ``mark`` does, and ``NothingMarked``.
        """
        put = self.mark(work, question, marked, place, person.id, fingerprint)
        if isinstance(put, Renewed):
            return put
        if not marked:
            raise NothingMarked
        given = given_of(marked)
        judgement = KINDS[Mode.SEVERAL].judge(put.item, given, judge)
        return self._take(work, put, person, Mode.SEVERAL, given, judgement, now, update)

    def _put_with_options(
        self, work: Work, question: int, mode: Mode, place: Place, person: int, fingerprint: str
    ) -> Put | Renewed:
        """The open question of a button that means some of its options; dealt anew where they have changed."""
        session, asked = open_by_button(work, question, place, person)
        if not session.shared and session.host != person:
            raise NotYours
        if asked.mode is not mode:
            raise StaleButton
        put = self._put(session, asked)
        if put.changed:
            return self._renewed(work, put)
        if fingerprint != asked.fingerprint:
            raise OptionsChanged
        return put

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
        session, asked = open_by_button(work, put.asked.id, put.session.place, person.id)
        if mode.with_options and asked.fingerprint != put.asked.fingerprint:
            raise OptionsChanged
        if session.kind is Kind.ENTRY and mode is not asked.mode:
            raise ByOptionOnly
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
        session = put.session
        if session.over_at(now):
            raise EntryOver if session.kind is Kind.ENTRY else TimeIsUp
        day = self._study_day(work, person.id, now)
        first = not work.studied_on(person.id, day)
        answer = self._log(work, session, put.asked, person.id, mode, given, judgement, now, day, update)
        if not session.shared:
            work.close(put.asked.id, now)
            if session.kind is Kind.DAILY and session.asked_all:
                work.end(session.id, now)
        days = streak_of(work, person.id, answer.day) if first else None
        return Judged(session, put.asked, put.deck, put.item, answer, judgement, days)

    def _study_day(self, work: Work, person: int, now: datetime) -> date:
        return day_of(work.habits(person), now)

    def _log(
        self,
        work: Work,
        session: Session,
        asked: Asked,
        person: int,
        mode: Mode,
        given: str,
        judgement: Judgement | None,
        now: datetime,
        day: date,
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
            day=day,
        )
        logged = work.append(answer)
        work.put_card(person, work.card(person, asked.deck, asked.item).after(logged, self.algorithm))
        work.answered(session.place, now)
        if session.shared:
            work.note_group_answer(session.place, person, self._group_day(work, session, logged, now), now)
        return logged

    def _group_day(self, work: Work, session: Session, answer: Answer, now: datetime) -> date:
        """The study day in the group's own zone, once somebody has set it; until then in the learner's."""
        schedule = work.schedule(session.place, Coming.DAILY)
        return study_day(now, zone(schedule.zone)) if schedule and schedule.zone else answer.day

    def override(self, work: Work, answer: int, person: int, now: datetime) -> Answer:
        """ "I was right": counts for the learner from now on. Raises ``NotYours`` or ``AlreadyCounted``.

        Only the judgement on a learner's own words, given alone, may be doubted: an option is right or wrong
        without doubt, a skipped question has no answer, and the table of a round, or of runs, is
        everybody's.
        """
        said = work.answer(answer)
        if said is None:
            raise ForgedButton
        if said.person != person:
            raise NotYours
        asked = work.asked(said.question)
        session = work.session(asked.session) if asked else None
        if session is None or session.shared or not _doubtful(said) or _undoubted(session):
            raise ForgedButton
        if not work.override(answer, now):
            raise AlreadyCounted
        log = work.answers_about(person, said.deck, said.item)
        put_off = work.cards_put_off(person, said.deck, said.item)
        work.put_card(person, card_of(said.deck, said.item, log, self.algorithm, put_off))
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
        session, _ = by_button(work, question, place)
        report = work.report(question, person, now)
        if not session.shared:
            work.expect(session.place, person, Awaited(REMARK, report), now)
        return session, report


def _undoubted(session: Session) -> bool:
    """Whether nobody can doubt a verdict: an exam did not tell it before its end, a run is for a table."""
    return session.kind is Kind.ENTRY or (session.kind is Kind.MOCK and session.ended_at is None)


def _doubtful(answer: Answer) -> bool:
    """Whether the verdict could be wrong: an option is right or wrong without doubt."""
    return answer.mode is Mode.OPEN and answer.outcome in (Outcome.PARTIAL, Outcome.WRONG)
