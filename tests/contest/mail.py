"""Mail as Telegram may deliver it: updates twice, and in another order than people acted."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from random import Random
from typing import Any, Protocol
from unittest import mock

from bot.sandbox.double import TelegramDouble

Json = dict[str, Any]
MOST_OLD = 900
"""Updates after which none comes again: Telegram, as the double has it, knows the last thousand."""


class Act(Protocol):
    """What somebody does: within its lane it keeps its order."""

    @property
    def lane(self) -> Hashable: ...
    @property
    def act(self) -> Callable[[], object]: ...
    @property
    def told(self) -> Callable[[], object]: ...


class Mail:
    """What reaches the bot of what people do within one moment."""

    def __init__(self, double: TelegramDouble, chance: Random, twice: float) -> None:
        """twice: the share of updates that are delivered a second time, at once or some moments later."""
        self._double = double
        self._chance = chance
        self._twice = twice
        self._again: list[int] = []
        self.sent = 0
        self.repeated = 0
        self.overtaken = 0
        """Updates that went before one of somebody who had acted earlier."""

    def mixed(self, deeds: Sequence[Act]) -> None:
        """Let people do all this; then deliver it: each lane in its order, the lanes mixed."""
        lanes: dict[Hashable, deque[tuple[int, Act, list[tuple[str, Json]]]]] = defaultdict(deque)
        for number, deed in enumerate(deeds):
            lanes[deed.lane].append((number, deed, self._held(deed)))
        first = 0
        waiting = set(range(len(deeds)))
        while lanes:
            lane = self._chance.choice(list(lanes))
            number, deed, held = lanes[lane].popleft()
            if not lanes[lane]:
                del lanes[lane]
            self.overtaken += number != first
            waiting.discard(number)
            first = min(waiting, default=0)
            for kind, body in held:
                self._deliver(kind, body)
            deed.told()

    def _held(self, deed: Act) -> list[tuple[str, Json]]:
        """Do it, and hold back what the bot would hear of it."""
        held: list[tuple[str, Json]] = []
        with mock.patch.object(
            self._double.world.mailbox, "put", lambda kind, body: held.append((kind, body))
        ):
            deed.act()
        return held

    def _deliver(self, kind: str, body: Json) -> None:
        update = self._double.world.mailbox.put(kind, body)
        if update is None:
            return
        self.sent += 1
        if self._chance.random() < self._twice:
            self._again.append(update)
        self._again = [known for known in self._again if known > update - MOST_OLD]
        if self._again and self._chance.random() < self._twice:
            self._double.repeat_update(self._again.pop(self._chance.randrange(len(self._again))))
            self.repeated += 1
