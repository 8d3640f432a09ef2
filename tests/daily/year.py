"""A year of many learners on a real store, with a bot that is killed and away, beside what ought to happen.

Time jumps from one thing to the next: what a learner does, a slot that comes, the bot going down. At each tick what
the storage and ``Daily`` deliver is compared with the model. Instants are minutes, as in ``wall_clock``.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from content.deck import Mode, Verdict
from content.grading import Judgement
from content.library import Library
from storage import Store, Unit, open_store
from study.daily.arranging import Later, go_on, move_zone, pause, put_off, rest_a_week, set_schedule
from study.daily.delivering import Arrived, Daily, Delivered, GoOn
from study.daily.planning import plan
from study.daily.values import Coming, Schedule
from study.habits import Habits
from study.outcomes import Judged, Put
from study.quiz import Quiz
from study.values import Person, Place
from study.zones import zone
from tests.daily.model import Came, Learner
from tests.daily.wall_clock import DAY, WallClock, instant, minute
from tests.decks import SHAPES

HOURS = 60
SUNDAY = 0b1000000
"""Everybody has it among their days: most clocks are changed on it."""
WALLS = (
    *(time(hour) for hour in range(24)),
    *(time(hour, quarter) for hour in (0, 2, 23) for quarter in (15, 30)),
)
"""Each hour; the small hours, when clocks are changed, more often."""
DECK = replace(
    SHAPES, items=tuple(replace(item, id=f"{item.id}-{n}") for n in range(3) for item in SHAPES.items)
)
RIGHT = Judgement(Verdict.CORRECT, 1.0, 1.0)
TOGETHER = 8


class Killed(Exception):
    """The process dies inside a transaction."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came to a chat, at which instant, for which local day."""

    chat: int
    day: date
    at: int
    came: Came


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody is: how often they answer, and how often anything else comes to their mind (a question)."""

    answers: float
    wanders: float


HABITS = (Habit(0.97, 0.02), Habit(0.7, 0.05), Habit(0.3, 0.05), Habit(0.1, 0.05))


class Year:
    """The simulation. ``run`` it, then look at ``delivered``, ``seen`` and the storage."""

    def __init__(
        self, folder: Path, chance: Random, start: datetime, days: int, zones: tuple[str, ...], learners: int
    ) -> None:
        self._url = f"sqlite:///{folder / 'year.db'}"
        self._chance = chance
        self.now = minute(start)
        self.end = self.now + days * DAY
        margin = timedelta(days=20)
        self.clocks = {name: WallClock(zone(name), start - margin, start + timedelta(days=days) + margin)
                       for name in zones}  # fmt: skip
        self._zones = zones
        self._quiz = Quiz(Library([DECK]), chance)
        self._daily = Daily(self._quiz)
        self.learners = [self._learner(number, zones[number % len(zones)]) for number in range(learners)]
        self._names = {one.chat: zones[number % len(zones)] for number, one in enumerate(self.learners)}
        self._puts: dict[int, Put] = {}
        self._wakes: list[tuple[int, int]] = []
        self._deeds: list[tuple[int, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._work: list[Callable[[Unit], object]] = []
        self.delivered: list[Delivery] = []
        self.seen: Counter[str] = Counter()
        self.faults: list[str] = []

    def _learner(self, number: int, name: str) -> Learner:
        weekdays = self._chance.choice((0b1111111, *(self._chance.randrange(128) | SUNDAY for _ in range(3))))
        return Learner(1000 + number, self.clocks[name], self._wall(name), weekdays)

    def _wall(self, name: str) -> time:
        """A time of day, mostly one that the zone's clocks will skip or repeat."""
        awkward = self.clocks[name].awkward()
        return self._chance.choice(awkward if awkward and self._chance.random() < 0.7 else WALLS)

    def habit(self, learner: Learner) -> Habit:
        """How a learner is."""
        return HABITS[learner.chat % len(HABITS)]

    # the bot's lives

    async def run(self) -> None:
        """Let the year pass."""
        self._store: Store = await open_store(self._url)
        for learner in self.learners:
            self._sets(learner)
        await self._do_deeds()
        down = self._next_fall()
        while True:
            ahead = [heap[0][0] for heap in (self._deeds, self._wakes) if heap]
            moment = min((*ahead, down))
            if moment >= self.end:
                break
            self.now = max(self.now, moment)
            if moment == down:
                await self._fall()
                down = self._next_fall()
            elif self._deeds and self._deeds[0][0] == moment:
                await self._do_deeds()
            else:
                await self._tick()
        await self._store.close()

    def _next_fall(self) -> int:
        return self.now + self._chance.randrange(6 * HOURS, 4 * DAY)

    async def _fall(self) -> None:
        """The process ends, and is back after a moment, some hours or some days."""
        minutes = self._chance.choice((0, 1, 1, 5, 20, 150, 200, 10 * HOURS, self._chance.randrange(4 * DAY)))
        self.seen["restarts"] += 1
        await self._reopen()
        self.now = min(self.now + minutes, self.end - 1)
        if self._chance.random() < 0.5:  # the mail may be read before the first tick or after
            await self._do_deeds()
        await self._tick()

    async def _reopen(self) -> None:
        await self._store.close()
        self._store = await open_store(self._url)

    async def _tick(self) -> None:
        """What ``Fanout.tick`` does, killed here and there between its steps, and what ought to come of it."""
        awake = self._awake()
        for learner in awake:
            learner.claim(self.now)
        if self._chance.random() < 0.01:
            await self._killed_between()
            awake = list({one.chat: one for one in (*awake, *self._awake())}.values())
            for learner in awake:
                learner.claim(self.now)
        _, came = await asyncio.gather(self._plan(), self._deliver())
        ought = [
            Delivery(one.chat, day, self.now, what) for one in awake for day, what in one.deliver(self.now)
        ]
        if sorted(came, key=repr) != sorted(ought, key=repr):
            self.faults.append(f"{instant(self.now)}: came {came}, ought to {ought}")
        self.delivered += came
        for learner in awake:
            self._wake(learner)
        for one in came:
            self._think(self.learners[one.chat - 1000], one.came)
        if self._chance.random() < 0.005:
            await self._set_back()

    async def _plan(self) -> None:
        await self._store.transact(lambda unit: plan(unit, instant(self.now)))

    async def _set_back(self) -> None:
        """The machine's clock jumps back for a moment: nothing comes of it."""
        await self._store.transact(lambda unit: plan(unit, instant(self.now - 90)))
        early = await self._store.transact(lambda unit: unit.claimed(instant(self.now - 90), TOGETHER))
        self.seen["clock set back"] += 1
        if early:
            self.faults.append(f"{instant(self.now)}: claimed by a clock that was set back: {early}")

    async def _killed_between(self) -> None:
        """The process dies with slots claimed and deliveries put together but not committed; it is back later."""
        self.seen["killed between claim and delivery"] += 1
        await self._plan()

        def die(unit: Unit) -> None:
            self._some(unit)
            raise Killed

        try:
            await self._store.transact(die)
        except Killed:
            await self._reopen()
        self.now = min(self.now + self._chance.choice((0, 2, 100, 240)), self.end - 1)

    async def _deliver(self) -> list[Delivery]:
        came = []
        while True:
            found, some = await self._store.transact(self._some)
            for chat, day, delivered in some:
                came.append(self._noted(chat, day, delivered))
            if found < TOGETHER:
                return came

    def _some(self, unit: Unit) -> tuple[int, list[tuple[int, date, Delivered]]]:
        now = instant(self.now)
        deliveries = unit.claimed(now, TOGETHER)
        made = [(one, self._daily.deliver(unit, one, now)) for one in deliveries]
        return len(deliveries), [(one.place.chat, one.day, what) for one, what in made if what is not None]

    def _noted(self, chat: int, day: date, delivered: Delivered) -> Delivery:
        learner = self.learners[chat - 1000]
        if isinstance(delivered, GoOn):
            return Delivery(chat, day, self.now, Came.GO_ON)
        assert isinstance(delivered, Arrived)
        self._puts[chat] = delivered.put
        replaced = 0 if delivered.again else int(learner.open is not None)
        if len(delivered.unanswered) != replaced:
            self.faults.append(f"{chat}, {day}: {len(delivered.unanswered)} questions replaced")
        if not delivered.again and delivered.late != learner.late_before(day):
            self.faults.append(
                f"{chat}, {day}: {delivered.late} called late, {learner.late_before(day)} were"
            )
        if not delivered.again:
            self._see(learner, day)
        return Delivery(chat, day, self.now, Came.AGAIN if delivered.again else Came.NEW)

    def _see(self, learner: Learner, day: date) -> None:
        """Count how a question came: a year without any such proves nothing."""
        on_time = self.now == learner.clock.first(day, learner.wall)
        self.seen["on time" if on_time else "caught up or put off"] += 1
        self.seen["its time was skipped by the clock"] += on_time and learner.clock.skips(day, learner.wall)
        self.seen["its time came twice"] += on_time and learner.clock.repeats(day, learner.wall)

    # the learners

    def _awake(self) -> list[Learner]:
        awake: dict[int, Learner] = {}
        while self._wakes and self._wakes[0][0] <= self.now:
            chat = heapq.heappop(self._wakes)[1]
            awake[chat] = self.learners[chat - 1000]
        return list(awake.values())

    def _wake(self, learner: Learner) -> None:
        if learner.wakes is not None:
            heapq.heappush(self._wakes, (learner.wakes, learner.chat))

    def _in(self, minutes: int, deed: Callable[[], None]) -> None:
        heapq.heappush(self._deeds, (self.now + minutes, next(self._numbers), deed))

    async def _do_deeds(self) -> None:
        """What learners do by now, each in a transaction of its own, as their updates would be."""
        while self._deeds and self._deeds[0][0] <= self.now:
            heapq.heappop(self._deeds)[2]()
        work, self._work = self._work, []
        await asyncio.gather(*(self._store.transact(step) for step in work))

    def _sets(self, learner: Learner) -> None:
        name, now = self._names[learner.chat], instant(self.now)
        place, wall = Place(learner.chat), learner.wall
        schedule = Schedule(place, Coming.DAILY, learner.chat, False, name, wall, learner.weekdays)

        def step(unit: Unit) -> None:
            unit.put_habits(Habits(learner.chat, name))
            set_schedule(unit, schedule, now)

        learner.begin(self.now)
        self._does(step, "set")
        self._wake(learner)

    def _think(self, learner: Learner, came: Came) -> None:
        """What somebody will do about what came."""
        chance, habit = self._chance, self.habit(learner)
        soon = chance.choice((1, 5, 40, 10 * chance.randrange(1, 120)))
        if came is Came.GO_ON:
            self._in(chance.randrange(1, 60 * DAY), lambda: self._goes_on(learner))
        elif chance.random() < habit.answers:
            self._in(soon, lambda: self._answers(learner))
        elif chance.random() < 0.3:
            self._in(soon, lambda: self._puts_off(learner))
        if chance.random() < habit.wanders:
            deeds = (
                self._pauses,
                self._rests,
                self._moves,
                self._changes,
                self._is_busy,
                self._is_busy,
                self._blocks,
            )
            deed = chance.choice(deeds)
            self._in(chance.randrange(1, 2 * DAY), lambda: deed(learner))

    def _does(self, step: Callable[[Unit], object], seen: str) -> None:
        """One step of somebody's in the storage."""
        self.seen[seen] += 1
        self._work.append(step)

    def _answers(self, learner: Learner) -> None:
        if learner.open is None or learner.blocked:
            return
        put = self._puts[learner.chat]
        day, first = learner.answer(self.now)
        learner.close_open()
        now, expected = instant(self.now), learner.streak(day)

        def step(unit: Unit) -> None:
            judged = self._record(unit, put, now)
            shown = judged.days and (judged.days.current, judged.days.freezes_left)
            if judged.answer.day != day or shown != (expected if first else None):
                self.faults.append(
                    f"{now}, {learner.chat}: {judged.answer.day}, {shown} for {day}, {expected}"
                )

        self._does(step, "answers")

    def _record(self, unit: Unit, put: Put, now: datetime) -> Judged:
        given = "0" if put.asked.mode is Mode.CHOICE else "?"
        person = Person(put.session.host, "Анна")
        return self._quiz.record(unit, put, person, put.asked.mode, given, RIGHT, now)

    def _puts_off(self, learner: Learner) -> None:
        slot = learner.open
        if slot is None or slot in learner.waiting or learner.blocked:
            return
        when, session, now = (
            self._chance.choice(tuple(Later)),
            self._puts[learner.chat].session,
            instant(self.now),
        )
        learner.put_off(when.value, self.now)
        due = instant(slot.due)

        def step(unit: Unit) -> None:
            _, at = put_off(unit, session, when, now)
            if at != due:
                self.faults.append(f"{now}, {learner.chat}: put off {when} to {at}, not {due}")

        self._does(step, f"put off: {when}")
        self._wake(learner)

    def _goes_on(self, learner: Learner) -> None:
        if learner.blocked:
            self._in(DAY, lambda: self._goes_on(learner))
        if learner.blocked or not learner.paused:
            return
        learner.begin(self.now)
        place, now = Place(learner.chat), instant(self.now)
        self._does(lambda unit: go_on(unit, place, Coming.DAILY, now), "returned")
        self._wake(learner)

    def _pauses(self, learner: Learner) -> None:
        if learner.blocked or learner.paused:
            return
        learner.asks_for_a_pause(self.now)
        now = instant(self.now)
        self._does(lambda unit: pause(unit, Place(learner.chat), Coming.DAILY, now), "paused")
        self._in(self._chance.randrange(1, 20 * DAY), lambda: self._goes_on(learner))

    def _rests(self, learner: Learner) -> None:
        if learner.blocked or learner.paused:
            return
        learner.rest_a_week(self.now)
        place, now = Place(learner.chat), instant(self.now)
        self._does(lambda unit: rest_a_week(unit, place, Coming.DAILY, now), "rested a week")
        self._wake(learner)

    def _moves(self, learner: Learner) -> None:
        if learner.blocked:
            return
        name = self._names[learner.chat] = self._chance.choice(self._zones)
        learner.move(self.clocks[name], self.now)
        now = instant(self.now)
        self._does(lambda unit: move_zone(unit, learner.chat, name, now), "moved")
        self._wake(learner)

    def _changes(self, learner: Learner) -> None:
        if learner.blocked:
            return
        learner.wall = self._wall(self._names[learner.chat])
        self._sets(learner)

    def _is_busy(self, learner: Learner) -> None:
        """They begin a quiz of their own a few minutes before their next question, and do not answer it."""
        if learner.blocked or learner.next is None:
            return
        self._in(
            max(0, learner.next[0] - self.now - self._chance.randrange(14)), lambda: self._begins(learner)
        )

    def _begins(self, learner: Learner) -> None:
        if learner.blocked:
            return
        learner.busy_until = self.now + 15
        now, place = instant(self.now), Place(learner.chat)
        self._does(lambda unit: self._quiz.start(unit, place, learner.chat, DECK, now), "was busy")

    def _blocks(self, learner: Learner) -> None:
        learner.blocked = True
        now = instant(self.now)
        self._does(lambda unit: unit.reach(learner.chat, "blocked", now), "blocked")
        self._in(self._chance.randrange(1, 10 * DAY), lambda: self._unblocks(learner))

    def _unblocks(self, learner: Learner) -> None:
        learner.blocked = False
        now = instant(self.now)
        self._does(lambda unit: unit.reach(learner.chat, "", now), "unblocked")
