"""Playing for one's group: a run through the week's items, three a week at the most and one a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from content.deck import Deck
from study.entering import Entered, enter, resume
from study.entries import LEAGUE, LinkUnknown, Ticket, points_of_run
from study.errors import NothingToPlay, StudyError
from study.habits import day_of
from study.league.draw import WEEKS_APART, draw
from study.league.joining import come_back
from study.league.names import key_of_name
from study.league.values import Club, Rank
from study.league.weeks import week_ends, week_of
from study.ports import Work
from study.quiz import Quiz
from study.values import Place, Session

RUNS_A_WEEK = 3


class PlaysForOther(StudyError):
    """A person plays for one group in a week: the first one."""

    key = "league-plays-for-other"


class NoRunsLeft(StudyError):
    """Three runs were made this week."""

    key = "league-no-runs-left"


class PlayedToday(StudyError):
    """One run a day: what was explained should sink in first."""

    key = "league-played-today"


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """What somebody has done for a group this week. ``best``: right answers of ``length``; ``left``: runs."""

    club: Club
    runs: int
    best: float
    length: int
    left: int
    today: bool


def items_of(work: Work, decks: Sequence[Deck], week: int) -> tuple[str, ...]:
    """The keys of a week's items; drawn from ``decks`` and stored when they are first needed.

    Raises ``NothingToPlay`` where the decks hold no item with options.
    """
    known = work.league_set(week)
    if known:
        return known
    lately = [work.league_set(week - age) for age in range(1, WEEKS_APART + 1)]
    keys = draw(decks, week, lately)
    if not keys:
        raise NothingToPlay
    work.put_league_set(week, keys)
    return keys


def play(
    work: Work, quiz: Quiz, decks: Sequence[Deck], club: Club, place: Place, person: int, now: datetime
) -> Entered:
    """Somebody follows a group's link: a run for it begins, or goes on.

    Raises ``LinkUnknown``, ``PlaysForOther``, ``NoRunsLeft``, ``PlayedToday``, ``AnotherRun`` or ``NothingToPlay``.
    """
    if club.rank is Rank.LEFT:
        raise LinkUnknown
    week = week_of(now)
    runs = work.runs_of(LEAGUE, week, person)
    _check_group(runs, club)
    ticket = Ticket(LEAGUE, week, club.place.chat, items_of(work, decks, week), week_ends(week))
    going = resume(work, quiz, ticket, person, now)
    if going is not None:
        return going
    _check_runs(work, runs, person, now)
    if club.rank is Rank.RESTING:
        work.put_club(come_back(work, club, now), key_of_name(club.name))
    return enter(work, quiz, ticket, place, person, now)


def _check_group(runs: Sequence[tuple[int, Session]], club: Club) -> None:
    if any(chat != club.place.chat for chat, _ in runs):
        raise PlaysForOther


def _check_runs(work: Work, runs: Sequence[tuple[int, Session]], person: int, now: datetime) -> None:
    if len(runs) >= RUNS_A_WEEK:
        raise NoRunsLeft
    if _played_today(work, runs, person, now):
        raise PlayedToday


def _played_today(work: Work, runs: Sequence[tuple[int, Session]], person: int, now: datetime) -> bool:
    """Whether a run was begun on this study day of theirs."""
    habits = work.habits(person)
    return any(day_of(habits, run.started_at) == day_of(habits, now) for _, run in runs)


def own_weeks(work: Work, person: int, now: datetime) -> tuple[OwnWeek, ...]:
    """The groups somebody plays for, the latest first, with what they did this week."""
    runs = work.runs_of(LEAGUE, week_of(now), person)
    found = []
    for chat in work.groups_played_for(LEAGUE, person):
        club = work.club(chat)
        if club is not None and club.rank is not Rank.LEFT:
            found.append(_own_week(work, club, runs, person, now))
    return tuple(found)


def _own_week(
    work: Work, club: Club, runs: Sequence[tuple[int, Session]], person: int, now: datetime
) -> OwnWeek:
    mine = [run for chat, run in runs if chat == club.place.chat]
    best = max((points_of_run(work.answers_in(run.id)) for run in mine), default=0.0)
    left = RUNS_A_WEEK - len(runs) if len(mine) == len(runs) else 0
    length = max((run.length for run in mine), default=0)
    return OwnWeek(club, len(mine), best, length, max(0, left), _played_today(work, runs, person, now))
