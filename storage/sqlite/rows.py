"""Between rows and values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from content.deck import Mode
from study.cards import Card
from study.memory import Memory, Phase
from study.values import Answer, Asked, Kind, Outcome, Place, Session

Row = Sequence[Any]

SESSION = "id, chat, topic, host, shared, deck, length, queue, position, started_at, ended_at, kind, deadline"
QUESTION = (
    "id, session, position, deck, item, mode, options, message, hints, asked_at, closed_at, fingerprint, "
    "draft"
)
ANSWER = (
    "a.id, a.question, a.person, a.deck, a.item, a.mode, a.given, a.outcome, a.score, a.confidence, a.covered, "
    "a.missing, a.contradicted, a.hints, a.took_ms, a.at, a.update_id, o.answer IS NOT NULL, a.day"
)
ANSWERS = f"SELECT {ANSWER} FROM answers a LEFT JOIN overrides o ON o.answer = a.id"  # noqa: S608
CARD = (
    "deck, item, answers, right, last, last_at, stability, difficulty, due, reviewed_at, state, step, lapses"
)


def stamp(moment: datetime) -> int:
    """An instant as milliseconds since 1970 UTC."""
    return round(moment.timestamp() * 1000)


def moment(stamped: int) -> datetime:
    """The instant of a stamp."""
    return datetime.fromtimestamp(stamped / 1000, UTC)


def optional(stamped: int | None) -> datetime | None:
    """The instant of a stamp, where there is one."""
    return None if stamped is None else moment(stamped)


def stamped(moment: datetime | None) -> int | None:
    """The stamp of an instant, where there is one."""
    return None if moment is None else stamp(moment)


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
        optional(row[10]),
        Kind(row[11]),
        optional(row[12]),
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
        optional(row[10]),
        row[11],
        row[12],
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
        day=date.fromisoformat(row[18]),
    )


def card(row: Row) -> Card:
    """A card from the columns of ``CARD``."""
    return Card(
        row[0],
        row[1],
        row[2],
        row[3],
        None if row[4] is None else Outcome(row[4]),
        optional(row[5]),
        None if row[6] is None else memory(row[6:]),
    )


def memory(row: Row) -> Memory:
    """A memory from the columns that follow the counts in ``CARD``."""
    stability, difficulty, due, reviewed_at, state, step, lapses = row
    return Memory(stability, difficulty, moment(due), moment(reviewed_at), Phase(state), step, lapses)


def card_values(card: Card) -> tuple[Any, ...]:
    """The columns of ``CARD``."""
    counts = (card.deck, card.item, card.answers, card.right, card.last.value if card.last else None)
    kept = card.memory
    if kept is None:
        return (*counts, stamped(card.last_at), None, None, None, None, None, None, 0)
    return (
        *counts,
        stamped(card.last_at),
        kept.stability,
        kept.difficulty,
        stamp(kept.due),
        stamp(kept.last),
        kept.phase.value,
        kept.step,
        kept.lapses,
    )
