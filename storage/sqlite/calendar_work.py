"""Schedules and deliveries on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from storage.sqlite.rows import listed, moment, stamp, unlisted
from study.daily.planning import minutes, wall_time
from study.daily.values import Coming, Delivery, Due, Pause, Schedule, State
from study.values import Place

SCHEDULE = (
    "chat, topic, kind, owner, shared, zone, wall, weekdays, count, decks, quiet_from, quiet_to, paused, "
    "next_at, answered_at, unanswered"
)
DELIVERY = "chat, topic, kind, day, due_at, state, session"


class CalendarWork:
    """``study.daily.ports.Calendar`` inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # planning

    def due(self, now: int, limit: int) -> tuple[Due, ...]:
        found = self._db.execute(
            "SELECT s.chat, s.topic, s.kind, s.zone, s.wall, s.weekdays, s.next_at, "
            "coalesce(c.unreachable, '') = '' "
            "FROM schedules s LEFT JOIN chats c ON c.id = s.chat "
            "WHERE s.next_at <= ? ORDER BY s.next_at LIMIT ?",
            (now, limit),
        )
        return tuple(Due(*row) for row in found)

    def claim(self, slots: Sequence[tuple[int, int, str, str, int, str]]) -> None:
        self._db.executemany(
            "INSERT INTO deliveries (chat, topic, kind, day, due_at, state) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            slots,
        )

    def come_next(self, moments: Sequence[tuple[int | None, int, int, str]]) -> None:
        self._db.executemany(
            "UPDATE schedules SET next_at = ? WHERE chat = ? AND topic = ? AND kind = ?", moments
        )

    def moments_ahead(self, now: int) -> tuple[tuple[str, int, int], ...]:
        found = self._db.execute(
            "SELECT DISTINCT zone, wall, next_at FROM schedules WHERE next_at > ? ORDER BY next_at", (now,)
        )
        return tuple(found.fetchall())

    def shift(self, zone: str, wall: int, before: int, after: int) -> None:
        self._db.execute(
            "UPDATE schedules SET next_at = ? WHERE next_at = ? AND zone = ? AND wall = ?",
            (after, before, zone, wall),
        )

    # delivering

    def claimed(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        found = self._db.execute(
            f"SELECT {DELIVERY} FROM deliveries WHERE state = 'claimed' AND due_at <= ? "  # noqa: S608
            "ORDER BY due_at LIMIT ?",
            (stamp(now), limit),
        )
        return tuple(_delivery(row) for row in found)

    def settle(self, delivery: Delivery, state: State, session: int | None = None) -> None:
        self._db.execute(
            "UPDATE deliveries SET state = ?, session = coalesce(?, session) "
            "WHERE chat = ? AND topic = ? AND kind = ? AND day = ?",
            (state.value, session, *_key(delivery)),
        )

    def put_off(self, delivery: Delivery, due_at: datetime) -> None:
        self._db.execute(
            "UPDATE deliveries SET state = 'claimed', due_at = ? "
            "WHERE chat = ? AND topic = ? AND kind = ? AND day = ?",
            (stamp(due_at), *_key(delivery)),
        )

    def taken(self, place: Place, kind: Coming, day: date) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM deliveries WHERE chat = ? AND topic = ? AND kind = ? AND day = ?",
            (place.chat, place.topic, kind.value, day.isoformat()),
        ).fetchone()
        return row is not None

    def drop_claimed(self, place: Place, kind: Coming) -> None:
        self._db.execute(
            "UPDATE deliveries SET state = 'dropped' "
            "WHERE chat = ? AND topic = ? AND kind = ? AND state = 'claimed'",
            (place.chat, place.topic, kind.value),
        )

    def delivery_of(self, session: int) -> Delivery | None:
        row = self._db.execute(
            f"SELECT {DELIVERY} FROM deliveries WHERE session = ?",  # noqa: S608
            (session,),
        ).fetchone()
        return _delivery(row) if row else None

    def late_before(self, delivery: Delivery) -> int:
        chat, topic, kind, day = _key(delivery)
        row = self._db.execute(
            "SELECT count(*) FROM deliveries WHERE chat = ?1 AND topic = ?2 AND kind = ?3 AND state = 'late' "
            "AND day < ?4 AND day > coalesce((SELECT max(day) FROM deliveries WHERE chat = ?1 AND topic = ?2 "
            "AND kind = ?3 AND state = 'posted' AND day < ?4), '')",
            (chat, topic, kind, day),
        ).fetchone()
        return int(row[0])

    def days_missed(self, place: Place, kind: Coming) -> tuple[date, ...]:
        found = self._db.execute(
            "SELECT day FROM deliveries WHERE chat = ? AND topic = ? AND kind = ? "
            "AND state IN ('late', 'nothing') ORDER BY day",
            (place.chat, place.topic, kind.value),
        )
        return tuple(date.fromisoformat(day) for (day,) in found)

    def set_plan(self, place: Place, steps: Sequence[tuple[date, int]]) -> None:
        first = steps[0][0].isoformat()
        self._db.execute(
            "DELETE FROM plans WHERE chat = ? AND topic = ? AND day >= ?", (place.chat, place.topic, first)
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO plans (chat, topic, day, weekdays) VALUES (?, ?, ?, ?)",
            [(place.chat, place.topic, day.isoformat(), weekdays) for day, weekdays in steps],
        )

    def plans(self, place: Place) -> tuple[tuple[date, int], ...]:
        found = self._db.execute(
            "SELECT day, weekdays FROM plans WHERE chat = ? AND topic = ? ORDER BY day",
            (place.chat, place.topic),
        )
        return tuple((date.fromisoformat(day), weekdays) for day, weekdays in found)

    # schedules

    def schedule(self, place: Place, kind: Coming) -> Schedule | None:
        row = self._db.execute(
            f"SELECT {SCHEDULE} FROM schedules WHERE chat = ? AND topic = ? AND kind = ?",  # noqa: S608
            (place.chat, place.topic, kind.value),
        ).fetchone()
        return _schedule(row) if row else None

    def schedules_of(self, owner: int) -> tuple[Schedule, ...]:
        found = self._db.execute(
            f"SELECT {SCHEDULE} FROM schedules WHERE owner = ? ORDER BY chat, topic, kind",  # noqa: S608
            (owner,),
        )
        return tuple(_schedule(row) for row in found)

    def schedules_in(self, chat: int) -> tuple[Schedule, ...]:
        found = self._db.execute(
            f"SELECT {SCHEDULE} FROM schedules WHERE chat = ? ORDER BY topic, kind",  # noqa: S608
            (chat,),
        )
        return tuple(_schedule(row) for row in found)

    def put_schedule(self, schedule: Schedule) -> None:
        values = (
            schedule.place.chat,
            schedule.place.topic,
            schedule.kind.value,
            schedule.owner,
            int(schedule.shared),
            schedule.zone,
            minutes(schedule.wall),
            schedule.weekdays,
            schedule.count,
            listed(schedule.decks),
            minutes(schedule.quiet_from),
            minutes(schedule.quiet_to),
            schedule.paused.value,
            None if schedule.next_at is None else stamp(schedule.next_at),
            None if schedule.answered_at is None else stamp(schedule.answered_at),
            schedule.unanswered,
        )
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR REPLACE INTO schedules ({SCHEDULE}) VALUES ({marks})", values)  # noqa: S608

    # what the study of a group leaves behind

    def note_group_answer(self, place: Place, person: int, day: date, at: datetime) -> None:
        self._db.execute(
            "INSERT INTO chat_days (chat, topic, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (place.chat, place.topic, day.isoformat()),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO members (chat, person, answered_at) VALUES (?, ?, ?)",
            (place.chat, person, stamp(at)),
        )

    def group_days(self, place: Place) -> tuple[date, ...]:
        found = self._db.execute(
            "SELECT day FROM chat_days WHERE chat = ? AND topic = ? ORDER BY day", (place.chat, place.topic)
        )
        return tuple(date.fromisoformat(day) for (day,) in found)

    def members(self, chat: int, since: datetime) -> tuple[int, ...]:
        found = self._db.execute(
            "SELECT person FROM members WHERE chat = ? AND answered_at >= ? ORDER BY person",
            (chat, stamp(since)),
        )
        return tuple(person for (person,) in found)

    def answered(self, place: Place, at: datetime) -> None:
        self._db.execute(
            "UPDATE schedules SET answered_at = ?, unanswered = 0 WHERE chat = ? AND topic = ?",
            (stamp(at), place.chat, place.topic),
        )


def _key(delivery: Delivery) -> tuple[int, int, str, str]:
    return delivery.place.chat, delivery.place.topic, delivery.kind.value, delivery.day.isoformat()


def _delivery(row: Sequence[Any]) -> Delivery:
    chat, topic, kind, day, due_at, state, session = row
    return Delivery(
        Place(chat, topic), Coming(kind), date.fromisoformat(day), moment(due_at), State(state), session
    )


def _schedule(row: Sequence[Any]) -> Schedule:
    return Schedule(
        place=Place(row[0], row[1]),
        kind=Coming(row[2]),
        owner=row[3],
        shared=bool(row[4]),
        zone=row[5],
        wall=wall_time(row[6]),
        weekdays=row[7],
        count=row[8],
        decks=unlisted(row[9]),
        quiet_from=wall_time(row[10]),
        quiet_to=wall_time(row[11]),
        paused=Pause(row[12]),
        next_at=None if row[13] is None else moment(row[13]),
        answered_at=None if row[14] is None else moment(row[14]),
        unanswered=row[15],
    )
