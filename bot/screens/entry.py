"""A run in private: how it goes, whether it shall really end, and how it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.presses.league import KeepPlaying
from bot.presses.quiz import RepeatMissed, ShowDecks, Stop
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.ending import MISSED_SHOWN
from bot.screens.spans import span_say
from study.entries import LEAGUE, Result, Ticket
from study.league.playing import RUNS_A_WEEK
from study.outcomes import Ended
from study.values import Session

LONGEST_QUESTION = 120


def number(points: float) -> str:
    """Points with one decimal at the most: ``7`` or ``7,5``."""
    return f"{round(points, 1):g}".replace(".", ",")


def welcome_screen(ticket: Ticket, title: str, now: datetime) -> Screen:
    """What begins now, and by which rules."""
    head = Say(f"entry-begin-{ticket.kind}", {"title": title, "count": len(ticket.keys)})
    return Screen((head, Say("entry-rules"), span_say("entry-left", ticket.deadline - now)))


def resumed_screen() -> Screen:
    """Somebody comes back to their run."""
    return Screen((Say("resumed"),))


def sure_screen(session: Session, answered: int) -> Screen:
    """Whether a run shall really end: it cannot be gone on with after that."""
    args = {"answered": str(answered), "length": str(session.length)}
    rows = ((Button(Stop(session.id), "button-stop"), Button(KeepPlaying(session.id), "entry-keep-playing")),)
    return Screen((Say("entry-sure", args),), rows)


def run_over_screen(ended: Ended, result: Result) -> Screen:
    """The score card of a run."""
    summary = ended.summary
    ended_at = summary.session.ended_at
    late = ended_at is not None and summary.session.over_at(ended_at)
    parts: list[Part] = [Say(f"entry-ended-{result.kind}"), *([Say("entry-time-is-up")] if late else []), GAP]
    if summary.answered:
        parts += [*_score(ended, result), *_missed(ended)]
    else:
        parts.append(Say("ended-none"))
    parts += [GAP, _what_next(result, late=late)]
    again = ((Button(RepeatMissed(summary.session.id), "button-missed"),),) if ended.missed else ()
    return Screen(tuple(parts), (*again, (Button(ShowDecks(), "button-decks"),)))


def _score(ended: Ended, result: Result) -> Iterable[Part]:
    summary = ended.summary
    yield Say("entry-score", {"points": number(result.points), "length": str(result.length)})
    counts = {"partial": summary.partial, "wrong": summary.wrong, "skipped": summary.skipped}
    yield from (Say(f"ended-{name}", {"count": str(count)}) for name, count in counts.items() if count)


def _missed(ended: Ended) -> Iterable[Part]:
    if not ended.missed:
        return
    yield GAP
    yield Say("ended-missed")
    for item in ended.missed[:MISSED_SHOWN]:
        yield Say("ended-missed-item", {"question": clip(item.question, LONGEST_QUESTION)})


def _what_next(result: Result, *, late: bool) -> Say:
    if late or result.kind != LEAGUE:
        return Say(f"entry-{'over' if late else 'next'}-{result.kind}", {"best": number(result.best)})
    left = max(0, RUNS_A_WEEK - result.runs)
    args: dict[str, Value] = {"best": number(result.best), "length": str(result.length), "left": left}
    return Say("entry-next-league", args)
