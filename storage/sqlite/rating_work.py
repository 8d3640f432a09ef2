"""Ratings on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from content.deck import Mode
from storage.sqlite import rows
from storage.sqlite.rows import moment, stamp, unlisted
from study.rating.model import Difficulty, Rating, Trial
from study.rating.ports import Gain
from study.values import item_key

TRIALS = (
    "SELECT s.question, s.person, s.deck, s.item, a.mode, q.options, s.share, s.at, s.day FROM scores s "
    "JOIN answers a ON a.question = s.question AND a.person = s.person JOIN questions q ON q.id = s.question "
    "WHERE s.contest = ? AND NOT EXISTS (SELECT 1 FROM appeals WHERE answer = a.id AND ruling = 'granted') "
    "ORDER BY s.question, a.id"
)


class RatingWork:
    """``study.rating.ports.Ratings`` inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def claim_rating(self, contest: int) -> bool:
        cursor = self._db.execute(
            "INSERT INTO rated_contests (contest) VALUES (?) ON CONFLICT DO NOTHING", (contest,)
        )
        return cursor.rowcount == 1

    def rated_contests(self) -> tuple[int, ...]:
        return tuple(row[0] for row in self._db.execute("SELECT contest FROM rated_contests ORDER BY number"))

    def trials(self, contest: int) -> tuple[Trial, ...]:
        return tuple(_trial(row) for row in self._db.execute(TRIALS, (contest,)))

    def ratings(self, people: Iterable[int]) -> dict[int, Rating]:
        found = {}
        for person in people:
            row = self._db.execute(
                "SELECT theta, answers, day, began FROM ratings WHERE person = ?", (person,)
            ).fetchone()
            if row:
                found[person] = Rating(person, row[0], row[1], date.fromisoformat(row[2]), row[3])
        return found

    def put_ratings(self, ratings: Iterable[Rating]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO ratings (person, theta, answers, day, began) VALUES (?, ?, ?, ?, ?)",
            [(one.person, one.theta, one.answers, one.day.isoformat(), one.began) for one in ratings],
        )

    def difficulties(self, contest: int) -> dict[tuple[str, Mode], Difficulty]:
        found = self._db.execute(
            "SELECT deck, item, mode, prior, delta, answers FROM item_ratings "
            "WHERE (deck, item) IN (SELECT deck, item FROM scores WHERE contest = ?)",
            (contest,),
        )
        read = (Difficulty(row[0], row[1], Mode(row[2]), *row[3:]) for row in found)
        return {(item_key(one.deck, one.item), one.mode): one for one in read}

    def put_difficulties(self, difficulties: Iterable[Difficulty]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO item_ratings (deck, item, mode, prior, delta, answers) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(one.deck, one.item, one.mode.value, one.prior, one.delta, one.answers) for one in difficulties],
        )

    def counted_at(self, contest: int) -> dict[tuple[int, str], datetime]:
        found = self._db.execute(
            "SELECT r.person, r.deck, r.item, r.at FROM scores s "
            "JOIN rated_items r ON r.person = s.person AND r.deck = s.deck AND r.item = s.item "
            "WHERE s.contest = ?",
            (contest,),
        )
        return {(person, item_key(deck, item)): moment(at) for person, deck, item, at in found}

    def put_counted(self, counted: Mapping[tuple[int, str], datetime]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO rated_items (person, deck, item, at) VALUES (?, ?, ?, ?)",
            [(person, *key.split("/", 1), stamp(at)) for (person, key), at in counted.items()],
        )

    def put_gains(self, contest: int, gains: Sequence[Gain]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO rating_gains (contest, person, month, gain, before) VALUES (?, ?, ?, ?, ?)",
            [(contest, one.person, one.month.isoformat(), one.gain, one.before) for one in gains],
        )

    def forget_ratings(self) -> None:
        for table in ("ratings", "rated_items", "rating_gains"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        self._db.execute("UPDATE item_ratings SET delta = prior, answers = 0")


def _trial(row: rows.Row) -> Trial:
    question, person, deck, item, mode, options, share, at, day = row
    choices = len(unlisted(options)) if mode == Mode.CHOICE.value else 0
    read = date.fromisoformat(day)
    return Trial(question, person, deck, item, Mode(mode), choices, share, moment(at), read)
