"""What people change about what comes by itself: alone for themselves, in a group its admins for all.

What was asked for before the zone was told is kept switched off, without a zone, and begins once it is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from study.daily import arranging
from study.daily.quiet_words import Quiet
from study.daily.values import Coming, Pause, Schedule
from study.daily.wishes import Switch, Wish
from study.days import bits, next_moment
from study.errors import AdminsOnly
from study.outcomes import Mover
from study.ports import Work
from study.values import Place
from study.zones import zone

USUAL_TIME = time(9)
SUNDAY = bits((6,))


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set in a place. ``zone`` is the learner's own or, in a group, the group's; empty until it is told."""

    place: Place
    shared: bool
    zone: str
    daily: Schedule | None = None
    digest: Schedule | None = None

    @property
    def waits(self) -> bool:
        """Whether something begins as soon as the zone is told."""
        return any(one is not None and waits(one) for one in (self.daily, self.digest))


@dataclass(frozen=True, slots=True)
class Setter:
    """Who changes what comes to a place, and when."""

    place: Place
    mover: Mover
    shared: bool
    now: datetime

    def check(self) -> None:
        """Raises ``AdminsOnly`` for somebody who may not set anything here."""
        if self.shared and not self.mover.admin:
            raise AdminsOnly


def at_work(schedule: Schedule) -> bool:
    """Whether it comes."""
    return schedule.paused is Pause.NONE and schedule.next_at is not None


def rests(schedule: Schedule, now: datetime) -> bool:
    """Whether it pauses for some days and comes again by itself: more than the next slot is left out."""
    if not at_work(schedule) or schedule.next_at is None:
        return False
    tz = zone(schedule.zone)
    first = next_moment(now, schedule.wall, tz, schedule.weekdays)
    return schedule.next_at > next_moment(first, schedule.wall, tz, schedule.weekdays)


def waits(schedule: Schedule) -> bool:
    """Whether it was asked for and begins as soon as the zone is told."""
    return not schedule.zone and schedule.paused is Pause.OFF


def settings_of(work: Work, place: Place, person: int, *, shared: bool) -> Settings:
    """What is set in a place, as a person (0: nobody in particular) sees it."""
    daily = work.schedule(place, Coming.DAILY)
    home = (daily.zone if daily else "") if shared else work.habits(person).zone
    return Settings(place, shared, home, daily, None if shared else work.schedule(place, Coming.DIGEST))


def fulfil(work: Work, setter: Setter, wish: Wish) -> Settings:
    """Do what was typed: what is asked for is switched on too. Raises ``AdminsOnly``."""
    setter.check()
    if wish.zone:
        live_in(work, setter, wish.zone)
    if wish.quiet is not None:
        _be_quiet(work, setter, wish.quiet)
    if wish.digest:
        _set_digest(work, setter, on=wish.switch not in (Switch.OFF, Switch.PAUSE))
    elif wish.switch in (Switch.OFF, Switch.PAUSE):
        rest(work, setter, Pause.OFF if wish.switch is Switch.OFF else Pause.ASKED)
    elif wish.sets_something or wish.switch is Switch.ON:
        _change(work, setter, wish, begin=True)
    return _look(work, setter)


def adjust(work: Work, setter: Setter, wish: Wish) -> Settings:
    """Change details by a button: what is paused stays paused. Raises ``AdminsOnly``."""
    setter.check()
    _change(work, setter, wish, begin=False)
    return _look(work, setter)


def live_in(work: Work, setter: Setter, home: str) -> Settings:
    """The learner's, or the group's, clock is that of a zone (its exact name) from now on.

    What waited for it begins. Raises ``AdminsOnly``.
    """
    setter.check()
    waiting = [one for one in _schedules(work, setter) if waits(one)]
    if setter.shared:
        _move_group(work, setter, home)
    else:
        arranging.move_zone(work, setter.mover.person, home, setter.now)
    for one in waiting:
        arranging.set_schedule(work, replace(one, zone=home), setter.now)
    return _look(work, setter)


def rest(work: Work, setter: Setter, why: Pause) -> Settings:
    """Nothing comes here any more: switched off, or until they return. Raises ``AdminsOnly``."""
    setter.check()
    for one in _schedules(work, setter):
        if why is Pause.OFF or at_work(one) or waits(one):
            _stop(work, one, why, setter.now)
    return _look(work, setter)


def rest_a_week(work: Work, setter: Setter) -> Settings:
    """Nothing comes here for seven days. Raises ``AdminsOnly``."""
    setter.check()
    for one in _schedules(work, setter):
        if at_work(one):
            arranging.rest_a_week(work, setter.place, one.kind, setter.now)
    return _look(work, setter)


def resume(work: Work, setter: Setter) -> Settings:
    """It comes again, with the digest where that was paused beside it. Raises ``AdminsOnly``."""
    setter.check()
    digest = work.schedule(setter.place, Coming.DIGEST)
    if digest is not None and digest.paused is Pause.ASKED:
        _keep(work, digest, digest, setter.now, begin=True)
    _change(work, setter, Wish(), begin=True)
    return _look(work, setter)


def _look(work: Work, setter: Setter) -> Settings:
    return settings_of(work, setter.place, setter.mover.person, shared=setter.shared)


def _schedules(work: Work, setter: Setter) -> list[Schedule]:
    return [one for kind in Coming if (one := work.schedule(setter.place, kind)) is not None]


def _usual(work: Work, setter: Setter, kind: Coming) -> Schedule:
    """What comes to somebody who said nothing more about it; at night it is as quiet as what comes already."""
    home = _look(work, setter).zone
    usual = Schedule(
        setter.place, kind, setter.mover.person, setter.shared, home, USUAL_TIME, paused=Pause.OFF
    )
    beside = next(iter(_schedules(work, setter)), usual)
    return replace(usual, quiet_from=beside.quiet_from, quiet_to=beside.quiet_to)


def _be_quiet(work: Work, setter: Setter, quiet: Quiet) -> None:
    """Quiet hours for all that comes here: what is paused stays paused, where nothing is set it begins."""
    if not _schedules(work, setter):
        _change(work, setter, Wish(), begin=True)
    begin, end = quiet
    for one in _schedules(work, setter):
        work.put_schedule(replace(one, quiet_from=begin, quiet_to=end))


def _change(work: Work, setter: Setter, wish: Wish, *, begin: bool) -> None:
    before = work.schedule(setter.place, Coming.DAILY) or _usual(work, setter, Coming.DAILY)
    after = replace(
        before,
        wall=before.wall if wish.wall is None else wish.wall,
        weekdays=wish.weekdays or before.weekdays,
        count=wish.count or before.count,
        decks=before.decks if wish.decks is None else wish.decks,
    )
    _keep(work, before, after, setter.now, begin=begin)
    digest = work.schedule(setter.place, Coming.DIGEST)
    if digest is not None and digest.wall != after.wall:
        _keep(work, digest, replace(digest, wall=after.wall), setter.now, begin=False)


def _set_digest(work: Work, setter: Setter, *, on: bool) -> None:
    if setter.shared:  # a digest tells of one learner
        return
    daily = work.schedule(setter.place, Coming.DAILY)
    digest = work.schedule(setter.place, Coming.DIGEST)
    if on:
        wall = daily.wall if daily else USUAL_TIME
        wanted = digest or replace(_usual(work, setter, Coming.DIGEST), weekdays=SUNDAY)
        _keep(work, wanted, replace(wanted, wall=wall), setter.now, begin=True)
    elif digest is not None:
        _stop(work, digest, Pause.OFF, setter.now)


def _stop(work: Work, schedule: Schedule, why: Pause, now: datetime) -> None:
    """Let it come no more. Switched off without a zone it would wait for one: it is paused instead."""
    if why is Pause.OFF and schedule.zone:
        arranging.switch_off(work, schedule.place, schedule.kind, now)
    else:
        arranging.pause(work, schedule.place, schedule.kind, now)


def _keep(work: Work, before: Schedule, after: Schedule, now: datetime, *, begin: bool) -> None:
    """Store a schedule: begun, at once or once its zone is told; at work with a new next instant; or as it is."""
    moved = (before.wall, before.weekdays) != (after.wall, after.weekdays)
    if begin and not after.zone:
        work.put_schedule(replace(after, paused=Pause.OFF, next_at=None))
    elif begin or (moved and at_work(after)):
        arranging.set_schedule(work, after, now)
    else:
        work.put_schedule(after)


def _move_group(work: Work, setter: Setter, home: str) -> None:
    schedule = work.schedule(setter.place, Coming.DAILY)
    moved = replace(schedule or _usual(work, setter, Coming.DAILY), zone=home)
    if schedule is not None and at_work(schedule):
        arranging.relocate(work, schedule, home, setter.now)
    else:
        work.put_schedule(moved)
