"""Where a contest stands, for whoever asks: the messages that tell it may be far up, or gone."""

from __future__ import annotations

from bot.presses.contest import Accept, Begin, CallOff, Decline, Hold, Join, Resume
from bot.screen import Button, Say, Screen
from study.contest.values import Contest, Form, Stage

Row = tuple[Button, ...]


def state_screen(contest: Contest) -> Screen:
    """Where it stands, with the buttons that move it."""
    head = Say("contest-lobby", {"title": contest.title})
    return Screen((head, _stands(contest)), _rows(contest))


def _stands(contest: Contest) -> Say:
    if contest.stage is Stage.LOBBY:
        return Say("contest-state-lobby")
    key = "contest-state-paused" if contest.stage is Stage.PAUSED else "contest-state-going"
    return Say(key, {"position": contest.session.position, "length": contest.session.length})


def _rows(contest: Contest) -> tuple[Row, ...]:
    if contest.stage is Stage.LOBBY:
        return _lobby_rows(contest)
    stop = Button(CallOff(contest.id), "contest-button-stop")
    if contest.stage is Stage.PAUSED or contest.pausing:
        return ((Button(Resume(contest.id), "contest-button-resume"), stop),)
    return ((Button(Hold(contest.id), "contest-button-pause"), stop),)


def _lobby_rows(contest: Contest) -> tuple[Row, ...]:
    if contest.rules.form is Form.DUEL:
        accept = Button(Accept(contest.id), "contest-button-accept")
        return ((accept, Button(Decline(contest.id), "contest-button-decline")),)
    begin = Button(Begin(contest.id), "contest-button-begin")
    off = Button(CallOff(contest.id), "contest-button-call-off")
    return ((Button(Join(contest.id, 0), "contest-button-join"),), (begin, off))
