"""Ratings out of contests: once when a contest closes, and all of them anew from what was scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from content.library import Library
from study.ports import Work
from study.rating.model import USUAL, Difficulty, Rating, Trial, answered, counts, prior_of, tried
from study.rating.ports import Gain
from study.seasons import note_months
from study.standing import BEST

Prior = Callable[[str, str], float]


def rate_contest(work: Work, library: Library, contest: int) -> bool:
    """Let the scores of a contest that closes count, for ratings, tables and seasons; false where they did before.

    To be called in the transaction that closes it, once it is stored as over and its scores are final; calling it
    again changes nothing.
    """
    if not work.claim_rating(contest):
        return False
    _rate(work, contest, lambda deck, item: prior_of(_level(library, deck, item)))
    days = work.tally_days(contest, BEST)
    found = work.contest(contest)
    if found is not None:
        note_months(work, found.session.place, days)
    return True


def rate_anew(work: Work) -> int:
    """Derive ratings and tallies from the scores, contests in the order in which they closed; how many there were.

    Equal to what was there, bit by bit: what an item's author had said is kept when it is first rated.
    """
    work.forget_ratings()
    contests = work.rated_contests()
    for contest in contests:
        _rate(work, contest, lambda deck, item: prior_of(USUAL))
    work.tally_all_days(BEST)
    return len(contests)


def rating_of(work: Work, person: int) -> Rating:
    """Somebody's rating; that of an unknown person where they never played."""
    return ratings_of(work, (person,))[person]


def ratings_of(work: Work, people: Iterable[int]) -> dict[int, Rating]:
    """The ratings of people, by person: each of them is in it."""
    wanted = tuple(people)
    known = work.ratings(wanted)
    return {person: known.get(person) or Rating(person) for person in wanted}


def _level(library: Library, deck: str, item: str) -> int:
    """What the author says of an item; the usual where it is in no deck any more."""
    found = library.item(deck, item)
    return found.difficulty if found else USUAL


def _rate(work: Work, contest: int, prior: Prior) -> None:
    trials = work.trials(contest)
    book = _Book(work, contest, trials, prior)
    for _, of_question in groupby(trials, key=lambda trial: trial.question):
        book.take(tuple(of_question))
    book.store(work, contest)


class _Book:
    """What is known of those who take part in a contest and of its items, while it is rated."""

    def __init__(self, work: Work, contest: int, trials: Sequence[Trial], prior: Prior) -> None:
        self._ratings = ratings_of(work, dict.fromkeys(trial.person for trial in trials))
        self._difficulties = work.difficulties(contest)
        self._counted = work.counted_at(contest)
        self._gains: dict[tuple[int, date], Gain] = {}
        self._prior = prior

    def take(self, trials: Sequence[Trial]) -> None:
        """Take the answers to one question.

        People are measured by what was known of the item before it: who answers first gains nothing by that.
        """
        before: dict[tuple[str, str], float] = {}
        for trial in trials:
            if not counts(self._counted.get((trial.person, trial.key)), trial.at):
                continue
            item = self._difficulty(trial)
            delta = before.setdefault((trial.key, trial.mode), item.delta)
            person = self._ratings[trial.person]
            self._difficulties[trial.key, trial.mode] = tried(item, trial, person.theta)
            self._counted[trial.person, trial.key] = trial.at
            self._move(person, answered(person, trial, delta), trial.day.replace(day=1))

    def store(self, work: Work, contest: int) -> None:
        """Store what came of it; who has no counted answer is not stored."""
        work.put_ratings(one for one in self._ratings.values() if one.answers)
        work.put_difficulties(self._difficulties.values())
        work.put_counted(self._counted)
        work.put_gains(contest, tuple(self._gains.values()))

    def _difficulty(self, trial: Trial) -> Difficulty:
        known = self._difficulties.get((trial.key, trial.mode))
        if known is not None:
            return known
        prior = self._prior(trial.deck, trial.item)
        return Difficulty(trial.deck, trial.item, trial.mode, prior, prior)

    def _move(self, before: Rating, after: Rating, month: date) -> None:
        self._ratings[before.person] = after
        so_far = self._gains.get((before.person, month)) or Gain(before.person, month, 0.0, before.answers)
        gain = so_far.gain + after.theta - before.theta
        self._gains[before.person, month] = Gain(before.person, month, gain, so_far.before)
