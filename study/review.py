"""Reviews: what is due now and what is new, across decks, a portion at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from study.answering import Answering
from study.brought import visible
from study.errors import NothingPiledUp, StaleButton
from study.finding import open_question, session_of_button
from study.habits import day_begins, day_of
from study.memory.dose import is_backlog
from study.outcomes import Mover, Put
from study.ports import Work
from study.today import due_in_order, known_cards, limits_of
from study.values import Place

PORTION = 10
"""Questions of a review, where nobody says how many."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Spread:
    """What had piled up is spread: ``count`` items over ``days`` days, ``a_day`` on each, the first today."""

    count: int
    days: int
    a_day: int


def portion(keys: Sequence[str], count: int | None) -> tuple[str, ...]:
    """The next few of what may be asked: ``count`` of them (1..50), 10 by default."""
    return tuple(keys[: max(1, min(count or PORTION, MOST))])


class Remembering(Answering):
    """The use cases of a review that differ from a quiz."""

    def ask_explained(
        self, work: Work, session: int, position: int, place: Place, mover: Mover, now: datetime
    ) -> Put:
        """Ask what was explained first; reading the explanation counts like a hint.

        ``position`` is that of the session when it was explained. Raises ``StaleButton`` where it has moved on.
        """
        current = session_of_button(work, session, place, mover)
        if current.position != position or open_question(work, current) is not None:
            raise StaleButton
        if current.asked_all:
            raise StaleButton
        put = self._ask(work, current, now)
        work.count_hint(put.asked.id)
        return put

    def start_afresh(self, work: Work, person: int, now: datetime) -> Spread:
        """Spread what has piled up over the coming days, the most endangered first, half a day's dose on each.

        What was answered stays as it is; only when the cards are asked again changes, and what is put off is noted
        beside the log. Raises ``NothingPiledUp`` where there is no backlog.
        """
        habits = work.habits(person)
        here = visible(work, self.library, person)
        limits = limits_of(work, here, self.algorithm, person, now)
        cards = known_cards(work, here, person).values()
        due = due_in_order(cards, self.algorithm, limits.goal, now)
        if not is_backlog(len(due), limits.dose):
            raise NothingPiledUp
        a_day = max(1, limits.dose // 2)
        today = day_of(habits, now)
        for place, card in enumerate(due[a_day:], a_day):
            day = today + timedelta(days=place // a_day)
            work.put_off_card(person, card, day_begins(habits, day), now)
        return Spread(len(due), ceil(len(due) / a_day), a_day)
