"""What is told of a run that stands still: the chat that is stuck, and what the database holds of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bot.sandbox.double import TelegramDouble
from tests.chat import Conversation
from tests.kill.people import Script
from tests.kill.process import Bot
from tests.kill.record import left_over, rows

SAID_LINES, WIDEST_LINE = 20, 160
ROWS = {
    "sessions": "SELECT id, kind, position, length, started_at, ended_at FROM sessions WHERE chat = ?",
    "questions": "SELECT q.id, q.position, q.item, q.mode, q.message, q.asked_at, q.closed_at, "
    "(SELECT group_concat(person) FROM answers WHERE question = q.id) "
    "FROM questions q JOIN sessions s ON s.id = q.session WHERE s.chat = ?",
    "inbox": "SELECT id, attempts, received_at, finished_at, error, payload FROM inbox WHERE lane = ?",
    "outbox": "SELECT id, method, reason, question, message, sent_at, error FROM outbox WHERE chat = ?",
}
LAST_ROWS = {"sessions": 1, "questions": 2, "inbox": 4, "outbox": 4}
LAST_ALERTS = 3


def told(scripts: Iterable[Script], double: TelegramDouble, bot: Bot) -> str:
    """The first chat that is not at its end, in at most 60 lines; of the others only how far they are."""
    scripts = tuple(scripts)
    far = ", ".join(f"{one.chat.title} {len(one.acted)}/{one.deeds}" for one in scripts)
    left = left_over(bot.database) if bot.database.exists() else "all: there is no database"
    lines = [f"deeds: {far}", f"left: {left}, unconfirmed updates: {double.unconfirmed}"]
    stuck = next((one for one in scripts if one.ended is None), None)
    if stuck is not None:
        lines += _said(stuck, double)
        lines += _rows(bot.database, stuck.chat.id) if bot.database.exists() else []
    cut = [line[:WIDEST_LINE] for line in lines]
    return "\n".join([*cut, "--- log", bot.last_words()])


def _said(script: Script, double: TelegramDouble) -> list[str]:
    head, *lines = Conversation(double).transcript(script.chat).splitlines()
    refused = [
        f"refused: {one.data} of {one.person_id}: {one.answer.text}"
        for one in script.presses
        if one.answer is not None and one.answer.alert
    ]
    waiting = [f"not answered: {one.data} of {one.person_id}" for one in script.presses if one.answer is None]
    return [head, *[line for line in lines if line][-SAID_LINES:], *(refused + waiting)[-LAST_ALERTS:]]


def _rows(database: Path, chat: int) -> list[str]:
    lines = []
    for table, query in ROWS.items():
        found = rows(database, f"{query} ORDER BY 1 DESC LIMIT {LAST_ROWS[table]}", chat)
        lines += [f"{table}: {row}" for row in reversed(found)]
    return lines
