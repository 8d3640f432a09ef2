"""An exam ahead: the day, what it takes, how ready one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.presses.review import DropGoal, More
from bot.screen import GAP, Button, Part, Say, Screen, Value
from content.deck import Deck
from study.goals import Prospect
from study.memory.dose import Plan
from study.today import MOST_NEW

TITLES = 6
"""Decks named at the most."""


def goal_screen(prospect: Prospect, decks: Sequence[Deck]) -> Screen:
    """The exam with its plan; ``decks`` are those it is about, none of them meaning all."""
    parts: list[Part] = [Say("goal-title", day_args(prospect.goal.day)), _days(prospect.days), _about(decks)]
    if prospect.plan is None:
        return Screen((*parts, GAP, Say("goal-over")), ((Button(DropGoal(), "button-drop-goal"),),))
    parts += [GAP, *_plan(prospect.plan), GAP, Say("goal-ready", {"percent": percent(prospect.overall)})]
    rows = ((Button(More(), "button-review"),), (Button(DropGoal(), "button-drop-goal"),))
    return Screen(tuple(parts), rows)


def day_args(day: date) -> dict[str, Value]:
    """A day for the words: ``12``, the number of the month, the year."""
    return {"day": str(day.day), "month": day.month, "year": str(day.year)}


def percent(share: float) -> str:
    """A share, 0..1, in whole percent."""
    return str(round(100 * share))


def _days(days: int) -> Say:
    if days < 0:
        return Say("goal-was")
    return Say("goal-today") if days == 0 else Say("goal-in-days", {"count": days})


def _about(decks: Sequence[Deck]) -> Say:
    if not decks:
        return Say("goal-all-decks")
    more = "…" if len(decks) > TITLES else ""
    return Say("goal-decks", {"titles": ", ".join(deck.title for deck in decks[:TITLES]) + more})


def _plan(plan: Plan) -> Iterable[Part]:
    """What a day takes, honestly: where not all can be met in time, that is said."""
    if plan.unmet and plan.days:
        yield Say("goal-new", {"count": min(plan.new_a_day, MOST_NEW), "unmet": str(plan.unmet)})
    elif not plan.unmet:
        yield Say("goal-all-met")
    yield Say("goal-reviews", {"count": plan.reviews_a_day})
    if not plan.feasible:
        yield Say("goal-too-much" if plan.days else "goal-last-day", {"most": str(MOST_NEW)})
