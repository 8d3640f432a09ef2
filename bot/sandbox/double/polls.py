"""Polls and quizzes: what they hold, who voted, who may see what."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.sandbox.double.errors import WorldError

Json = dict[str, Any]


@dataclass(slots=True)
class Poll:
    """One poll. options: Bot API texts with entities. votes: person id to option ids, in order of voting;
    an anonymous administrator votes under the id of the group.

    closes_at: Unix seconds of an automatic end. correct: option ids, empty unless it is a quiz.
    shuffled: every voter sees the options in an order of their own; the option ids stay.
    copies: chat id and message id of forwarded copies, which vote in this same poll.
    """

    id: str
    chat_id: int
    message_id: int
    question: Json
    options: list[Json]
    anonymous: bool = True
    quiz: bool = False
    several: bool = False
    revoting: bool = True
    correct: list[int] = field(default_factory=list)
    explanation: Json = field(default_factory=dict)
    description: Json = field(default_factory=dict)
    open_period: int | None = None
    close_date: int | None = None
    closes_at: float | None = None
    closed: bool = False
    hides_results: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)
    shuffled: bool = False
    copies: list[list[int]] = field(default_factory=list)

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)

    def places(self) -> list[tuple[int, int]]:
        """Chat id and message id of the poll and of its forwarded copies."""
        return [(self.chat_id, self.message_id), *((chat, message) for chat, message in self.copies)]

    def voters(self, option: int) -> tuple[int, ...]:
        """The people who chose an option, the earliest first."""
        return tuple(person for person, chosen in self.votes.items() if option in chosen)

    def order_for(self, person_id: int) -> tuple[int, ...]:
        """Option ids in the order that person sees: always the same one, but another for everybody."""
        order = list(range(len(self.options)))
        if self.shuffled:
            random.Random(f"{self.id} {person_id}").shuffle(order)  # noqa: S311 - an order, no secret
        return tuple(order)

    def hidden_from(self, viewer: int | None) -> bool:
        """Whether the results, and with them a quiz's solution, are still kept from that person.

        The bot itself (None) is shown them; by the documentation its counts may be 0 too, if unknown.
        """
        return self.hides_results and not self.closed and viewer is not None

    def vote(self, person_id: int, options: list[int]) -> None:
        """Count a vote, or refuse it as Telegram's apps do. No options: retract the vote."""
        if self.closed:
            raise WorldError("the poll is closed")
        if any(not 0 <= option < len(self.options) for option in options):
            raise WorldError(f"the poll has options 0 to {len(self.options) - 1}, not {options}")
        if len(set(options)) > 1 and not self.several:
            raise WorldError("the poll takes one answer only")
        if self.votes.get(person_id) and not self.revoting:
            raise WorldError("this vote cannot be changed")
        if not options and not self.votes.get(person_id):
            raise WorldError("there is no vote to take back")
        self.votes.pop(person_id, None)
        if options:
            self.votes[person_id] = sorted(set(options))

    def json(self, viewer: int | None = None, *, forwarded: bool = False) -> Json:
        """Bot API `Poll`, as the bot sees it (None) or as that person does.

        forwarded: it stands in a forwarded copy, where an open quiz tells the bot no solution.
        """
        poll: Json = {
            "id": self.id,
            **self.question,
            "options": [self._option(number, viewer) for number in range(len(self.options))],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.several,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        if self.quiz and self._solution_for(viewer, forwarded):
            poll |= {"correct_option_ids": self.correct, **self.explanation}
        times = {"open_period": self.open_period, "close_date": self.close_date}
        return poll | {name: value for name, value in times.items() if value is not None}

    def _option(self, number: int, viewer: int | None) -> Json:
        count = 0 if self.hidden_from(viewer) else len(self.voters(number))
        return {"persistent_id": self.persistent_id(number), **self.options[number], "voter_count": count}

    def persistent_id(self, option: int) -> str:
        """The option's name for ever."""
        return f"{self.id}-{option}"

    def _solution_for(self, viewer: int | None, forwarded: bool) -> bool:
        if self.closed:
            return True
        if viewer is None:
            return not forwarded
        return bool(self.votes.get(viewer)) and not self.hidden_from(viewer)

    def in_message(self, viewer: int | None = None, *, forwarded: bool = False) -> Json:
        """The poll inside its message, where it has a description too."""
        return self.json(viewer, forwarded=forwarded) | self.description


def remembered_poll(record: Json) -> Poll:
    """A poll from its journal record (JSON has no whole numbers as keys)."""
    record["votes"] = {int(person): chosen for person, chosen in record["votes"].items()}
    return Poll(**record)
