"""``/contest``: a contest in a group, by buttons or in one line."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.contests.setup import check_allowed, first_setup, gather, group_decks, rules_of_wish
from bot.presses.contest import CallOff, Hold, Resume
from bot.screen import Act, Button, Say, Screen, Send
from bot.screens.contest_setup import setup_screen
from bot.turn import Turn
from storage import Unit
from study.contest.lobby import USUAL
from study.contest.values import Contest, Form, Stage
from study.contest.wishes import Unread, read_contest
from study.outcomes import Mover


async def contest(turn: Turn) -> None:
    """``/contest``, ``/contest mask_rcnn 10 30s опрос``, ``/contest gan команды 3``; of a running one its state."""
    if not turn.shared:
        await turn.say("contest-private")
        return
    wish = read_contest(turn.arguments, turn.services.library)
    if isinstance(wish, Unread):
        await turn.show(unread_screen(wish))
        return
    person = turn.person

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        going = work.contest_in(turn.place) if wish.form is not Form.MARATHON else None
        if going is not None:
            return [Send(turn.place, state_screen(going), reply_to=turn.reply_to)]
        settings = check_allowed(turn, work, mover)
        if not turn.arguments:
            setup = first_setup(wish, settings, person.id)
            return [Send(turn.place, setup_screen(turn, setup, settings), reply_to=turn.reply_to)]
        decks = wish.decks or group_decks(settings, turn.services.library)
        rules = rules_of_wish(wish, settings)
        return gather(turn, work, decks, wish.count or USUAL, rules)

    await turn.move(acts)


def unread_screen(unread: Unread) -> Screen:
    """What cannot be meant, and what may be."""
    if unread.nearest:
        names = ", ".join(deck.title for deck in unread.nearest)
        args = {"text": unread.text, "names": names, "slug": unread.nearest[0].slug}
        return Screen((Say("contest-unread-nearest", args),))
    return Screen((Say(unread.key, {"text": unread.text}),))


def state_screen(contest: Contest) -> Screen:
    """Where a contest stands, with the buttons to lead it."""
    position = {"position": contest.session.position, "length": contest.session.length}
    rows: list[Button] = []
    if contest.stage is Stage.PAUSED or contest.pausing:
        rows.append(Button(Resume(contest.id), "contest-button-resume"))
    elif contest.stage in (Stage.ASKED, Stage.OPEN, Stage.RESULT):
        rows.append(Button(Hold(contest.id), "contest-button-pause"))
    rows.append(Button(CallOff(contest.id), "contest-button-stop"))
    return Screen((Say("contest-state", {"title": contest.title, **position}),), (tuple(rows),))


COMMAND = Command("contest", contest, alone=False)
