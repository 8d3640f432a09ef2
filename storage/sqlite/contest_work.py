"""Contests and groups on SQLite."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime, time
from functools import lru_cache

from storage.sqlite import rows
from storage.sqlite.rows import listed, moment, optional, stamp, stamped, unlisted
from storage.sqlite.score_work import ScoreWork
from study.chats import ChatSettings, Starters, Tempo
from study.contest.values import (
    Contest,
    Form,
    Player,
    Rules,
    Stage,
    Way,
)
from study.values import Asked, Kind, Place, Session

CONTEST = (
    "c.id, c.stage, c.due_at, c.rules, c.title, c.rival, c.rival_name, c.pausing, c.silent, c.halfway, "
    "c.board, c.shown_count, c.token, c.ends_at"
)
SESSION = ", ".join(f"s.{name}" for name in rows.SESSION.split(", "))
CONTESTS = f"SELECT {CONTEST}, {SESSION} FROM contests c JOIN sessions s ON s.id = c.session"  # noqa: S608
PLAYERS = (
    "SELECT p.person, coalesce(n.name, ''), p.joined_at, p.team, p.left_at IS NOT NULL, p.lives, p.out_at "
    "FROM players p LEFT JOIN people n ON n.id = p.person"
)
WIDTH = len(CONTEST.split(", "))
CLOCKED = (Stage.LOBBY, Stage.ASKED, Stage.OPEN, Stage.RESULT, Stage.PAUSED, Stage.APPEALS)


class ContestWork(ScoreWork):
    """``study.contest.ports.Contests`` inside a transaction that somebody else begins and ends."""

    # groups

    def chat_settings(self, chat: int) -> ChatSettings:
        row = self._db.execute(
            "SELECT language, decks, tempo, starters, speed, zone, quiet_from, quiet_to, tidy, tags "
            "FROM chat_settings WHERE chat = ?",
            (chat,),
        ).fetchone()
        if row is None:
            return ChatSettings(chat)
        return ChatSettings(
            chat,
            row[0],
            unlisted(row[1]),
            Tempo(row[2]),
            Starters(row[3]),
            bool(row[4]),
            row[5],
            _wall(row[6]),
            _wall(row[7]),
            bool(row[8]),
            bool(row[9]),
        )

    def put_chat_settings(self, settings: ChatSettings) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO chat_settings (chat, language, decks, tempo, starters, speed, zone, "
            "quiet_from, quiet_to, tidy, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                settings.chat,
                settings.language,
                listed(settings.decks),
                settings.tempo.value,
                settings.starters.value,
                int(settings.speed),
                settings.zone,
                _minutes(settings.quiet_from),
                _minutes(settings.quiet_to),
                int(settings.tidy),
                int(settings.tags),
            ),
        )

    # contests

    def open_contest(self, contest: Contest) -> Contest:
        cursor = self._db.execute(
            "INSERT INTO contests (session, stage, due_at, rules, title, rival, rival_name, token, ends_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                contest.session.id,
                contest.stage.value,
                stamped(contest.due_at),
                json.dumps(asdict(contest.rules)),
                contest.title,
                contest.rival,
                contest.rival_name,
                contest.token,
                stamped(contest.ends_at),
            ),
        )
        return replace(contest, id=cursor.lastrowid or 0)

    def contest(self, contest: int) -> Contest | None:
        return self._contest("WHERE c.id = ?", contest)

    def contest_of(self, session: int) -> Contest | None:
        return self._contest("WHERE c.session = ?", session)

    def contest_in(self, place: Place) -> Contest | None:
        where = "WHERE s.chat = ? AND s.topic = ? AND s.kind = ? AND s.ended_at IS NULL"
        return self._contest(where, place.chat, place.topic, Kind.CONTEST.value)

    def contest_by_token(self, token: str) -> Contest | None:
        return self._contest("WHERE c.token = ? AND c.token <> ''", token)

    def _contest(self, where: str, *values: object) -> Contest | None:
        row = self._db.execute(f"{CONTESTS} {where}", values).fetchone()
        return _contest(row) if row else None

    def contests_due(self, now: datetime, limit: int) -> tuple[int, ...]:
        # A question on its way has a (late) due_at as well, so both parts run on the index of what is due.
        found = self._db.execute(
            "SELECT id, due_at FROM contests WHERE due_at <= ?1 UNION "
            "SELECT c.id, c.due_at FROM contests c JOIN questions q ON q.session = c.session "
            "WHERE c.due_at IS NOT NULL AND c.stage = 'asked' AND q.closed_at IS NULL AND q.shown_at IS NOT NULL "
            "ORDER BY due_at LIMIT ?2",
            (stamp(now), limit),
        )
        return tuple(row[0] for row in found)

    def contests_running(self) -> tuple[Contest, ...]:
        marks = ", ".join("?" * len(CLOCKED))
        where = f"WHERE c.due_at IS NOT NULL AND c.stage IN ({marks}) ORDER BY +c.id"  # on the index of what is due
        found = self._db.execute(f"{CONTESTS} {where}", [stage.value for stage in CLOCKED])
        return tuple(_contest(row) for row in found)

    def put_contest(self, contest: Contest) -> None:
        self._db.execute(
            "UPDATE contests SET stage = ?, due_at = ?, pausing = ?, silent = ?, halfway = ?, "
            "shown_count = ?, rival = ?, rules = ?, ends_at = ? WHERE id = ?",
            (
                contest.stage.value,
                stamped(contest.due_at),
                int(contest.pausing),
                contest.silent,
                int(contest.halfway),
                contest.shown_count,
                contest.rival,
                json.dumps(asdict(contest.rules)),
                stamped(contest.ends_at),
                contest.id,
            ),
        )

    # players

    def players(self, contest: int) -> tuple[Player, ...]:
        return self._players("WHERE p.contest = ? ORDER BY p.joined_at, p.person", contest)

    def player(self, contest: int, person: int) -> Player | None:
        return next(iter(self._players("WHERE p.contest = ? AND p.person = ?", contest, person)), None)

    def _players(self, where: str, *values: object) -> tuple[Player, ...]:
        found = self._db.execute(f"{PLAYERS} {where}", values)
        return tuple(
            Player(person, name, moment(joined), team, bool(left), lives, out_at)
            for person, name, joined, team, left, lives, out_at in found
        )

    def put_player(self, contest: int, player: Player) -> None:
        self._db.execute(
            "INSERT INTO players (contest, person, team, joined_at, left_at, lives, out_at) "
            "VALUES (?1, ?2, ?3, ?4, iif(?5, ?4, NULL), ?6, ?7) ON CONFLICT (contest, person) DO UPDATE SET "
            "team = excluded.team, left_at = excluded.left_at, lives = excluded.lives, out_at = excluded.out_at",
            (
                contest,
                player.person,
                player.team,
                stamp(player.joined_at),
                int(player.left),
                player.lives,
                player.out_at,
            ),
        )

    def hurt(self, question: int, person: int) -> None:
        self._db.execute("INSERT OR IGNORE INTO hurts (question, person) VALUES (?, ?)", (question, person))

    def heal(self, question: int, person: int) -> bool:
        cursor = self._db.execute("DELETE FROM hurts WHERE question = ? AND person = ?", (question, person))
        return cursor.rowcount == 1

    # polls

    def asked_by_polls(self) -> tuple[Asked, ...]:
        found = (self._latest_open(contest) for contest in self.contests_running())
        return tuple(asked for asked in found if asked is not None)

    def _latest_open(self, contest: Contest) -> Asked | None:
        """The open question of a contest, unless it goes as a message of another kind."""
        row = self._db.execute(
            f"SELECT {rows.QUESTION}, poll FROM questions WHERE session = ? AND closed_at IS NULL "  # noqa: S608
            "ORDER BY id DESC LIMIT 1",
            (contest.session.id,),
        ).fetchone()
        if row is None:
            return None
        asked, poll = rows.question(row[:-1]), row[-1]
        polled = poll or (not asked.message and contest.rules.polls(asked.mode))
        return asked if polled else None

    # entries

    def enter(self, kind: str, ref: int, chat: int, person: int, session: int, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO entries (kind, ref, chat, person, session, at) VALUES (?, ?, ?, ?, ?, ?)",
            (kind, ref, chat, person, session, stamp(now)),
        )

    def entries(self, kind: str, ref: int) -> tuple[tuple[int, int, Session], ...]:
        found = self._db.execute(
            f"SELECT e.chat, e.person, {SESSION} FROM entries e JOIN sessions s ON s.id = e.session "  # noqa: S608
            "WHERE e.kind = ? AND e.ref = ? ORDER BY e.at, e.session",
            (kind, ref),
        )
        return tuple((row[0], row[1], rows.session(row[2:])) for row in found)

    def entry_of(self, session: int) -> tuple[str, int, int] | None:
        row = self._db.execute("SELECT kind, ref, chat FROM entries WHERE session = ?", (session,)).fetchone()
        return tuple(row) if row else None

    # tidying, and the pulse

    def litter(self, contest: int, message: int) -> None:
        self._db.execute(
            "INSERT INTO litter (contest, message) VALUES (?, ?) ON CONFLICT DO NOTHING", (contest, message)
        )

    def littered(self, contest: int) -> tuple[int, ...]:
        found = self._db.execute("SELECT message FROM litter WHERE contest = ? ORDER BY message", (contest,))
        return tuple(row[0] for row in found)

    def pulse(self) -> datetime | None:
        row = self._db.execute("SELECT at FROM pulse WHERE id = 1").fetchone()
        return moment(row[0]) if row else None

    def beat(self, now: datetime) -> None:
        self._db.execute("INSERT OR REPLACE INTO pulse (id, at) VALUES (1, ?)", (stamp(now),))


@lru_cache(maxsize=256)
def _rules(text: str) -> Rules:
    """What was agreed; every answer asks for it, and most contests agree on the same."""
    agreed = json.loads(text)
    return Rules(**{**agreed, "way": Way(agreed["way"]), "form": Form(agreed["form"])})


def _contest(row: rows.Row) -> Contest:
    return Contest(
        id=row[0],
        session=rows.session(row[WIDTH:]),
        stage=Stage(row[1]),
        rules=_rules(row[3]),
        title=row[4],
        due_at=optional(row[2]),
        rival=row[5],
        rival_name=row[6],
        pausing=bool(row[7]),
        silent=row[8],
        halfway=bool(row[9]),
        board=row[10],
        shown_count=row[11],
        token=row[12],
        ends_at=optional(row[13]),
    )


def _wall(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute
