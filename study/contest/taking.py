"""Answers to a contest's questions, from wherever they come. Each is taken inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.deck import Mode
from content.grading import Judgement
from content.judge import Judge
from content.questions import KINDS
from content.questions.options import given_of
from study.contest.lobby import Gathering
from study.contest.outcomes import Taken
from study.contest.points import MOST_READING, seen_for, too_fast
from study.contest.polls import carried_by
from study.contest.reckoning import letters_of
from study.contest.values import Contest, Form, Timing
from study.errors import (
    AlreadyAnswered,
    ContestOver,
    ForgedButton,
    OptionsChanged,
    OutOfIt,
    TimeIsOver,
)
from study.finding import of_chat
from study.outcomes import Put
from study.ports import Work
from study.values import Asked, Person, Place


class Taking(Gathering):
    """The use cases of those who answer."""

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
