"""What the host of a contest and admins may do: let it stand still, go on, and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.deck import Mode
from study.contest.lobby import UNSEEN
from study.contest.outcomes import Asks, Doubted, Paused, Step, Why
from study.contest.playing import Playing
from study.contest.values import Contest, Ruling, Stage
from study.errors import HostOnly, NoContest
from study.outcomes import Mover
from study.ports import Work
from study.values import Place

SHOWN_ANEW = -2
"""In place of the number of players shown: the appeals followed the group into its supergroup."""


class Leading(Playing):
    """The use cases of whoever leads a contest, and of a group that moves."""

    def pause(self, work: Work, contest: int, place: Place, mover: Mover, now: datetime) -> Paused:
        """Let a contest stand still: between two questions at once, else once the open one is revealed."""
        found = self._led(work, contest, place, mover)
        if found.stage is Stage.RESULT:
            return self._stand_still(work, found, Why.HOST, now)
        if found.stage not in (Stage.ASKED, Stage.OPEN):
            raise NoContest
        work.put_contest(replace(found, pausing=True))
        return Paused(found, Why.HOST, soon=True)

    def resume(self, work: Work, contest: int, place: Place, mover: Mover, now: datetime) -> Step | None:
        """Go on after a pause: a question that was open is shown once more, its time begins again.

        ``None`` where the pause was still to come: now it is not. Raises ``NoContest``.
        """
        led = self._led(work, contest, place, mover)
        found = replace(led, pausing=False)
        if led.pausing and led.stage is not Stage.PAUSED:
            work.put_contest(found)
            return None
        if found.stage is not Stage.PAUSED:
            raise NoContest
        if self._refused(work, found):
            return self._go_on(work, found, now)
        return self._show_again(work, found, now) or self._go_on(work, found, now)

    def _refused(self, work: Work, contest: Contest) -> bool:
        """Whether the open question can only go as a poll, and the group was found to take none."""
        asked = work.latest(contest.session.id)
        return asked is not None and asked.mode is Mode.SEVERAL and work.poll_refused(asked.id)

    def stop(self, work: Work, contest: int, place: Place, mover: Mover, now: datetime) -> Step:
        """End a contest. A question that is open counts for nobody."""
        found = self._led(work, contest, place, mover)
        if found.stage is Stage.LOBBY:
            return self._cancel(work, found, Why.STOPPED, now)
        return self._close(work, found, now, stopped=True)

    def _led(self, work: Work, contest: int, place: Place, mover: Mover) -> Contest:
        found = self._of_button(work, contest, place)
        if found.session.host != mover.person and not mover.admin:
            raise HostOnly
        return found

    def _show_again(self, work: Work, contest: Contest, now: datetime) -> Asks | None:
        """The open question once more: its time begins anew, answers given before stay."""
        put = self._open_put(work, contest)
        if put is None:
            return None
        work.unsee(put.asked.id)
        again = replace(contest, stage=Stage.ASKED, due_at=now + UNSEEN, halfway=False)
        work.put_contest(again)
        return Asks(again, replace(put, asked=replace(put.asked, message=0)), again=True)

    def after_move(self, work: Work, place: Place, now: datetime) -> Asks | Doubted | None:
        """The group became a supergroup: no message there carries the question that was open, nor is one on its
        way (the caller knows), nor can anybody decide appeals there. Both chats tell of it: once is enough."""
        contest = work.contest_in(place)
        if contest is None:
            return None
        if contest.stage is Stage.APPEALS and contest.shown_count != SHOWN_ANEW:
            anew = replace(contest, shown_count=SHOWN_ANEW)
            work.put_contest(anew)
            return Doubted(anew, tuple(one for one in work.appeals(contest.id) if one.ruling is Ruling.OPEN))
        if contest.stage not in (Stage.ASKED, Stage.OPEN):
            return None
        put = self._open_put(work, contest)
        if put is None or put.asked.message:
            return None
        return self._show_again(work, contest, now)
