"""The league as people see it: in a group its division, in private one's own week. No person stands in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.entry import number
from bot.screens.spans import span_say
from study.league.playing import RUNS_A_WEEK, OwnWeek
from study.league.scoring import WHOLE
from study.league.standing import Standing
from study.league.values import Finish, Moved, Rank, Row

FIRST_SHOWN = 3
SOON = timedelta(0)


def outside_screen(*, came_back: bool = False) -> Screen:
    """The group is not in the league: what it is, and how an admin joins."""
    how = "league-come-back" if came_back else "league-join"
    return Screen((Say("league-title"), Say("league-about"), GAP, Say(how)))


def league_screen(standing: Standing, url: str, now: datetime) -> Screen:
    """The group's division, its own week, how long it goes on, and the link to play."""
    club = standing.club
    parts: list[Part] = [Say("league-title")]
    if club.rank is Rank.IN:
        args = {"division": str(club.division), "of": str(standing.divisions)}
        parts += [Say("league-division", args), GAP, *(_row(row, club.id) for row in standing.table)]
    else:
        parts += [Say("league-resting", {"name": club.name})]
    parts += [GAP, *_week(standing, now), GAP, Say("league-how")]
    return Screen(tuple(parts), ((Button(None, "league-play", url=url),),))


def _row(row: Row, own: int) -> Say:
    args = {"place": str(row.place), "name": row.club.name, "points": number(row.points)}
    return Say("league-row-own" if row.club.id == own else "league-row", args)


def _week(standing: Standing, now: datetime) -> Iterable[Part]:
    week = standing.week
    players = len(week.players)
    yield Say("league-week", {"points": number(week.points), "most": WHOLE, "players": players})
    if 0 < players < 3:
        yield Say("league-few")
    yield span_say("league-week-left", max(SOON, standing.week_ends - now))
    if standing.fortnight_ends > standing.week_ends:
        yield Say("league-first-week")
    else:
        yield Say("league-second-week")


def left_screen(name: str) -> Screen:
    """The group is out of the league."""
    return Screen((Say("league-left", {"name": name}),))


def own_screen(weeks: Sequence[OwnWeek], urls: Sequence[str]) -> Screen:
    """In private: the groups one plays for, what one did this week, and the links."""
    if not weeks:
        return Screen((Say("league-title"), Say("league-own-none")))
    parts: list[Part] = [Say("league-own")]
    for week in weeks:
        parts += [GAP, Say("league-own-group", {"name": week.club.name}), _own(week)]
    rows = tuple(
        (Button(None, "league-play-for", {"name": week.club.name}, url=url),)
        for week, url in zip(weeks, urls, strict=True)
        if week.left and not week.today
    )
    return Screen(tuple(parts), rows)


def _own(week: OwnWeek) -> Say:
    if not week.runs:
        return Say("league-own-not-yet" if week.left else "league-own-elsewhere")
    args: dict[str, Value] = {
        "best": number(week.best),
        "length": str(week.length),
        "runs": str(week.runs),
        "most": str(RUNS_A_WEEK),
    }
    return Say("league-own-week", args)


def result_screen(finish: Finish, first: Sequence[Finish]) -> Screen:
    """How a fortnight ended for a group; ``first`` are the best of its division."""
    args: dict[str, Value] = {
        "name": finish.club.name,
        "place": str(finish.place),
        "size": str(finish.size),
        "division": str(finish.division),
        "points": number(finish.points),
        "players": finish.players,
    }
    parts: list[Part] = [Say("league-result", args), _moved(finish)]
    if len(first) > 1:
        parts += [GAP, Say("league-result-first")]
        parts += [
            Say("league-row-own" if one.club.id == finish.club.id else "league-row", _line(one))
            for one in first
        ]
    return Screen((*parts, GAP, Say("league-result-next")))


def _line(finish: Finish) -> dict[str, Value]:
    return {"place": str(finish.place), "name": finish.club.name, "points": number(finish.points)}


def _moved(finish: Finish) -> Say:
    if finish.moved is Moved.STAYS and finish.next_division != finish.division:
        return Say("league-moved-merged", {"division": str(finish.next_division)})
    return Say(f"league-moved-{finish.moved}", {"division": str(finish.next_division)})
