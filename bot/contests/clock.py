"""The clock of contests: several times a second it looks which steps are due, and does them.

The instants are in the storage; nothing here must survive a restart. A step is done in the transaction that stores
the next one, so a second process, or this one after a crash, finds it done or still to do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.contests.marathon import step_marathon
from bot.contests.steps import step_acts
from bot.screen import Act
from bot.services import Services
from bot.view import calls_of
from bot.words import DEFAULT, words_for
from storage import Outgoing, Unavailable, Unit
from study.contest.outcomes import Closed, Step
from study.contest.values import Contest, Stage

log = logging.getLogger(__name__)

AT_ONCE = 100
FAULTY = timedelta(seconds=30)
BEAT = timedelta(seconds=1)
"""How often it is noted that the bot is at work, while contests are running."""


class ContestClock:
    """Does what is due. ``tick`` may be called as often as one likes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._ticking = asyncio.Lock()
        self._stopped = False
        self._beaten: datetime | None = None

    async def tick(self) -> None:
        """Do the steps that are due by now. What goes wrong with one stops neither the others nor the bot."""
        if self._stopped or self._ticking.locked():
            return
        async with self._ticking:
            try:
                await self._tick()
            except Unavailable as error:
                log.warning("contests wait for the storage: %s", error)
            except Exception:
                log.exception("the clock of contests failed")

    async def stop(self) -> None:
        """Finish the step under way; begin no more."""
        self._stopped = True
        async with self._ticking:
            pass

    async def _tick(self) -> None:
        store, now = self._services.store, self._services.clock()
        await self._beat(now)
        for contest in await store.read(lambda unit: unit.contests_due(now, AT_ONCE)):
            await self._do(contest, now)

    async def _do(self, contest: int, now: datetime) -> None:
        """Do the step of one contest. Raises ``Unavailable``; what else goes wrong keeps to itself."""
        store = self._services.store
        try:
            calls = await store.transact(lambda unit: self._step(unit, contest, now))
        except Unavailable:
            raise
        except Exception:
            log.exception("a step of a contest failed", extra={"contest": contest})
            await store.transact(lambda unit: _put_off(unit, contest, now))
        else:
            self._services.sender.take(calls)

    async def _beat(self, now: datetime) -> None:
        """Note that the bot is at work; where it was not for a while, that time is given back."""
        if self._beaten is not None and timedelta(0) <= now - self._beaten < BEAT:
            return
        store = self._services.store
        if not await store.read(lambda unit: unit.contests_running()):
            return
        fresh, self._beaten = self._beaten is None, now
        calls = await store.transact(lambda unit: self._recover(unit, now, fresh=fresh))
        self._services.sender.take(calls)

    def _recover(self, unit: Unit, now: datetime, *, fresh: bool) -> tuple[Outgoing, ...]:
        paused = self._services.contests.recover(unit, now, fresh=fresh)
        return tuple(call for step in paused for call in self._posted(unit, step, now))

    def _step(self, unit: Unit, contest: int, now: datetime) -> tuple[Outgoing, ...]:
        found = unit.contest(contest)
        if found is not None and found.stage is Stage.GOING:
            return self._post(unit, found, step_marathon(self._services, unit, found, now), now)
        step = self._services.contests.step(unit, contest, now)
        return self._posted(unit, step, now) if step is not None else ()

    def _posted(self, unit: Unit, step: Step, now: datetime) -> tuple[Outgoing, ...]:
        words, place = words_for(DEFAULT), step.contest.session.place
        tidy = isinstance(step, Closed) and unit.chat_settings(place.chat).tidy
        return self._post(unit, step.contest, step_acts(step, words, self._services.library, tidy=tidy), now)

    def _post(self, unit: Unit, contest: Contest, acts: Iterable[Act], now: datetime) -> tuple[Outgoing, ...]:
        words, reason = words_for(DEFAULT), f"contest:{contest.id}"
        return unit.post([call for act in acts for call in calls_of(act, words, reason)], now)


def _put_off(unit: Unit, contest: int, now: datetime) -> None:
    """A step that fails for a fault of ours is tried again, but not several times a second."""
    found = unit.contest(contest)
    if found is not None:
        unit.put_contest(replace(found, due_at=now + FAULTY))
