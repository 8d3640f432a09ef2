"""A group comes into the league, takes another name, leaves, and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

from study.contest.marathon import new_token
from study.errors import HostOnly, StudyError
from study.league.divisions import free_division, is_going_down
from study.league.names import clean_name, key_of_name
from study.league.standing import standing_of
from study.league.values import Club, Rank
from study.outcomes import Mover
from study.ports import Work
from study.values import Place


class LeagueAdminsOnly(HostOnly):
    """Only an admin takes a group into the league, names it or takes it out."""

    key = "error-league-admins"


class NameTaken(StudyError):
    """Another group is called so, or nearly so."""

    key = "league-name-taken"


class NotInLeague(StudyError):
    """The group is not in the league."""

    key = "league-not-in"


def check_admin(mover: Mover) -> None:
    """Raises ``LeagueAdminsOnly``."""
    if not mover.admin:
        raise LeagueAdminsOnly


def join(work: Work, place: Place, mover: Mover, typed: str, now: datetime, chance: Random) -> Club:
    """Take a group into the league under a name, or give it another one; a result is told in ``place``.

    A group that comes back plays where it did. Raises ``LeagueAdminsOnly``, ``NameLength``, ``NameLink`` or
    ``NameTaken``.
    """
    check_admin(mover)
    name = clean_name(typed)
    key = key_of_name(name)
    known, other = work.club(place.chat), work.club_by_key(key)
    if other is not None and (known is None or other.id != known.id):
        raise NameTaken
    if known is None:
        division = free_division(work.clubs())
        return work.put_club(Club(0, place, name, new_token(chance), division, now), key)
    return work.put_club(replace(come_back(work, known, now), place=place, name=name), key)


def come_back(work: Work, club: Club, now: datetime) -> Club:
    """The group in the table again, if it was not; in its old division, where that has room."""
    if club.rank is Rank.IN:
        return club
    others = [one for one in work.clubs() if one.id != club.id]
    division = free_division(others, club.division)
    return replace(club, rank=Rank.IN, division=division, joined_at=now, idle=0)


def leave(work: Work, place: Place, mover: Mover, now: datetime) -> Club:
    """Take a group out of the league. Its division stays for when it comes back; nobody gets round going down so.

    Raises ``LeagueAdminsOnly`` or ``NotInLeague``.
    """
    check_admin(mover)
    club = work.club(place.chat)
    if club is None or club.rank is Rank.LEFT:
        raise NotInLeague
    standing = standing_of(work, club, now)
    flees = club.division < standing.divisions and is_going_down(standing.table, club.id)
    gone = replace(club, rank=Rank.LEFT, division=club.division + flees)
    return work.put_club(gone, key_of_name(club.name))
