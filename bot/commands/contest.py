"""``/contest``: a contest in a group, by buttons or in one line."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Command
from bot.contests.setup import check_allowed, decks_of_wish, first_setup, gather, rules_of_wish
from bot.contests.steps import questions_of
from bot.names import NAMELESS, readable
from bot.render.telegram_html import clip
from bot.screen import Act, Say, Screen
from bot.screens.contest import appeals_screen
from bot.screens.contest_setup import setup_screen
from bot.screens.contest_state import state_screen
from bot.turn import Turn
from content.library import Library
from storage import Unit
from study.contest.lobby import USUAL
from study.contest.outcomes import Doubted
from study.contest.values import Contest, Form, Ruling, Stage
from study.contest.wishes import Unread, read_contest
from study.outcomes import Mover

LONGEST_WORD = 40
"""Characters of what cannot be read, as it is said back."""


async def contest(turn: Turn) -> None:
    """``/contest``, ``/contest mask_rcnn 10 опрос``, ``/contest resnet команды 3``; of one that runs its state."""
    if not turn.shared:
        await turn.say("contest-private")
        return
    library = await turn.library()
    wish = read_contest(turn.arguments, library)
    if isinstance(wish, Unread):
        await turn.show(unread_screen(wish, library))
        return
    person = turn.person

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        going = work.contest_in(turn.place) if wish.form is not Form.MARATHON else None
        if going is not None:
            return turn.reply(_state(work, going, library))
        settings = check_allowed(turn, work, mover)
        if not turn.arguments:
            setup = first_setup(wish, settings, person.id)
            return turn.reply(setup_screen(setup, settings, library))
        decks = decks_of_wish(wish, settings, library)
        rules = rules_of_wish(wish, settings)
        return gather(turn, work, decks, wish.count or USUAL, rules)

    await turn.move(acts)


def unread_screen(unread: Unread, library: Library) -> Screen:
    """What cannot be meant, and what may be; the examples name decks that there are."""
    text = clip(readable(unread.text), LONGEST_WORD) or NAMELESS
    if unread.nearest:
        names = ", ".join(deck.title for deck in unread.nearest)
        args = {"text": text, "names": names, "slug": unread.nearest[0].slug}
        return Screen((Say("contest-unread-nearest", args),))
    return Screen((Say(unread.key, {"text": text, "slug": library.decks[0].slug}),))


def _state(work: Unit, contest: Contest, library: Library) -> Screen:
    """Where a contest stands; while appeals are decided those that are left."""
    if contest.stage is not Stage.APPEALS:
        return state_screen(contest)
    left = tuple(one for one in work.appeals(contest.id) if one.ruling is Ruling.OPEN)
    doubted = Doubted(contest, left)
    return appeals_screen(doubted, questions_of(doubted, library))


COMMAND = Command("contest", contest, alone=False)
