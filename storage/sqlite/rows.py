"""Between rows and values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from content.deck import Mode
from study.values import Answer, Asked, Card, Outcome, Place, Session

Row = Sequence[Any]

SESSION = "id, chat, topic, host, shared, deck, length, queue, position, started_at, ended_at"
QUESTION = (
    "id, session, position, deck, item, mode, options, message, hints, asked_at, closed_at, fingerprint"
)
ANSWER = (
    "a.id, a.question, a.person, a.deck, a.item, a.mode, a.given, a.outcome, a.score, a.confidence, a.covered, "
    "a.missing, a.contradicted, a.hints, a.took_ms, a.at, a.update_id, o.answer IS NOT NULL"
)
ANSWERS = f"SELECT {ANSWER} FROM answers a LEFT JOIN overrides o ON o.answer = a.id"  # noqa: S608
CARD = "deck, item, answers, right, last, last_at"


def stamp(moment: datetime) -> int:
    """An instant as milliseconds since 1970 UTC."""
    return round(moment.timestamp() * 1000)


def moment(stamped: int) -> datetime:
    """The instant of a stamp."""
    return datetime.fromtimestamp(stamped / 1000, UTC)


def listed(values: Sequence[Any]) -> str:
    """A list as JSON; the empty one, by far the most frequent, costs nothing."""
    return json.dumps(values, ensure_ascii=False) if values else "[]"


def unlisted(text: str) -> tuple[Any, ...]:
    """The list that ``listed`` wrote."""
    return () if text == "[]" else tuple(json.loads(text))


def session(row: Row) -> Session:
    """A session from the columns of ``SESSION``."""
    return Session(
        row[0],
        Place(row[1], row[2]),
        row[3],
        bool(row[4]),
        row[5],
        row[6],
        unlisted(row[7]),
        row[8],
        moment(row[9]),
        None if row[10] is None else moment(row[10]),
    )


def question(row: Row) -> Asked:
    """A question from the columns of ``QUESTION``."""
    return Asked(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        Mode(row[5]),
        unlisted(row[6]),
        moment(row[9]),
        row[7],
        row[8],
        None if row[10] is None else moment(row[10]),
        row[11],
    )


def answer(row: Row) -> Answer:
    """An answer from the columns of ``ANSWER``."""
    return Answer(
        question=row[1],
        person=row[2],
        deck=row[3],
        item=row[4],
        mode=Mode(row[5]),
        given=row[6],
        outcome=Outcome(row[7]),
        score=row[8],
        confidence=row[9],
        at=moment(row[15]),
        covered=unlisted(row[10]),
        missing=unlisted(row[11]),
        contradicted=unlisted(row[12]),
        hints=row[13],
        took_ms=row[14],
        update=row[16],
        id=row[0],
        overridden=bool(row[17]),
    )


def card(row: Row) -> Card:
    """A card from the columns of ``CARD``."""
    return Card(
        row[0],
        row[1],
        row[2],
        row[3],
        None if row[4] is None else Outcome(row[4]),
        None if row[5] is None else moment(row[5]),
    )
