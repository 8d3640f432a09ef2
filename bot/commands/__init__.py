"""The commands. A new one is one new module with its ``COMMAND`` and one line here, in the menu's order."""

from __future__ import annotations

from bot.commands import (
    a,
    cancel,
    contest,
    daily,
    daystart,
    decks,
    duel,
    goal,
    help_,
    hint,
    league,
    mock,
    pace,
    progress,
    quiz,
    review,
    settings,
    skip,
    start,
    stop,
    top,
    zone,
)
from bot.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    quiz.COMMAND,
    contest.COMMAND,
    duel.COMMAND,
    a.COMMAND,
    decks.COMMAND,
    review.COMMAND,
    daily.COMMAND,
    goal.COMMAND,
    mock.COMMAND,
    progress.COMMAND,
    top.COMMAND,
    league.COMMAND,
    pace.COMMAND,
    hint.COMMAND,
    skip.COMMAND,
    stop.COMMAND,
    cancel.COMMAND,
    zone.COMMAND,
    daystart.COMMAND,
    settings.COMMAND,
    help_.COMMAND,
    start.COMMAND,
)

__all__ = ["COMMANDS", "Command"]
