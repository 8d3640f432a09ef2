"""Questions without a rubric: the learner compares what they thought with the explanation, and says how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.deck import Mode, Verdict
from content.grading import Judgement
from study.answering import Answering
from study.errors import NotYours, StaleButton
from study.finding import open_by_button
from study.outcomes import Judged, Put
from study.ports import Work
from study.values import Person, Place

WORTH = {Verdict.CORRECT: 1.0, Verdict.PARTIAL: 0.5, Verdict.WRONG: 0.0}
"""The score, 0..1, of what a learner says of their own answer."""


class Assessing(Answering):
    """The use cases of a question whose verdict the learner gives. Until then it stays open."""

    def think(self, work: Work, put: Put, text: str) -> Put:
        """Keep what a learner wrote, to be shown beside the explanation; a later text takes its place.

        Raises as a button of the question would (``open_by_button``), and ``StaleButton`` where it is asked in
        another way by now.
        """
        now = self._open_to_assess(work, put.asked.id, put.session.place, put.session.host)
        work.keep_draft(put.asked.id, text)
        return replace(now, asked=replace(now.asked, draft=text))

    def compare(self, work: Work, question: int, place: Place, person: int) -> Put:
        """The question of a button, to be shown with its explanation. Raises as ``think``, and ``NotYours``."""
        return self._open_to_assess(work, question, place, person)

    def assess(
        self,
        work: Work,
        question: int,
        verdict: Verdict,
        place: Place,
        person: Person,
        now: datetime,
        update: int = 0,
    ) -> Judged:
        """Take what the learner says of their answer for its verdict.

        Raises as ``compare``: then nothing counts.
        """
        put = self._open_to_assess(work, question, place, person.id)
        judgement = Judgement(verdict, WORTH[verdict], 1.0)
        return self._take(work, put, person, Mode.SELF, put.asked.draft, judgement, now, update)

    def _open_to_assess(self, work: Work, question: int, place: Place, person: int) -> Put:
        session, asked = open_by_button(work, question, place, person)
        if session.host != person:
            raise NotYours
        if asked.mode is not Mode.SELF:
            raise StaleButton
        return self._put(session, asked)
