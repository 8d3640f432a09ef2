"""What the use cases ask of a storage: one unit of work, one transaction.

Every method is synchronous: a use case runs as a whole inside the storage's own thread, one hop for the
whole transaction (why: ``docs/decisions/0002-one-hop-transactions.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from content.deck import Mode
from study.brought.ports import Shelves
from study.cards import Card
from study.contest.ports import Contests
from study.daily.ports import Calendar
from study.habits import Goal, Habits
from study.league.ports import League
from study.standing_ports import Standings
from study.values import Answer, Asked, Awaited, Person, Place, Session


class Work(Shelves, Calendar, Contests, League, Standings, Protocol):
    """One transaction. Leaving it commits, an exception rolls back."""

    # people
    def remember(self, person: Person, now: datetime) -> None:
        """Keep a person's present name."""

    def names(self, people: Sequence[int]) -> dict[int, str]:
        """The names of people, by id; unknown ones are left out."""

    # sessions
    def running(self, place: Place) -> Session | None:
        """The session in front in a place: of those that run the one that asked last, unless it was put off.

        A contest is none of them: it goes by its clock.
        """

    def all_running(self, place: Place) -> tuple[Session, ...]:
        """All sessions that run in a place, the one in front first."""

    def overdue(self, now: datetime, limit: int) -> tuple[Session, ...]:
        """Running sessions whose deadline has passed; not those of a contest, which end by their own clock."""

    def session(self, session: int) -> Session | None:
        """A session by its id."""

    def start(self, session: Session) -> Session:
        """Store a new session and return it with its id."""

    def advance(self, session: Session) -> None:
        """Store a session's position."""

    def end(self, session: int, now: datetime) -> None:
        """Mark a session as over and close what is open in it."""

    # questions
    def ask(self, asked: Asked) -> Asked:
        """Store a question that is about to be shown and return it with its id."""

    def asked(self, question: int) -> Asked | None:
        """A question by its id."""

    def latest(self, session: int) -> Asked | None:
        """The question a session asked last."""

    def asked_keys(self, session: int) -> tuple[str, ...]:
        """The keys of the items a session has asked, in order."""

    def asked_lately(self, place: Place, since: datetime) -> frozenset[str]:
        """The keys of the items asked in a place since an instant."""

    def asked_by(self, place: Place, message: int) -> Asked | None:
        """The question that a message of a chat carries."""

    def close(self, question: int, now: datetime) -> None:
        """Take no further answers to a question."""

    def turn_to(self, question: int, mode: Mode) -> None:
        """Ask a question in another way from now on."""

    def deal(self, question: int, options: Sequence[int], fingerprint: str) -> None:
        """Give a question other options; until it is shown again no message carries it."""

    def keep_draft(self, question: int, text: str) -> None:
        """Keep what a learner wrote to a question that they assess themselves."""

    def count_hint(self, question: int) -> None:
        """One more hint was shown."""

    # answers
    def answer_of(self, question: int, person: int) -> Answer | None:
        """What a person answered to a question."""

    def answer(self, answer: int) -> Answer | None:
        """An answer by its id."""

    def append(self, answer: Answer) -> Answer:
        """Add to the log; raises ``AlreadyAnswered`` where this person has answered this question."""

    def answers_to(self, question: int) -> tuple[Answer, ...]:
        """Everybody's answers to a question, in the order given."""

    def answers_in(self, session: int) -> tuple[Answer, ...]:
        """Everybody's answers in a session, in the order given."""

    def answers_about(self, person: int, deck: str, item: str) -> tuple[Answer, ...]:
        """A person's answers to one item, in the order given."""

    def answers_since(self, person: int, since: datetime) -> tuple[Answer, ...]:
        """A person's answers since an instant, in the order given."""

    def study_days(self, person: int) -> tuple[date, ...]:
        """The days on which a person answered, oldest first."""

    def studied_on(self, person: int, day: date) -> bool:
        """Whether a person has answered on a study day of theirs."""

    def override(self, answer: int, now: datetime) -> bool:
        """Record "I was right"; false where it was recorded before."""

    def report(self, question: int, person: int, now: datetime) -> int:
        """Record that an item is suspected to be wrong; the same person and question give the same id."""

    def comment(self, report: int, text: str) -> None:
        """Add a person's words to a report."""

    # cards
    def card(self, person: int, deck: str, item: str) -> Card:
        """What is known of a person and an item; an empty card where nothing is."""

    def cards(self, person: int) -> tuple[Card, ...]:
        """All cards of a person."""

    def put_card(self, person: int, card: Card) -> None:
        """Store a card."""

    def put_off_card(self, person: int, card: Card, until: datetime, now: datetime) -> None:
        """Record, beside the log, that a card as it is now is not asked before an instant; it is stored so."""

    def cards_put_off(self, person: int, deck: str, item: str) -> dict[int, datetime]:
        """Until when the card of an item was put off, by the number of answers it had then."""

    # shuffle bags
    def bag(self, place: Place, deck: str) -> tuple[str, ...]:
        """The items of a deck that a place has not been asked since the bag was filled."""

    def put_bag(self, place: Place, deck: str, items: Sequence[str]) -> None:
        """Store what is left in a bag."""

    # what a chat waits for from a person
    def expect(self, place: Place, person: int, awaited: Awaited, now: datetime) -> None:
        """The person's next text in a place is about this."""

    def expected(self, place: Place, person: int) -> Awaited | None:
        """What a person's next text is about, if something in particular."""

    def expect_nothing(self, place: Place, person: int, before: datetime | None = None) -> bool:
        """Forget what was waited for, with ``before`` only if it was since before then; false where nothing was."""

    # how a person studies, and for what
    def habits(self, person: int) -> Habits:
        """A person's habits; the usual ones where nothing is known."""

    def put_habits(self, habits: Habits) -> None:
        """Store a person's habits."""

    def goal(self, person: int) -> Goal | None:
        """The exam a person studies for."""

    def put_goal(self, goal: Goal, now: datetime) -> None:
        """Store a person's exam in place of an earlier one."""

    def drop_goal(self, person: int) -> bool:
        """Forget a person's exam; false where there was none."""
