"""Tables, seasons and tags on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from storage.sqlite.rows import stamp
from study.standing_ports import Improvement, ItemTally, Season, Tally
from study.values import Place

SCORED = "FROM scores s JOIN contests c ON c.id = s.contest AND c.stage = 'over' WHERE s.chat = ? AND s.day "
TALLY = (
    "WITH given AS (SELECT s.person, s.deck, s.share, s.question, iif(row_number() OVER "  # noqa: S608
    "(PARTITION BY s.person, s.deck, s.item ORDER BY s.points DESC, s.question) = 1, s.points, 0) AS points "
    f"{SCORED} = ?), "
    "ranked AS (SELECT person, deck, points, share, "
    "row_number() OVER (PARTITION BY person ORDER BY points DESC, question) AS nth, "
    "row_number() OVER (PARTITION BY person, deck ORDER BY points DESC, question) AS nth_of_deck FROM given) "
    "INSERT INTO day_tallies (chat, day, deck, person, points, right, answered) "
    "SELECT ?1, ?2, '', person, sum(iif(nth <= ?3, points, 0)), sum(share >= 1), count(*) "
    "FROM ranked GROUP BY person UNION ALL "
    "SELECT ?1, ?2, deck, person, sum(iif(nth_of_deck <= ?3, points, 0)), sum(share >= 1), count(*) "
    "FROM ranked GROUP BY person, deck"
)
TALLIES = (
    "SELECT t.person, coalesce(n.name, ''), sum(t.points), sum(t.right), sum(t.answered) FROM day_tallies t "
    "LEFT JOIN people n ON n.id = t.person WHERE t.chat = ? AND t.deck = ? AND t.day BETWEEN ? AND ? "
    "GROUP BY t.person"
)
HARDEST = (
    f"SELECT s.deck, s.item, avg(s.share) AS mean, count(*) AS answers {SCORED} BETWEEN ? AND ? "
    "GROUP BY s.deck, s.item HAVING answers >= ? ORDER BY mean, answers DESC, s.deck, s.item LIMIT 10"
)
IMPROVED = (
    "SELECT g.person, coalesce(n.name, ''), sum(g.gain) AS gain, min(g.before) FROM sessions s "
    "JOIN contests c ON c.session = s.id JOIN rating_gains g ON g.contest = c.id AND g.month = ? "
    "LEFT JOIN people n ON n.id = g.person WHERE s.chat = ? GROUP BY g.person ORDER BY gain DESC, g.person"
)


def tally_day(db: sqlite3.Connection, chat: int, day: str, best: int) -> None:
    """Reckon a day of a group (ISO date) anew: an item counts once for a person, and the ``best`` ones count."""
    db.execute("DELETE FROM day_tallies WHERE chat = ? AND day = ?", (chat, day))
    db.execute(TALLY, (chat, day, best))


class StandingWork:
    """The tables, seasons and tags of ``study.standing_ports.Standings``, inside a transaction of somebody else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # tables

    def tally_days(self, contest: int, best: int) -> tuple[date, ...]:
        found = self._db.execute(
            "SELECT DISTINCT chat, day FROM scores WHERE contest = ?", (contest,)
        ).fetchall()
        for chat, day in found:
            tally_day(self._db, chat, day, best)
        return tuple(date.fromisoformat(day) for _, day in found)

    def tally_all_days(self, best: int) -> None:
        self._db.execute("DELETE FROM day_tallies")
        for chat, day in self._db.execute("SELECT DISTINCT chat, day FROM scores").fetchall():
            tally_day(self._db, chat, day, best)

    def tallies(self, chat: int, first: date, last: date, deck: str) -> tuple[Tally, ...]:
        values = (chat, deck, first.isoformat(), last.isoformat())
        return tuple(Tally(*row) for row in self._db.execute(TALLIES, values))

    def played_before(self, chat: int, day: date) -> date | None:
        return self._day(
            "SELECT max(day) FROM day_tallies WHERE chat = ? AND deck = '' AND day < ?", chat, day
        )

    def played_from(self, chat: int, day: date) -> date | None:
        return self._day(
            "SELECT min(day) FROM day_tallies WHERE chat = ? AND deck = '' AND day >= ?", chat, day
        )

    def _day(self, query: str, chat: int, day: date) -> date | None:
        row = self._db.execute(query, (chat, day.isoformat())).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def decks_played(self, chat: int) -> tuple[str, ...]:
        found = self._db.execute(
            "SELECT deck FROM day_tallies WHERE chat = ? AND deck <> '' GROUP BY deck "
            "ORDER BY sum(answered) DESC, deck",
            (chat,),
        )
        return tuple(row[0] for row in found)

    def groups_of(self, person: int) -> tuple[int, ...]:
        found = self._db.execute(
            "SELECT chat FROM day_tallies WHERE person = ? AND deck = '' GROUP BY chat "
            "ORDER BY max(day) DESC, chat",
            (person,),
        )
        return tuple(row[0] for row in found)

    # a month

    def hardest_items(self, chat: int, first: date, last: date, least: int) -> tuple[ItemTally, ...]:
        found = self._db.execute(HARDEST, (chat, first.isoformat(), last.isoformat(), least))
        return tuple(ItemTally(*row) for row in found)

    def improvements(self, chat: int, month: date) -> tuple[Improvement, ...]:
        found = self._db.execute(IMPROVED, (month.isoformat(), chat))
        return tuple(Improvement(*row) for row in found)

    def playing_since(self, chat: int, before: datetime) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM sessions s JOIN contests c ON c.session = s.id WHERE s.chat = ? "
            "AND s.kind = 'contest' AND s.started_at < ? AND c.stage NOT IN ('lobby', 'over', 'cancelled') LIMIT 1",
            (chat, stamp(before)),
        )
        return found.fetchone() is not None

    # seasons

    def note_season(self, season: Season, due_at: datetime) -> None:
        self._db.execute(
            "INSERT INTO seasons (chat, month, topic, due_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (chat, month) DO UPDATE SET topic = excluded.topic",
            (season.place.chat, season.month.isoformat(), season.place.topic, stamp(due_at)),
        )

    def seasons_due(self, now: datetime, limit: int) -> tuple[Season, ...]:
        found = self._db.execute(
            "SELECT chat, topic, month FROM seasons WHERE closed_at IS NULL AND due_at <= ? "
            "ORDER BY due_at LIMIT ?",
            (stamp(now), limit),
        )
        return tuple(Season(Place(chat, topic), date.fromisoformat(month)) for chat, topic, month in found)

    def put_off_season(self, season: Season, due_at: datetime) -> None:
        self._db.execute(
            "UPDATE seasons SET due_at = ? WHERE chat = ? AND month = ?",
            (stamp(due_at), season.place.chat, season.month.isoformat()),
        )

    def close_season(self, season: Season, now: datetime) -> bool:
        cursor = self._db.execute(
            "UPDATE seasons SET closed_at = ? WHERE chat = ? AND month = ? AND closed_at IS NULL",
            (stamp(now), season.place.chat, season.month.isoformat()),
        )
        return cursor.rowcount == 1

    # tags

    def tagged(self, chat: int) -> tuple[int, ...]:
        found = self._db.execute("SELECT person FROM tagged WHERE chat = ? ORDER BY person", (chat,))
        return tuple(row[0] for row in found)

    def put_tagged(self, chat: int, people: Iterable[int]) -> None:
        self._db.execute("DELETE FROM tagged WHERE chat = ?", (chat,))
        self._db.executemany(
            "INSERT INTO tagged (chat, person) VALUES (?, ?)", [(chat, person) for person in people]
        )
