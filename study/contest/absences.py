"""Time that was lost: the bot was away, or its clock was set. It is not the players' loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from study.contest.leading import Leading
from study.contest.lobby import UNSEEN
from study.contest.outcomes import Paused, Why
from study.contest.values import Contest, Stage
from study.ports import Work

GAP = timedelta(seconds=3)
"""A bot that was not seen at work for longer was away."""
CATCH_UP = timedelta(seconds=3)
"""After an absence a native poll is not revealed sooner: votes that were given meanwhile are on their way."""
STILL = (Stage.LOBBY, Stage.PAUSED, Stage.APPEALS)
"""It waits for people: after however long an absence it waits so much longer."""
LONG_GAP = timedelta(minutes=15)
"""After a longer absence nobody waits for the next question: the contest pauses."""


class Recovering(Leading):
    """The use case of a bot that is back."""

    def recover(self, work: Work, now: datetime, *, fresh: bool = False) -> tuple[Paused, ...]:
        """The bot was away since its last pulse: that time is not the players' loss.

        ``fresh``: this process has just begun, so that it was away however short that was.

        After a short absence what was open stays open so much longer; a native poll keeps its own time. After a
        long one contests pause: nobody waits for them any more. Where the clock was set back all instants follow.
        """
        pulse = work.pulse()
        work.beat(now)
        if pulse is None:
            return ()
        away = now - pulse
        if away < timedelta(0):
            for contest in work.contests_running():
                self._set_back(work, contest, away)
            return ()
        if away <= (timedelta(0) if fresh else GAP):
            return ()
        found = (self._recover_one(work, contest, pulse, now) for contest in work.contests_running())
        return tuple(paused for paused in found if paused is not None)

    def _set_back(self, work: Work, contest: Contest, span: timedelta) -> None:
        """Its next step would be due when the clock is where it was; the same for its open question."""
        work.put_contest(_moved(contest, span))
        asked = work.latest(contest.session.id)
        if asked is not None and asked.closed_at is None:
            work.follow_clock(asked.id, span)

    def _recover_one(self, work: Work, contest: Contest, pulse: datetime, now: datetime) -> Paused | None:
        since = max(pulse, _put_on_its_way(contest) or pulse)
        if contest.stage in STILL:
            work.put_contest(_moved(contest, now - pulse))
            return None
        if now - since > LONG_GAP:
            return self._stand_still(work, contest, Why.AWAY, now)
        asked = work.latest(contest.session.id)
        if asked is None or asked.closed_at is not None:
            work.put_contest(_moved(contest, now - since))
            return None
        timing = work.timing(asked.id)
        since = max(since, timing.shown_at) if timing is not None else since  # it may have just been sent
        if timing is not None and not timing.in_poll:
            work.lose(asked.id, since, now - since)
        else:
            work.lose(asked.id, since, timedelta(0))
        if timing is not None and timing.in_poll:
            caught_up = now + CATCH_UP
            work.put_contest(replace(contest, due_at=max(contest.due_at or caught_up, caught_up)))
        else:
            work.put_contest(_moved(contest, now - since))
        return None


def _put_on_its_way(contest: Contest) -> datetime | None:
    """When the question that nobody saw yet was asked, at the earliest.

    What was pressed during an absence is done before the clock looks: that contest was begun or resumed since.
    """
    return contest.due_at - UNSEEN if contest.stage is Stage.ASKED and contest.due_at else None


def _moved(contest: Contest, span: timedelta) -> Contest:
    """A contest whose instants lie so much later."""
    due, ends = contest.due_at, contest.ends_at
    return replace(contest, due_at=due and due + span, ends_at=ends and ends + span)
