"""Tables: who stands where. Ties are ties: equal points share a place, and the next place is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from study.contest.values import Form, Line, Player, Rules, Score, Table, Total

NOTHING = Total()


def table_of(players: Sequence[Player], scores: Iterable[Score], rules: Rules) -> Table:
    """The standings by the points of ``scores``."""
    return standings(players, summed_up(scores), rules)


def summed_up(scores: Iterable[Score]) -> dict[int, Total]:
    """What the answers of each person are worth together."""
    totals: dict[int, Total] = {}
    for score in scores:
        before = totals.get(score.person, NOTHING)
        totals[score.person] = Total(
            before.points + score.points, before.right + (score.share == 1), before.answered + 1
        )
    return totals


def standings(players: Sequence[Player], totals: Mapping[int, Total], rules: Rules) -> Table:
    """Who stands where. Who left stays in the table while they have answers in it.

    In an elimination whoever stayed in longer stands higher, then points count. A team's points are the mean of
    those of its members, so a small team is as good as a large one; it is not rounded, so that who is ahead by a
    little is ahead.
    """
    shown = [
        _line(player, totals.get(player.person, NOTHING))
        for player in players
        if not player.left or player.person in totals
    ]
    ranked = placed(shown, _standing(rules))
    return Table(ranked, _teams(ranked, rules))


def _line(player: Player, total: Total) -> Line:
    return Line(
        0,
        player.name,
        total.points,
        total.right,
        total.answered,
        person=player.person,
        team=player.team,
        out_at=player.out_at,
    )


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
            teams.append(Line(0, "", mean, right, answered, team=team))
    return placed(teams, lambda line: (line.points,))
