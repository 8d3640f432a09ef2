"""What a group did not know: what its report tells, and what it may play once more."""

from __future__ import annotations

from collections.abc import Iterable

from content.library import Library
from study.contest.outcomes import Missed
from study.contest.values import Contest, Score
from study.ports import Work
from study.values import item_key

MISSED_BELOW = 0.6
"""Of what there was to know, over all who played: less is worth a word."""
MOST_MISSED = 5


def missed_in(work: Work, library: Library, contest: Contest) -> tuple[Missed, ...]:
    """The items that a group missed most in a contest whose answers are reckoned, worst first, five at the most.

    Whoever did not answer knew nothing; what nobody answered is missed most. Not counted are those who answered
    nothing at all, and a question that was withdrawn.
    """
    scores = work.scores(contest.id)
    players = max(1, len({one.person for one in scores}))
    knew = _known(_asked(work, contest), scores)
    found = []
    for key, known in knew.items():
        share = min(1.0, known / players)
        there = library.by_key(key)
        if there is not None and share < MISSED_BELOW:
            found.append(Missed(*there, share))
    found.sort(key=lambda one: one.share)
    return tuple(found[:MOST_MISSED])


def _asked(work: Work, contest: Contest) -> tuple[str, ...]:
    """The keys of the items that were asked to the end."""
    keys = work.asked_keys(contest.session.id)
    latest = work.latest(contest.session.id)
    withdrawn = latest is not None and work.timing(latest.id) is None
    return keys[:-1] if withdrawn else keys


def _known(keys: Iterable[str], scores: Iterable[Score]) -> dict[str, float]:
    """How many knew each item, parts added up."""
    knew = dict.fromkeys(keys, 0.0)
    for one in scores:
        key = item_key(one.deck, one.item)
        knew[key] = knew.get(key, 0.0) + one.share
    return knew
