"""What a contest left behind, and what is told of one that stands still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.chat import Conversation, text_of
from tests.kill.contest_people import ContestBot, Players
from tests.kill.record import Row, left_over, rows

LAST_LINES = 25
OF_CHAT = "JOIN sessions s ON s.id = {} WHERE s.chat = ? ORDER BY 1, 2, 3"
QUESTIONS = "SELECT q.position, q.item, q.options, q.mode FROM questions q " + OF_CHAT.format("q.session")
ANSWERS = (
    "SELECT q.position, a.person, a.item, a.mode, a.given, a.outcome, a.score FROM answers a "
    "JOIN questions q ON q.id = a.question " + OF_CHAT.format("q.session")
)
SCORES = (
    "SELECT q.position, x.person, x.item, x.share, x.points, x.streak FROM scores x "
    "JOIN questions q ON q.id = x.question " + OF_CHAT.format("q.session")
)
PLAYERS = (
    "SELECT p.person, p.team, p.lives, p.out_at, p.left_at, c.stage FROM players p "
    "JOIN contests c ON c.id = p.contest " + OF_CHAT.format("c.session")
)
RATINGS = "SELECT person, theta, answers, began FROM ratings ORDER BY person"
ITEMS = "SELECT deck, item, mode, prior, delta, answers FROM item_ratings ORDER BY 1, 2, 3"
STUCK = {
    "contest": "SELECT c.id, c.stage, c.due_at, c.halfway, c.board FROM contests c "
    + OF_CHAT.format("c.session"),
    "question": "SELECT q.id, q.position, q.item, q.message, q.asked_at, q.shown_at, q.lost_ms, q.closed_at "
    "FROM questions q " + OF_CHAT.format("q.session"),
    "player": "SELECT p.person, p.left_at, p.joined_at FROM players p JOIN contests c ON c.id = p.contest "
    + OF_CHAT.format("c.session"),
    "unsent": "SELECT id, method, reason, message, error FROM outbox WHERE chat = ? AND sent_at IS NULL",
    "unhandled": "SELECT id, attempts, received_at FROM inbox WHERE lane = ? AND finished_at IS NULL",
}


@dataclass(frozen=True)
class Kept:
    """What is to be the same with and without kills, by chat where it belongs to one."""

    podium: dict[str, list[str]]
    """What stands below the picture: points, places and their order."""
    questions: dict[str, list[Row]]
    answers: dict[str, list[Row]]
    scores: dict[str, list[Row]]
    players: dict[str, list[Row]]
    ratings: list[Row]
    items: list[Row]


def kept(database: Path, all_players: Iterable[Players]) -> Kept:
    """Read what a run left."""
    groups = tuple(all_players)

    def by_chat(query: str) -> dict[str, list[Row]]:
        return {one.chat.title: rows(database, query, one.chat.id) for one in groups}

    return Kept(
        {one.chat.title: text_of(one.podium or {}).splitlines() for one in groups},
        by_chat(QUESTIONS),
        by_chat(ANSWERS),
        by_chat(SCORES),
        by_chat(PLAYERS),
        rows(database, RATINGS),
        rows(database, ITEMS),
    )


def told(all_players: Iterable[Players], bot: ContestBot) -> str:
    """The first contest that is not over: what was said there, and its rows."""
    lines = [bot.told()]
    stuck = next((one for one in all_players if one.podium is None), None)
    if stuck is not None:
        said = Conversation(stuck.double).transcript(stuck.chat).splitlines()
        lines += [line for line in said if line.strip()][-LAST_LINES:]
        lines += [f"not answered: {one}" for one in stuck.waits()][-3:]
        for name, query in STUCK.items():
            lines += [f"{name}: {row}" for row in rows(bot.database, query, stuck.chat.id)]
    return "\n".join([*lines, f"left: {left_over(bot.database)}", "--- log", bot.last_words()])
