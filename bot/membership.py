"""Who can be reached: people who block the bot, groups that add, lose or rename it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.acts import moved_on
from bot.contests.steps import step_acts, waiting_acts
from bot.rights import Rights, Told, hears_all, permissions_in, present, rights_of
from bot.screen import Act, Send
from bot.screens.rights import changes_screen, greeting_screen
from bot.turn import Turn
from storage import Unit
from study.values import Awaited, Place

GROUPS = ("group", "supergroup")
"""Where people can play; in a channel nobody can."""
MUTED = "muted"
NOBODY = 0
GREETING = Awaited("greeting")
"""Kept as what a group waits for (from nobody in particular) while the bot may not write there."""


async def changed(turn: Turn) -> None:
    """The bot was added, removed, blocked, or its rights changed; groups are told what it sees and may do."""
    change = turn.update.my_chat_member
    if change is None:
        return
    before, after = change.old_chat_member.to_dict(), change.new_chat_member.to_dict()
    if change.chat.type in GROUPS and present(after):
        await _is_there(turn, before, after)
        return
    gone = "" if present(after) else str(after["status"])

    def acts(work: Unit) -> Iterable[Act]:
        work.reach(turn.place.chat, gone, turn.now)
        work.expect_nothing(turn.place, NOBODY)
        return ()

    await turn.play(acts)


async def _is_there(turn: Turn, before: Told, after: Told) -> None:
    """The bot is in a group: since just now, or with other rights than before."""
    permissions, hears = await permissions_in(turn), await hears_all(turn)
    rights = rights_of(after, permissions, hears_all=hears)
    had = rights_of(before, permissions, hears_all=hears) if present(before) else None

    def acts(work: Unit) -> Iterable[Act]:
        work.reach(turn.place.chat, "" if rights.writes else MUTED, turn.now)
        if had is None or work.expected(turn.place, NOBODY) == GREETING:
            said = _greeted(turn, work, rights)
        else:
            said = _told(turn, had, rights)
        back = rights.writes and (had is None or not had.writes)
        return [*said, *(waiting_acts(work, turn.place) if back else [])]

    await turn.play(acts)


def _greeted(turn: Turn, work: Unit, rights: Rights) -> Iterable[Act]:
    """One message: who the bot is, what it sees and may do. Where it is mute, as soon as it may speak."""
    if not rights.writes:
        work.expect(turn.place, NOBODY, GREETING, turn.now)
        return []
    work.expect_nothing(turn.place, NOBODY)
    return [Send(turn.place, greeting_screen(rights))]


def _told(turn: Turn, had: Rights, rights: Rights) -> Iterable[Act]:
    """A line about what the bot may do by now or no more, if that is anything it uses and there is room for it."""
    if not rights.writes or turn.services.sender.flooded(turn.place.chat):
        return []
    screen = changes_screen(rights.beyond(had), had.beyond(rights))
    return [Send(turn.place, screen)] if screen else []


async def moved(turn: Turn) -> None:
    """The group became a supergroup: all that is remembered of it moves to its new id."""
    message = turn.update.message
    if message is None:
        return
    before, after = message.chat.id, message.migrate_to_chat_id
    if after is None:
        before, after = message.migrate_from_chat_id or 0, message.chat.id

    place, quiz, contests = Place(after, 0), turn.services.quiz, turn.services.contests

    def acts(work: Unit) -> list[Act]:
        """Both chats tell of it, in any order: what was asked is shown in the new one once."""
        work.move(before, after, turn.now)
        asked = contests.open_in(work, place)
        if asked is None or not work.on_its_way(asked.asked.id):
            again = contests.after_move(work, place, turn.now)
            if again is not None:
                return step_acts(again, turn.words, turn.services.library)
        put = quiz.undelivered(work, place)
        if put is None or work.on_its_way(put.asked.id):
            return []
        return moved_on(place, put)

    await turn.play(acts)
