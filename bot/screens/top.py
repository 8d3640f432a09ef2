"""Tables of a group, somebody's own places, ratings and titles, and what is told of a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.names import NAMELESS
from bot.presses.standing import ShowTop, TopDecks
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.names import listed
from bot.screens.pages import page_of
from content.deck import Deck
from study.contest.values import Line
from study.rating.model import Rating
from study.rating.titles import title_of
from study.seasons import Summary
from study.standing import BEST, OwnPlace, Span, Top

SHOWN = 15
"""Lines of a table; Telegram takes 4096 characters."""
NAME = 32
DECK = 40
QUESTION = 120
DECKS_ON_A_PAGE = 8

Rows = tuple[tuple[Button, ...], ...]


def top_screen(top: Top, deck: Deck | None) -> Screen:
    """A group's table, with buttons for other spans, months and decks."""
    parts: list[Part] = [_title(top, deck), GAP]
    if not top.lines:
        return Screen((*parts, Say("top-empty")), _rows(top, deck))
    parts += [_line(line, top) for line in top.lines[:SHOWN]]
    if len(top.lines) > SHOWN:
        parts.append(Say("top-more", {"count": len(top.lines) - SHOWN}))
    parts += [GAP, Say("top-legend", {"best": BEST})]
    if any(line.person in top.champions for line in top.lines[:SHOWN]):
        parts.append(Say("top-legend-crown", {"month": top.crowned.month}))
    return Screen(tuple(parts), _rows(top, deck))


def top_decks_screen(decks: Sequence[Deck], span: Span, month: int, page: int) -> Screen:
    """The decks that a group has played, ``DECKS_ON_A_PAGE`` at a time."""
    part = page_of(decks, page, DECKS_ON_A_PAGE)
    rows = [(Button(ShowTop(span, month, deck.slug), text=clip(deck.title, DECK)),) for deck in part.shown]
    turn = part.turning(lambda to: TopDecks(span, month, to))
    everything = (Button(ShowTop(span, month, ""), "top-button-all-decks"),)
    return Screen((Say("top-which-deck"),), (everything, *rows, *turn))


def own_places_screen(places: Sequence[OwnPlace], rating: Rating, reigns: date | None) -> Screen:
    """Somebody's places this month. Groups are numbered: their names are nobody's to keep."""
    if not places:
        return Screen((Say("top-private-none"),))
    lines = [_own_line(number, place) for number, place in enumerate(places, 1)]
    order = (Say("top-private-order"),) if len(places) > 1 else ()
    return Screen((Say("top-private-title"), GAP, *lines, *order, GAP, honours_part(rating, reigns)))


def honours_part(rating: Rating, reigns: date | None) -> Say:
    """Somebody's rating and titles in one line; ``reigns`` is the month that they are champion of."""
    args = {
        **_rating_args(rating),
        "champion": int(reigns is not None),
        "month": reigns.month if reigns else 0,
    }
    return Say("honours", args)


def summary_screen(summary: Summary) -> Screen:
    """What is told of a month when it is over."""
    parts: list[Part] = [Say("season-title", _month_args(summary.month)), GAP]
    if summary.champions:
        args: dict[str, Value] = {"month": summary.month.month, "names": _names(summary.champions)}
        parts += [Say("season-champion", args), GAP]
    parts += [_summary_line(line) for line in summary.best[:SHOWN]]
    parts += [GAP, *_notes(summary)]
    month = summary.month.year * 100 + summary.month.month
    return Screen(tuple(parts), ((Button(ShowTop(Span.MONTH, month, ""), "season-button-table"),),))


def _notes(summary: Summary) -> Iterable[Part]:
    if summary.improved:
        args: dict[str, Value] = {
            "name": _name(summary.improved.name),
            "points": str(summary.improved.points),
        }
        yield Say("season-improved", args)
    if summary.hardest:
        hard = summary.hardest
        question = clip(hard.item.question, QUESTION)
        shown: dict[str, Value] = {
            "question": question,
            "percent": round(100 * hard.share),
            "answers": hard.answers,
        }
        yield Say("season-hardest", shown)
    yield Say("season-answers", {"answers": summary.answers, "players": summary.players})


def _title(top: Top, deck: Deck | None) -> Say:
    args = {"span": top.period.span.value, **_month_args(top.period.first)}
    if deck is None:
        return Say("top-title", args)
    return Say("top-title-deck", {**args, "deck": clip(deck.title, DECK)})


def _line(line: Line, top: Top) -> Say:
    rating = top.ratings.get(line.person) or Rating(line.person)
    return Say(
        "top-line",
        {**_counts(line), **_rating_args(rating), "crown": int(line.person in top.champions)},
    )


def _summary_line(line: Line) -> Say:
    return Say("season-line", _counts(line))


def _own_line(number: int, own: OwnPlace) -> Say:
    if own.line is None:
        return Say("top-private-idle", {"number": str(number)})
    return Say("top-private-line", {**_counts(own.line), "number": str(number), "players": str(own.players)})


def _counts(line: Line) -> dict[str, Value]:
    return {
        "place": str(line.place),
        "name": _name(line.name),
        "points": round(line.points),
        "right": str(line.right),
        "answered": str(line.answered),
    }


def _rating_args(rating: Rating) -> dict[str, Value]:
    return {
        "known": int(not rating.new),
        "rating": str(rating.shown),
        "margin": str(rating.margin),
        "title": title_of(rating).value,
    }


def _month_args(month: date) -> dict[str, Value]:
    return {"month": month.month, "year": str(month.year)}


def _names(lines: Sequence[Line]) -> Value:
    return listed([_name(line.name) for line in lines])


def _name(name: str) -> str:
    return clip(name, NAME) or NAMELESS


def _rows(top: Top, deck: Deck | None) -> Rows:
    slug = deck.slug if deck else ""
    shown = top.period.span
    spans = tuple(
        Button(ShowTop(span, 0, slug), f"top-button-{span.name.lower()}", {"on": int(_is_shown(span, top))})
        for span in Span
    )
    months = tuple(
        Button(ShowTop(Span.MONTH, _number(month), slug), key, _month_args(month))
        for key, month in (("top-button-earlier", top.earlier), ("top-button-later", top.later))
        if month is not None
    )
    number = _number(top.period.first) if shown is Span.MONTH else 0
    label = Button(
        TopDecks(shown, number, 0), "top-button-decks", text=clip(deck.title, DECK) if deck else ""
    )
    return (spans, *((months,) if months else ()), (label,))


def _is_shown(span: Span, top: Top) -> bool:
    """Another month than the current one is none of the three."""
    return span is top.period.span and (span is not Span.MONTH or top.period.first == top.current)


def _number(month: date) -> int:
    return month.year * 100 + month.month
