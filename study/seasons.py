"""Seasons: the calendar months of a group, each closed once with a summary.

A month is closed on the first of the next one, not before ten by the group's clock and outside its quiet hours.
What is more than three days late is not said any more: the archive has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from content.deck import Item
from content.library import Library
from study.chat_days import clock_of
from study.contest.values import Line
from study.days import after_quiet_hours, moment_of
from study.ports import Work
from study.rating.model import NEW, POINTS
from study.standing import LEAST_FOR_A_TITLE, Span, month_after, month_of, period_of, standings
from study.standing_ports import Season
from study.values import Place

AT = time(10)
MOST_LATE = timedelta(days=3)
UNFINISHED = timedelta(days=1)
"""For so long a summary waits for a contest that began in its month and pauses: its answers count once it is over.
Marathons hold nothing up: theirs count for the day on which they close."""
LOOK_AGAIN = timedelta(minutes=10)
BEST_PLACE = 3
"""Up to this place people are named, and tagged."""
MOST_TAGS = 10
"""Many may share a place."""
LEAST_ANSWERS = 3
"""An item with fewer answers than this is not called hard."""


@dataclass(frozen=True, slots=True)
class Improved:
    """Who learned the most: shown points that their rating gained."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Hardest:
    """The item that was known least: the mean ``share``, 0..1, of so many ``answers``."""

    item: Item
    share: float
    answers: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A group's month (its first day): the ``best`` up to the third place, of so many ``players``."""

    month: date
    best: tuple[Line, ...]
    players: int
    answers: int
    improved: Improved | None = None
    hardest: Hardest | None = None

    @property
    def champions(self) -> tuple[Line, ...]:
        """Who won; several where they tie."""
        crowned = self.players >= LEAST_FOR_A_TITLE
        return tuple(line for line in self.best if crowned and line.place == 1 and line.points > 0)


@dataclass(frozen=True, slots=True)
class Closed:
    """A month was closed: what is said (``None``: it is too late for that, or nobody played), who gets a tag for
    which place, and whose tag goes."""

    season: Season
    summary: Summary | None
    tagged: tuple[Line, ...] = ()
    untagged: tuple[int, ...] = ()


def opens_at(month: date, tz: tzinfo) -> datetime:
    """From when on a month may be summed up."""
    return moment_of(month_after(month), AT, tz)


def note_months(work: Work, place: Place, days: Iterable[date]) -> None:
    """A contest in a place was played on these days: their months will be summed up there."""
    tz = clock_of(work, place.chat)
    for month in {month_of(day) for day in days}:
        work.note_season(Season(place, month), _not_before(work, place.chat, opens_at(month, tz)))


def close(
    work: Work, library: Library, season: Season, now: datetime, admins: Collection[int] = ()
) -> Closed | None:
    """Close a season that is due; ``None`` where it must wait, or was closed before. ``admins`` bear no tags."""
    due = opens_at(season.month, clock_of(work, season.place.chat))
    may_speak = _not_before(work, season.place.chat, max(due, now))
    if may_speak > now:
        work.put_off_season(season, may_speak)
        return None
    if now < due + UNFINISHED and work.playing_since(season.place.chat, _ends(work, season)):
        work.put_off_season(season, now + LOOK_AGAIN)
        return None
    if not work.close_season(season, now):
        return None
    summary = None if now > due + MOST_LATE else summary_of(work, library, season)
    return _tagging(work, Closed(season, summary), admins)


def summary_of(work: Work, library: Library, season: Season) -> Summary | None:
    """What is told of a month; ``None`` where nobody has an answer in it."""
    chat, month = season.place.chat, season.month
    period = period_of(Span.MONTH, month)
    lines = standings(work, chat, period)
    if not lines:
        return None
    return Summary(
        month,
        tuple(line for line in lines if line.place <= BEST_PLACE),
        len(lines),
        sum(line.answered for line in lines),
        _improved(work, chat, month),
        _hardest(work, library, chat, period.first, period.last),
    )


def _tagging(work: Work, closed: Closed, admins: Collection[int]) -> Closed:
    """Who bears a tag for a month, and who no more. A month later the tags go, whether or not anybody played."""
    place, month = closed.season.place, closed.season.month
    wanted = work.chat_settings(place.chat).tags and closed.summary is not None
    best = closed.summary.best if closed.summary and wanted else ()
    tagged = tuple(line for line in best if line.points > 0 and line.person not in admins)[:MOST_TAGS]
    bearers = {line.person for line in tagged}
    gone = tuple(one for one in work.tagged(place.chat) if one not in bearers and one not in admins)
    work.put_tagged(place.chat, bearers)
    if bearers:
        note_months(work, place, (month_after(month),))
    return replace(closed, tagged=tagged, untagged=gone)


def _improved(work: Work, chat: int, month: date) -> Improved | None:
    """Of those who had a rating before: while somebody is new it only finds its level."""
    for one in work.improvements(chat, month):
        points = round(POINTS * one.gain)
        if one.before >= NEW and points > 0:
            return Improved(one.name, points)
    return None


def _hardest(work: Work, library: Library, chat: int, first: date, last: date) -> Hardest | None:
    for one in work.hardest_items(chat, first, last, LEAST_ANSWERS):
        item = library.item(one.deck, one.item)
        if item is not None and one.share < 1:
            return Hardest(item, one.share, one.answers)
    return None


def _ends(work: Work, season: Season) -> datetime:
    return moment_of(month_after(season.month), time(), clock_of(work, season.place.chat))


def _not_before(work: Work, chat: int, at: datetime) -> datetime:
    """The instant itself, or the end of the group's quiet hours it lies in."""
    settings = work.chat_settings(chat)
    return after_quiet_hours(at, clock_of(work, chat), settings.quiet_from, settings.quiet_to)
