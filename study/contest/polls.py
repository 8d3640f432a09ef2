"""Which question a native poll carries, also where Telegram took the poll and its answer never came back."""

from __future__ import annotations

from study.ports import Work
from study.values import Asked


def carried_by(work: Work, poll: str, person: int) -> Asked | None:
    """The question that somebody votes on in a poll; ``None`` where there is none.

    Telegram tells of votes in our own polls only. One that we do not know was sent, and the word of that was lost:
    the same question was sent once more, with the same options in the same order. So a vote in it is about the
    open question of the contest this person plays, or else of the only contest that asks by a poll now.
    """
    known = work.asked_in_poll(poll)
    if known is not None:
        return known
    asked = work.asked_by_polls()
    mine = [one for one in asked if _plays(work, one, person)]
    found = mine or asked
    return found[0] if len(found) == 1 else None


def _plays(work: Work, asked: Asked, person: int) -> bool:
    contest = work.contest_of(asked.session)
    player = work.player(contest.id, person) if contest is not None else None
    return player is not None and not player.left
