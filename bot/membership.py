"""Who can be reached: people who block the bot, groups that add, lose or rename it."""

from __future__ import annotations

from bot.acts import moved_on
from bot.screen import Act, Say, Screen, Send
from bot.turn import Turn
from storage import Unit
from study.values import Place

GONE = ("kicked", "left")
GROUPS = ("group", "supergroup")
"""Where people can play; in a channel nobody can."""


async def changed(turn: Turn) -> None:
    """The bot was added, removed, blocked or unblocked; a group that adds it gets a greeting."""
    change = turn.update.my_chat_member
    if change is None:
        return
    before, after = change.old_chat_member.status, change.new_chat_member.status
    gone = after in GONE
    joined = change.chat.type in GROUPS and before in GONE and not gone

    def acts(work: Unit) -> list[Send]:
        work.reach(turn.place.chat, after if gone else "", turn.now)
        return [Send(turn.place, Screen((Say("start-group"),)))] if joined else []

    await turn.play(acts)


async def moved(turn: Turn) -> None:
    """The group became a supergroup: all that is remembered of it moves to its new id."""
    message = turn.update.message
    if message is None:
        return
    before, after = message.chat.id, message.migrate_to_chat_id
    if after is None:
        before, after = message.migrate_from_chat_id or 0, message.chat.id

    place, quiz = Place(after, 0), turn.services.quiz

    def acts(work: Unit) -> list[Act]:
        """Both chats tell of it, in any order: what was asked is shown in the new one once."""
        work.move(before, after, turn.now)
        put = quiz.undelivered(work, place)
        if put is None or work.on_its_way(put.asked.id):
            return []
        return moved_on(place, put)

    await turn.play(acts)
