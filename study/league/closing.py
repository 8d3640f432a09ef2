"""The end of a fortnight: tables close, groups move, and each is told once.

Closing is claimed by a row, so it happens once, however late: after downtime the fortnights that ended meanwhile
are closed one after the other. One in which nobody played at all changes nothing: most likely the bot was away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from study.league.divisions import by_division, free_division, ranked, resettled
from study.league.names import key_of_name
from study.league.scoring import added
from study.league.standing import scores_in
from study.league.values import Club, Finish, Moved, Rank, Row, Scores
from study.league.weeks import fortnight_ends, fortnight_of, week_begins, week_of, weeks_of
from study.ports import Work

MOST_IDLE = 2
"""A group for which nobody played so many fortnights in a row rests, outside of the table."""


def due_fortnight(work: Work, now: datetime) -> int | None:
    """The earliest fortnight that has ended and is not closed; ``None`` where there is none."""
    running = fortnight_of(week_of(now))
    closed = work.league_closed()
    if closed is None:
        joined = [fortnight_of(week_of(club.joined_at)) for club in work.clubs()]
        following = min(joined, default=running)
    else:
        following = closed + 1
    return following if following < running else None


def close(work: Work, fortnight: int, now: datetime) -> tuple[Finish, ...]:
    """Close a fortnight, once: none where it was closed before, or nobody played in it.

    Runs must have ended by then: whoever calls it sees to that.
    """
    if not work.close_fortnight(fortnight, now):
        return ()
    known = work.clubs()
    clubs = [club for club in known if club.joined_at < fortnight_ends(fortnight)]
    chats = {club.place.chat for club in clubs}
    scores = added(scores_in(work, week, chats) for week in weeks_of(fortnight))
    if not scores:
        return ()
    finishes = _finishes(fortnight, clubs, scores)
    for finish in finishes:
        work.put_finish(finish)
        work.put_club(_after(finish), key_of_name(finish.club.name))
    _place_late(work, [_after(finish) for finish in finishes], [club for club in known if club not in clubs])
    return tuple(finishes)


def _place_late(work: Work, settled: list[Club], late: list[Club]) -> None:
    """Groups that came in after the fortnight, before it was closed: divisions have closed up meanwhile."""
    for club in late:
        if club.rank is Rank.IN:
            placed = replace(club, division=free_division(settled, club.division))
            settled.append(work.put_club(placed, key_of_name(club.name)))


def _finishes(fortnight: int, clubs: list[Club], scores: Scores) -> list[Finish]:
    divisions = by_division(clubs)
    tables = [ranked(members, scores) for members in divisions.values()]
    resting = {row.club.id for table in tables for row in table if _idle(fortnight, row) >= MOST_IDLE}
    staying = [tuple(row for row in table if row.club.id not in resting) for table in tables]
    settled = resettled([table for table in staying if table])
    finishes = []
    for division, table in zip(divisions, tables, strict=True):
        for row in table:
            moved, following = settled.get(row.club.id, (Moved.RESTS, division))
            club = replace(row.club, idle=_idle(fortnight, row))
            finishes.append(
                Finish(
                    fortnight,
                    club,
                    division,
                    row.place,
                    len(table),
                    row.points,
                    row.players,
                    moved,
                    following,
                )
            )
    return finishes


def _idle(fortnight: int, row: Row) -> int:
    """Fortnights in a row without a player, this one included, but not the one in which the group joined."""
    if row.players:
        return 0
    whole = row.club.joined_at <= week_begins(weeks_of(fortnight)[0])
    return row.club.idle + whole


def _after(finish: Finish) -> Club:
    """The group as it goes on."""
    rank = Rank.RESTING if finish.moved is Moved.RESTS else Rank.IN
    return replace(finish.club, division=finish.next_division, rank=rank)
