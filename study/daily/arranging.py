"""Setting, pausing and putting off what comes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from study.daily.values import Coming, Delivery, Pause, Schedule, State
from study.days import DAY, EVERY_DAY, after_quiet_hours, day_of, local_day, moment_of, next_moment, study_day
from study.errors import NothingOpen, SessionOver
from study.habits import DAY_STARTS
from study.ports import Work
from study.values import Kind, Place, Session
from study.zones import zone

EVENING = time(19)
WEEK = timedelta(days=7)


class Later(StrEnum):
    """When a question shall come again."""

    HOUR = "hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"


def set_schedule(work: Work, schedule: Schedule, now: datetime) -> Schedule:
    """Switch on what shall come, or change it; returns it with its next instant."""
    kept = replace(schedule, paused=Pause.NONE, unanswered=0, next_at=_next(work, schedule, now))
    work.put_schedule(kept)
    _plan(work, kept, now, kept.weekdays)
    work.reach(schedule.place.chat, "", now)
    return kept


def switch_off(work: Work, place: Place, kind: Coming, now: datetime) -> bool:
    """Nothing comes any more; false where nothing did. Days count as for somebody who never had it."""
    stopped = _stop(work, place, kind, Pause.OFF)
    if stopped is not None:
        _plan(work, stopped, now, EVERY_DAY)
    return stopped is not None


def pause(work: Work, place: Place, kind: Coming, now: datetime) -> Schedule | None:
    """Nothing comes until they return to it; their streak rests, too."""
    stopped = _stop(work, place, kind, Pause.ASKED)
    if stopped is not None:
        _plan(work, stopped, now, 0)
    return stopped


def rest_a_week(work: Work, place: Place, kind: Coming, now: datetime) -> Schedule | None:
    """Nothing comes for seven days, nor does what was put off; their streak rests, too."""
    schedule = work.schedule(place, kind)
    if schedule is None:
        return None
    work.drop_claimed(place, kind)
    resting = replace(schedule, paused=Pause.NONE, unanswered=0, next_at=_next(work, schedule, now + WEEK))
    work.put_schedule(resting)
    _plan(work, resting, now, 0)
    return resting


def go_on(work: Work, place: Place, kind: Coming, now: datetime) -> Schedule | None:
    """Let it come again, after a pause or being asked whether it shall."""
    schedule = work.schedule(place, kind)
    return None if schedule is None else set_schedule(work, schedule, now)


def move_zone(work: Work, person: int, name: str, now: datetime) -> None:
    """A learner lives by another clock from now on: what is past keeps its days, what comes to them follows.

    What they set for a group stays in the group's zone.
    """
    work.put_habits(replace(work.habits(person), zone=name))
    for schedule in work.schedules_of(person):
        if schedule.shared:
            continue
        relocate(work, schedule, name, now)


def relocate(work: Work, schedule: Schedule, name: str, now: datetime) -> None:
    """What comes follows another clock; a rest stays as long as it was."""
    moved = replace(schedule, zone=name)
    if schedule.next_at is not None:
        resting = bool(schedule.zone) and schedule.next_at > _next(work, schedule, now)
        moved = replace(moved, next_at=_next(work, moved, schedule.next_at - DAY if resting else now))
    work.put_schedule(moved)


def put_off(work: Work, session: Session, when: Later, now: datetime) -> tuple[Delivery, datetime]:
    """Let the question of the day come again later: returns its delivery and the instant.

    The slot stays taken. Raises ``SessionOver`` or ``NothingOpen`` where there is nothing to put off.
    """
    delivery = work.delivery_of(session.id)
    schedule = work.schedule(session.place, delivery.kind) if delivery else None
    if session.kind is not Kind.DAILY or delivery is None or schedule is None:
        raise NothingOpen
    if session.ended_at is not None:
        raise SessionOver
    at = _later(schedule, when, now)
    work.put_off(delivery, at)
    if delivery.state is State.POSTED:  # not once more for a second press
        work.put_schedule(replace(schedule, unanswered=max(0, schedule.unanswered - 1)))
    return replace(delivery, due_at=at, state=State.CLAIMED), at


def _later(schedule: Schedule, when: Later, now: datetime) -> datetime:
    tz = zone(schedule.zone)
    today = local_day(now, tz)
    if when is Later.TOMORROW:
        return moment_of(today + timedelta(days=1), schedule.wall, tz)
    if when is Later.EVENING:
        evening = moment_of(today, EVENING, tz)
        at = evening if evening > now + timedelta(minutes=30) else now + timedelta(hours=2)
    else:
        at = now + timedelta(hours=1)
    return after_quiet_hours(at, tz, schedule.quiet_from, schedule.quiet_to)


def _plan(work: Work, schedule: Schedule, now: datetime, weekdays: int) -> None:
    """Note which days count.

    A pause (0) holds from today until the schedule comes again, if that is known; other days of the week from the
    day of the next question on: until then nothing more is asked of anybody.
    """
    if schedule.kind is not Coming.DAILY or not schedule.zone:
        return
    tz = zone(schedule.zone)
    starts = DAY_STARTS if schedule.shared else work.habits(schedule.owner).day_starts
    early = schedule.wall < starts  # such a slot belongs to the study day before
    since = now if not weekdays else schedule.next_at or now + DAY
    steps = [(study_day(since, tz, starts), _day_before(weekdays) if early else weekdays)]
    if not weekdays and schedule.next_at is not None:
        again = _day_before(schedule.weekdays) if early else schedule.weekdays
        steps.append((study_day(schedule.next_at, tz, starts), again))
    work.set_plan(schedule.place, steps)


def _day_before(weekdays: int) -> int:
    """Each day of the week as the one before it: Monday as Sunday."""
    return weekdays >> 1 | (weekdays & 1) << 6


def _stop(work: Work, place: Place, kind: Coming, why: Pause) -> Schedule | None:
    schedule = work.schedule(place, kind)
    if schedule is None:
        return None
    stopped = replace(schedule, paused=why, next_at=None)
    work.put_schedule(stopped)
    return stopped


def _next(work: Work, schedule: Schedule, after: datetime) -> datetime:
    """The next slot that is free: a day that has had its question gets no other, however its time is moved."""
    tz = zone(schedule.zone)
    at = next_moment(after, schedule.wall, tz, schedule.weekdays)
    while work.taken(schedule.place, schedule.kind, day_of(at, schedule.wall, tz)):
        at = next_moment(at, schedule.wall, tz, schedule.weekdays)
    return at
