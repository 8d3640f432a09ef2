"""What ratings ask of a storage, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from content.deck import Mode
from study.rating.model import Difficulty, Rating, Trial


@dataclass(frozen=True, slots=True)
class Gain:
    """What a contest moved a person's theta by, in a month (its first day), and how many answers of theirs had
    counted before."""

    person: int
    month: date
    gain: float
    before: int


class Ratings(Protocol):
    """The part of a transaction that is about ratings. All but the order of contests is derived from scores."""

    def claim_rating(self, contest: int) -> bool:
        """Note that a contest is rated, as the latest one; false where it was noted before."""

    def rated_contests(self) -> tuple[int, ...]:
        """The contests that were rated, in that order."""

    def trials(self, contest: int) -> tuple[Trial, ...]:
        """The scored answers of a contest, in the order of questions and answers.

        Without those that were appealed: they count in tables, but rulings of people must not make ratings.
        """

    def ratings(self, people: Iterable[int]) -> dict[int, Rating]:
        """The ratings of people, by person; those who have none are left out."""

    def put_ratings(self, ratings: Iterable[Rating]) -> None:
        """Store ratings in place of earlier ones."""

    def difficulties(self, contest: int) -> dict[tuple[str, Mode], Difficulty]:
        """What is known of the items of a contest, by key and the way they were answered."""

    def put_difficulties(self, difficulties: Iterable[Difficulty]) -> None:
        """Store what is known of items in place of what was."""

    def counted_at(self, contest: int) -> dict[tuple[int, str], datetime]:
        """When the items of a contest last counted for those who answered them, by person and key."""

    def put_counted(self, counted: Mapping[tuple[int, str], datetime]) -> None:
        """Store when items last counted for people."""

    def put_gains(self, contest: int, gains: Sequence[Gain]) -> None:
        """Store what a contest changed."""

    def forget_ratings(self) -> None:
        """Forget everything derived: people are unknown again, items are what their authors said."""
