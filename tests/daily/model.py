"""What ought to come to one learner, and when: the rules told once more, as plainly as can be, on ``WallClock``.

Nothing here is shared with ``study.daily``: the simulation gives both the same year and compares them at each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from tests.daily.wall_clock import WallClock

MOST_LATE = 3 * 60
CATCHING_UP = 10
BUSY = 15
MOST_UNANSWERED = 3
EVENING = time(19)
DAY_STARTS = time(4)
DAY = 24 * 60


class Came(StrEnum):
    """What comes of a slot at some tick."""

    NEW = "new"
    AGAIN = "again"
    GO_ON = "go on?"


@dataclass(slots=True)
class Slot:
    """A slot that is taken: not to be delivered before ``due``. ``asked``: its question is out, and was put off."""

    day: date
    due: int
    asked: bool = False
    still_open: bool = True


@dataclass(slots=True)
class Learner:
    """A learner's schedule, what has come of it, and the study days they have earned."""

    chat: int
    clock: WallClock
    wall: time
    weekdays: int
    quiet_from: time = time(22)
    quiet_to: time = time(8)
    next: tuple[int, date] | None = None
    paused: bool = False
    blocked: bool = False
    unanswered: int = 0
    busy_until: int = -1
    open: Slot | None = None
    waiting: list[Slot] = field(default_factory=list)
    states: dict[date, str] = field(default_factory=dict)
    plans: dict[date, int] = field(default_factory=dict)
    study_days: set[date] = field(default_factory=set)

    # what they do

    def begin(self, now: int) -> None:
        """Everything is set, or set anew, or goes on."""
        self.paused, self.unanswered = False, 0
        self.next = self.clock.after(now, self.wall, self.weekdays)
        self._plans(self.next[0], self.weekdays)

    def pause(self) -> None:
        self.paused, self.next = True, None

    def asks_for_a_pause(self, now: int) -> None:
        self.pause()
        self._plans(now, 0)

    def _studied(self, weekdays: int) -> int:
        """Days of the week as study days: what comes at night belongs to the day before."""
        if self.wall >= DAY_STARTS:
            return weekdays
        return sum(1 << (day - 1) % 7 for day in range(7) if weekdays >> day & 1)

    def _plans(self, now: int, weekdays: int) -> None:
        """From the day of an instant on these days of the week count."""
        today, weekdays = self.clock.day_begun(now, DAY_STARTS), self._studied(weekdays)
        self.plans = {day: bits for day, bits in self.plans.items() if day < today} | {today: weekdays}

    def rest_a_week(self, now: int) -> None:
        for slot in self.waiting:
            self.states[slot.day] = "dropped"
        self.waiting.clear()
        self.unanswered, self.next = 0, self.clock.after(now + 7 * DAY, self.wall, self.weekdays)
        self._plans(now, 0)
        self.plans[self.clock.day_begun(self.next[0], DAY_STARTS)] = self._studied(self.weekdays)

    def move(self, clock: WallClock, now: int) -> None:
        before, self.clock = self.clock, clock
        if self.next is not None:
            resting = self.next[0] > before.after(now, self.wall, self.weekdays)[0]
            since = self.next[0] - DAY if resting else now
            self.next = clock.after(since, self.wall, self.weekdays)

    def answer(self, now: int) -> tuple[date, bool]:
        """Something was answered: the study day it counts for, and whether it is the first answer of that day."""
        self.unanswered = 0
        day = self.clock.day_begun(now, DAY_STARTS)
        first = day not in self.study_days
        self.study_days.add(day)
        return day, first

    def close_open(self) -> None:
        """The question of the day is answered."""
        assert self.open is not None
        self.open.still_open = False
        self.open = None

    def put_off(self, when: str, now: int) -> None:
        """The question in sight shall come again: in an hour, this evening or tomorrow."""
        assert self.open is not None
        self.unanswered = max(0, self.unanswered - 1)
        slot = self.open
        slot.asked, slot.due = True, self._later(when, now)
        self.states[slot.day] = "claimed"
        self.waiting.append(slot)

    def _later(self, when: str, now: int) -> int:
        today = self.clock.shows(now).date()
        if when == "tomorrow":
            return self.clock.first(today + timedelta(days=1), self.wall)
        at = now + 60
        if when == "evening":
            evening = self.clock.first(today, EVENING)
            at = evening if evening > now + 30 else now + 120
        return self._after_quiet(at)

    def _after_quiet(self, at: int) -> int:
        if self.clock.quiet(at, self.quiet_from, self.quiet_to):
            return self.clock.after(at, self.quiet_to, 0b1111111)[0]
        return at

    # what the bot ought to do

    @property
    def wakes(self) -> int | None:
        """When a tick has something to do next."""
        moments = [slot.due for slot in self.waiting] + ([self.next[0]] if self.next else [])
        return min(moments, default=None)

    def claim(self, now: int) -> None:
        """Slots that have come are taken, a local day once; those that are too late are lost."""
        while self.next is not None and self.next[0] <= now:
            moment, day = self.next
            if day not in self.states and not self.blocked:
                on_time = now - moment <= MOST_LATE
                self.states[day] = "claimed" if on_time else "late"
                if on_time:
                    self.waiting.append(Slot(day, moment))
            self.next = self.clock.after(moment, self.wall, self.weekdays)

    def deliver(self, now: int) -> Iterator[tuple[date, Came]]:
        """What comes now of the slots that wait."""
        for slot in sorted((one for one in self.waiting if one.due <= now), key=lambda one: one.due):
            came = self._deliver(slot, now)
            if self.states[slot.day] != "claimed":
                self.waiting.remove(slot)
            if came is not None:
                yield slot.day, came

    def _deliver(self, slot: Slot, now: int) -> Came | None:
        if self.paused or self._overtaken(slot, now):
            self.states[slot.day] = "dropped"
            return None
        if now - slot.due > MOST_LATE:
            self.states[slot.day] = "late"
            return None
        chosen = self.clock.quiet(slot.due, self.quiet_from, self.quiet_to)
        quiet = self.clock.quiet(now, self.quiet_from, self.quiet_to)
        if quiet and not chosen and now - slot.due > CATCHING_UP:
            morning = self._after_quiet(now)
            if morning - slot.due > MOST_LATE:
                self.states[slot.day] = "late"
            slot.due = morning
            return None
        if now < self.busy_until:
            slot.due = now + BUSY
            return None
        return self._ask_again(slot) if slot.asked else self._ask(slot)

    def _overtaken(self, slot: Slot, now: int) -> bool:
        moment = self.clock.first(slot.day, self.wall)
        return now >= self.clock.after(moment, self.wall, self.weekdays)[0]

    def _ask_again(self, slot: Slot) -> Came | None:
        self.states[slot.day] = "posted"
        if not slot.still_open:
            return None
        self.unanswered += 1
        return Came.AGAIN

    def _ask(self, slot: Slot) -> Came:
        if self.open is not None:
            self.open.still_open = False
            self.open = None
        if self.unanswered >= MOST_UNANSWERED:
            self.pause()
            self.states[slot.day] = "dropped"
            return Came.GO_ON
        self.states[slot.day] = "posted"
        self.unanswered += 1
        self.open = slot
        return Came.NEW

    # what is counted

    def late_before(self, day: date) -> int:
        """Lost slots since the last one that came."""
        count = 0
        for earlier in sorted((one for one in self.states if one < day), reverse=True):
            if self.states[earlier] == "posted":
                break
            count += self.states[earlier] == "late"
        return count

    def _expected(self, day: date) -> int:
        """On which days of the week questions were expected on a day."""
        since = max((begun for begun in self.plans if begun <= day), default=None)
        return 0b1111111 if since is None else self.plans[since]

    def _missed(self, day: date) -> bool:
        """Whether the bot came too late for the slot of a study day; at night that is the calendar's next day."""
        slot = day if self.wall >= DAY_STARTS else day + timedelta(days=1)
        return self.states.get(slot) == "late"

    def streak(self, today: date) -> tuple[int, int]:
        """The streak and the freezes left on a study day, told day after day as the rules are told to learners."""
        days = sorted(day for day in self.study_days if day <= today)
        length = in_a_row = 0
        freezes = 2
        day = days[0] if days else today
        while day <= today:
            freezes = 2 if day.day == 1 else freezes
            excused = not self._expected(day) >> day.weekday() & 1 or self._missed(day)
            if day in self.study_days:
                length, in_a_row = length + 1, in_a_row + 1
                if in_a_row == 7:
                    freezes, in_a_row = min(2, freezes + 1), 0
            elif not excused and day != today:
                in_a_row = 0
                if length and freezes:
                    freezes -= 1
                else:
                    length = 0
            day += timedelta(days=1)
        return length, freezes
