"""Appeals: "I was right" in a contest, and who decides. They count before the table closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.deck import Mode
from study.cards import card_of
from study.contest.absences import Recovering
from study.contest.outcomes import Doubted, Step
from study.contest.values import Appeal, Contest, Ruling, Stage
from study.errors import AlreadyCounted, AppealTooLate, ForgedButton, HostOnly, NothingToAppeal, OwnAppeal
from study.finding import by_button
from study.outcomes import Mover
from study.ports import Work
from study.values import Outcome, Place

NEXT_RULING = timedelta(seconds=60)
"""After each ruling there is at least so much time for the next one."""


class Contesting(Recovering):
    """All use cases of contests in a chat."""

    def appeal(self, work: Work, question: int, place: Place, person: int, now: datetime) -> None:
        """Somebody doubts the verdict on their own words. A ruling follows before the table closes.

        Raises ``NothingToAppeal``, ``AlreadyCounted`` or ``AppealTooLate``.
        """
        session, asked = by_button(work, question, place)
        contest = work.contest_of(session.id)
        if contest is None:
            raise ForgedButton
        if contest.over or contest.stage is Stage.APPEALS:
            raise AppealTooLate
        answer = work.answer_of(question, person)
        if answer is None or asked.closed_at is None or answer.mode is not Mode.OPEN:
            raise NothingToAppeal
        if answer.counted is Outcome.CORRECT:
            raise NothingToAppeal
        if not work.appeal(answer.id, contest.id, now):
            raise AlreadyCounted

    def rule(
        self, work: Work, answer: int, place: Place, mover: Mover, now: datetime, *, granted: bool
    ) -> Step:
        """Decide an appeal: the host or an admin, but nobody on their own. The last one closes the table.

        Where the host appeals, any other player may decide. Raises ``OwnAppeal``, ``HostOnly``, ``AppealTooLate``.
        """
        appeal, contest = self._appeal_of(work, answer, place)
        if appeal.person == mover.person:
            raise OwnAppeal
        if not self._may_rule(work, contest, appeal, mover):
            raise HostOnly
        if appeal.ruling is not Ruling.OPEN:
            raise AlreadyCounted
        work.rule(answer, Ruling.GRANTED if granted else Ruling.DENIED, mover.person)
        if granted:
            self._grant(work, contest, appeal, now)
        left = tuple(one for one in work.appeals(contest.id) if one.ruling is Ruling.OPEN)
        if not left:
            return self._close(work, contest, now)
        later = now + NEXT_RULING
        longer = replace(contest, due_at=max(contest.due_at or later, later))
        work.put_contest(longer)
        return Doubted(longer, left)

    def _appeal_of(self, work: Work, answer: int, place: Place) -> tuple[Appeal, Contest]:
        said = work.answer(answer)
        asked = work.asked(said.question) if said else None
        contest = work.contest_of(asked.session) if asked else None
        if contest is None or contest.session.place.chat != place.chat:
            raise ForgedButton
        appeal = next((one for one in work.appeals(contest.id) if one.answer == answer), None)
        if appeal is None:
            raise ForgedButton
        if contest.stage is not Stage.APPEALS:
            raise AppealTooLate
        return appeal, contest

    def _may_rule(self, work: Work, contest: Contest, appeal: Appeal, mover: Mover) -> bool:
        host = contest.session.host
        if mover.admin or (mover.person == host and appeal.person != host):
            return True
        return appeal.person == host and self._played(work, contest, mover.person)

    def _played(self, work: Work, contest: Contest, person: int) -> bool:
        """Whether somebody played: who came once all was asked did not."""
        player, latest = work.player(contest.id, person), work.latest(contest.session.id)
        if player is None or player.left or latest is None:
            return False
        return latest.closed_at is None or player.joined_at <= latest.closed_at

    def _grant(self, work: Work, contest: Contest, appeal: Appeal, now: datetime) -> None:
        """The answer counts as right, for the table and for the player's own memory."""
        if not work.override(appeal.answer, now):
            return
        self._heal(work, contest, appeal)
        log = work.answers_about(appeal.person, appeal.deck, appeal.item)
        put_off = work.cards_put_off(appeal.person, appeal.deck, appeal.item)
        work.put_card(appeal.person, card_of(appeal.deck, appeal.item, log, self.algorithm, put_off))

    def _heal(self, work: Work, contest: Contest, appeal: Appeal) -> None:
        """An elimination: the life that the question had cost is given back; who has one is not out.

        Whoever left by themselves stays out.
        """
        player = work.player(contest.id, appeal.person)
        if player is None or not work.heal(appeal.question, appeal.person):
            return
        work.put_player(
            contest.id,
            replace(player, lives=player.lives + 1, out_at=player.out_at if player.left else 0),
        )
