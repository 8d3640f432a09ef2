"""How the league stands now: the table of a group's division in the fortnight that runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from study.entries import LEAGUE
from study.league.divisions import by_division, ranked
from study.league.scoring import added, week_scores
from study.league.values import Club, Finish, Rank, Row, Score, Scores
from study.league.weeks import fortnight_ends, fortnight_of, week_ends, week_of, weeks_of
from study.ports import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """What a group sees of the league. ``table`` is that of its division, by the ``fortnight`` so far.

    ``week`` is the group's own score of this week. ``last``: how the fortnight before ended for it.
    """

    club: Club
    divisions: int
    table: tuple[Row, ...]
    week: Score
    week_ends: datetime
    fortnight_ends: datetime
    last: Finish | None = None


def scores_in(work: Work, week: int, chats: Collection[int]) -> Scores:
    """What some groups have in a week."""
    length = len(work.league_set(week))
    return week_scores(work.given_in_runs(LEAGUE, week, chats), length) if length else {}


def standing_of(work: Work, club: Club, now: datetime) -> Standing:
    """How a group stands in the fortnight that runs. One that rests or has left stands in no table."""
    week = week_of(now)
    fortnight = fortnight_of(week)
    divisions = by_division(work.clubs())
    members = divisions.get(club.division, []) if club.rank is Rank.IN else []
    chats = {club.place.chat, *(one.place.chat for one in members)}
    weekly = {one: scores_in(work, one, chats) for one in weeks_of(fortnight) if one <= week}
    return Standing(
        club,
        max(divisions, default=1),
        ranked(members, added(weekly.values())),
        weekly[week].get(club.place.chat, Score()),
        week_ends(week),
        fortnight_ends(fortnight),
        work.last_finish(club.id),
    )
