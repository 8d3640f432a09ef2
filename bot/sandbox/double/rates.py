"""How many messages Telegram lets a bot send: sliding windows over the double's clock.

The figures are those of Telegram's FAQ (about 30 a second over all chats, 20 a minute into one
group); Telegram does not promise them. Whether ephemeral messages count in the group is not known:
here they count in the overall number alone (server.py).
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from bot.sandbox.double.errors import too_many_requests

COUNTED = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "sendSticker", "sendPoll", "forwardMessage", "copyMessage",
     "stopPoll", "editMessageText", "editMessageCaption", "editMessageReplyMarkup", "editEphemeralMessageText",
     "editEphemeralMessageCaption", "editEphemeralMessageReplyMarkup"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rates:
    """Most messages in a window; None means no limit. overall: over all chats in a second;
    group_per_minute: into one group; chat_per_second: into one chat of any kind."""

    overall: int | None = 30
    group_per_minute: int | None = 20
    chat_per_second: int | None = None


class Windows:
    """Counts what was sent and refuses what would be too much."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._sent: dict[tuple[str, int], deque[float]] = {}

    def admit(self, chat_id: int, group: bool, now: float) -> None:
        """Count a message at `now` (Unix seconds), or raise 429 with the seconds to wait."""
        windows = [("all", 0, self._rates.overall, 1.0), ("chat", chat_id, self._rates.chat_per_second, 1.0)]
        if group:
            windows.append(("group", chat_id, self._rates.group_per_minute, 60.0))
        limited = [
            (self._window(name, key, span, now), most, span)
            for name, key, most, span in windows
            if most is not None
        ]
        waits = [sent[-most] + span - now for sent, most, span in limited if len(sent) >= most]
        if waits:
            raise too_many_requests(max(1, math.ceil(max(waits))))
        for sent, _, _ in limited:
            sent.append(now)

    def _window(self, name: str, key: int, span: float, now: float) -> deque[float]:
        sent = self._sent.setdefault((name, key), deque())
        while sent and sent[0] <= now - span:
            sent.popleft()
        return sent
