"""Feedback of learners as a value. No name goes with it: the owner mends decks, not people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """One remark: ``kind`` is ``mistake`` (a report) or ``i-was-right`` (a verdict overruled).

    ``given`` and ``outcome`` are the learner's answer and what the bot made of it, ``comment`` their words.
    """

    at: datetime
    kind: str
    deck: str
    item: str
    given: str
    outcome: str
    comment: str
