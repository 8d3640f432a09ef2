"""The study core's unit of work on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from content.deck import Mode
from storage.sqlite import rows
from storage.sqlite.rows import stamp
from study.cards import Card
from study.errors import AlreadyAnswered, RoundRunning
from study.values import Answer, Asked, Awaited, Kind, Person, Place, Session, item_key


class StudyWork:
    """``study.ports.Work`` inside a transaction that somebody else begins and ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # people

    def remember(self, person: Person, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO people (id, name, username, language, first_seen) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, username = excluded.username, "
            "language = excluded.language "
            "WHERE (name, username, language) <> (excluded.name, excluded.username, excluded.language)",
            (person.id, person.name, person.username, person.language, stamp(now)),
        )

    def names(self, people: Sequence[int]) -> dict[int, str]:
        marks = ", ".join("?" * len(people))
        found = self._db.execute(f"SELECT id, name FROM people WHERE id IN ({marks})", tuple(people))  # noqa: S608
        return dict(found.fetchall())

    # sessions

    def running(self, place: Place) -> Session | None:
        found = self.all_running(place)
        return next((one for one in found if not one.kind.by_clock and not self._put_off(one)), None)

    def all_running(self, place: Place) -> tuple[Session, ...]:
        found = self._db.execute(
            f"SELECT {rows.SESSION} FROM sessions WHERE chat = ? AND topic = ? AND ended_at IS NULL",  # noqa: S608
            (place.chat, place.topic),
        ).fetchall()
        if len(found) > 1:
            found.sort(key=lambda row: self._asked_last(row[0]), reverse=True)
        return tuple(rows.session(row) for row in found)

    def _put_off(self, session: Session) -> bool:
        """Whether a question of the day waits for its later hour, or never came back: nobody sees it."""
        if session.kind is not Kind.DAILY:
            return False
        elsewhere = "SELECT 1 FROM deliveries WHERE session = ? AND state <> 'posted'"
        return self._db.execute(elsewhere, (session.id,)).fetchone() is not None

    def _asked_last(self, session: int) -> int:
        """The latest question of a session, to tell which session is in front."""
        row = self._db.execute("SELECT max(id) FROM questions WHERE session = ?", (session,)).fetchone()
        return row[0] or 0

    def overdue(self, now: datetime, limit: int) -> tuple[Session, ...]:
        found = self._db.execute(
            f"SELECT {rows.SESSION} FROM sessions WHERE ended_at IS NULL AND deadline <= ? "  # noqa: S608
            "AND kind NOT IN ('contest', 'marathon') "  # those end by their own clock
            "ORDER BY deadline LIMIT ?",
            (stamp(now), limit),
        )
        return tuple(rows.session(row) for row in found)

    def session(self, session: int) -> Session | None:
        row = self._db.execute(f"SELECT {rows.SESSION} FROM sessions WHERE id = ?", (session,)).fetchone()  # noqa: S608
        return rows.session(row) if row else None

    def start(self, session: Session) -> Session:
        values = (
            session.place.chat,
            session.place.topic,
            session.host,
            int(session.shared),
            session.deck,
            session.length,
            rows.listed(session.queue),
            session.position,
            stamp(session.started_at),
            session.kind.value,
            rows.stamped(session.deadline),
        )
        try:
            cursor = self._db.execute(
                "INSERT INTO sessions (chat, topic, host, shared, deck, length, queue, position, started_at, "
                "kind, deadline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        except sqlite3.IntegrityError as error:
            if _is_there_already(error):
                raise RoundRunning from None
            raise
        return replace(session, id=cursor.lastrowid or 0)

    def advance(self, session: Session) -> None:
        self._db.execute("UPDATE sessions SET position = ? WHERE id = ?", (session.position, session.id))

    def end(self, session: int, now: datetime) -> None:
        self._db.execute(
            "UPDATE questions SET closed_at = ? WHERE session = ? AND closed_at IS NULL",
            (stamp(now), session),
        )
        self._db.execute(
            "UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (stamp(now), session)
        )

    # questions

    def ask(self, asked: Asked) -> Asked:
        cursor = self._db.execute(
            "INSERT INTO questions (session, position, deck, item, mode, options, fingerprint, asked_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                asked.session,
                asked.position,
                asked.deck,
                asked.item,
                asked.mode.value,
                rows.listed(asked.options),
                asked.fingerprint,
                stamp(asked.asked_at),
            ),
        )
        return replace(asked, id=cursor.lastrowid or 0)

    def asked(self, question: int) -> Asked | None:
        row = self._db.execute(f"SELECT {rows.QUESTION} FROM questions WHERE id = ?", (question,)).fetchone()  # noqa: S608
        return rows.question(row) if row else None

    def latest(self, session: int) -> Asked | None:
        row = self._db.execute(
            f"SELECT {rows.QUESTION} FROM questions WHERE session = ? ORDER BY position DESC LIMIT 1",  # noqa: S608
            (session,),
        ).fetchone()
        return rows.question(row) if row else None

    def asked_keys(self, session: int) -> tuple[str, ...]:
        found = self._db.execute(
            "SELECT deck, item FROM questions WHERE session = ? ORDER BY position", (session,)
        )
        return tuple(item_key(*row) for row in found)

    def asked_lately(self, place: Place, since: datetime) -> frozenset[str]:
        found = self._db.execute(
            "SELECT q.deck, q.item FROM sessions s JOIN questions q ON q.session = s.id "
            "WHERE s.chat = ? AND s.topic = ? AND q.asked_at >= ?",
            (place.chat, place.topic, stamp(since)),
        )
        return frozenset(item_key(*row) for row in found)

    def asked_by(self, place: Place, message: int) -> Asked | None:
        columns = ", ".join(f"q.{name}" for name in rows.QUESTION.split(", "))
        row = self._db.execute(
            f"SELECT {columns} FROM sessions s JOIN questions q ON q.session = s.id "  # noqa: S608
            "WHERE s.chat = ? AND s.topic = ? AND q.message = ? AND q.message > 0 ORDER BY q.id DESC LIMIT 1",
            (place.chat, place.topic, message),
        ).fetchone()
        return rows.question(row) if row else None

    def close(self, question: int, now: datetime) -> None:
        self._db.execute(
            "UPDATE questions SET closed_at = ? WHERE id = ? AND closed_at IS NULL", (stamp(now), question)
        )

    def turn_to(self, question: int, mode: Mode) -> None:
        self._db.execute("UPDATE questions SET mode = ? WHERE id = ?", (mode.value, question))

    def deal(self, question: int, options: Sequence[int], fingerprint: str) -> None:
        self._db.execute(
            "UPDATE questions SET options = ?, fingerprint = ?, message = 0 WHERE id = ?",
            (rows.listed(options), fingerprint, question),
        )

    def keep_draft(self, question: int, text: str) -> None:
        self._db.execute("UPDATE questions SET draft = ? WHERE id = ?", (text, question))

    def count_hint(self, question: int) -> None:
        self._db.execute("UPDATE questions SET hints = hints + 1 WHERE id = ?", (question,))

    # answers

    def answer_of(self, question: int, person: int) -> Answer | None:
        row = self._db.execute(
            f"{rows.ANSWERS} WHERE a.question = ? AND a.person = ?", (question, person)
        ).fetchone()
        return rows.answer(row) if row else None

    def answer(self, answer: int) -> Answer | None:
        row = self._db.execute(f"{rows.ANSWERS} WHERE a.id = ?", (answer,)).fetchone()
        return rows.answer(row) if row else None

    def append(self, answer: Answer) -> Answer:
        values = (
            answer.question,
            answer.person,
            answer.deck,
            answer.item,
            answer.mode.value,
            answer.given,
            answer.outcome.value,
            answer.score,
            answer.confidence,
            rows.listed(answer.covered),
            rows.listed(answer.missing),
            rows.listed(answer.contradicted),
            answer.hints,
            answer.took_ms,
            stamp(answer.at),
            answer.update,
            answer.day.isoformat(),
        )
        try:
            cursor = self._db.execute(
                "INSERT INTO answers (question, person, deck, item, mode, given, outcome, score, confidence, "
                "covered, missing, contradicted, hints, took_ms, at, update_id, day) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        except sqlite3.IntegrityError as error:
            if _is_there_already(error):
                raise AlreadyAnswered from None
            raise
        return replace(answer, id=cursor.lastrowid or 0)

    def answers_to(self, question: int) -> tuple[Answer, ...]:
        return self._answers("WHERE a.question = ? ORDER BY a.id", question)

    def answers_in(self, session: int) -> tuple[Answer, ...]:
        return self._answers(
            "WHERE a.question IN (SELECT id FROM questions WHERE session = ?) ORDER BY a.id", session
        )

    def answers_about(self, person: int, deck: str, item: str) -> tuple[Answer, ...]:
        return self._answers(
            "WHERE a.person = ? AND a.deck = ? AND a.item = ? ORDER BY a.id", person, deck, item
        )

    def _answers(self, where: str, *values: object) -> tuple[Answer, ...]:
        return tuple(rows.answer(row) for row in self._db.execute(f"{rows.ANSWERS} {where}", values))

    def answers_since(self, person: int, since: datetime) -> tuple[Answer, ...]:
        return self._answers("WHERE a.person = ? AND a.at >= ? ORDER BY a.id", person, stamp(since))

    def study_days(self, person: int) -> tuple[date, ...]:
        found = self._db.execute("SELECT DISTINCT day FROM answers WHERE person = ? ORDER BY day", (person,))
        return tuple(date.fromisoformat(day) for (day,) in found)

    def studied_on(self, person: int, day: date) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM answers WHERE person = ? AND day = ? LIMIT 1", (person, day.isoformat())
        )
        return found.fetchone() is not None

    def override(self, answer: int, now: datetime) -> bool:
        cursor = self._db.execute(
            "INSERT INTO overrides (answer, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (answer, stamp(now))
        )
        return cursor.rowcount == 1

    def report(self, question: int, person: int, now: datetime) -> int:
        self._db.execute(
            "INSERT INTO reports (question, person, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (question, person, stamp(now)),
        )
        row = self._db.execute(
            "SELECT id FROM reports WHERE question = ? AND person = ?", (question, person)
        ).fetchone()
        return int(row[0])

    def comment(self, report: int, text: str) -> None:
        self._db.execute(
            "UPDATE reports SET comment = trim(comment || char(10) || ?, char(10)) WHERE id = ?",
            (text, report),
        )

    # cards

    def card(self, person: int, deck: str, item: str) -> Card:
        row = self._db.execute(
            f"SELECT {rows.CARD} FROM cards WHERE person = ? AND deck = ? AND item = ?",  # noqa: S608
            (person, deck, item),
        ).fetchone()
        return rows.card(row) if row else Card(deck, item)

    def cards(self, person: int) -> tuple[Card, ...]:
        found = self._db.execute(f"SELECT {rows.CARD} FROM cards WHERE person = ?", (person,))  # noqa: S608
        return tuple(rows.card(row) for row in found)

    def put_card(self, person: int, card: Card) -> None:
        values = (*rows.card_values(card), person)
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR REPLACE INTO cards ({rows.CARD}, person) VALUES ({marks})", values)  # noqa: S608

    def put_off_card(self, person: int, card: Card, until: datetime, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO fresh_starts (person, deck, item, answers, until, at) VALUES (?, ?, ?, ?, ?, ?)",
            (person, card.deck, card.item, card.answers, stamp(until), stamp(now)),
        )
        self.put_card(person, card.put_off(until))

    def cards_put_off(self, person: int, deck: str, item: str) -> dict[int, datetime]:
        found = self._db.execute(
            "SELECT answers, max(until) FROM fresh_starts WHERE person = ? AND deck = ? AND item = ? "
            "GROUP BY answers",
            (person, deck, item),
        )
        return {answers: rows.moment(until) for answers, until in found}

    # shuffle bags

    def bag(self, place: Place, deck: str) -> tuple[str, ...]:
        row = self._db.execute(
            "SELECT items FROM bags WHERE chat = ? AND topic = ? AND deck = ?",
            (place.chat, place.topic, deck),
        ).fetchone()
        return rows.unlisted(row[0]) if row else ()

    def put_bag(self, place: Place, deck: str, items: Sequence[str]) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO bags (chat, topic, deck, items) VALUES (?, ?, ?, ?)",
            (place.chat, place.topic, deck, rows.listed(items)),
        )

    # what a chat waits for

    def expect(self, place: Place, person: int, awaited: Awaited, now: datetime) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO expectations (chat, topic, person, kind, ref, at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (place.chat, place.topic, person, awaited.kind, awaited.ref, stamp(now)),
        )

    def expected(self, place: Place, person: int) -> Awaited | None:
        row = self._db.execute(
            "SELECT kind, ref FROM expectations WHERE chat = ? AND topic = ? AND person = ?",
            (place.chat, place.topic, person),
        ).fetchone()
        return Awaited(*row) if row else None

    def expect_nothing(self, place: Place, person: int, before: datetime | None = None) -> bool:
        cursor = self._db.execute(
            "DELETE FROM expectations WHERE chat = ?1 AND topic = ?2 AND person = ?3 AND (?4 IS NULL OR at < ?4)",
            (place.chat, place.topic, person, rows.stamped(before)),
        )
        return cursor.rowcount > 0


def _is_there_already(error: sqlite3.IntegrityError) -> bool:
    """Whether a row was refused because there is one like it; any other refusal is a fault of ours."""
    return error.sqlite_errorname == "SQLITE_CONSTRAINT_UNIQUE"
