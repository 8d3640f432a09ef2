"""The end of a contest: the podium, the report, and where to go from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.pictures.described import described
from bot.pictures.rows import Podium, Row
from bot.presses.contest import PlayMissed, Revenge
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.contest import table_parts, team_part
from bot.screens.names import names_of
from bot.words import Words
from study.contest.outcomes import Closed
from study.contest.values import Line, Player, Table

LONGEST_QUESTION = 160
STEPS = 3
IN_CAPTION = 10
"""Lines of a table that fit below a picture."""


def closed_screen(closed: Closed) -> Screen:
    """Who won, the table, and what the group did not know, as a caption of the podium."""
    parts: list[Part] = [Say("contest-over", {"title": closed.contest.title}), *_why(closed)]
    parts += [GAP, _winners(closed), GAP, *table_parts(closed.table, IN_CAPTION)]
    return Screen(tuple(parts))


def report_screen(closed: Closed) -> Screen:
    """What the group missed most, and the buttons to play on."""
    contest = closed.contest
    parts: list[Part] = []
    if closed.missed:
        parts.append(Say("contest-report"))
        for one in closed.missed:
            args: dict[str, Value] = {
                "question": clip(one.item.question, LONGEST_QUESTION),
                "percent": round(100 * one.share),
            }
            parts.append(Say("contest-report-line", args))
    else:
        parts.append(Say("contest-report-none"))
    parts += [GAP, Say("contest-report-hint")]
    again = Button(Revenge(contest.id), "contest-button-revenge")
    missed = Button(PlayMissed(contest.id), "contest-button-missed")
    return Screen(tuple(parts), ((again, missed) if closed.missed else (again,),))


def podium_of(closed: Closed, words: Words) -> dict[str, Any]:
    """The description of the picture: teams where there are any, else players. With nothing one stands on no step.

    To be called only where somebody has points.
    """
    lines = closed.table.teams or closed.table.lines
    first = tuple(_row(line, closed, words) for line in lines if _on_step(line))
    rest = tuple(_row(line, closed, words) for line in lines if not _on_step(line))
    title = closed.contest.title
    count = (
        words.plain("contest-form-teams", {"teams": closed.contest.rules.teams}) if closed.table.teams else ""
    )
    subtitle = count or words.plain(f"contest-form-{closed.contest.rules.form}")
    return described(Podium(title, subtitle, first, rest))


def _on_step(line: Line) -> bool:
    return line.place <= STEPS and line.points > 0


def _row(line: Line, closed: Closed, words: Words) -> Row:
    name = words.plain("contest-team", {"number": line.team}) if line.team and not line.person else line.name
    points = words.plain("contest-points", {"points": round(line.points)})
    asked = closed.contest.session.position
    note = (
        "" if not line.person else words.plain("contest-over-answers", {"right": line.right, "asked": asked})
    )
    return Row(line.place, name, points, note, line.person or line.team)


def _why(closed: Closed) -> Iterable[Part]:
    if closed.silent:
        yield Say("contest-over-silent")
    elif closed.stopped:
        yield Say("contest-over-stopped")


def _winners(closed: Closed) -> Say:
    """The winner, or those who share the first place; nobody wins with nothing."""
    if not any(line.points for line in closed.table.lines):
        return Say("contest-over-nobody")
    if closed.table.teams:
        first = [line for line in closed.table.teams if line.place == 1]
        key = "contest-over-winner" if len(first) == 1 else "contest-over-draw"
        return Say(key, {"names": _teams_part([team_part(line.team) for line in first])})
    best = _first(closed.table, closed.players)
    key = "contest-over-winner" if len(best) == 1 else "contest-over-draw"
    return Say(key, {"names": names_of(best)})


def _teams_part(teams: Sequence[Say]) -> Say:
    """The names of teams, in a line."""
    *before, last = teams
    return Say("contest-over-and", {"names": _teams_part(before), "name": last}) if before else last


def _first(table: Table, players: Sequence[Player]) -> list[Player]:
    by_id = {player.person: player for player in players}
    return [by_id[line.person] for line in table.lines if line.place == 1 and line.person in by_id]
