"""A slot has come: what is delivered, if anything. Each delivery runs inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from study.daily.digest import Digest, digest_of
from study.daily.picking import pick_for, pick_for_group
from study.daily.planning import WINDOW
from study.daily.values import Coming, Delivery, Pause, Schedule, State
from study.days import after_quiet_hours, in_quiet_hours, moment_of, next_moment
from study.finding import open_question
from study.outcomes import Put, Revealed
from study.ports import Work
from study.quiz import Quiz
from study.streak import Streak
from study.summary import group_streak
from study.values import Asked, Kind, Place, Session
from study.zones import zone

MOST_UNANSWERED = 3
"""After so many without an answer they are asked whether to go on, and nothing comes until they say so."""
BUSY = timedelta(minutes=15)
"""Whoever was asked something within this time is not interrupted."""
ON_TIME = timedelta(minutes=10)
"""What is later than this is being caught up: not in the quiet hours."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The question of the day. ``unanswered`` are earlier ones it takes the place of, ``revealed`` what a group had
    been asked; ``again``: it was put off and is back; ``promised``: a new slot begins with one put off until now;
    ``late`` counts slots that the bot came too late for; ``days`` is the streak of a group.
    """

    schedule: Schedule
    put: Put
    unanswered: tuple[Asked, ...] = ()
    revealed: tuple[Revealed, ...] = ()
    again: bool = False
    promised: bool = False
    late: int = 0
    days: Streak | None = None


@dataclass(frozen=True, slots=True)
class GoOn:
    """Shall it go on? Nothing more comes until they say so."""

    schedule: Schedule
    unanswered: tuple[Asked, ...] = ()
    revealed: tuple[Revealed, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekly:
    """The digest of a week."""

    schedule: Schedule
    digest: Digest


Delivered = Arrived | GoOn | Weekly


class Daily:
    """Puts deliveries together, with the rules and decks of a quiz."""

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz

    def deliver(self, work: Work, delivery: Delivery, now: datetime) -> Delivered | None:
        """What a claimed slot brings by now; ``None`` where it brings nothing, or not yet."""
        schedule = work.schedule(delivery.place, delivery.kind)
        if schedule is None or schedule.paused is not Pause.NONE or self._overtaken(schedule, delivery, now):
            work.settle(delivery, State.DROPPED)
            return None
        if not self._may_come(work, schedule, delivery, now):
            return None
        if delivery.kind is Coming.DIGEST:
            return self._weekly(work, schedule, delivery, now)
        if delivery.session is not None:
            return self._again(work, schedule, delivery, now)
        return self._new(work, schedule, delivery, now)

    def _overtaken(self, schedule: Schedule, delivery: Delivery, now: datetime) -> bool:
        """Whether the next slot has come: this one is past."""
        tz = zone(schedule.zone)
        slot = moment_of(delivery.day, schedule.wall, tz)
        return now >= next_moment(slot, schedule.wall, tz, schedule.weekdays)

    def _may_come(self, work: Work, schedule: Schedule, delivery: Delivery, now: datetime) -> bool:
        """Not too late, not at night, not into the middle of something; else noted, or put off."""
        tz = zone(schedule.zone)
        if now - delivery.due_at > WINDOW:
            work.settle(delivery, State.LATE)
            return False
        quiet = in_quiet_hours(now, tz, schedule.quiet_from, schedule.quiet_to)
        chosen = in_quiet_hours(delivery.due_at, tz, schedule.quiet_from, schedule.quiet_to)
        if quiet and not chosen and now - delivery.due_at > ON_TIME:
            self._wait(work, schedule, delivery, now, State.LATE)
            return False
        if self._busy(work, delivery.place, now):
            if chosen:
                work.put_off(delivery, now + BUSY)
            else:
                self._wait(work, schedule, delivery, now + BUSY, State.NOTHING)
            return False
        return True

    def _wait(
        self, work: Work, schedule: Schedule, delivery: Delivery, until: datetime, otherwise: State
    ) -> None:
        """Put a delivery off until an instant, or until the quiet hours it lies in are over; not for too long."""
        tz = zone(schedule.zone)
        loud = after_quiet_hours(until, tz, schedule.quiet_from, schedule.quiet_to)
        if loud > until and loud - delivery.due_at > WINDOW:
            work.settle(delivery, otherwise)
        else:
            work.put_off(delivery, loud)

    def _busy(self, work: Work, place: Place, now: datetime) -> bool:
        """Whether somebody is in the middle of a session that they began; an exam is one until its time is up."""
        for session in work.all_running(place):
            if session.deadline is not None and not session.over_at(now):
                return True
            asked = work.latest(session.id)
            if session.kind is not Kind.DAILY and asked is not None and now - asked.asked_at < BUSY:
                return True
        return False

    def _new(self, work: Work, schedule: Schedule, delivery: Delivery, now: datetime) -> Delivered | None:
        unanswered, promised = self._before(work, delivery.place)
        gone = (*unanswered, *promised)
        if schedule.unanswered >= MOST_UNANSWERED:
            silent = replace(schedule, paused=Pause.SILENT, next_at=None)
            work.put_schedule(silent)
            work.settle(delivery, State.DROPPED)
            return GoOn(silent, gone, self._make_room(work, delivery.place, now))
        promises = tuple(asked.key for asked in promised if self._quiz.library.by_key(asked.key))
        picked = self._pick(work, schedule, unanswered, now)
        keys = tuple(dict.fromkeys((*promises, *picked)))[: schedule.count]
        if not keys:  # what was asked before stays open
            work.settle(delivery, State.NOTHING)
            return None
        revealed = self._make_room(work, delivery.place, now)
        late = work.late_before(delivery)
        started = self._quiz.begin(
            work, delivery.place, schedule.owner, Kind.DAILY, keys, now, shared=schedule.shared
        )
        work.settle(delivery, State.POSTED, started.first.session.id)
        posted = replace(schedule, unanswered=schedule.unanswered + 1)
        work.put_schedule(posted)
        days = group_streak(work, schedule, now) if schedule.shared else None
        kept = bool(promises)
        return Arrived(posted, started.first, gone, revealed, promised=kept, late=late, days=days)

    def _pick(
        self, work: Work, schedule: Schedule, unanswered: tuple[Asked, ...], now: datetime
    ) -> tuple[str, ...]:
        library, algorithm = self._quiz.library, self._quiz.algorithm
        if schedule.shared:
            return pick_for_group(
                work, library, algorithm, schedule.place, schedule.decks, schedule.count, now
            )
        avoid = {asked.key for asked in unanswered} | self._in_hand(work, schedule.place)
        return pick_for(work, library, algorithm, schedule.owner, schedule.decks, schedule.count, now, avoid)

    def _in_hand(self, work: Work, place: Place) -> set[str]:
        """What is being asked by sessions that wait behind."""
        open_now = (open_question(work, session) for session in work.all_running(place))
        return {asked.key for asked in open_now if asked is not None}

    def _before(self, work: Work, place: Place) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
        """The question of the day before where nobody answered it: left unanswered, or put off until now."""
        unanswered: list[Asked] = []
        promised: list[Asked] = []
        for session, asked in self._open(work, place):
            if not self._to_reveal(work, session, asked):
                delivery = work.delivery_of(session.id)
                put_off = delivery is not None and delivery.state is not State.POSTED
                (promised if put_off else unanswered).append(asked)
        return tuple(unanswered), tuple(promised)

    def _make_room(self, work: Work, place: Place, now: datetime) -> tuple[Revealed, ...]:
        """End the question of the day before; a group's is revealed where somebody answered it."""
        revealed = []
        for session, asked in self._open(work, place):
            if self._to_reveal(work, session, asked) and (
                outcome := self._quiz.reveal(work, session, asked, now)
            ):
                revealed.append(outcome)
        for session in work.all_running(place):
            if session.kind is Kind.DAILY:
                work.end(session.id, now)
        return tuple(revealed)

    def _open(self, work: Work, place: Place) -> list[tuple[Session, Asked]]:
        """Sessions of questions of the day whose question takes answers."""
        daily = (session for session in work.all_running(place) if session.kind is Kind.DAILY)
        return [(session, asked) for session in daily if (asked := open_question(work, session))]

    def _to_reveal(self, work: Work, session: Session, asked: Asked) -> bool:
        return session.shared and bool(work.answers_to(asked.id))

    def _again(self, work: Work, schedule: Schedule, delivery: Delivery, now: datetime) -> Arrived | None:
        """A question that was put off, if it is still open."""
        work.settle(delivery, State.POSTED)
        session = work.session(delivery.session or 0)
        put = self._quiz.open_of(work, session) if session else None
        if put is None:
            return None
        # No message carries it until this one is sent.
        work.deal(put.asked.id, put.asked.options, put.asked.fingerprint)
        posted = replace(schedule, unanswered=schedule.unanswered + 1)
        work.put_schedule(posted)
        return Arrived(posted, put, again=True)

    def _weekly(self, work: Work, schedule: Schedule, delivery: Delivery, now: datetime) -> Weekly | None:
        digest = digest_of(work, self._quiz.library, self._quiz.algorithm, schedule, now)
        work.settle(delivery, State.POSTED if digest else State.NOTHING)
        return Weekly(schedule, digest) if digest else None
