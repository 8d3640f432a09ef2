"""What a group's week is worth: the mean of its active members' best results.

A result is the right answers of a run, partly right ones by their share, of ten. Active is who has answered
anything in a run of the week for this group. Fewer than three count as three, with nothing for those who are
missing: a lone star does not beat a group, and from three on no member is a burden for being one more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from study.contest.points import share
from study.league.values import Given, Score, Scores

WHOLE = 10
"""Points of a run without a mistake."""
LEAST_PLAYERS = 3


def week_scores(given: Iterable[Given], length: int) -> Scores:
    """What each group has in a week whose set had ``length`` items, by all answers."""
    runs: dict[tuple[int, int, int], float] = defaultdict(float)
    for one in given:
        runs[one.chat, one.person, one.session] += one.many * share(one.outcome, one.score)
    best: dict[int, dict[int, float]] = defaultdict(dict)
    for (chat, person, _), points in runs.items():
        best[chat][person] = max(points, best[chat].get(person, 0.0))
    return {chat: group_score(people, length) for chat, people in best.items()}


def group_score(best: dict[int, float], length: int) -> Score:
    """The score of a group by its players' best results, right answers of ``length``."""
    points = WHOLE * sum(best.values()) / max(1, length) / max(LEAST_PLAYERS, len(best))
    return Score(points, frozenset(best))


def added(weeks: Iterable[Scores]) -> Scores:
    """The scores of several weeks together."""
    total: dict[int, Score] = {}
    for scores in weeks:
        for chat, score in scores.items():
            total[chat] = total.get(chat, Score()) + score
    return total
