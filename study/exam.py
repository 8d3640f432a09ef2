"""Mock exams: ten questions in one's own words against the clock, the verdicts at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from content.deck import Deck, Mode
from content.grading import Judgement
from content.questions import asked_as
from study.answering import Answering
from study.finding import open_by_button
from study.outcomes import Ended, Explained, Put
from study.ports import Work
from study.values import Person, Session, item_key

QUESTIONS = 10
TIME = timedelta(minutes=20)
"""For the whole exam: two minutes a question."""


def draw(decks: Sequence[Deck], chance: Random) -> tuple[str, ...]:
    """Keys of up to ten items of some decks that can be answered in one's own words, at random."""
    keys = [
        item_key(deck.slug, item.id) for deck in decks for item in deck.items if asked_as(item, Mode.OPEN)
    ]
    return tuple(chance.sample(keys, min(QUESTIONS, len(keys))))


def time_left(session: Session, now: datetime) -> timedelta:
    """Until the deadline of a session; none where it has passed, or where there is no deadline."""
    return max(timedelta(0), session.deadline - now) if session.deadline else timedelta(0)


class Examining(Answering):
    """The use cases of an exam that differ from a quiz."""

    def take_in_exam(
        self,
        work: Work,
        put: Put,
        person: Person,
        mode: Mode,
        given: str,
        judgement: Judgement,
        now: datetime,
        update: int = 0,
    ) -> Put | Ended | Explained:
        """Take an answer without a word on it and ask what follows; after the deadline the exam ends instead.

        Raises ``AlreadyAnswered`` or ``StaleButton`` where the answer may not count any more: then nothing does.
        """
        session, _ = open_by_button(work, put.asked.id, put.session.place, person.id)
        if session.over_at(now):
            return self._end(work, session, now)
        judged = self.record(work, put, person, mode, given, judgement, now, update)
        return self._ask_or_end(work, judged.session, now)

    def end_overdue(self, work: Work, session: Session, now: datetime) -> Ended:
        """End a session whose time is up."""
        return self._end(work, session, now)
