"""What people of a rating are called. The thresholds are a third to half of a standard deviation of a study group
apart (simulated abilities spread by about 200 points): see ``docs/decisions/0008-ratings.md``."""

from __future__ import annotations

from enum import StrEnum

from study.rating.model import Rating


class Title(StrEnum):
    """From the first one on; the words are in ``bot/locales``."""

    NOVICE = "novice"
    STUDENT = "student"
    EXPERT = "expert"
    MASTER = "master"
    LUMINARY = "luminary"


LEAST = ((1350, Title.LUMINARY), (1200, Title.MASTER), (1050, Title.EXPERT), (900, Title.STUDENT))
"""Shown ratings from which on a title is borne, the highest first; below the last, and while new, a novice."""


def title_of(rating: Rating) -> Title:
    """The title that somebody's rating earns."""
    if rating.new:
        return Title.NOVICE
    return next((title for least, title in LEAST if rating.shown >= least), Title.NOVICE)
