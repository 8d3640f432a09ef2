"""Polls and quizzes: what they hold, who voted, who may see what."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.sandbox.double.errors import WorldError

Json = dict[str, Any]


@dataclass(slots=True)
class Poll:
    """One poll. options: Bot API texts with entities. votes: person id to option ids, in order of voting.

    closes_at: Unix seconds of an automatic end. correct: option ids, empty unless it is a quiz.
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

    def record(self) -> Json:
        """For the journal."""
        return asdict(self)

    def voters(self, option: int) -> tuple[int, ...]:
        """The people who chose an option, the earliest first."""
        return tuple(person for person, chosen in self.votes.items() if option in chosen)

    def vote(self, person_id: int, options: list[int]) -> None:
        """Count a vote, or refuse it as Telegram's apps do. No options: retract the vote."""
        if self.closed:
            raise WorldError("the poll is closed")
        if any(not 0 <= option < len(self.options) for option in options):
            raise WorldError(f"the poll has options 0 to {len(self.options) - 1}, not {options}")
        if len(options) > 1 and not self.several:
            raise WorldError("the poll takes one answer only")
        if self.votes.get(person_id) and not self.revoting:
            raise WorldError("this vote cannot be changed")
        if options:
            self.votes[person_id] = sorted(set(options))
        else:
            self.votes.pop(person_id, None)

    def json(self, viewer: int | None = None) -> Json:
        """Bot API `Poll`, as the bot sees it (None) or as that person does."""
        hidden = self.hides_results and not self.closed and viewer is not None
        solution = self.quiz and (viewer is None or self.closed or bool(self.votes.get(viewer)))
        poll: Json = {
            "id": self.id,
            **self.question,
            "options": [
                {
                    "persistent_id": f"{self.id}-{number}",
                    **option,
                    "voter_count": 0 if hidden else len(self.voters(number)),
                }
                for number, option in enumerate(self.options)
            ],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.several,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        if solution:
            poll |= {"correct_option_ids": self.correct, **self.explanation}
        times = {"open_period": self.open_period, "close_date": self.close_date}
        return poll | {name: value for name, value in times.items() if value is not None}

    def in_message(self, viewer: int | None = None) -> Json:
        """The poll inside its message, where it has a description too."""
        return self.json(viewer) | self.description


def remembered_poll(record: Json) -> Poll:
    """A poll from its journal record (JSON has no whole numbers as keys)."""
    record["votes"] = {int(person): chosen for person, chosen in record["votes"].items()}
    return Poll(**record)
