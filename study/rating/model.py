"""Elo of people against items: who is likely to know what, and what an answer tells of both.

After R. Pelánek, "Applications of the Elo rating system in adaptive educational systems", Computers & Education 98
(2016), 169-179: the logistic function shifted for guessing (section 2.2), the uncertainty function
U(n) = a / (1 + b·n) as the size of a step (section 2.3) with a = 1, b = 0.05. Why this one, and what was left out:
``docs/decisions/0008-ratings.md``.

Ability and difficulty are in logits: who is as able as an item is difficult knows it half the time. Nothing here
reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import exp, log, sqrt

from content.deck import Mode
from study.values import item_key

FIRST_STEP = 1.0
"""a: the size of a step while nothing is known, in logits."""
SETTLING = 0.05
"""b: how soon steps become small."""
MEAN = 1000
"""What is shown of an average ability."""
POINTS = 400 / log(10)
"""Shown points a logit: as in chess, 400 points are odds of ten to one."""
NEW = 10
"""With fewer answers than this nothing is shown: it would be little but chance."""
LEVEL = 0.8
"""Logits between two of the author's levels of difficulty, 1..5; the usual one, 2, is average."""
USUAL = 2
MOST_GAIN = 150 / POINTS
"""Logits that a person may be up by at the most at any time of a day, compared with when it began."""
APART = timedelta(days=7)
"""An item that was rated for a person counts for them again after so long."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What is known of a person: ``theta`` in logits, from so many ``answers``.

    ``day`` is the latest local day on which one counted, ``began`` what theta was when that day began.
    """

    person: int
    theta: float = 0.0
    answers: int = 0
    day: date = date.min
    began: float = 0.0

    @property
    def new(self) -> bool:
        """Too few answers to say anything."""
        return self.answers < NEW

    @property
    def shown(self) -> int:
        """The rating as people see it: 1000 is average."""
        return round(MEAN + POINTS * self.theta)

    @property
    def margin(self) -> int:
        """Shown points to either side: one standard error, about two thirds of the time the truth lies within.

        Near the true ability steps of size K pull back by K·p·q and scatter with a variance of K²·p·q, which
        settles at K/2; guessing among a few options makes it up to twice as much, and K is what is shown.
        """
        return round(POINTS * sqrt(step(self.answers)))


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What is known of an item asked in one way: ``delta`` in logits from so many ``answers``.

    ``prior`` is what its author's level said before anybody had answered.
    """

    deck: str
    item: str
    mode: Mode
    prior: float = 0.0
    delta: float = 0.0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer as a rating sees it: ``share`` 0..1 of what there was to know, on a local ``day``.

    ``options`` is how many one could be chosen from, 0 where the answer was given in words, or several could be
    chosen: there a wrong one takes away what a right one earns.
    """

    question: int
    person: int
    deck: str
    item: str
    mode: Mode
    options: int
    share: float
    at: datetime
    day: date

    @property
    def key(self) -> str:
        """The item's name among those of all decks."""
        return item_key(self.deck, self.item)

    @property
    def guess(self) -> float:
        """The share that blind guessing earns."""
        return 1 / self.options if self.options else 0.0


def prior_of(level: int) -> float:
    """The difficulty that an author's level 1..5 means, in logits."""
    return LEVEL * (level - USUAL)


def step(answers: int) -> float:
    """U(n): how far the next answer may move what is known from so many answers."""
    return FIRST_STEP / (1 + SETTLING * answers)


def likely(theta: float, delta: float, guess: float = 0.0) -> float:
    """The share to be expected, 0..1, of a person on an item of which ``guess`` can be had by chance."""
    return guess + (1 - guess) / (1 + exp(delta - theta))


def counts(rated_at: datetime | None, at: datetime) -> bool:
    """Whether an answer counts for somebody for whom the item counted at ``rated_at``.

    Contests close out of order: an answer may lie before the one that counted already.
    """
    return rated_at is None or abs(at - rated_at) >= APART


def answered(rating: Rating, trial: Trial, delta: float) -> Rating:
    """The rating after an answer to an item of a difficulty.

    Above the most that may be gained a day it stays where it is; what is lost counts in full. A day that is
    earlier than the latest one (another group's clock) counts as that one: going round the zones gains nothing.
    """
    if trial.day > rating.day:
        rating = replace(rating, day=trial.day, began=rating.theta)
    surprise = trial.share - likely(rating.theta, delta, trial.guess)
    theta = min(rating.theta + step(rating.answers) * surprise, rating.began + MOST_GAIN)
    return replace(rating, theta=theta, answers=rating.answers + 1)


def tried(difficulty: Difficulty, trial: Trial, theta: float) -> Difficulty:
    """The difficulty after an answer by somebody of an ability: what was known is easier than it seemed."""
    surprise = trial.share - likely(theta, difficulty.delta, trial.guess)
    delta = difficulty.delta - step(difficulty.answers) * surprise
    return replace(difficulty, delta=delta, answers=difficulty.answers + 1)
