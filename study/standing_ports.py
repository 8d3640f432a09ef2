"""What tables over weeks and months, and the seasons of groups, ask of a storage inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from study.rating.ports import Ratings
from study.values import Place


@dataclass(frozen=True, slots=True)
class Tally:
    """What somebody has in a group over some days: ``points`` of the answers that count, ``right`` of all
    ``answered``."""

    person: int
    name: str
    points: int
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class ItemTally:
    """How an item went in a group over some days: the mean ``share``, 0..1, of so many answers."""

    deck: str
    item: str
    share: float
    answers: int


@dataclass(frozen=True, slots=True)
class Improvement:
    """By how many logits somebody's rating moved in a group's contests of a month, and from how many answers."""

    person: int
    name: str
    gain: float
    before: int


@dataclass(frozen=True, slots=True)
class Season:
    """A month (its first day) in which a group played: ``place`` is where its last contest was."""

    place: Place
    month: date


class Standings(Ratings, Protocol):
    """The part of a transaction that is about tables, seasons and tags. Only contests that are over count."""

    # tables
    def tally_days(self, contest: int, best: int) -> tuple[date, ...]:
        """Reckon the days anew on which a contest was played, and return them. Of a person's answers of a day the
        ``best`` ones bring points, of those about one item only the best."""

    def tally_all_days(self, best: int) -> None:
        """Reckon all days of all groups anew."""

    def tallies(self, chat: int, first: date, last: date, deck: str) -> tuple[Tally, ...]:
        """Everybody who answered in a group from ``first`` to ``last``, in a deck where one is named; unordered."""

    def played_before(self, chat: int, day: date) -> date | None:
        """The last day before another on which a group has scores."""

    def played_from(self, chat: int, day: date) -> date | None:
        """The first day, from another one on, on which a group has scores."""

    def decks_played(self, chat: int) -> tuple[str, ...]:
        """The decks a group has scores in, those with the most answers first."""

    def groups_of(self, person: int) -> tuple[int, ...]:
        """The groups in which a person has scores, that of the latest answer first."""

    # a month
    def hardest_items(self, chat: int, first: date, last: date, least: int) -> tuple[ItemTally, ...]:
        """Items with so many answers at the least, the hardest first."""

    def improvements(self, chat: int, month: date) -> tuple[Improvement, ...]:
        """What a month changed for those who played in a group, the greatest gain first."""

    def playing_since(self, chat: int, before: datetime) -> bool:
        """Whether a contest of a group (no marathon) that began before an instant still goes on."""

    # seasons
    def note_season(self, season: Season, due_at: datetime) -> None:
        """A group plays in a month: its summary is due at an instant. Noted again, only the topic changes."""

    def seasons_due(self, now: datetime, limit: int) -> tuple[Season, ...]:
        """Seasons to close, the most urgent first."""

    def put_off_season(self, season: Season, due_at: datetime) -> None:
        """Close a season later."""

    def close_season(self, season: Season, now: datetime) -> bool:
        """Claim the closing of a season; false where it was closed before."""

    # tags
    def tagged(self, chat: int) -> tuple[int, ...]:
        """Whom the bot gave a tag in a group."""

    def put_tagged(self, chat: int, people: Iterable[int]) -> None:
        """Remember whom the bot gave a tag, in place of those before."""
