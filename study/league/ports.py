"""What the league asks of a storage, inside one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from study.league.values import Club, Finish, Given
from study.values import Session


class League(Protocol):
    """The part of a transaction that is about the league between groups, and about whose runs there are."""

    # runs
    def runs_of(self, kind: str, ref: int, person: int) -> tuple[tuple[int, Session], ...]:
        """A person's runs through one thing: (group, session), oldest first."""

    def groups_played_for(self, kind: str, person: int) -> tuple[int, ...]:
        """The groups for which a person has ever made a run, the latest first."""

    def given_in_runs(self, kind: str, ref: int, chats: Collection[int]) -> tuple[Given, ...]:
        """The answers in all runs for some groups, counted."""

    # groups
    def club(self, chat: int) -> Club | None:
        """A group as the league knows it, also if it rests or has left."""

    def club_by_token(self, token: str) -> Club | None:
        """The group that a link names."""

    def club_by_key(self, key: str) -> Club | None:
        """The group of a name (``study.league.names.key_of_name``), unless it has left."""

    def clubs(self) -> tuple[Club, ...]:
        """All groups that have not left, in the order in which they joined."""

    def put_club(self, club: Club, key: str) -> Club:
        """Store a group with the key of its name; a new one (id 0) is returned with its id."""

    # weeks
    def league_set(self, week: int) -> tuple[str, ...]:
        """The keys of the items of a week; none where they were not drawn yet."""

    def put_league_set(self, week: int, keys: Sequence[str]) -> None:
        """Store the items of a week, unless some are stored."""

    # fortnights
    def league_closed(self) -> int | None:
        """The latest fortnight that was closed."""

    def close_fortnight(self, fortnight: int, now: datetime) -> bool:
        """Claim the closing of a fortnight; false where it was closed before."""

    def put_finish(self, finish: Finish) -> None:
        """Store how a fortnight ended for a group; it is to be told."""

    def finishes(self, fortnight: int) -> tuple[Finish, ...]:
        """How a fortnight ended, in the order of divisions and places."""

    def last_finish(self, club: int) -> Finish | None:
        """How the latest fortnight ended for a group."""

    def untold(self, now: datetime, limit: int) -> tuple[Finish, ...]:
        """Results that their groups were not told yet and may be told by now, oldest first."""

    def tell_later(self, finish: Finish, at: datetime) -> None:
        """A group is told its result at an instant, not before."""

    def told(self, finish: Finish) -> None:
        """A group was told its result."""
