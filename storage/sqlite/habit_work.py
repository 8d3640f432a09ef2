"""How people study, and for what, on SQLite."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from storage.sqlite.rows import listed, stamp, unlisted
from study.daily.planning import minutes, wall_time
from study.habits import Goal, Habits


class HabitWork:
    """The part of ``study.ports.Work`` about a person's habits and goals."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def habits(self, person: int) -> Habits:
        row = self._db.execute(
            "SELECT zone, day_starts, pace, dose FROM habits WHERE person = ?", (person,)
        ).fetchone()
        return Habits(person, row[0], wall_time(row[1]), row[2], row[3]) if row else Habits(person)

    def put_habits(self, habits: Habits) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO habits (person, zone, day_starts, pace, dose) VALUES (?, ?, ?, ?, ?)",
            (habits.person, habits.zone, minutes(habits.day_starts), habits.pace, habits.dose),
        )

    def goal(self, person: int) -> Goal | None:
        row = self._db.execute("SELECT day, decks FROM goals WHERE person = ?", (person,)).fetchone()
        return Goal(person, date.fromisoformat(row[0]), unlisted(row[1])) if row else None

    def put_goal(self, goal: Goal, now: datetime) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO goals (person, day, decks, set_at) VALUES (?, ?, ?, ?)",
            (goal.person, goal.day.isoformat(), listed(goal.decks), stamp(now)),
        )

    def drop_goal(self, person: int) -> bool:
        return self._db.execute("DELETE FROM goals WHERE person = ?", (person,)).rowcount > 0
