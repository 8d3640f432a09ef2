"""Mock exams whose time is up while nobody says anything: they end, and the debrief is sent."""

from __future__ import annotations

from datetime import datetime

from bot.acts import ended
from bot.services import Services
from bot.view import calls_of
from bot.words import DEFAULT, words_for
from storage import Outgoing, Unit

TOGETHER = 20
"""Sessions ended in one transaction at the most; what is left over ends with the next."""


def end_overdue(services: Services, unit: Unit, now: datetime) -> tuple[Outgoing, ...]:
    """End the sessions whose deadline has passed and return the calls that say so, to be posted by the caller."""
    words = words_for(DEFAULT)
    calls: list[Outgoing] = []
    for session in unit.overdue(now, TOGETHER):
        outcome = services.quiz.end_overdue(unit, session, now)
        for act in ended(session.place, outcome):
            calls += calls_of(act, words, f"deadline:{session.id}")
    return tuple(calls)
