"""What contests ask of a storage, inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from study.chats import ChatSettings
from study.contest.values import Appeal, Contest, Player, Ruling, Score, Timing, Total
from study.values import Asked, Place, Session


class Contests(Protocol):
    """The part of a transaction that is about contests and groups."""

    # groups
    def chat_settings(self, chat: int) -> ChatSettings:
        """How a group wants it; the usual where nothing was settled."""

    def put_chat_settings(self, settings: ChatSettings) -> None:
        """Store what a group's admins settled."""

    # contests
    def open_contest(self, contest: Contest) -> Contest:
        """Store a contest with a session that was started before; returns it with its id."""

    def contest(self, contest: int) -> Contest | None:
        """A contest by its id."""

    def contest_of(self, session: int) -> Contest | None:
        """The contest whose questions a session asks."""

    def contest_in(self, place: Place) -> Contest | None:
        """The contest that runs in a place: from its lobby until its table is closed. No marathon."""

    def contest_by_token(self, token: str) -> Contest | None:
        """The marathon that a link names."""

    def contests_due(self, now: datetime, limit: int) -> tuple[int, ...]:
        """Contests whose next step is due, and those whose question has just been seen; the most urgent first."""

    def contests_running(self) -> tuple[Contest, ...]:
        """All contests that go by the clock, from the lobby until the table is closed, pauses too; no marathons."""

    def put_contest(self, contest: Contest) -> None:
        """Store where a contest stands; not its board, which delivery settles."""

    # players
    def players(self, contest: int) -> tuple[Player, ...]:
        """Everybody who joined, in that order; those who left as well."""

    def player(self, contest: int, person: int) -> Player | None:
        """Somebody who joined."""

    def put_player(self, contest: int, player: Player) -> None:
        """Store a player."""

    def hurt(self, question: int, person: int) -> None:
        """An elimination: a question cost somebody a life."""

    def heal(self, question: int, person: int) -> bool:
        """It did not, after all; false where it had not."""

    # answers and points
    def timing(self, question: int) -> Timing | None:
        """When a question was first seen in its chat, and what was lost of its time; ``None`` on its way."""

    def seen_at(self, question: int, now: datetime) -> None:
        """Somebody has seen a question, whether or not its delivery was noted yet."""

    def on_its_way(self, question: int) -> bool:
        """Whether a message that carries a question waits to be sent."""

    def lose(self, question: int, since: datetime, span: timedelta) -> None:
        """The bot was away since then while a question was open or on its way; ``span`` is to be given back."""

    def unsee(self, question: int) -> None:
        """A question is shown anew: its time begins again."""

    def asked_in_poll(self, poll: str) -> Asked | None:
        """The question that a native poll carries, or carried before it was shown again."""

    def asked_by_polls(self) -> tuple[Asked, ...]:
        """The open questions of running contests that go as native polls."""

    def know_poll(self, poll: str, question: int) -> None:
        """A native poll carries a question, as a vote in it tells."""

    def poll_refused(self, question: int) -> bool:
        """Whether a poll that was to carry a question, which nobody has seen, was refused."""

    def follow_clock(self, question: int, span: timedelta) -> None:
        """The clock was set: when a question was asked and seen lies so much later (or, negative, earlier)."""

    def answered_by(self, question: int) -> int:
        """How many people have answered a question."""

    def put_scores(self, contest: Contest, scores: Sequence[Score]) -> None:
        """Store what answers are worth, in place of what was stored for them."""

    def scores(self, contest: int) -> tuple[Score, ...]:
        """What the answers of a contest are worth, in the order of questions and answers."""

    def totals(self, contest: int) -> dict[int, Total]:
        """The same summed up, by person."""

    def streaks_before(self, contest: int, question: int) -> dict[int, int]:
        """The streaks, by person, at the last scored question of a contest before another one."""

    # appeals
    def appeal(self, answer: int, contest: int, now: datetime) -> bool:
        """Record an appeal; false where it was recorded before."""

    def appeals(self, contest: int) -> tuple[Appeal, ...]:
        """All appeals of a contest, oldest first."""

    def rule(self, answer: int, ruling: Ruling, by: int) -> None:
        """Store what became of an appeal."""

    # entries: runs that people play alone
    def enter(self, kind: str, ref: int, chat: int, person: int, session: int, now: datetime) -> None:
        """Store whose run through what a session is, and for which group."""

    def entries(self, kind: str, ref: int) -> tuple[tuple[int, int, Session], ...]:
        """All runs: (group, person, session), oldest first."""

    def entry_of(self, session: int) -> tuple[str, int, int] | None:
        """What a session is a run of: (kind, ref, group)."""

    # tidying, and the pulse
    def litter(self, contest: int, message: int) -> None:
        """Remember a message that is of no use after the contest."""

    def littered(self, contest: int) -> tuple[int, ...]:
        """The messages to tidy away."""

    def pulse(self) -> datetime | None:
        """When the bot was last seen at work while contests were running."""

    def beat(self, now: datetime) -> None:
        """The bot is at work."""
