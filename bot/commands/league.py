"""``/league``: groups against groups, by knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.commands.command import Command
from bot.league import league_link
from bot.names import readable
from bot.screen import Act, Say, Screen, Send
from bot.screens.league import league_screen, left_screen, outside_screen, own_screen
from bot.turn import Turn
from storage import Unit
from study.league.joining import join, leave
from study.league.playing import own_weeks
from study.league.standing import standing_of
from study.league.values import Club, Rank
from study.outcomes import Mover

NAMED = re.compile(
    r"(?:имя|название|name|вступить|join)(?:[\s:]+(.*)|(?=[«\"“„])(.*))?$", re.IGNORECASE | re.DOTALL
)
LEAVE = ("выйти", "выход", "уйти", "leave", "off")


async def league(turn: Turn) -> None:
    """``/league`` shows it, ``/league имя «Градиент и компания»`` joins or renames, ``/league выйти`` leaves."""
    if not turn.shared:
        await turn.play(lambda work: [Send(turn.place, _own(turn, work))])
        return
    named = NAMED.match(turn.arguments)
    if named is not None:
        await _join(turn, named[1] or named[2] or "")
    elif turn.arguments.casefold() in LEAVE:
        await _leave(turn)
    elif turn.arguments:
        await turn.show(Screen((Say("league-misread"),)))
    else:
        await turn.show(await turn.read(lambda work: _shown(turn, work, work.club(turn.place.chat))))


async def _join(turn: Turn, typed: str) -> None:
    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        club = join(work, turn.place, mover, readable(typed), turn.now, turn.services.chance)
        return [Send(turn.place, _shown(turn, work, club), reply_to=turn.reply_to)]

    await turn.move(acts)


async def _leave(turn: Turn) -> None:
    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        club = leave(work, turn.place, mover, turn.now)
        return [Send(turn.place, left_screen(club.name), reply_to=turn.reply_to)]

    await turn.move(acts)


def _shown(turn: Turn, work: Unit, club: Club | None) -> Screen:
    if club is None or club.rank is Rank.LEFT:
        return outside_screen(came_back=club is not None)
    return league_screen(standing_of(work, club, turn.now), league_link(turn.services, club), turn.now)


def _own(turn: Turn, work: Unit) -> Screen:
    weeks = own_weeks(work, turn.person.id, turn.now)
    return own_screen(weeks, [league_link(turn.services, week.club) for week in weeks])


COMMAND = Command("league", league)
