"""Tables: who stands where. Ties are ties: equal points share a place, and the next place is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from study.contest.values import Form, Line, Player, Rules, Score, Table


def table_of(players: Sequence[Player], scores: Iterable[Score], rules: Rules) -> Table:
    """The standings by the points of ``scores``. Who left stays in the table while they have points.

    In an elimination whoever stayed in longer stands higher, then points count. A team's points are the mean of
    those of its members, so a small team is as good as a large one.
    """
    lines = {
        player.person: Line(0, player.name, 0, person=player.person, team=player.team, out_at=player.out_at)
        for player in players
    }
    for score in scores:
        line = lines.get(score.person)
        if line is not None:
            lines[score.person] = replace(
                line,
                points=line.points + score.points,
                right=line.right + (score.share == 1),
                answered=line.answered + 1,
            )
    gone = {player.person for player in players if player.left and not lines[player.person].answered}
    shown = [line for line in lines.values() if line.person not in gone]
    ranked = placed(shown, _standing(rules))
    return Table(ranked, _teams(ranked, rules))


def placed(lines: Iterable[Line], standing: Callable[[Line], tuple[float, ...]]) -> tuple[Line, ...]:
    """Lines with their places, best first; those that stand equal share the place, in the order of their names."""
    ordered = sorted(
        lines, key=lambda line: (*(-value for value in standing(line)), line.name.casefold(), line.person)
    )
    ranked: list[Line] = []
    for number, line in enumerate(ordered, 1):
        tied = bool(ranked) and standing(ranked[-1]) == standing(line)
        ranked.append(replace(line, place=ranked[-1].place if tied else number))
    return tuple(ranked)


def _standing(rules: Rules) -> Callable[[Line], tuple[float, ...]]:
    if rules.form is Form.ELIMINATION:
        return lambda line: (float("inf") if not line.out_at else float(line.out_at), line.points)
    return lambda line: (line.points,)


def _teams(lines: Sequence[Line], rules: Rules) -> tuple[Line, ...]:
    if not rules.teams:
        return ()
    teams = []
    for team in range(1, rules.teams + 1):
        members = [line for line in lines if line.team == team]
        if members:
            mean = sum(line.points for line in members) / len(members)
            right = sum(line.right for line in members)
            answered = sum(line.answered for line in members)
            teams.append(Line(0, "", round(mean, 1), right, answered, team=team))
    return placed(teams, lambda line: (line.points,))
