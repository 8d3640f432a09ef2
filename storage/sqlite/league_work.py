"""The league between groups, and people's runs, on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from storage.sqlite import rows
from storage.sqlite.rows import listed, moment, stamp, unlisted
from study.league.values import Club, Finish, Given, Moved, Rank
from study.values import Outcome, Place, Session

SESSION = ", ".join(f"s.{name}" for name in rows.SESSION.split(", "))
CLUB = "c.id, c.chat, c.topic, c.name, c.token, c.division, c.joined_at, c.rank, c.idle"
CLUBS = f"SELECT {CLUB} FROM clubs c"  # noqa: S608
FINISHES = (
    "SELECT f.fortnight, f.division, f.place, f.size, f.points, f.players, f.moved, f.next_division, "  # noqa: S608
    f"{CLUB} FROM league_finishes f JOIN clubs c ON c.id = f.club"
)


class LeagueWork:
    """``study.league.ports.League`` inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # runs

    def runs_of(self, kind: str, ref: int, person: int) -> tuple[tuple[int, Session], ...]:
        found = self._db.execute(
            f"SELECT e.chat, {SESSION} FROM entries e JOIN sessions s ON s.id = e.session "  # noqa: S608
            "WHERE e.kind = ? AND e.ref = ? AND e.person = ? ORDER BY e.at, e.session",
            (kind, ref, person),
        )
        return tuple((row[0], rows.session(row[1:])) for row in found)

    def groups_played_for(self, kind: str, person: int) -> tuple[int, ...]:
        found = self._db.execute(
            "SELECT chat FROM entries WHERE kind = ? AND person = ? GROUP BY chat ORDER BY max(at) DESC, chat",
            (kind, person),
        )
        return tuple(chat for (chat,) in found)

    def given_in_runs(self, kind: str, ref: int, chats: Collection[int]) -> tuple[Given, ...]:
        marks = ", ".join("?" * len(chats))
        found = self._db.execute(
            "SELECT e.chat, e.person, e.session, a.outcome, a.score, count(*) FROM entries e "  # noqa: S608
            "JOIN questions q ON q.session = e.session "
            "JOIN answers a ON a.question = q.id AND a.person = e.person "
            f"WHERE e.kind = ? AND e.ref = ? AND e.chat IN ({marks}) "
            "GROUP BY e.chat, e.person, e.session, a.outcome, a.score",
            (kind, ref, *chats),
        )
        return tuple(
            Given(chat, person, session, Outcome(outcome), score, many)
            for chat, person, session, outcome, score, many in found
        )

    # groups

    def club(self, chat: int) -> Club | None:
        return self._club("WHERE c.chat = ?", chat)

    def club_by_token(self, token: str) -> Club | None:
        return self._club("WHERE c.token = ?", token)

    def club_by_key(self, key: str) -> Club | None:
        return self._club("WHERE c.key = ? AND c.rank <> 'left'", key)

    def _club(self, where: str, value: object) -> Club | None:
        row = self._db.execute(f"{CLUBS} {where}", (value,)).fetchone()
        return _club(row) if row else None

    def clubs(self) -> tuple[Club, ...]:
        found = self._db.execute(f"{CLUBS} WHERE c.rank <> 'left' ORDER BY c.joined_at, c.id")
        return tuple(_club(row) for row in found)

    def put_club(self, club: Club, key: str) -> Club:
        values = (
            club.place.chat,
            club.place.topic,
            club.name,
            key,
            club.token,
            club.division,
            stamp(club.joined_at),
            club.rank.value,
            club.idle,
        )
        if club.id:
            self._db.execute(  # a name from before two looked alike is kept, beside the other one
                "UPDATE clubs SET chat = ?1, topic = ?2, name = ?3, key = iif(EXISTS (SELECT 1 FROM clubs "
                "WHERE key = ?4 AND rank <> 'left' AND id <> ?10), key, ?4), token = ?5, division = ?6, "
                "joined_at = ?7, rank = ?8, idle = ?9 WHERE id = ?10",
                (*values, club.id),
            )
            return club
        cursor = self._db.execute(
            "INSERT INTO clubs (chat, topic, name, key, token, division, joined_at, rank, idle) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return replace(club, id=cursor.lastrowid or 0)

    # weeks

    def league_set(self, week: int) -> tuple[str, ...]:
        row = self._db.execute("SELECT items FROM league_sets WHERE week = ?", (week,)).fetchone()
        return unlisted(row[0]) if row else ()

    def put_league_set(self, week: int, keys: Sequence[str]) -> None:
        self._db.execute(
            "INSERT INTO league_sets (week, items) VALUES (?, ?) ON CONFLICT DO NOTHING", (week, listed(keys))
        )

    # fortnights

    def league_closed(self) -> int | None:
        row = self._db.execute("SELECT max(fortnight) FROM league_closings").fetchone()
        return None if row[0] is None else int(row[0])

    def close_fortnight(self, fortnight: int, now: datetime) -> bool:
        cursor = self._db.execute(
            "INSERT INTO league_closings (fortnight, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (fortnight, stamp(now)),
        )
        return cursor.rowcount == 1

    def put_finish(self, finish: Finish) -> None:
        self._db.execute(
            "INSERT INTO league_finishes (fortnight, club, division, place, size, points, players, moved, "
            "next_division) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                finish.fortnight,
                finish.club.id,
                finish.division,
                finish.place,
                finish.size,
                finish.points,
                finish.players,
                finish.moved.value,
                finish.next_division,
            ),
        )

    def finishes(self, fortnight: int) -> tuple[Finish, ...]:
        return self._finishes(
            "WHERE f.fortnight = ? ORDER BY f.division, f.place, c.joined_at, c.id", fortnight
        )

    def last_finish(self, club: int) -> Finish | None:
        found = self._finishes("WHERE f.club = ? ORDER BY f.fortnight DESC LIMIT 1", club)
        return found[0] if found else None

    def untold(self, now: datetime, limit: int) -> tuple[Finish, ...]:
        return self._finishes(
            "WHERE f.told = 0 AND f.tell_at <= ? ORDER BY f.fortnight, f.club LIMIT ?", stamp(now), limit
        )

    def tell_later(self, finish: Finish, at: datetime) -> None:
        self._db.execute(
            "UPDATE league_finishes SET tell_at = ? WHERE fortnight = ? AND club = ?",
            (stamp(at), finish.fortnight, finish.club.id),
        )

    def _finishes(self, where: str, *values: object) -> tuple[Finish, ...]:
        return tuple(_finish(row) for row in self._db.execute(f"{FINISHES} {where}", values))

    def told(self, finish: Finish) -> None:
        self._db.execute(
            "UPDATE league_finishes SET told = 1 WHERE fortnight = ? AND club = ?",
            (finish.fortnight, finish.club.id),
        )


def _club(row: rows.Row) -> Club:
    club, chat, topic, name, token, division, joined_at, rank, idle = row
    return Club(club, Place(chat, topic), name, token, division, moment(joined_at), Rank(rank), idle)


def _finish(row: rows.Row) -> Finish:
    fortnight, division, place, size, points, players, moved, following, *club = row
    return Finish(fortnight, _club(club), division, place, size, points, players, Moved(moved), following)
