"""How a contest goes: answers, and the steps of its clock. Each runs inside one transaction.

Every step that is to come is a row with its instant; whoever finds it due does it, once: the transaction that does
it stores the next one. The reveal waits for the clock, and whatever is answered before it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from content.deck import Mode
from content.grading import Judgement
from content.judge import Judge
from content.questions import KINDS
from content.questions.options import given_of
from study.contest.lobby import GATHERING, UNSEEN, Gathering
from study.contest.missed import missed_in
from study.contest.outcomes import (
    Asks,
    Cancelled,
    Closed,
    Doubted,
    Gathered,
    Halfway,
    Missed,
    Paused,
    Step,
    Taken,
    Unveiled,
    Why,
)
from study.contest.points import MOST_READING, seen_for, share_of, too_fast
from study.contest.polls import carried_by
from study.contest.reckoning import letters_of, reckon, reckon_latest
from study.contest.table import standings
from study.contest.values import FEWEST, Contest, Form, Player, Ruling, Score, Stage, Timing
from study.errors import (
    AlreadyAnswered,
    ContestOver,
    ForgedButton,
    HostOnly,
    ItemGone,
    NoContest,
    OptionsChanged,
    OutOfIt,
    TimeIsOver,
)
from study.finding import of_chat
from study.outcomes import Mover, Put, Revealed
from study.ports import Work
from study.rating.contests import rate_contest
from study.values import Answer, Asked, Person, Place

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
GAP = timedelta(seconds=3)
"""A bot that was not seen at work for longer was away."""
CATCH_UP = timedelta(seconds=3)
"""After an absence a native poll is not revealed sooner: votes that were given meanwhile are on their way."""
SHOWN_ANEW = -2
"""In place of the number of players shown: the appeals followed the group into its supergroup."""
STILL = (Stage.LOBBY, Stage.PAUSED, Stage.APPEALS)
"""It waits for people: after however long an absence it waits so much longer."""
LONG_GAP = timedelta(minutes=15)
"""After a longer absence nobody waits for the next question: the contest pauses."""


class Playing(Gathering):
    """The use cases of a contest that goes on. Its clock calls ``step``."""

    # answers

    def take_choice(
        self,
        work: Work,
        question: int,
        option: int,
        place: Place,
        person: Person,
        now: datetime,
        *,
        judge: Judge,
        fingerprint: str,
        update: int = 0,
    ) -> Taken:
        """A pressed option is this player's answer: the first one counts.

        Raises ``ForgedButton``, ``TimeIsOver``, ``AlreadyAnswered``, ``OutOfIt``, ``ContestFull`` or
        ``OptionsChanged``.
        """
        contest, asked = self._of_question(work, work.asked(question), place)
        put = self._put_open(contest, asked)
        if put.changed or fingerprint != asked.fingerprint:
            raise OptionsChanged
        if asked.mode is not Mode.CHOICE or option not in asked.options:
            raise ForgedButton
        given = str(option)
        judgement = KINDS[Mode.CHOICE].judge(put.item, given, judge)
        return self._take_in(work, contest, put, person, Mode.CHOICE, given, judgement, now, update)

    def take_vote(
        self,
        work: Work,
        poll: str,
        options: Sequence[int],
        person: Person,
        now: datetime,
        *,
        judge: Judge,
        update: int = 0,
    ) -> Taken:
        """A vote in a native poll is this player's answer; ``options`` are numbers of the poll's options.

        Where several are right all chosen ones are taken together. Taking it back changes nothing. Raises as
        ``take_choice`` does, ``ForgedButton`` for a poll of nobody's.
        """
        found = carried_by(work, poll, person.id)
        contest, asked = self._of_question(work, found)
        put = self._put_open(contest, asked)
        work.know_poll(poll, asked.id)
        if put.changed:
            raise OptionsChanged
        if not options or not all(0 <= option < len(asked.options) for option in options):
            raise ForgedButton
        if asked.mode is not Mode.SEVERAL and len(options) > 1:
            raise ForgedButton
        given = given_of(asked.options[option] for option in options)
        judgement = KINDS[asked.mode].judge(put.item, given, judge)
        return self._take_in(work, contest, put, person, asked.mode, given, judgement, now, update)

    def take_words(
        self,
        work: Work,
        put: Put,
        person: Person,
        mode: Mode,
        given: str,
        judgement: Judgement,
        now: datetime,
        update: int = 0,
    ) -> Taken:
        """An answer in somebody's own words, judged beforehand. Raises as ``take_choice`` does."""
        contest, asked = self._of_question(work, work.asked(put.asked.id))
        put = self._put_open(contest, asked)
        return self._take_in(work, contest, put, person, mode, given, judgement, now, update)

    def open_in(self, work: Work, place: Place) -> Put | None:
        """The question of a place's contest that takes answers now."""
        contest = work.contest_in(place)
        return self._open_put(work, contest) if contest is not None else None

    def _take_in(
        self,
        work: Work,
        contest: Contest,
        put: Put,
        person: Person,
        mode: Mode,
        given: str,
        judgement: Judgement,
        now: datetime,
        update: int,
    ) -> Taken:
        if work.answer_of(put.asked.id, person.id) is not None:
            raise AlreadyAnswered
        player = self._let_in(work, contest, person, now).player
        if player.out_at:
            raise OutOfIt
        timing = self._timing(work, put.asked, now)
        judged = self._take(work, put, person, mode, given, judgement, now, update)
        fast = too_fast(judged.answer, seen_for(judged.answer, timing), letters_of(put.item, put.asked))
        return Taken(contest, put, player, judged.answer, judgement, fast)

    def _of_question(
        self, work: Work, asked: Asked | None, place: Place | None = None
    ) -> tuple[Contest, Asked]:
        """The contest of a question; with ``place`` in that chat. Raises ``ForgedButton`` or ``ContestOver``."""
        contest = work.contest_of(asked.session) if asked is not None else None
        if asked is None or contest is None or contest.rules.form is Form.MARATHON:
            raise ForgedButton
        if place is not None:
            of_chat(contest.session, place)
        if contest.over:
            raise ContestOver
        return contest, asked

    def _timing(self, work: Work, asked: Asked, now: datetime) -> Timing:
        """Since when a question is seen: whoever answers has seen it, whether or not its delivery was noted yet."""
        timing = work.timing(asked.id)
        if timing is None:
            work.seen_at(asked.id, max(asked.asked_at, now - MOST_READING))
            timing = work.timing(asked.id)
        return timing or Timing(now)

    def _put_open(self, contest: Contest, asked: Asked) -> Put:
        if asked.closed_at is not None:
            raise TimeIsOver
        return self._put(contest.session, asked)

    # the clock

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

    # what its host and admins may do

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

    def _stand_still(self, work: Work, contest: Contest, why: Why, now: datetime) -> Paused:
        still = replace(contest, stage=Stage.PAUSED, due_at=now + PAUSE_ENDS, pausing=False)
        work.put_contest(still)
        return Paused(still, why)

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

    # time that was lost

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
        away = now - pulse
        if contest.stage in STILL:
            work.put_contest(_moved(contest, away))
            return None
        if away > LONG_GAP:
            return self._stand_still(work, contest, Why.AWAY, now)
        asked = work.latest(contest.session.id)
        if asked is None or asked.closed_at is not None:
            work.put_contest(_moved(contest, away))
            return None
        timing = work.timing(asked.id)
        since = max(pulse, timing.shown_at) if timing is not None else pulse  # it may have just been sent
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


def _moved(contest: Contest, span: timedelta) -> Contest:
    """A contest whose instants lie so much later."""
    due, ends = contest.due_at, contest.ends_at
    return replace(contest, due_at=due and due + span, ends_at=ends and ends + span)


def _best(answers: Sequence[Answer]) -> Answer | None:
    """The best answer in somebody's own words: the one that knew most, of several the first."""
    words = [answer for answer in answers if answer.mode is Mode.OPEN and share_of(answer) > 0]
    return max(words, key=share_of, default=None)
