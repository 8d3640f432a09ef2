"""What a run left behind: the log of answers, what people saw, and whether the database is sound."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.double import TelegramDouble
from storage import open_store
from tests.kill.people import Script
from tests.kill.process import Bot

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Copy:
    """A message that was sent again, and the lives (from 1) that sent it before and now."""

    chat: int
    text: str
    before: int
    now: int


@dataclass(frozen=True)
class Record:
    """One run. All but ``copies`` and ``heard_of`` is to be the same with and without kills."""

    answers: dict[str, Counter[Row]]
    """By chat: who answered what with which outcome."""
    endings: dict[str, list[str]]
    """By chat: the lines of the score card or table, but for the missed questions: their order is chance."""
    messages: dict[str, int]
    """By chat: how many different messages the bot sent."""
    copies: list[Copy]
    heard_of: frozenset[int]
    """The lives (from 1) that got so far as to call Telegram."""

    def lost_of(self, other: Record) -> dict[str, Counter[Row]]:
        """By chat the answers of another run that this one lacks."""
        lost = {title: answers - self.answers[title] for title, answers in other.answers.items()}
        return {title: answers for title, answers in lost.items() if answers}

    def copies_told(self) -> str:
        """How many messages were seen twice, in all and after a single kill."""
        by_life = Counter(copy.now for copy in self.copies)
        worst = max(by_life.values(), default=0)
        texts = "".join(
            f"\n  life {one.before} and {one.now}, chat {one.chat}: {one.text[:60]!r}" for one in self.copies
        )
        return f"{len(self.copies)} messages seen twice, at most {worst} after one kill{texts}"


def record_of(scripts: Iterable[Script], double: TelegramDouble, bot: Bot) -> Record:
    """Read a run whose bot is dead."""
    scripts = tuple(scripts)
    distinct, copies = sent(double, bot)
    return Record(
        {one.chat.title: _answers(bot.database, one.chat.id) for one in scripts},
        {one.chat.title: _lines(one) for one in scripts},
        {one.chat.title: distinct[one.chat.id] for one in scripts},
        copies,
        frozenset(bot.life_at(call.at) for call in double.calls),
    )


def _answers(database: Path, chat: int) -> Counter[Row]:
    return Counter(
        rows(
            database,
            "SELECT a.person, a.item, a.mode, a.given, a.outcome, a.score, a.hints FROM answers a "
            "JOIN questions q ON q.id = a.question JOIN sessions s ON s.id = q.session WHERE s.chat = ?",
            chat,
        )
    )


def _lines(script: Script) -> list[str]:
    assert script.ended is not None
    return [line for line in script.ended["text"].splitlines() if line and not line.startswith("• ")]


def sent(double: TelegramDouble, bot: Bot) -> tuple[Counter[int], list[Copy]]:
    """By chat the number of different messages, and those that came again.

    Every message names its question, session or the message it answers, so two equal ones are one sent twice.
    """
    first: dict[str, int] = {}
    distinct: Counter[int] = Counter()
    copies: list[Copy] = []
    for call in double.calls:
        if call.method != "sendMessage" or call.error is not None:
            continue
        key, life = json.dumps(call.params, sort_keys=True), bot.life_at(call.at)
        if key in first:
            copies.append(Copy(call.params["chat_id"], call.params["text"], first[key], life))
        else:
            distinct[call.params["chat_id"]] += 1
        first[key] = life
    return distinct, copies


def rows(database: Path, query: str, *values: object) -> list[Row]:
    """What a query finds, also while a bot is at work."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, values).fetchall()


def left_over(database: Path) -> dict[str, int]:
    """What is still to be done, by name; only what there is some of."""
    waiting = {
        "updates": "SELECT count(*) FROM inbox WHERE finished_at IS NULL",
        "calls": "SELECT count(*) FROM outbox WHERE sent_at IS NULL",
        "sessions": "SELECT count(*) FROM sessions WHERE ended_at IS NULL",
        "questions": "SELECT count(*) FROM questions WHERE closed_at IS NULL",
    }
    counts = {name: rows(database, query)[0][0] for name, query in waiting.items()}
    return {name: count for name, count in counts.items() if count}


def damage(database: Path) -> list[Row]:
    """What SQLite finds wrong with the file and its references, calls that Telegram refused and updates that were
    given up; or nothing."""
    integrity = [row for row in rows(database, "PRAGMA integrity_check") if row != ("ok",)]
    refused = rows(database, "SELECT id, method, error FROM outbox WHERE error <> ''")
    given_up = rows(database, "SELECT id, attempts, error FROM inbox WHERE error <> ''")
    return integrity + rows(database, "PRAGMA foreign_key_check") + refused + given_up


async def cards_before_and_after_rebuild(database: Path) -> tuple[list[Row], list[Row]]:
    """The derived cards as the bot left them, and as the log of answers gives them anew."""
    every = "SELECT * FROM cards ORDER BY person, deck, item"
    before = rows(database, every)
    store = await open_store(f"sqlite:///{database}")
    try:
        await store.rebuild()
    finally:
        await store.close()
    return before, rows(database, every)
