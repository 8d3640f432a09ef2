"""The league between groups: its link, its decks, and the end of its fortnights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib import resources

from bot.runs import LEAGUE, check_member, entered_acts, link_to
from bot.screen import Act, Send
from bot.screens.league import FIRST_SHOWN, result_screen
from bot.services import Services
from bot.turn import Turn
from bot.view import calls_of
from bot.words import DEFAULT, words_for
from content.deck import Deck
from content.library import Library
from storage import Outgoing, Unit
from study.entries import LEAGUE as LEAGUE_RUN
from study.entries import LinkUnknown, Ticket
from study.league.closing import close, due_fortnight
from study.league.playing import items_of, play
from study.league.telling import tell_at
from study.league.values import Club, Finish, Rank
from study.league.weeks import week_ends, week_of

RANK = 1
"""Nobody waits for it."""
TOGETHER = 20
"""Groups told at one look at the most."""


@cache
def shipped() -> frozenset[str]:
    """The slugs of the decks that come with the package: a deck's file has its name."""
    folder = resources.files("content") / "decks"
    return frozenset(
        file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")
    )


def league_decks(library: Library) -> tuple[Deck, ...]:
    """The decks of the league: those that everybody has. An operator's own may be known to one group only."""
    return tuple(deck for deck in library.decks if deck.slug in shipped())


def league_link(services: Services, club: Club) -> str:
    """The link by which a group's members play for it."""
    return link_to(services, LEAGUE, club.token)


async def follow(turn: Turn, token: str) -> None:
    """Somebody pressed a group's link: a run for it begins, or goes on."""
    person, week = turn.person.id, week_of(turn.now)

    def look(work: Unit) -> tuple[Club | None, bool]:
        runs = work.runs_of(LEAGUE_RUN, week, person)
        return work.club_by_token(token), any(run.ended_at is None for _, run in runs)

    club, playing = await turn.read(look)
    if club is None or club.rank is Rank.LEFT:
        raise LinkUnknown
    if not playing:
        await check_member(turn, club.place.chat)

    def acts(work: Unit) -> Iterable[Act]:
        found = work.club_by_token(token)  # the group may have moved meanwhile
        if found is None:
            raise LinkUnknown
        services, decks = turn.services, league_decks(turn.services.library)
        entered = play(work, services.quiz, decks, found, turn.place, person, turn.now)
        ticket = Ticket(LEAGUE_RUN, week, found.place.chat, items_of(work, decks, week), week_ends(week))
        return list(entered_acts(turn, entered, ticket, found.name))

    await turn.play(acts)


class LeagueEnds:
    """Closes the fortnights that are over and tells the groups. ``look`` may be called as often as one likes."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def look(self) -> None:
        """Do what is due; mostly there is nothing, and that is only looked up, by three keys.

        A few groups are told at a time: the next look tells the next, and what else comes by itself is not held up.
        """
        store, now = self._services.store, self._services.clock()
        told: tuple[Outgoing, ...] = ()
        while not told and await store.read(lambda unit: _due(unit, now)):
            told = await store.transact(lambda unit: unit.post(tuple(_step(unit, now)), now))
            self._services.sender.take(told)


def _due(unit: Unit, now: datetime) -> bool:
    """Whether somebody is to be told, or a fortnight to be closed. Runs end first: they may count in it."""
    if unit.untold(now, 1):
        return True
    return due_fortnight(unit, now) is not None and not unit.overdue(now, 1)


def _step(unit: Unit, now: datetime) -> Iterator[Outgoing]:
    """Tell some groups or, where none is to be told by now, close a fortnight."""
    untold = unit.untold(now, TOGETHER)
    if not untold:
        fortnight = due_fortnight(unit, now)
        if fortnight is not None:
            close(unit, fortnight, now)
        return
    for finish in untold:
        may_speak = tell_at(unit, finish.club.place.chat, now)
        if may_speak > now:
            unit.tell_later(finish, may_speak)
            continue
        unit.told(finish)
        if finish.club.rank is not Rank.LEFT:
            yield from _told(unit, finish)


def _told(unit: Unit, finish: Finish) -> Iterator[Outgoing]:
    division = [one for one in unit.finishes(finish.fortnight) if one.division == finish.division]
    act = Send(finish.club.place, result_screen(finish, division[:FIRST_SHOWN]))
    yield from calls_of(act, words_for(DEFAULT), f"league:{finish.fortnight}", RANK)
