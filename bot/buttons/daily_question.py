"""Buttons below the question of the day: later, a pause, and whether it shall go on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.acts import renewed
from bot.daily_settings import nowhere
from bot.presses import daily as presses
from bot.presses.press import Press
from bot.screen import Act, Button, Buttons, Edit, Say, Screen, Send, Toast
from bot.screens.question import question_screen
from bot.screens.schedule import moment_args
from bot.turn import Turn
from storage import Unit
from study.daily import arranging
from study.daily import settings as setting
from study.daily.arranging import Later
from study.daily.settings import Setter, at_work
from study.daily.values import Coming, Pause, Schedule
from study.errors import AdminsOnly, ForgedButton, NothingComes, StaleButton
from study.finding import open_question, session_of_button
from study.outcomes import Mover, Renewed
from study.values import Kind, Session

WEEK, RETURN = "week", "return"


async def when_later(turn: Turn, press: presses.WhenLater) -> None:
    """Offer when the question may come again."""

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        session = _session(turn, work, press.session, mover)
        _schedule_at_work(work, session)
        times = tuple(Button(presses.PutOff(session.id, later), f"later-{later}") for later in Later)
        return [Buttons(session.place, turn.message_id, (times, _back(session)))]

    await turn.move(acts)


async def put_off(turn: Turn, press: presses.PutOff) -> None:
    """The question comes again later; until then its message says when."""
    if press.when not in list(Later):
        raise ForgedButton

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        session = _session(turn, work, press.session, mover)
        if open_question(work, session) is None:
            raise StaleButton
        schedule = _schedule_at_work(work, session)
        _, at = arranging.put_off(work, session, Later(press.when), turn.now)
        said = Say("put-off", moment_args(at, schedule.zone, turn.now))
        return [Edit(session.place, turn.message_id, Screen((said,)))]

    await turn.move(acts)


async def how_long(turn: Turn, press: presses.HowLongPause) -> None:
    """Offer for how long the questions may pause."""

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        session = _session(turn, work, press.session, mover)
        spans = tuple(
            Button(presses.PauseDaily(session.id, span), f"pause-{span}") for span in (WEEK, RETURN)
        )
        return [Buttons(session.place, turn.message_id, (spans, _back(session)))]

    await turn.move(acts)


async def pause(turn: Turn, press: presses.PauseDaily) -> None:
    """Nothing more comes for a while; the question that is there may still be answered."""
    if press.span not in (WEEK, RETURN):
        raise ForgedButton

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        session = _session(turn, work, press.session, mover)
        setter = Setter(session.place, replace(mover, admin=True), session.shared, turn.now)
        if press.span == WEEK:
            daily = setting.rest_a_week(work, setter).daily
        else:
            daily = setting.rest(work, setter, Pause.ASKED).daily
        yield from _as_before(turn, work, session)
        yield Send(session.place, Screen((_paused(daily, turn),)))

    await turn.move(acts)


async def back(turn: Turn, press: presses.BackToQuestion) -> None:
    """Show the usual buttons again."""
    await turn.move(lambda work, mover: _as_before(turn, work, _session(turn, work, press.session, mover)))


async def go_on(turn: Turn, press: presses.GoOnDaily) -> None:
    """After days without an answer: shall the questions come again?"""
    if press.answer not in ("yes", "no"):
        raise ForgedButton

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        schedule = work.schedule(turn.place, Coming.DAILY)
        if schedule is None or nowhere(turn):
            return [Toast("daily-old-message", alert=True)]
        _check_admin(turn, mover)
        setter = Setter(turn.place, replace(mover, admin=True), turn.shared, turn.now)
        return [Edit(turn.place, turn.message_id, Screen((_decided(work, setter, press.answer),)))]

    await turn.move(acts)


def _decided(work: Unit, setter: Setter, answer: str) -> Say:
    if answer == "no":
        daily = work.schedule(setter.place, Coming.DAILY)
        if daily is not None and at_work(daily):  # an old message: they had returned meanwhile
            setting.rest(work, setter, Pause.ASKED)
        return Say("stays-silent")
    daily = setting.resume(work, setter).daily
    if daily is None or daily.next_at is None:
        return Say("daily-state-waits")
    return Say("goes-on", moment_args(daily.next_at, daily.zone, setter.now))


def _session(turn: Turn, work: Unit, session: int, mover: Mover) -> Session:
    """The running question of the day of a button, for somebody who may move it. Raises a ``StudyError``."""
    _check_admin(turn, mover)
    found = session_of_button(work, session, turn.place, mover)
    if found.kind is not Kind.DAILY:
        raise ForgedButton
    return found


def _check_admin(turn: Turn, mover: Mover) -> None:
    """What comes to a group is its admins' business; whoever set it once may be none any more."""
    if turn.shared and not mover.admin:
        raise AdminsOnly


def _schedule_at_work(work: Unit, session: Session) -> Schedule:
    """What will bring the question again. Raises ``NothingComes`` where nothing does: no false promises."""
    schedule = work.schedule(session.place, Coming.DAILY)
    if schedule is None:
        raise StaleButton
    if not at_work(schedule):
        raise NothingComes
    return schedule


def _back(session: Session) -> tuple[Button, ...]:
    return (Button(presses.BackToQuestion(session.id), "daily-back"),)


def _as_before(turn: Turn, work: Unit, session: Session) -> list[Act]:
    """The usual buttons of the open question; a question whose options have changed is shown anew."""
    before = open_question(work, session)
    put = turn.services.quiz.open_of(work, session)
    if before is None or put is None:
        return [Buttons(session.place, turn.message_id)]
    if put.asked.fingerprint != before.fingerprint:
        return renewed(session.place, Renewed(put, before))
    return [Buttons(session.place, turn.message_id, question_screen(put).rows)]


def _paused(daily: Schedule | None, turn: Turn) -> Say:
    if daily is None or daily.next_at is None:
        return Say("paused-return")
    return Say("paused-week", moment_args(daily.next_at, daily.zone, turn.now))


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.WhenLater: when_later,
    presses.PutOff: put_off,
    presses.HowLongPause: how_long,
    presses.PauseDaily: pause,
    presses.BackToQuestion: back,
    presses.GoOnDaily: go_on,
}
