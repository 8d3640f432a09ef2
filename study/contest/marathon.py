"""Marathons: a contest that is open for a day, and everybody plays it alone, once, whenever it suits them.

A point is a right answer, nothing else: who plays at the bus stop has no time to lose. Nothing is revealed in the
group before the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from string import ascii_letters, digits

from study.chat_days import chat_day
from study.contest.points import WHOLE, share_of
from study.contest.table import table_of
from study.contest.values import Contest, Form, Player, Rules, Score, Stage, Table
from study.entering import Entered, enter, resume
from study.entries import MARATHON, LinkOver, PlayedAlready, Ticket
from study.errors import NothingToPlay, RoundRunning
from study.outcomes import Ended
from study.ports import Work
from study.quiz import Quiz
from study.rating.contests import rate_contest
from study.values import Answer, Kind, Place, Session, item_key

HOURS = 24
MOST_HOURS = 7 * 24
REFRESH = timedelta(minutes=5)
"""The number of players is shown anew this often at the most."""
TOKEN_LETTERS = ascii_letters + digits
TOKEN_LENGTH = 22
"""Of 62 letters: 131 bits, nobody guesses that."""
MOST_MISSED = 3


class MarathonRunning(RoundRunning):
    """The place has a marathon; it must end before another begins."""

    key = "error-marathon-running"


@dataclass(frozen=True, slots=True)
class MarathonClosed:
    """A marathon is over. ``table`` holds those who answered: opening a link is not playing.

    ``missed``: keys of the items that fewest knew, with how many did and how many answered. ``ended`` are the runs
    that were still open.
    """

    contest: Contest
    table: Table
    missed: tuple[tuple[str, int, int], ...] = ()
    ended: tuple[Ended, ...] = ()


def new_token(chance: Random) -> str:
    """What a link says: unguessable where ``chance`` is the system's."""
    return "".join(chance.choices(TOKEN_LETTERS, k=TOKEN_LENGTH))


def open_marathon(
    work: Work,
    place: Place,
    host: int,
    keys: Sequence[str],
    title: str,
    now: datetime,
    *,
    token: str,
    hours: int = HOURS,
) -> Contest:
    """Open a marathon in a group on fixed items for some ``hours`` (1..168).

    Raises ``MarathonRunning`` or, without any items, ``NothingToPlay``.
    """
    if not keys:
        raise NothingToPlay
    end = now + timedelta(hours=max(1, min(hours, MOST_HOURS)))
    session = Session(
        0, place, host, True, "", len(keys), tuple(keys), 0, now, None, Kind.MARATHON, deadline=end
    )
    try:
        started = work.start(session)
    except RoundRunning:
        raise MarathonRunning from None
    rules = Rules(form=Form.MARATHON, speed=False)
    return work.open_contest(Contest(0, started, Stage.GOING, rules, title, due_at=end, token=token))


def ends_at(contest: Contest) -> datetime:
    """When a marathon closes."""
    assert contest.session.deadline is not None
    return contest.session.deadline


def ticket_of(contest: Contest) -> Ticket:
    """What the link of a marathon lets people play."""
    session = contest.session
    return Ticket(MARATHON, contest.id, session.place.chat, session.queued, ends_at(contest))


def play(work: Work, quiz: Quiz, contest: Contest, place: Place, person: int, now: datetime) -> Entered:
    """Somebody follows the link: their one run begins, or goes on. Raises ``LinkOver`` or ``PlayedAlready``."""
    if contest.stage is not Stage.GOING or now >= ends_at(contest):
        raise LinkOver
    ticket = ticket_of(contest)
    going = resume(work, quiz, ticket, person, now)
    if going is not None:
        return going
    if work.runs_of(ticket.kind, ticket.ref, person):
        raise PlayedAlready
    entered = enter(work, quiz, ticket, place, person, now)
    work.put_player(contest.id, Player(person, "", now))
    _show_soon(work, contest, now)
    return entered


def _show_soon(work: Work, contest: Contest, now: datetime) -> None:
    """One more plays: the number in the group is due, unless it is already."""
    soon = now + REFRESH
    if contest.due_at is None or soon < contest.due_at:
        work.put_contest(replace(contest, due_at=soon))


def refresh(work: Work, contest: Contest) -> tuple[Contest, bool]:
    """The number of players is noted as shown: the marathon as it is by then, and whether anything changed.

    Where the message that shows it is still on its way, or stayed in the old chat of a group that moved, nothing is
    to be shown.
    """
    count = len(work.players(contest.id))
    changed = bool(contest.board) and count != contest.shown_count
    noted = replace(contest, due_at=ends_at(contest), shown_count=count if changed else contest.shown_count)
    work.put_contest(noted)
    return noted, changed


def close(work: Work, quiz: Quiz, contest: Contest, now: datetime) -> MarathonClosed:
    """Close a marathon: runs still open end and count as they are, points are stored, the table is made.

    All its answers count for the chat's day on which it closes: until then nobody could see them in a table, and a
    month whose summary was told does not change any more.
    """
    runs = [run for _, _, run in work.entries(MARATHON, contest.id)]
    ended = tuple(quiz.end_overdue(work, run, now) for run in runs if run.ended_at is None)
    day = chat_day(work, contest.session.place.chat, now)
    scores = [replace(one, day=day) for run in runs for one in _scores(work.answers_in(run.id))]
    work.put_scores(contest, scores)
    work.end(contest.session.id, now)
    over = replace(contest, stage=Stage.OVER, due_at=None)
    work.put_contest(over)
    rate_contest(work, quiz.library, contest.id)
    played = {score.person for score in scores}
    players = [player for player in work.players(contest.id) if player.person in played]
    return MarathonClosed(over, table_of(players, scores, contest.rules), _missed(scores), ended)


def _scores(answers: Sequence[Answer]) -> list[Score]:
    """What the answers of one run are worth: their shares, no more."""
    scores, streak = [], 0
    for answer in answers:
        share = share_of(answer)
        streak = streak + 1 if share == 1 else 0
        points = round(WHOLE * share)
        scores.append(
            Score(answer.question, answer.person, answer.deck, answer.item, share, points, streak, answer.at)
        )
    return scores


def _missed(scores: Sequence[Score]) -> tuple[tuple[str, int, int], ...]:
    """The items of which less than half was known, the least known first."""
    shares: dict[str, list[float]] = defaultdict(list)
    for score in scores:
        shares[item_key(score.deck, score.item)].append(score.share)
    hardest = sorted((sum(given) / len(given), key) for key, given in shares.items())
    return tuple(
        (key, sum(share == 1 for share in shares[key]), len(shares[key]))
        for mean, key in hardest
        if mean < 1 / 2
    )[:MOST_MISSED]
