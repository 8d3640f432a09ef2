"""``/mock``: a mock exam, ten questions in one's own words against the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.acts import begun, moved_on, retired
from bot.commands.command import Command
from bot.commands.review import say_unknown
from bot.decks_request import read_decks
from bot.screen import Act, Say, Screen, Send
from bot.screens.mock import exam_question_screen
from bot.turn import Turn
from content.deck import Deck, Mode
from content.grading import Judgement
from storage import Unit
from study.daily.picking import decks_of
from study.errors import NothingToAsk
from study.exam import TIME, draw
from study.outcomes import Put
from study.today import limits_of
from study.values import Kind


async def mock(turn: Turn) -> None:
    """``/mock``, ``/mock mask_rcnn resnet``. Without decks: those of the exam ahead, else all."""
    if turn.shared:
        await turn.show(Screen((Say("mock-private"),)))
        return
    named = read_decks(turn.arguments, await turn.library())
    if named.unknown:
        await say_unknown(turn, named)
        return
    quiz = turn.services.quiz

    def acts(work: Unit) -> Iterable[Act]:
        keys = draw(named.decks or _usual(turn, work), turn.services.chance)
        if not keys:
            raise NothingToAsk
        deadline = turn.now + TIME
        return begun(
            quiz.begin(work, turn.place, turn.person.id, Kind.MOCK, keys, turn.now, deadline=deadline)
        )

    await turn.play(acts)


def _usual(turn: Turn, work: Unit) -> Sequence[Deck]:
    """The decks of the exam ahead, else all."""
    library = turn.library_in(work)
    goal = limits_of(work, library, turn.services.quiz.algorithm, turn.person.id, turn.now).goal
    return decks_of(library, goal.decks if goal else ())


def answer_acts(
    turn: Turn, work: Unit, put: Put, mode: Mode, given: str, judgement: Judgement
) -> Iterable[Act]:
    """A typed answer is taken without a word on it, and the next question follows; after the last the debrief."""
    quiz = turn.services.quiz
    late = put.session.over_at(turn.said_at)
    outcome = quiz.take_in_exam(
        work, put, turn.person, mode, given, judgement, turn.said_at, turn.update.update_id
    )
    if isinstance(outcome, Put):
        yield from retired(turn.place, put.asked)
        screen = exam_question_screen(outcome, turn.now, taken=True)
        yield Send(turn.place, screen, outcome.asked.id)
        return
    if late:
        yield Send(turn.place, Screen((Say("mock-too-late"),)))
    else:
        yield from retired(turn.place, put.asked)
    yield from moved_on(turn.place, outcome)


COMMAND = Command("mock", mock, in_groups=False)
