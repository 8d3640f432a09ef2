"""Who stands where in a contest: the rules told once more, as plainly as can be, with exact numbers.

Written from what ``study/contest/points.py``, ``table.py`` and ``docs/decisions/0007-contests.md`` say, not from
the code, and sharing none with it: the simulation tells both what people did and compares what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

MOST_PLAYERS = 200
LIVES = 2


@dataclass(slots=True)
class Entrant:
    """Somebody in the contest. ``out``: after which question they were out, 0 while they are not."""

    person: int
    name: str
    team: int = 0
    gone: bool = False
    lives: int = LIVES
    out: int = 0
    points: int = 0
    right: int = 0
    answered: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the final table."""

    place: int
    name: str
    points: float
    right: int
    answered: int
    out: int = 0


@dataclass(slots=True)
class Answer:
    """A first answer. ``after``: milliseconds since the question could be seen; ``share`` of what one can know."""

    after: int
    share: Fraction
    typed: bool


@dataclass(slots=True)
class Ledger:
    """A contest as the rules have it."""

    seconds: int
    speed: bool = True
    elimination: bool = False
    closed: bool = False
    teams: int = 0
    begun: bool = False
    asked: int = 0
    letters: int = 0
    entrants: dict[int, Entrant] = field(default_factory=dict)
    answers: dict[int, Answer] = field(default_factory=dict)
    silent: int = 0

    # what people do; each says whether it had an effect

    def join(self, person: int, name: str, team: int = 0) -> bool:
        """Somebody wants in, or into another team."""
        known = self.entrants.get(person)
        outside = known is None or known.gone
        if outside and sum(not one.gone for one in self.entrants.values()) >= MOST_PLAYERS:
            return False
        if outside and self.begun and self.elimination:
            return False
        if known is None:
            if self.closed and self.begun:
                return False
            late = self._smallest() if self.begun and self.teams else team
            self.entrants[person] = Entrant(person, name, late)
            return True
        came_back, known.gone = known.gone, False
        if self.begun and self.teams and not known.team:
            known.team = self._smallest()
        if team and not self.begun and team != known.team:
            known.team = team
            return True
        return came_back

    def leave(self, person: int) -> bool:
        """Somebody goes. Whoever leaves an elimination that goes on is out of it."""
        known = self.entrants.get(person)
        if known is None or known.gone:
            return False
        known.gone = True
        if self.elimination and self.begun and not known.out:
            known.out = self.asked
        return True

    def begin(self) -> None:
        """Those without a team join the smallest, one after another; nobody has a rating yet."""
        self.begun = True
        for entrant in self.entrants.values():
            if self.teams and not entrant.team and not entrant.gone:
                entrant.team = self._smallest()

    def ask(self, letters: int) -> None:
        """The next question is seen; so many characters are to be read."""
        self.asked += 1
        self.letters = letters
        self.answers = {}

    def answer(self, person: int, name: str, after: int, share: Fraction, *, typed: bool) -> bool:
        """Somebody answers: the first answer counts, and lets them in."""
        known = self.entrants.get(person)
        if person in self.answers or (known is not None and known.out):
            return False
        if (known is None or known.gone) and not self.join(person, name):
            return False
        self.answers[person] = Answer(max(0, after), share, typed)
        return True

    # what comes of it

    def reveal(self) -> dict[int, int]:
        """The question is over: the points of everybody who answered."""
        gained = {
            person: self._earn(self.entrants[person], answer) for person, answer in self.answers.items()
        }
        for entrant in self.entrants.values():
            if self.answers and entrant.person not in self.answers:
                entrant.row = 0
        if self.elimination:
            self._put_out()
        self.silent = 0 if self.answers else self.silent + 1
        return gained

    @property
    def decided(self) -> bool:
        """Whether no further question makes sense."""
        return self.silent >= 2 or (self.elimination and len(self._playing()) < 2)

    def _earn(self, entrant: Entrant, answer: Answer) -> int:
        fast = self._fast(answer)
        right = answer.share == 1 and not fast
        entrant.answered += 1
        entrant.right += right
        entrant.row = entrant.row + 1 if right else 0
        points = 0
        if not fast:
            points = whole(100 * answer.share)
            if right and self.speed:
                left = 1 - Fraction(answer.after, 1000 * self.seconds)
                points += whole(30 * max(Fraction(0), left))
            if right:
                points += {1: 0, 2: 10, 3: 20}.get(entrant.row, 30)
        entrant.points += points
        return points

    def _fast(self, answer: Answer) -> bool:
        """Nobody can have read the question by then: it is as if they had not known."""
        return not answer.typed and answer.after < reading_ms(self.letters)

    def _put_out(self) -> None:
        playing = self._playing()
        knew = {person for person, one in self.answers.items() if one.share > 0 and not self._fast(one)}
        missed = [one for one in playing if one.person not in knew]
        if len(missed) == len(playing):
            return
        for one in missed:
            one.lives -= 1
            one.out = self.asked if one.lives == 0 else 0

    def _playing(self) -> list[Entrant]:
        return [one for one in self.entrants.values() if not one.gone and not one.out]

    def _smallest(self) -> int:
        sizes = dict.fromkeys(range(1, self.teams + 1), 0)
        for one in self.entrants.values():
            if one.team and not one.gone:
                sizes[one.team] += 1
        return min(sizes, key=lambda team: (sizes[team], team))

    # the table

    def table(self) -> list[Row]:
        """Everybody who plays or has answered, best first."""
        shown = [one for one in self.entrants.values() if one.answered or not one.gone]
        stays = {one.person: (one.out or self.asked + 1) if self.elimination else 0 for one in shown}
        rows = ranked(
            shown, lambda one: (stays[one.person], one.points), lambda one: (one.name.casefold(), one.person)
        )
        return [Row(place, one.name, one.points, one.right, one.answered, one.out) for place, one in rows]

    def team_table(self) -> list[tuple[int, int, float]]:
        """Place, team and the mean of its members' points, best first."""
        members: dict[int, list[int]] = {}
        for one in self.entrants.values():
            if self.teams and one.team and (one.answered or not one.gone):
                members.setdefault(one.team, []).append(one.points)
        means = {team: Fraction(sum(all_), len(all_)) for team, all_ in members.items()}
        rows = ranked(means, lambda team: (means[team],), lambda team: (team,))
        return [(place, team, float(means[team])) for place, team in rows]


def ranked(
    those: Iterable[Any], worth: Callable[[Any], tuple[Any, ...]], name: Callable[[Any], tuple[Any, ...]]
) -> list[tuple[int, Any]]:
    """Each with a place: one more than there are better ones."""
    listed = sorted(those, key=name)
    listed.sort(key=worth, reverse=True)
    return [(1 + sum(worth(other) > worth(one) for other in listed), one) for one in listed]


def reading_ms(letters: int) -> Fraction:
    """Half a second and a second for 400 characters, two seconds at the most."""
    return min(Fraction(2000), 500 + Fraction(letters * 1000, 400))


def whole(number: Fraction) -> int:
    """The nearest whole number. No rule says which of two it is in the middle: a simulation keeps away from it."""
    if number.denominator == 2:
        raise ValueError(f"{number} lies in the middle: choose other instants")
    return round(number)
