"""What a command is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.turn import Turn

Handler = Callable[[Turn], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name (its words are ``command-<name>`` in ``bot/locales``) and what it does."""

    name: str
    handler: Handler
    in_groups: bool = True
    """Whether the menu of a group offers it."""
    alone: bool = True
    """Whether the menu of a private chat offers it."""
    ephemeral: bool = False
    """Whether, in a group, only the bot is to see it, where the server offers that (Bot API 10.2)."""
