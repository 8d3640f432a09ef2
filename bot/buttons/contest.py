"""Buttons of contests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from bot.contests.answers import told_by_toast
from bot.contests.setup import check_allowed, decks_again, decks_of, gather, group_decks, rules_of
from bot.contests.steps import questions_of, step_acts
from bot.presses import contest as presses
from bot.presses.press import Press
from bot.screen import Act, Buttons, Edit, Say, Screen, Toast
from bot.screens.contest import appeals_screen, team_part
from bot.screens.contest_setup import DECKS, GO, decks_screen, setup_screen
from bot.turn import Turn
from content.deck import Deck
from storage import Unit
from study.contest.outcomes import Closed, Doubted, Missed, Paused, Step
from study.contest.values import Contest, Form
from study.errors import ContestOver, ContestRunning, DeckNotPlayed, ForgedButton, NotYours
from study.finding import of_chat
from study.outcomes import Mover


async def setup(turn: Turn, press: presses.Setup) -> None:
    """Set something otherwise, or gather players: whoever called the contest."""
    if not turn.shared:
        raise ForgedButton
    if turn.person.id != press.host:
        raise NotYours
    if turn.message is None:  # it is gone: nothing can be shown there, and its topic is unknown
        await turn.say("contest-setup-gone")
        return
    rules = rules_of(press)

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        if work.contest_in(turn.place) is not None:
            raise ContestRunning  # it needs the group's minute itself: a notice costs nothing of it
        settings = check_allowed(turn, work, mover)
        if turn.services.sender.flooded(turn.place.chat):
            return [Toast("top-too-many")]
        library = turn.library_in(work)
        if press.page == GO:
            decks = decks_of(press, settings, library)
            gone: list[Act] = [Edit(turn.place, turn.message_id, Screen((Say("contest-gathering"),)))]
            return [*gone, *gather(turn, work, decks, press.count, rules)]
        if press.page.startswith(DECKS):
            page = press.page.removeprefix(DECKS)
            number = int(page) if page.isascii() and page.isdigit() else 0
            screen = decks_screen(press, group_decks(settings, library), number)
        else:
            screen = setup_screen(press, settings, library)
        return [Edit(turn.place, turn.message_id, screen)]

    await turn.move(acts)


async def join(turn: Turn, press: presses.Join) -> None:
    """Be in. The lobby's message follows by itself: it is not changed with everybody."""
    contests, person = turn.services.contests, turn.person

    def acts(work: Unit) -> Iterable[Act]:
        joined = contests.join(work, press.contest, turn.place, person, turn.now, press.team)
        if not joined.new and not press.team:
            return [Toast("toast-contest-already")]
        if joined.player.team:
            return [Toast("toast-contest-team", {"team": team_part(joined.player.team)})]
        return [Toast("toast-contest-joined")]

    await turn.play(acts)


async def leave(turn: Turn, press: presses.Leave) -> None:
    """Be out."""
    contests, person = turn.services.contests, turn.person.id

    def acts(work: Unit) -> Iterable[Act]:
        left = contests.leave(work, press.contest, turn.place, person, turn.now)
        return [Toast("toast-contest-left" if left else "toast-contest-not-in")]

    await turn.play(acts)


async def begin(turn: Turn, press: presses.Begin) -> None:
    """Ask the first question."""
    contests = turn.services.contests

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        people = [player.person for player in work.players(press.contest)]
        ratings = {person: rating.theta for person, rating in work.ratings(people).items()}
        return _shown(turn, work, contests.begin(work, press.contest, turn.place, mover, turn.now, ratings))

    await turn.move(acts)


async def accept(turn: Turn, press: presses.Accept) -> None:
    """Take up a duel."""
    contests, person = turn.services.contests, turn.person
    await turn.play(
        lambda work: _shown(turn, work, contests.accept(work, press.contest, turn.place, person, turn.now))
    )


async def decline(turn: Turn, press: presses.Decline) -> None:
    """Turn a duel down, or take the challenge back."""
    contests, person = turn.services.contests, turn.person
    await turn.play(
        lambda work: _shown(turn, work, contests.decline(work, press.contest, turn.place, person, turn.now))
    )


async def choose(turn: Turn, press: presses.Choose) -> None:
    """An option is the answer of whoever pressed it; the first one counts."""
    services, person = turn.services, turn.person

    def acts(work: Unit) -> Iterable[Act]:
        taken = services.contests.take_choice(
            work,
            press.question,
            press.option,
            turn.place,
            person,
            turn.now,
            judge=services.judge,
            fingerprint=press.fingerprint,
            update=turn.update.update_id,
        )
        return [told_by_toast(taken)]

    await turn.play(acts)


async def hold(turn: Turn, press: presses.Hold) -> None:
    """Pause, once the open question is revealed."""
    contests = turn.services.contests

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        paused = contests.pause(work, press.contest, turn.place, mover, turn.now)
        return [*_shown(turn, work, paused), *([Toast("contest-paused-soon")] if paused.soon else [])]

    await turn.move(acts)


async def resume(turn: Turn, press: presses.Resume) -> None:
    """Go on."""
    contests = turn.services.contests

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        step = contests.resume(work, press.contest, turn.place, mover, turn.now)
        if step is None:
            return [Toast("contest-resumed-again")]
        retired: list[Act] = [Buttons(turn.place, turn.message_id)]
        return [*retired, *_shown(turn, work, step), Toast("contest-resumed")]

    await turn.move(acts)


async def call_off(turn: Turn, press: presses.CallOff) -> None:
    """End a contest, or close its lobby."""
    contests = turn.services.contests
    await turn.move(
        lambda work, mover: _shown(
            turn, work, contests.stop(work, press.contest, turn.place, mover, turn.now)
        )
    )


async def doubt(turn: Turn, press: presses.Doubt) -> None:
    """ "I was right": ruled on before the table closes."""
    contests, person = turn.services.contests, turn.person.id

    def acts(work: Unit) -> Iterable[Act]:
        contests.appeal(work, press.question, turn.place, person, turn.now)
        return [Toast("toast-contest-appeal", alert=True)]

    await turn.play(acts)


async def ruled(turn: Turn, press: presses.Ruled) -> None:
    """Grant or deny an appeal; the last ruling closes the table."""
    contests, library = turn.services.contests, turn.services.library
    granted = press.granted == 1

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        step = contests.rule(work, press.answer, turn.place, mover, turn.now, granted=granted)
        toast = Toast("toast-contest-granted" if granted else "toast-contest-denied")
        if isinstance(step, Doubted):
            screen = appeals_screen(step, questions_of(step, library))
            return [Edit(turn.place, turn.message_id, screen), toast]
        return [Buttons(turn.place, turn.message_id), *_shown(turn, work, step), toast]

    await turn.move(acts)


async def revenge(turn: Turn, press: presses.Revenge) -> None:
    """The same once more, with other questions; whoever presses calls it."""
    await _once_more(turn, press.contest)


async def play_missed(turn: Turn, press: presses.PlayMissed) -> None:
    """A contest on what the group missed."""
    contests = turn.services.contests
    await _once_more(turn, press.contest, contests.missed_in)


async def _once_more(
    turn: Turn, contest: int, missed: Callable[[Unit, Contest], tuple[Missed, ...]] | None = None
) -> None:
    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        library = turn.library_in(work)
        before = work.contest(contest)
        of_chat(before.session if before else None, turn.place)
        if before is None or not before.over or before.rules.form is Form.MARATHON:
            raise ContestOver if before is not None else ForgedButton
        settings = check_allowed(turn, work, mover)
        decks = decks_again((key.partition("/")[0] for key in before.session.queued), settings, library)
        keys: tuple[str, ...] = ()
        if missed is not None:
            keys = tuple(
                f"{one.deck.slug}/{one.item.id}" for one in missed(work, before) if one.deck in decks
            )
            if not keys:
                raise DeckNotPlayed if missed(work, before) else ContestOver
        if before.rules.form is Form.DUEL:
            return _duel_again(turn, work, before, decks, keys)
        place = before.session.place  # below a message that is gone the topic is unknown
        shown = gather(turn, work, decks, before.session.length, before.rules, keys, place)
        return [Buttons(turn.place, turn.message_id), *shown]

    await turn.move(acts)


def _duel_again(
    turn: Turn, work: Unit, before: Contest, decks: Sequence[Deck], keys: tuple[str, ...]
) -> Iterable[Act]:
    """One of the two challenges the other one anew. Raises ``NotYours`` for anybody else."""
    players = {player.person: player.name for player in work.players(before.id)}
    others = [person for person in players if person != turn.person.id]
    if turn.person.id not in players or len(others) != 1:
        raise NotYours
    contests = turn.services.contests
    place = before.session.place
    drawn = keys or contests.draw(work, place, decks, before.rules.way, before.session.length, turn.now)
    gathered = contests.gather(
        work,
        place,
        turn.person,
        drawn,
        before.rules,
        before.title,
        turn.now,
        rival=others[0],
        rival_name=players[others[0]],
    )
    return [Buttons(turn.place, turn.message_id), *step_acts(gathered, turn.words, turn.services.library)]


def _shown(turn: Turn, work: Unit, step: Step) -> list[Act]:
    tidy = isinstance(step, Closed) and work.chat_settings(turn.place.chat).tidy
    if isinstance(step, Paused) and step.soon:
        return []
    return step_acts(step, turn.words, turn.services.library, tidy=tidy)


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.Setup: setup,
    presses.Join: join,
    presses.Leave: leave,
    presses.Begin: begin,
    presses.Accept: accept,
    presses.Decline: decline,
    presses.Choose: choose,
    presses.Hold: hold,
    presses.Resume: resume,
    presses.CallOff: call_off,
    presses.Doubt: doubt,
    presses.Ruled: ruled,
    presses.Revenge: revenge,
    presses.PlayMissed: play_missed,
}
