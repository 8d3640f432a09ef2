"""Groups behind the stub: players who press the buttons of a question, and how long each waits for a word."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from random import Random

from benchmarks.stub import BOT, Json, Stub
from bot.presses.contest import Choose

OPTION = f"{Choose.prefix}:"
FIRST_GROUP = -1_000_000
FIRST_PERSON = 2_000_000
MOST_PATIENCE = 120.0
"""Seconds until a measurement that does not come to its end is given up."""


@dataclass
class Group:
    """A group as its players see it: the question that carries buttons, and who has not answered it yet."""

    id: int
    players: tuple[int, ...]
    message: int = 0
    options: tuple[str, ...] = ()
    silent: list[int] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it shows a question that nobody has answered yet."""
        return bool(self.options) and len(self.silent) == len(self.players)


def group_of(number: int, players: int) -> Group:
    """The ``number``-th group with people of its own."""
    first = FIRST_PERSON + number * players
    return Group(FIRST_GROUP - number, tuple(range(first, first + players)))


@dataclass
class Crowd(Stub):
    """The server, with groups in place of single learners. ``latencies``: from each press to its notice."""

    groups: dict[int, Group] = field(default_factory=dict)
    pressed: dict[str, float] = field(default_factory=dict)
    reveals: list[float] = field(default_factory=list)
    """When questions lost their buttons."""
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _quiet: asyncio.Event = field(default_factory=asyncio.Event)
    _all_open: asyncio.Event = field(default_factory=asyncio.Event)

    def gather(self, groups: int, players: int) -> None:
        """Let groups come together."""
        made = (group_of(number, players) for number in range(groups))
        self.groups = {group.id: group for group in made}

    def show_all(self, option: str) -> None:
        """All groups see a new message with a button: what a bot without contests is measured with."""
        self._message_id += 1
        for group in self.groups.values():
            self._show(group, self._message_id, (option,))

    async def all_open(self) -> None:
        """Wait until every group sees a question that nobody has answered."""
        await asyncio.wait_for(self._all_open.wait(), MOST_PATIENCE)

    async def rush(self) -> float:
        """Everybody who has not answered presses at once; returns how many notices came a second."""
        waiting = [(group, person) for group in self.groups.values() for person in group.silent]
        self._chance.shuffle(waiting)
        begun = time.perf_counter()
        for group, person in waiting:
            self._press(group, person, begun)
        self._flush()
        await self.answered()
        return len(waiting) / (time.perf_counter() - begun)

    async def steadily(self, rate: float, seconds: float) -> int:
        """Presses at ``rate`` a second on average, by chance (a Poisson process); returns how many there were.

        Whoever can answer does; where everybody has answered, or no question is open, somebody presses again.
        """
        begun = moment = time.perf_counter()
        presses = 0
        while (moment := moment + self._chance.expovariate(rate)) < begun + seconds:
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            group, person = self._somebody()
            self._press(group, person, time.perf_counter())
            self._flush()
            presses += 1
        await self.answered()
        return presses

    async def answered(self) -> None:
        """Wait until every press has had its notice."""
        if self.pressed:
            self._quiet.clear()
            await asyncio.wait_for(self._quiet.wait(), MOST_PATIENCE)

    def _somebody(self) -> tuple[Group, int]:
        able = [group for group in self.groups.values() if group.options and group.silent]
        if able:
            group = self._chance.choice(able)
            return group, group.silent[-1]
        group = self._chance.choice(list(self.groups.values()))
        return group, self._chance.choice(group.players)

    def _press(self, group: Group, person: int, now: float) -> None:
        if person in group.silent:
            group.silent.remove(person)
            self._all_open.clear()
        query = str(next(self._numbers))
        self.pressed[query] = now
        self._queue_up(press_in(group, person, query, self._chance))

    def _told(self, parameters: Json) -> None:
        begun = self.pressed.pop(str(parameters["callback_query_id"]), None)
        if begun is None:
            self.errors.append("a notice that nobody waited for")
            return
        self.latencies.append(time.perf_counter() - begun)
        if not self.pressed:
            self._quiet.set()

    def _react(self, chat: int, message: int, parameters: Json) -> None:
        group = self.groups.get(chat)
        if group is None:
            return
        rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
        options = tuple(key["callback_data"] for row in rows for key in row)
        if options and all(data.startswith(OPTION) for data in options):
            self._show(group, message, options)
        elif message == group.message:
            self.reveals.append(time.perf_counter())
            group.message = 0

    def _show(self, group: Group, message: int, options: tuple[str, ...]) -> None:
        if group.message != message:
            group.message, group.options, group.silent = message, options, list(group.players)
            self._chance.shuffle(group.silent)
        if all(one.open for one in self.groups.values()):
            self._all_open.set()


def press_in(group: Group, person: int, query: str, chance: Random) -> Json:
    """Somebody presses one of the buttons that their group sees, or saw last."""
    chat = {"id": group.id, "type": "supergroup", "title": f"Group {group.id}"}
    message = {"message_id": group.message or 1, "date": int(time.time()), "chat": chat, "text": "x"}
    user = {"id": person, "is_bot": False, "first_name": f"Player {person}"}
    data = chance.choice(group.options)
    pressed = {"id": query, "from": user, "chat_instance": "1", "data": data}
    return {"callback_query": {**pressed, "message": {**message, "from": BOT}}}
