"""The summaries of months, posted by themselves once a month is over; tags beside the names of the best."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from telegram.error import TelegramError

from bot.screen import Act, Send, Tag
from bot.screens.top import summary_screen
from bot.services import Services
from bot.view import calls_of
from bot.words import DEFAULT, words_for
from storage import Outgoing, Unavailable, Unit
from study.seasons import Closed, close
from study.standing_ports import Season

log = logging.getLogger(__name__)

RANK = 1
"""Nobody waits for it."""
TOGETHER = 20
"""Months closed at one look at the most: what is left over is closed with the next."""
EVERY = timedelta(minutes=1)
"""How often it is looked, where nothing was left over."""
AFTER_FAULT = timedelta(hours=1)


class MonthEnds:
    """Closes the months that are over. ``look`` may be called as often as one likes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._next: datetime | None = None

    async def look(self) -> None:
        """Close what is due; mostly there is nothing, and that is only looked up, once a minute."""
        now = self._services.clock()
        if self._next is not None and self._next - EVERY <= now < self._next:
            return
        due = await self._services.store.read(lambda unit: unit.seasons_due(now, TOGETHER))
        for season in due:
            await self._close(season, now)
        self._next = now + EVERY if len(due) < TOGETHER else None

    async def _close(self, season: Season, now: datetime) -> None:
        """Close a month and post what is to be said, in one transaction. A faulty one stops no other."""
        store = self._services.store
        admins = await self._admins(season.place.chat)
        try:
            calls = await store.transact(
                lambda unit: unit.post(tuple(self._calls(unit, season, now, admins)), now)
            )
        except Unavailable:
            raise
        except Exception:
            log.exception("a month cannot be summed up", extra={"chat": season.place.chat})
            await store.transact(lambda unit: unit.put_off_season(season, now + AFTER_FAULT))
            return
        self._services.sender.take(calls)

    async def _admins(self, chat: int) -> frozenset[int]:
        """Whom Telegram lets nobody tag, where tags are wanted. Where it does not answer, it will refuse them."""
        if not await self._services.store.read(lambda unit: unit.chat_settings(chat).tags):
            return frozenset()
        try:
            found: Any = await self._services.api.call("getChatAdministrators", {"chat_id": chat})
        except TelegramError as error:
            log.info("getChatAdministrators failed: %s", error)
            return frozenset()
        return frozenset(int(one["user"]["id"]) for one in found)

    def _calls(self, unit: Unit, season: Season, now: datetime, admins: frozenset[int]) -> Iterator[Outgoing]:
        closed = close(unit, self._services.library, season, now, admins)
        if closed is None:
            return
        words = words_for(unit.chat_settings(season.place.chat).language or DEFAULT)
        for act in acts_of(closed):
            yield from calls_of(act, words, f"season:{season.month:%Y-%m}", RANK)


def acts_of(closed: Closed) -> Iterator[Act]:
    """The summary; then the tags of the month before go, and those of this one come."""
    place = closed.season.place
    if closed.summary is not None:
        yield Send(place, summary_screen(closed.summary))
    for person in closed.untagged:
        yield Tag(place, person)
    for line in closed.tagged:
        key = "season-tag-first" if line.place == 1 else "season-tag"
        yield Tag(place, line.person, key, {"place": str(line.place), "month": closed.season.month.month})
