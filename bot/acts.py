"""What to show once a session has moved: shared by commands and buttons."""

from __future__ import annotations

from bot.screen import Act, Buttons, Send
from bot.screens.ending import ending_screen
from bot.screens.question import question_screen
from bot.screens.verdict import reveal_screen, skipped_screen
from study.outcomes import Ended, Put, Renewed, Revealed
from study.values import Asked, Place


def moved_on(place: Place, outcome: Put | Revealed | Ended) -> list[Act]:
    """The next question, the answer to this one, or the end."""
    if isinstance(outcome, Put):
        return [Send(place, question_screen(outcome), outcome.asked.id)]
    if isinstance(outcome, Ended):
        return ended(place, outcome)
    screen = reveal_screen(outcome) if outcome.session.shared else skipped_screen(outcome)
    return [*retired(place, outcome.asked), Send(place, screen)]


def renewed(place: Place, outcome: Renewed) -> list[Act]:
    """A question once more, with other options; those shown before lose their buttons."""
    return [*retired(place, outcome.before), *moved_on(place, outcome.put)]


def ended(place: Place, outcome: Ended) -> list[Act]:
    """The score card; the question that was still open loses its buttons."""
    return [*retired(place, outcome.open), Send(place, ending_screen(outcome))]


def retired(place: Place, asked: Asked | None) -> list[Act]:
    """A question that takes no more answers loses its buttons."""
    return [Buttons(place, asked.message)] if asked and asked.message else []
