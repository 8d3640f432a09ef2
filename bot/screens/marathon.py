"""A marathon as its group sees it: the invitation, and the table once it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen
from bot.screens.entry import number
from bot.screens.schedule import moment_args
from content.library import Library
from study.contest.marathon import MarathonClosed, ends_at
from study.contest.values import Contest, Line
from study.zones import label

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
LINES_SHOWN = 30
LONGEST_NAME, LONGEST_QUESTION = 40, 160


def marathon_screen(contest: Contest, players: int, url: str, zone: str, now: datetime) -> Screen:
    """The invitation with its link. ``zone`` is that of the group, in which the end is told."""
    session = contest.session
    end = {**moment_args(ends_at(contest), zone, now), "when": "day", "zone": label(zone)}
    parts: list[Part] = [
        Say("marathon-title", {"title": contest.title}),
        Say("marathon-about", {"count": session.length}),
        Say("marathon-end", end),
    ]
    if players:
        parts += [GAP, Say("marathon-players", {"count": players})]
    return Screen(tuple(parts), ((Button(None, "marathon-play", url=url),),))


def marathon_over_screen(closed: MarathonClosed, library: Library) -> Screen:
    """The table, and what the group missed most."""
    parts: list[Part] = [Say("marathon-over", {"title": closed.contest.title}), GAP]
    lines = closed.table.lines
    if not lines:
        return Screen((*parts, Say("marathon-nobody")))
    parts += [_line(line, closed.contest.session.length) for line in lines[:LINES_SHOWN]]
    if len(lines) > LINES_SHOWN:
        parts.append(Say("marathon-more", {"count": len(lines) - LINES_SHOWN}))
    return Screen((*parts, *_missed(closed, library)))


def _line(line: Line, length: int) -> Say:
    place = MEDALS.get(line.place, f"{line.place}.") if line.points else f"{line.place}."
    args = {
        "place": place,
        "name": clip(line.name, LONGEST_NAME),
        "points": number(line.points),
        "right": str(line.right),
        "length": str(length),
    }
    return Say("marathon-row", args)


def _missed(closed: MarathonClosed, library: Library) -> Iterable[Part]:
    found = [(found[1], knew, of) for key, knew, of in closed.missed if (found := library.by_key(key))]
    if found:
        yield GAP
        yield Say("marathon-missed")
    for item, knew, of in found:
        args = {"question": clip(item.question, LONGEST_QUESTION), "knew": str(knew), "of": str(of)}
        yield Say("marathon-missed-item", args)
