"""What to show once a session has moved: shared by commands and buttons."""

from __future__ import annotations

from datetime import datetime

from bot.screen import Act, Buttons, Screen, Send
from bot.screens.ending import ending_screen, replaced_part
from bot.screens.entry import run_over_screen
from bot.screens.mock import debrief_screen, exam_question_screen
from bot.screens.question import question_screen
from bot.screens.review import explained_screen
from bot.screens.verdict import reveal_screen, skipped_screen
from study.outcomes import Ended, Explained, Put, Renewed, Revealed, Reviewing, Started
from study.values import Asked, Kind, Place


def moved_on(
    place: Place, outcome: Put | Revealed | Ended | Explained, now: datetime | None = None
) -> list[Act]:
    """The next question, the answer to this one, or the end. ``now``: a question asked before is shown again."""
    if isinstance(outcome, Put) and outcome.session.kind is Kind.MOCK:
        screen = exam_question_screen(outcome, now or outcome.asked.asked_at)
        return [Send(place, screen, outcome.asked.id)]
    if isinstance(outcome, Put):
        return [Send(place, question_screen(outcome), outcome.asked.id)]
    if isinstance(outcome, Explained):
        return [Send(place, explained_screen(outcome))]
    if isinstance(outcome, Ended):
        return ended(place, outcome)
    screen = reveal_screen(outcome) if outcome.session.shared else skipped_screen(outcome)
    return [*retired(place, outcome.asked), Send(place, screen)]


def renewed(place: Place, outcome: Renewed) -> list[Act]:
    """A question once more, with other options; those shown before lose their buttons."""
    return [*retired(place, outcome.before), *moved_on(place, outcome.put)]


def ended(place: Place, outcome: Ended) -> list[Act]:
    """The score card; the question that was still open loses its buttons."""
    return [*retired(place, outcome.open), Send(place, _ending(outcome))]


def _ending(outcome: Ended) -> Screen:
    if outcome.debrief is not None:
        return debrief_screen(outcome.debrief)
    return run_over_screen(outcome, outcome.result) if outcome.result is not None else ending_screen(outcome)


def gave_way(place: Place, replaced: Ended | None) -> list[Act]:
    """What is said of a session that a new one replaced: a line, where it had answers; of an exam its debrief."""
    if replaced is None:
        return []
    if replaced.debrief is not None:
        return ended(place, replaced)
    line = [Send(place, Screen((replaced_part(replaced),)))] if replaced.summary.answered else []
    return [*retired(place, replaced.open), *line]


def begun(started: Started | Reviewing) -> list[Act]:
    """The first question, after a word on the session it replaced."""
    place = started.first.place
    return [*gave_way(place, started.replaced), *moved_on(place, started.first)]


def retired(place: Place, asked: Asked | None) -> list[Act]:
    """A question that takes no more answers loses its buttons."""
    return [Buttons(place, asked.message)] if asked and asked.message else []
