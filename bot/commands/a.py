"""``/a``: an answer in one's own words to the open question of a contest.

Where the server offers it, nobody else sees the command.
"""

from __future__ import annotations

from bot.commands.command import Command
from bot.contests.answers import judge_words, remark, where_to_answer
from bot.turn import Turn
from content.deck import Mode


async def answer(turn: Turn) -> None:
    """``/a мой ответ``."""
    if not turn.shared:
        await turn.say("contest-private")
        return
    contests = turn.services.contests
    put = await turn.read(lambda work: contests.open_in(work, turn.place))
    if put is None:
        await turn.say("contest-answer-nothing")
    elif put.asked.mode is not Mode.OPEN:
        await remark(turn, where_to_answer(put))
    elif not turn.arguments:
        await remark(turn, "contest-answer-empty")
    else:
        await judge_words(turn, put, turn.arguments)


COMMAND = Command("a", answer, alone=False, ephemeral=True)
