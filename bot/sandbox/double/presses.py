"""A press of an inline button, and the bot's answer to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What answerCallbackQuery showed: a line at the top, a dialog with `alert`, or nothing."""

    text: str
    alert: bool = False
    url: str | None = None


class Press:
    """One press; `answer` is None until the bot has answered.

    at: Unix seconds. ephemeral_id: of the pressed message, when it is an ephemeral one; its message_id is 0.
    """

    def __init__(
        self, press_id: str, person_id: int, chat_id: int, message_id: int, data: str, at: float,
        ephemeral_id: int | None = None,
    ) -> None:  # fmt: skip
        self.id = press_id
        self.person_id = person_id
        self.chat_id = chat_id
        self.message_id = message_id
        self.data = data
        self.at = at
        self.ephemeral_id = ephemeral_id
        self.answer: Answer | None = None
        self._done = asyncio.Event()

    def settle(self, answer: Answer) -> None:
        """The bot answered."""
        self.answer = answer
        self._done.set()

    async def answered(self, within: float = 5.0) -> Answer:
        """Wait for the bot's answer; TimeoutError after `within` seconds."""
        await asyncio.wait_for(self._done.wait(), within)
        assert self.answer is not None
        return self.answer
