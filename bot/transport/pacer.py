"""When the next message may go out. Pure: the time is an argument, in seconds of any steady clock.

Telegram does not publish its rates; its FAQ and practice say: 30 messages a second over all chats, about one a
second into one chat with short bursts, 20 a minute into one group. A plain pacer at 29.5/s was measured to stay
clear of refusals where one at 30/s collapses.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second overall and into one chat (with a burst), and a minute into one group; 0 = no limit."""

    overall: float = 29.5
    chat: float = 1.0
    chat_burst: int = 5
    group_minute: int = 20


UNLIMITED = Rates(0, 0, 0, 0)
MOST_LATE = 0.01
"""Seconds by which a timer may be late without that slot being lost: else the rate would never be reached."""
A_SECOND = 1.002
"""Seconds; a little more than one, for the clock that counts there is not ours."""
MOST_ON_THE_WAY = 0.25
"""Seconds for which a message that took long is supposed to have been on its way there at the most."""
KEPT_FREE = 11
"""Of a group's minute, for calls that cannot wait, while it has any: a contest at its shortest pace takes ten."""
URGENT_BURST = 3
"""Calls that cannot wait may leave although so many more than a burst have just left."""
MOST_REMEMBERED = 10_000
"""Chats whose state is kept; beyond that those with nothing to wait for are forgotten."""


@dataclass(slots=True)
class Leave:
    """A message that left: when, how many seconds its answer ``took``, and how many of them were unusual."""

    at: float
    took: float = 0.0
    late: float = 0.0


@dataclass(slots=True)
class _Chat:
    free_at: float = 0.0
    paused_until: float = 0.0
    urgent_until: float = 0.0
    minute: deque[float] = field(default_factory=deque)


class Pacer:
    """Reserves moments to send at."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._free_at = 0.0
        self._in_a_second = max(1, ceil(rates.overall))
        self._left: deque[Leave] = deque(maxlen=self._in_a_second)
        self._chats: dict[int, _Chat] = {}

    def chat_at(self, chat: int, now: float, *, urgent: bool = False) -> float:
        """The next moment at which this chat may get a message; never earlier than ``now``. Nothing is taken.

        While a group gets calls that cannot wait (``urgent``) a part of its minute is kept free for them.
        """
        state = self._chats.get(chat)
        if state is None:
            return now
        return max(now, state.paused_until, self._chat_moment(chat, state, now, urgent=urgent))

    def take_chat(self, chat: int, moment: float, *, urgent: bool = False) -> None:
        """A message leaves for a chat at a moment that ``chat_at`` allowed."""
        state = self._chats.setdefault(chat, _Chat())
        if urgent:
            state.urgent_until = moment + 60
        self._note(chat, state, moment)
        if len(self._chats) > MOST_REMEMBERED:
            self._forget_idle(moment)

    def slot_at(self, now: float) -> float:
        """The next moment at which any message may leave; never earlier than ``now``."""
        return max(now, self._free_at, self._second_over()) if self._rates.overall else now

    def take_slot(self, now: float) -> Leave:
        """A message leaves now. To be called no earlier than ``slot_at`` said."""
        leave = Leave(now)
        if self._rates.overall:
            self._free_at = max(self._free_at, now - MOST_LATE) + 1 / self._rates.overall
            self._left.append(leave)
        return leave

    def answered(self, leave: Leave, now: float) -> None:
        """A message is answered. By what it took longer than the quickest of late it may have arrived later."""
        leave.took = now - leave.at
        usual = min((one.took for one in self._left if one.took), default=leave.took)
        leave.late = min(MOST_ON_THE_WAY, max(0.0, leave.took - usual))

    def _second_over(self) -> float:
        """When as many messages as a second allows, counted back from now, lie more than a second back."""
        if len(self._left) < self._in_a_second:
            return 0.0
        return self._left[0].at + self._left[0].late + A_SECOND

    def pause(self, chat: int, until: float) -> None:
        """Send nothing to one chat before a moment: Telegram said "retry after"."""
        state = self._chats.setdefault(chat, _Chat())
        state.paused_until = max(state.paused_until, until)

    def _chat_moment(self, chat: int, state: _Chat, now: float, *, urgent: bool) -> float:
        moment = now
        if self._rates.chat:
            burst = self._rates.chat_burst - 1 + (URGENT_BURST if urgent else 0)
            moment = state.free_at - burst / self._rates.chat
        if chat < 0 and self._rates.group_minute:
            while state.minute and state.minute[0] <= now - 60:
                state.minute.popleft()
            kept = KEPT_FREE if not urgent and state.urgent_until > now else 0
            most = max(1, self._rates.group_minute - kept)
            if len(state.minute) >= most:
                moment = max(moment, state.minute[-most] + 60)
        return moment

    def _note(self, chat: int, state: _Chat, moment: float) -> None:
        if self._rates.chat:
            state.free_at = max(state.free_at, moment) + 1 / self._rates.chat
        if chat < 0 and self._rates.group_minute:
            state.minute.append(moment)

    def _forget_idle(self, now: float) -> None:
        self._chats = {
            chat: state
            for chat, state in self._chats.items()
            if max(state.free_at, state.paused_until, state.minute[-1] + 60 if state.minute else 0) > now
        }
