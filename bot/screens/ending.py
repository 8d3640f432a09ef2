"""The score card of a learner and the table of a round."""

from __future__ import annotations

from collections.abc import Iterable

from bot.presses.quiz import RepeatMissed, ShowDecks, StartDeck
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.review import go_on_rows, left_parts
from content.deck import Item
from study.outcomes import Ended
from study.values import Kind, Standing

MISSED_SHOWN = 10
ROWS_SHOWN = 50


def ending_screen(ended: Ended) -> Screen:
    """How it went, what is worth repeating, and where to go from here."""
    summary = ended.summary
    parts: list[Part] = [_title(ended), GAP]
    if not summary.answered:
        parts.append(Say("ended-none"))
    elif summary.session.shared:
        parts += [Say("ended-table"), *_table(summary.standings)]
    else:
        parts += _score(ended)
    if summary.answered and (ended.missed or not summary.missed):
        parts += _missed(ended.missed, shared=summary.session.shared)
    if ended.today is not None and summary.session.ended_at is not None:
        parts += [GAP, *left_parts(ended.today, summary.session.ended_at)]
    return Screen(tuple(parts), _rows(ended))


def replaced_part(ended: Ended) -> Say:
    """One line on the session that gave way to a new one."""
    args = {
        "title": title_of(ended),
        "correct": str(ended.summary.correct),
        "answered": str(ended.summary.answered),
    }
    return Say("replaced-review" if ended.summary.session.kind is Kind.REVIEW else "replaced", args)


def _score(ended: Ended) -> Iterable[Part]:
    summary = ended.summary
    yield Say("ended-score", {"correct": str(summary.correct), "answered": str(summary.answered)})
    counts = {"partial": summary.partial, "wrong": summary.wrong, "skipped": summary.skipped}
    yield from (Say(f"ended-{name}", {"count": str(count)}) for name, count in counts.items() if count)


def _table(standings: Iterable[Standing]) -> Iterable[Part]:
    """Equal points share a rank."""
    rank, points = 0, -1.0
    for place, row in enumerate(standings, 1):
        if row.points != points:
            rank, points = place, row.points
        if place <= ROWS_SHOWN:
            args: dict[str, Value] = {
                "rank": str(rank),
                "name": row.name,
                "points": row.points,
                "correct": str(row.correct),
                "answered": str(row.answered),
            }
            yield Say("ended-row", args)


def _title(ended: Ended) -> Say:
    session = ended.summary.session
    if session.kind is Kind.REVIEW or ended.deck is None:
        return Say(f"ended-{session.kind}")
    return Say("ended-title", {"title": title_of(ended)})


def title_of(ended: Ended) -> str:
    """What a session was about, in a word or two."""
    return ended.deck.title if ended.deck else ended.summary.session.deck or "…"


def _missed(missed: tuple[Item, ...], *, shared: bool) -> Iterable[Part]:
    questions = [item.question for item in missed]
    yield GAP
    if not questions:
        yield Say("ended-clean-round" if shared else "ended-clean")
        return
    yield Say("ended-missed")
    for question in questions[:MISSED_SHOWN]:
        yield Say("ended-missed-item", {"question": clip(question, 120)})


def _rows(ended: Ended) -> tuple[tuple[Button, ...], ...]:
    session = ended.summary.session
    rows: list[tuple[Button, ...]] = [*go_on_rows(ended.today)] if ended.today else []
    if ended.missed:
        rows.append((Button(RepeatMissed(session.id), "button-missed"),))
    again = (Button(StartDeck(session.deck, 0), "button-again"),) if ended.deck and not ended.today else ()
    rows.append((*again, Button(ShowDecks(), "button-decks")))
    return tuple(rows)
