"""Answers to contests on SQLite: when questions were seen, what answers are worth, what is doubted."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from storage.sqlite import rows
from storage.sqlite.rows import moment, optional, stamp
from study.contest.values import (
    Appeal,
    Contest,
    Ruling,
    Score,
    Timing,
    Total,
)
from study.values import Asked


class ScoreWork:
    """The part of ``study.contest.ports.Contests`` about questions and answers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # answers and points

    def timing(self, question: int) -> Timing | None:
        row = self._db.execute(
            "SELECT shown_at, lost_from, lost_ms, poll FROM questions WHERE id = ?", (question,)
        ).fetchone()
        if row is None or row[0] is None:
            return None
        return Timing(moment(row[0]), optional(row[1]), timedelta(milliseconds=row[2]), bool(row[3]))

    def seen_at(self, question: int, now: datetime) -> None:
        self._db.execute(
            "UPDATE questions SET shown_at = ? WHERE id = ? AND shown_at IS NULL", (stamp(now), question)
        )

    def lose(self, question: int, since: datetime, span: timedelta) -> None:
        self._db.execute(
            "UPDATE questions SET lost_from = coalesce(lost_from, ?), lost_ms = lost_ms + ? WHERE id = ?",
            (stamp(since), round(span.total_seconds() * 1000), question),
        )

    def unsee(self, question: int) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO poll_copies (poll, question) "
            "SELECT poll, id FROM questions WHERE id = ? AND poll <> ''",
            (question,),
        )
        self._db.execute(
            "UPDATE questions SET shown_at = NULL, lost_from = NULL, lost_ms = 0, message = 0, poll = '' "
            "WHERE id = ?",
            (question,),
        )

    def asked_in_poll(self, poll: str) -> Asked | None:
        row = self._db.execute(
            f"SELECT {rows.QUESTION} FROM questions WHERE poll <> '' AND poll = ?1 "  # noqa: S608
            f"UNION ALL SELECT {rows.QUESTION} FROM questions "
            "WHERE id IN (SELECT question FROM poll_copies WHERE poll = ?1) LIMIT 1",
            (poll,),
        ).fetchone()
        return rows.question(row) if row else None

    def know_poll(self, poll: str, question: int) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO poll_copies (poll, question) SELECT ?1, ?2 "
            "WHERE NOT EXISTS (SELECT 1 FROM questions WHERE poll <> '' AND poll = ?1)",
            (poll, question),
        )
        self._db.execute("UPDATE questions SET poll = ? WHERE id = ? AND poll = ''", (poll, question))

    def poll_refused(self, question: int) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM outbox o JOIN questions q ON q.id = o.question WHERE q.id = ? AND q.shown_at IS NULL "
            "AND o.method = 'sendPoll' AND o.error LIKE '%poll%' LIMIT 1",
            (question,),
        )
        return found.fetchone() is not None

    def follow_clock(self, question: int, span: timedelta) -> None:
        self._db.execute(
            "UPDATE questions SET asked_at = asked_at + ?1, shown_at = shown_at + ?1, lost_from = lost_from + ?1 "
            "WHERE id = ?2",
            (round(span / timedelta(milliseconds=1)), question),
        )

    def answered_by(self, question: int) -> int:
        row = self._db.execute("SELECT count(*) FROM answers WHERE question = ?", (question,)).fetchone()
        return int(row[0])

    def put_scores(self, contest: Contest, scores: Sequence[Score]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO scores (question, person, contest, chat, deck, item, share, points, "
            "streak, day, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    one.question,
                    one.person,
                    contest.id,
                    contest.session.place.chat,
                    one.deck,
                    one.item,
                    one.share,
                    one.points,
                    one.streak,
                    one.day.isoformat(),
                    stamp(one.at),
                )
                for one in scores
            ],
        )

    def scores(self, contest: int) -> tuple[Score, ...]:
        found = self._db.execute(
            "SELECT s.question, s.person, s.deck, s.item, s.share, s.points, s.streak, s.at, s.day FROM scores s "
            "JOIN answers a ON a.question = s.question AND a.person = s.person "
            "WHERE s.contest = ? ORDER BY s.question, a.id",
            (contest,),
        )
        return tuple(_score(row) for row in found)

    def totals(self, contest: int) -> dict[int, Total]:
        found = self._db.execute(
            "SELECT person, sum(points), sum(share = 1), count(*) FROM scores WHERE contest = ? GROUP BY person",
            (contest,),
        )
        return {person: Total(*summed) for person, *summed in found}

    def streaks_before(self, contest: int, question: int) -> dict[int, int]:
        found = self._db.execute(
            "SELECT person, streak FROM scores WHERE contest = ?1 AND question = "
            "(SELECT max(question) FROM scores WHERE contest = ?1 AND question < ?2)",
            (contest, question),
        )
        return dict(found.fetchall())

    # appeals

    def appeal(self, answer: int, contest: int, now: datetime) -> bool:
        cursor = self._db.execute(
            "INSERT INTO appeals (answer, contest, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (answer, contest, stamp(now)),
        )
        return cursor.rowcount == 1

    def appeals(self, contest: int) -> tuple[Appeal, ...]:
        found = self._db.execute(
            "SELECT p.answer, p.contest, a.person, coalesce(n.name, ''), a.given, a.question, a.deck, a.item, "
            "p.ruling FROM appeals p JOIN answers a ON a.id = p.answer LEFT JOIN people n ON n.id = a.person "
            "WHERE p.contest = ? ORDER BY p.at, p.answer",
            (contest,),
        )
        return tuple(_appeal(row) for row in found)

    def rule(self, answer: int, ruling: Ruling, by: int) -> None:
        self._db.execute(
            "UPDATE appeals SET ruling = ?, ruled_by = ? WHERE answer = ?", (ruling.value, by, answer)
        )


def _score(row: rows.Row) -> Score:
    question, person, deck, item, share, points, streak, at, day = row
    return Score(question, person, deck, item, share, points, streak, moment(at), date.fromisoformat(day))


def _appeal(row: rows.Row) -> Appeal:
    answer, contest, person, name, given, question, deck, item, ruling = row
    return Appeal(answer, contest, person, name, given, question, deck, item, Ruling(ruling))
