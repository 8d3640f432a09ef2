"""How a contest goes: the steps of its clock, until its table is closed. Each runs inside one transaction.

Every step that is to come is a row with its instant; whoever finds it due does it, once: the transaction that does
it stores the next one. The reveal waits for the clock, and whatever is answered before it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from content.deck import Mode
from study.contest.lobby import GATHERING, UNSEEN
from study.contest.missed import missed_in
from study.contest.outcomes import (
    Cancelled,
    Closed,
    Doubted,
    Gathered,
    Halfway,
    Missed,
    Paused,
    Step,
    Unveiled,
    Why,
)
from study.contest.points import share_of
from study.contest.reckoning import reckon, reckon_latest
from study.contest.table import standings
from study.contest.taking import Taking
from study.contest.values import FEWEST, Contest, Form, Player, Ruling, Score, Stage, Timing
from study.errors import ItemGone
from study.outcomes import Put, Revealed
from study.ports import Work
from study.rating.contests import rate_contest
from study.values import Answer, Asked

LEAST_HALVED = 20
"""Seconds: a shorter time is not worth a word at half of it."""
GRACE = timedelta(milliseconds=400)
"""After the time of a native poll: votes given at the last moment are still on their way."""
MOST_SILENT = 2
"""After so many questions in a row without an answer nobody plays any more."""
PAUSE_ENDS = timedelta(hours=1)
"""A contest that nobody resumes by then is over."""
RULING_ENDS = timedelta(seconds=90)
"""Appeals that nobody ruled on by then are denied."""


class Playing(Taking):
    """The use cases of a contest that goes on. Its clock calls ``step``."""

    def step(self, work: Work, contest: int, now: datetime) -> Step | None:
        """Do what is due in a contest by now; ``None`` where nothing is, or nothing needs to be shown."""
        found = work.contest(contest)
        if found is None or found.over:
            return None
        due = found.due_at is not None and found.due_at <= now
        if found.stage is Stage.ASKED:
            return self._unless_unseen(work, found, now, due=due)
        if not due:
            return None
        if found.stage is Stage.LOBBY:
            return self._look_into_lobby(work, found, now)
        if found.stage is Stage.OPEN:
            return self._half_or_reveal(work, found, now)
        if found.stage is Stage.RESULT:
            return self._go_on(work, found, now)
        return self._close(work, found, now)  # a pause nobody ended, appeals nobody ruled on

    def _look_into_lobby(self, work: Work, contest: Contest, now: datetime) -> Gathered | Cancelled:
        ends = contest.ends_at or contest.session.started_at + GATHERING
        if now >= ends:
            return self._cancel(work, contest, Why.ALONE, now)
        players = work.players(contest.id)
        seen = replace(contest, due_at=ends, shown_count=sum(not player.left for player in players))
        work.put_contest(seen)
        return Gathered(seen, players)

    def _unless_unseen(self, work: Work, contest: Contest, now: datetime, *, due: bool) -> Step | None:
        """A question on its way: once it is seen its time runs; where it cannot be, the contest waits."""
        asked = work.latest(contest.session.id)
        timing = work.timing(asked.id) if asked is not None and asked.closed_at is None else None
        if asked is None or asked.closed_at is not None:
            return self._go_on(work, contest, now)
        if timing is None:
            return self._unless_on_its_way(work, contest, asked, now) if due else None
        rules = contest.rules
        polled = timing.in_poll
        halved = not polled and rules.seconds >= LEAST_HALVED
        first = rules.time / 2 if halved else rules.time
        grace = GRACE if polled else timedelta(0)
        opened = replace(
            contest,
            stage=Stage.OPEN,
            due_at=timing.shown_at + timing.lost + first + grace,
            halfway=not halved,
        )
        work.put_contest(opened)
        return None

    def _unless_on_its_way(self, work: Work, contest: Contest, asked: Asked, now: datetime) -> Paused | None:
        """A question that was not seen for long. While it only waits its turn (Telegram lets a group have so much a
        minute), the contest waits as well."""
        if not work.on_its_way(asked.id):
            return self._stand_still(work, contest, Why.MUTE, now)
        work.put_contest(replace(contest, due_at=now + UNSEEN))
        return None

    def _half_or_reveal(self, work: Work, contest: Contest, now: datetime) -> Step:
        put = self._open_put(work, contest)
        if put is None:  # its item is gone from the decks, or its options: it counts for nobody
            return self._go_on(work, contest, now)
        timing = work.timing(put.asked.id) or Timing(now)
        ends = timing.shown_at + timing.lost + contest.rules.time
        if contest.halfway or now >= ends:
            return self._unveil(work, contest, put, now)
        halved = replace(contest, halfway=True, due_at=ends)
        work.put_contest(halved)
        return Halfway(halved, put, ends - now, work.answered_by(put.asked.id))

    def _withdraw(self, work: Work, contest: Contest, now: datetime) -> None:
        """The open question takes no answers any more, and those it has count for nobody."""
        asked = work.latest(contest.session.id)
        if asked is not None and asked.closed_at is None:
            work.unsee(asked.id)
            work.close(asked.id, now)

    def _count_open(self, work: Work, contest: Contest, asked: Asked, now: datetime) -> None:
        """Nobody ended a pause: the answers that the open question has count, as was said when it began."""
        answers = work.answers_to(asked.id)
        if not answers:
            return
        work.seen_at(asked.id, now)  # it may have been on its way once more: those who answered had seen it
        work.close(asked.id, now)
        reckon_latest(work, self.library, contest, asked, answers)

    def _unveil(self, work: Work, contest: Contest, put: Put, now: datetime) -> Unveiled:
        """Close a question and reckon what its answers are worth."""
        work.close(put.asked.id, now)
        answers = work.answers_to(put.asked.id)
        scores = reckon_latest(work, self.library, contest, put.asked, answers)
        out = self._put_out(work, contest, put.asked, scores)
        players = work.players(contest.id)
        rules = contest.rules
        silent = 0 if answers else contest.silent + 1
        last = put.session.asked_all or silent >= MOST_SILENT or self._decided(contest, players)
        moved = replace(contest, stage=Stage.RESULT, due_at=now + timedelta(seconds=rules.gap), silent=silent)
        work.put_contest(moved)
        names = work.names([answer.person for answer in answers])
        revealed = Revealed(put.session, put.asked, put.deck, put.item, answers, names)
        gained = {one.person: one.points for one in scores}
        table = standings(players, work.totals(contest.id), rules)
        timing = work.timing(put.asked.id)
        in_poll = timing is not None and timing.in_poll
        return Unveiled(moved, revealed, gained, table, players, _best(answers), out, last, in_poll)

    def _put_out(
        self, work: Work, contest: Contest, asked: Asked, scores: Sequence[Score]
    ) -> tuple[Player, ...]:
        """Elimination: who did not know loses a life, and is out with the last; if all would be, nobody is."""
        if contest.rules.form is not Form.ELIMINATION:
            return ()
        knew = {score.person for score in scores if score.share > 0}
        playing = [player for player in work.players(contest.id) if player.plays]
        missed = [player for player in playing if player.person not in knew]
        if len(missed) == len(playing):
            return ()
        out = []
        for player in missed:
            hurt = replace(player, lives=player.lives - 1)
            if hurt.lives <= 0:
                hurt = replace(hurt, out_at=asked.position)
                out.append(hurt)
            work.put_player(contest.id, hurt)
            work.hurt(asked.id, player.person)
        return tuple(out)

    def _decided(self, contest: Contest, players: Sequence[Player]) -> bool:
        """Whether an elimination has its winner."""
        if contest.rules.form is not Form.ELIMINATION:
            return False
        return sum(player.plays for player in players) < FEWEST

    def _go_on(self, work: Work, contest: Contest, now: datetime) -> Step:
        """What follows a question: a pause that was asked for, the next question, or the end."""
        self._withdraw(work, contest, now)
        over = contest.silent >= MOST_SILENT or self._decided(contest, work.players(contest.id))
        if over or contest.session.asked_all:
            return self._close(work, contest, now)
        if contest.pausing:
            return self._stand_still(work, contest, Why.HOST, now)
        try:
            return self._ask_in(work, contest, now)
        except ItemGone:
            return self._close(work, contest, now)

    def _stand_still(self, work: Work, contest: Contest, why: Why, now: datetime) -> Paused:
        still = replace(contest, stage=Stage.PAUSED, due_at=now + PAUSE_ENDS, pausing=False)
        work.put_contest(still)
        return Paused(still, why)

    # the end

    def _close(self, work: Work, contest: Contest, now: datetime, *, stopped: bool = False) -> Step:
        """Close the table, once every appeal has its ruling."""
        put = self._open_put(work, contest)
        if put is not None and contest.stage is Stage.PAUSED and not stopped:
            self._count_open(work, contest, put.asked, now)
        self._withdraw(work, contest, now)
        appeals = [one for one in work.appeals(contest.id) if one.ruling is Ruling.OPEN]
        if appeals and contest.stage is not Stage.APPEALS:
            doubted = replace(contest, stage=Stage.APPEALS, due_at=now + RULING_ENDS)
            work.put_contest(doubted)
            return Doubted(doubted, tuple(appeals), put)
        for appeal in appeals:
            work.rule(appeal.answer, Ruling.DENIED, 0)
        if any(one.ruling is Ruling.GRANTED for one in work.appeals(contest.id)):
            reckon(work, self.library, contest)
        totals = work.totals(contest.id)  # what was reckoned at each reveal: all anew would take seconds
        if not totals:
            why = Why.STOPPED if stopped else Why.NOBODY
            return replace(self._cancel(work, contest, why, now), put=put)
        work.end(contest.session.id, now)
        over = replace(contest, stage=Stage.OVER, due_at=None)
        work.put_contest(over)
        rate_contest(work, self.library, contest.id)
        players = work.players(contest.id)
        table = standings(players, totals, contest.rules)
        missed = missed_in(work, self.library, contest)
        silent = contest.silent >= MOST_SILENT
        return Closed(over, table, players, missed, silent, stopped, work.littered(contest.id), put)

    def missed_in(self, work: Work, contest: Contest) -> tuple[Missed, ...]:
        """What the group missed most in a contest that is over."""
        return missed_in(work, self.library, contest)


def _best(answers: Sequence[Answer]) -> Answer | None:
    """The best answer in somebody's own words: the one that knew most, of several the first."""
    words = [answer for answer in answers if answer.mode is Mode.OPEN and share_of(answer) > 0]
    return max(words, key=share_of, default=None)
