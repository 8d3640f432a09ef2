"""Marathons: opened in a group, played in private, closed by the clock of contests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.acts import ended
from bot.runs import MARATHON, check_member, entered_acts, link_to
from bot.screen import Act, Buttons, Edit, Screen, Send
from bot.screens.marathon import marathon_over_screen, marathon_screen
from bot.services import Services
from bot.turn import Turn
from storage import Unit
from study.chat_days import FALLBACK
from study.chat_settings import group_zone
from study.contest import marathon
from study.contest.values import Contest, Stage
from study.entering import run_of
from study.entries import LinkOver, LinkUnknown
from study.values import Place


def open_marathon(
    services: Services,
    work: Unit,
    place: Place,
    host: int,
    keys: Sequence[str],
    title: str,
    now: datetime,
    hours: int = marathon.HOURS,
) -> list[Act]:
    """Open a marathon on some items and invite the group. Raises ``MarathonRunning`` or ``NothingToPlay``."""
    token = marathon.new_token(services.chance)
    contest = marathon.open_marathon(work, place, host, keys, title, now, token=token, hours=hours)
    return [Send(place, _invitation(services, work, contest, 0, now), board=contest.id)]


def step_marathon(services: Services, work: Unit, contest: Contest, now: datetime) -> list[Act]:
    """The step that is due of a marathon in the stage ``GOING``: the number of players is shown, or it closes."""
    if contest.stage is not Stage.GOING:
        return []
    if now >= marathon.ends_at(contest):
        return close_marathon(services, work, contest, now)
    noted, changed = marathon.refresh(work, contest)
    if not changed:
        return []
    screen = _invitation(services, work, noted, noted.shown_count, now)
    return [Edit(noted.session.place, noted.board, screen, board=noted.id)]


def close_marathon(services: Services, work: Unit, contest: Contest, now: datetime) -> list[Act]:
    """Close a marathon: the table for the group, and a card for everybody whose run was still open."""
    closed = marathon.close(work, services.quiz, contest, now)
    place = contest.session.place
    acts: list[Act] = [Buttons(place, contest.board)] if contest.board else []
    acts.append(Send(place, marathon_over_screen(closed, services.library)))
    for run in closed.ended:
        acts += ended(run.place, run)
    return acts


def _invitation(services: Services, work: Unit, contest: Contest, players: int, now: datetime) -> Screen:
    place = contest.session.place
    zone = group_zone(work, place.chat) or FALLBACK
    return marathon_screen(contest, players, link_to(services, MARATHON, contest.token), zone, now)


async def follow(turn: Turn, token: str) -> None:
    """Somebody pressed the link: their run begins, or goes on."""
    person = turn.person.id

    def look(work: Unit) -> tuple[Contest | None, bool]:
        contest = work.contest_by_token(token)
        return contest, contest is not None and run_of(work, marathon.ticket_of(contest), person) is not None

    contest, playing = await turn.read(look)
    if contest is None:
        raise LinkUnknown
    if contest.over:
        raise LinkOver
    if not playing:
        await check_member(turn, contest.session.place.chat)

    def acts(work: Unit) -> Iterable[Act]:
        found = work.contest_by_token(token)  # its group may have moved meanwhile
        if found is None:
            raise LinkUnknown
        entered = marathon.play(work, turn.services.quiz, found, turn.place, person, turn.now)
        return list(entered_acts(turn, entered, marathon.ticket_of(found), found.title))

    await turn.play(acts)
