"""The inbox and outbox on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from storage.mail import Incoming, Outgoing
from storage.sqlite.rows import stamp
from storage.sqlite.standing_work import tally_day
from study.standing import BEST

SLOTS_KEPT = timedelta(days=400)
"""Slots are kept this much longer than mail. Those that the bot missed stay: they excuse days of streaks."""
MOVABLE = (
    "sessions",
    "bags",
    "expectations",
    "outbox",
    "schedules",
    "deliveries",
    "plans",
    "chat_days",
    "members",
    "scores",
    "chat_settings",
    "deck_chats",
    "entries",
    "clubs",
    "day_tallies",
    "seasons",
    "tagged",
)
"""What belongs to a chat."""


class MailWork:
    """``storage.mail.Mail`` inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def receive(self, updates: Sequence[Incoming], now: datetime) -> tuple[Incoming, ...]:
        fresh = []
        for update in updates:
            cursor = self._db.execute(
                "INSERT INTO inbox (id, lane, payload, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (update.id, update.lane, update.payload, stamp(now)),
            )
            if cursor.rowcount == 1:
                fresh.append(update)
        return tuple(fresh)

    def waiting(self) -> tuple[Incoming, ...]:
        found = self._db.execute(
            "SELECT id, lane, payload, attempts FROM inbox WHERE finished_at IS NULL ORDER BY id"
        )
        return tuple(Incoming(*row) for row in found)

    def attempt(self, updates: Sequence[int]) -> None:
        self._db.executemany(
            "UPDATE inbox SET attempts = attempts + 1 WHERE id = ?", [(update,) for update in updates]
        )

    def finish(self, update: int, now: datetime, error: str = "") -> bool:
        cursor = self._db.execute(
            "UPDATE inbox SET finished_at = ?1, error = ?2, payload = iif(?2 = '', '', payload) "
            "WHERE id = ?3 AND finished_at IS NULL",
            (stamp(now), error, update),
        )
        return cursor.rowcount == 1

    def post(self, calls: Sequence[Outgoing], now: datetime) -> tuple[Outgoing, ...]:
        posted = []
        for call in calls:
            cursor = self._db.execute(
                "INSERT INTO outbox (chat, method, payload, reason, question, message, rank, board, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    call.chat,
                    call.method,
                    call.payload,
                    call.reason,
                    call.question,
                    call.message,
                    call.rank,
                    call.board,
                    stamp(now),
                ),
            )
            posted.append(replace(call, id=cursor.lastrowid or 0))
        return tuple(posted)

    def unsent(self) -> tuple[Outgoing, ...]:
        found = self._db.execute(
            "SELECT chat, method, payload, reason, question, message, rank, id, board FROM outbox "
            "WHERE sent_at IS NULL ORDER BY id"
        )
        return tuple(Outgoing(*row) for row in found)

    def on_its_way(self, question: int) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM outbox WHERE sent_at IS NULL AND question = ? LIMIT 1", (question,)
        )
        return found.fetchone() is not None

    def sent(self, call: int, message: int, now: datetime, error: str = "", poll: str = "") -> None:
        row = self._db.execute(
            "UPDATE outbox SET sent_at = ?, payload = '', error = ? WHERE id = ? RETURNING question, board",
            (stamp(now), error, call),
        ).fetchone()
        if row is None:
            return
        question, board = row
        if error and question:  # a contest need not wait for what nobody will see
            self._db.execute(
                "UPDATE contests SET due_at = ? WHERE stage = 'asked' AND due_at IS NOT NULL "
                "AND session = (SELECT session FROM questions WHERE id = ? AND shown_at IS NULL)",
                (stamp(now), question),
            )
        if not message:
            return
        if question:
            self._db.execute(
                "UPDATE questions SET message = ?1, shown_at = coalesce(shown_at, ?2), "
                "poll = iif(?3 = '', poll, ?3) WHERE id = ?4",
                (message, stamp(now), poll, question),
            )
        if board:
            self._db.execute("UPDATE contests SET board = ? WHERE id = ?", (message, board))

    def drop(self, chat: int, error: str, now: datetime) -> None:
        self._db.execute(  # a contest need not wait for what nobody will see
            "UPDATE contests SET due_at = ?1 WHERE stage = 'asked' AND due_at IS NOT NULL AND session IN "
            "(SELECT q.session FROM questions q JOIN outbox o ON o.question = q.id "
            "WHERE o.chat = ?2 AND o.sent_at IS NULL AND q.shown_at IS NULL AND q.closed_at IS NULL)",
            (stamp(now), chat),
        )
        self._db.execute(
            "UPDATE outbox SET sent_at = ?, payload = '', error = ? WHERE chat = ? AND sent_at IS NULL",
            (stamp(now), error, chat),
        )

    def reach(self, chat: int, unreachable: str, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO chats (id, unreachable, since) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET unreachable = excluded.unreachable, since = excluded.since "
            "WHERE unreachable <> excluded.unreachable",
            (chat, unreachable, stamp(now)),
        )

    def seen(self, chat: int, now: datetime) -> None:
        self._db.execute(
            "UPDATE chats SET unreachable = '', since = ? WHERE id = ? AND unreachable <> ''",
            (stamp(now), chat),
        )

    def move(self, before: int, after: int, now: datetime) -> None:
        if before == after:
            return  # a call that an earlier process left may meet the old id again
        # Where both chats have a running session, the one that began in the chat that remains goes on.
        doubled = (
            "SELECT id FROM sessions WHERE chat = ?2 AND ended_at IS NULL "
            "AND (topic, kind) IN (SELECT topic, kind FROM sessions WHERE chat = ?3 AND ended_at IS NULL)"
        )
        self._db.execute(
            f"UPDATE questions SET closed_at = ?1 WHERE closed_at IS NULL AND session IN ({doubled})",  # noqa: S608
            (stamp(now), before, after),
        )
        self._db.execute(
            f"UPDATE contests SET stage = 'cancelled', due_at = NULL WHERE session IN ({doubled})",  # noqa: S608
            (stamp(now), before, after),
        )
        self._db.execute(
            f"UPDATE sessions SET ended_at = ?1 WHERE id IN ({doubled})",  # noqa: S608
            (stamp(now), before, after),
        )
        # The new chat counts its messages anew: an old number could be anybody's there.
        self._db.execute(
            "UPDATE questions SET message = 0 WHERE session IN (SELECT id FROM sessions WHERE chat = ?)",
            (before,),
        )
        ours = "session IN (SELECT id FROM sessions WHERE chat = ?)"
        self._db.execute(
            f"UPDATE questions SET shown_at = NULL, poll = '' WHERE closed_at IS NULL AND {ours}",  # noqa: S608
            (before,),
        )
        # A lobby is shown anew where people can join now.
        self._db.execute(
            f"UPDATE contests SET board = 0, due_at = iif(stage = 'lobby', ?, due_at) WHERE {ours}",  # noqa: S608
            (stamp(now), before),
        )
        self._db.execute(
            f"DELETE FROM litter WHERE contest IN (SELECT id FROM contests WHERE {ours})",  # noqa: S608
            (before,),
        )
        self._db.execute("UPDATE outbox SET message = 0 WHERE chat = ? AND sent_at IS NULL", (before,))
        both_played = self._db.execute(
            "SELECT day FROM day_tallies WHERE chat = ? INTERSECT SELECT day FROM day_tallies WHERE chat = ?",
            (before, after),
        ).fetchall()
        for table in MOVABLE:
            # Where both have something, that of the chat that remains stays: its day may have had its question.
            self._db.execute(f"UPDATE OR IGNORE {table} SET chat = ? WHERE chat = ?", (after, before))  # noqa: S608
            if table not in ("sessions", "outbox"):
                self._db.execute(f"DELETE FROM {table} WHERE chat = ?", (before,))  # noqa: S608
        for (day,) in both_played:
            tally_day(self._db, after, day, BEST)
        self._db.execute("DELETE FROM chats WHERE id = ?", (before,))

    def prune(self, before: datetime) -> int:
        gone = self._db.execute("DELETE FROM inbox WHERE finished_at < ?", (stamp(before),)).rowcount
        slots = stamp(before - SLOTS_KEPT)
        gone += self._db.execute(
            "DELETE FROM deliveries WHERE due_at < ? AND state IN ('posted', 'dropped')", (slots,)
        ).rowcount
        gone += self._db.execute("DELETE FROM arrivals WHERE at < ?", (stamp(before),)).rowcount
        return gone + self._db.execute("DELETE FROM outbox WHERE sent_at < ?", (stamp(before),)).rowcount
