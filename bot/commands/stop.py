"""``/stop``: end the session and show how it went."""

from __future__ import annotations

from collections.abc import Iterable

from bot.acts import ended
from bot.commands.command import Command
from bot.contests.marathon import close_marathon
from bot.contests.steps import step_acts
from bot.screen import Act, Send
from bot.screens.entry import sure_screen
from bot.turn import Turn
from storage import Unit
from study.contest.values import Contest
from study.errors import HostOnly
from study.finding import to_stop
from study.outcomes import Mover
from study.values import Kind

MARATHON = ("марафон", "marathon")
"""It goes on beside whatever else is played: only by its name is it stopped."""


async def stop(turn: Turn) -> None:
    """End what runs here; a run that counts for a table only after a question back."""
    quiz, contests = turn.services.quiz, turn.services.contests

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        going = work.contest_in(turn.place) if turn.shared else None
        if going is not None:
            step = contests.stop(work, going.id, turn.place, mover, turn.now)
            return step_acts(
                step, turn.words, turn.services.library, tidy=work.chat_settings(turn.place.chat).tidy
            )
        marathon = _marathon_in(turn, work) if turn.arguments.casefold() in MARATHON else None
        if marathon is not None:
            if not mover.admin and marathon.session.host != mover.person:
                raise HostOnly
            return close_marathon(turn.services, work, marathon, turn.now)
        session = to_stop(work, turn.place, mover)
        if session.kind is Kind.ENTRY:  # it can be played only once: asked first
            return [Send(turn.place, sure_screen(session, len(work.answers_in(session.id))))]
        return ended(turn.place, quiz.stop(work, turn.place, mover, turn.now))

    await turn.move(acts)


def _marathon_in(turn: Turn, work: Unit) -> Contest | None:
    """The marathon of a group, which goes on beside whatever else is played there."""
    found = next((one for one in work.all_running(turn.place) if one.kind is Kind.MARATHON), None)
    return work.contest_of(found.id) if found is not None else None


COMMAND = Command("stop", stop)
