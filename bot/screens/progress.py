"""How a learner is doing: the streak, the day, the decks, the exam."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.presses.review import More
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.goal import day_args, percent
from bot.screens.top import honours_part
from content.deck import Deck
from study.goals import Load, Prospect
from study.rating.model import Rating
from study.streak import Streak
from study.values import DeckProgress

BAR = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that is told of a learner; ``decks`` and ``progress`` belong together, row by row.

    ``rating`` is there for who has played in contests, ``reigns`` the month whose champion they are in a group.
    """

    decks: Sequence[Deck]
    progress: Sequence[DeckProgress]
    streak: Streak
    load: Load
    prospect: Prospect | None = None
    rating: Rating | None = None
    reigns: date | None = None


def progress_screen(standing: Standing) -> Screen:
    """The streak, what is due, then each deck that was met or that an exam asks for."""
    ready = standing.prospect.ready if standing.prospect and standing.prospect.days >= 0 else {}
    decks = tuple(_decks(standing, ready))
    if not any(row.met for row in standing.progress):
        told = (*_exam(standing), *_honours(standing))
        return Screen((Say("progress-title"), Say("progress-empty"), *told, *decks))
    told = (*_streak(standing.streak), *_load(standing.load), *_exam(standing), *_honours(standing))
    parts = (Say("progress-title"), GAP, *told)
    rows = ((Button(More(), "button-review"),),) if standing.load.today else ()
    return Screen((*parts, *decks), rows)


def _streak(streak: Streak) -> Iterable[Part]:
    args: dict[str, Value] = {
        "days": str(streak.current),
        "longest": str(streak.longest),
        "freezes": str(streak.freezes_left),
    }
    yield Say("progress-streak", args)
    yield Say("progress-today-done" if streak.today_done else "progress-today-open")


def _load(load: Load) -> Iterable[Part]:
    yield Say("progress-load", {"today": str(load.today), "week": str(load.week)})


def _exam(standing: Standing) -> Iterable[Part]:
    prospect = standing.prospect
    if prospect is not None and prospect.days >= 0:
        args = {**day_args(prospect.goal.day), "percent": percent(prospect.overall)}
        yield Say("progress-goal", args)


def _honours(standing: Standing) -> Iterable[Part]:
    if standing.rating is not None:
        yield honours_part(standing.rating, standing.reigns)


def _decks(standing: Standing, ready: dict[str, float]) -> Iterable[Part]:
    for deck, row in zip(standing.decks, standing.progress, strict=True):
        if not row.met and deck.slug not in ready:
            continue
        filled = round(BAR * row.known / row.total) if row.total else 0
        args = {
            "bar": "▰" * filled + "▱" * (BAR - filled),
            "title": deck.title,
            "known": str(row.known),
            "total": str(row.total),
            "met": str(row.met),
        }
        yield GAP
        yield Say("progress-line", args)
        if deck.slug in ready:
            yield Say("progress-ready", {"percent": percent(ready[deck.slug])})
