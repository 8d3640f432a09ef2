"""Answers to a contest's questions, from wherever they come, and the word to the one who answered."""

from __future__ import annotations

from collections.abc import Iterable

from bot.members import belongs
from bot.render.telegram_html import plain
from bot.screen import Act, React, Say, Screen, Toast, Whisper
from bot.screens.contest import asks_screen
from bot.turn import Turn
from bot.view import screen_texts
from content.deck import Mode
from content.questions import KINDS
from storage import Unit
from study.contest.outcomes import Asks, Taken
from study.contest.polls import carried_by
from study.errors import StudyError
from study.outcomes import Put
from study.values import Outcome

SEEN = "👀"
"""Below a public answer in words: it was taken, and nobody learns more before the reveal."""
NOT_COUNTED = "🤷"
"""Below one that cannot count: a second one, or one that came too late."""


def where_to_answer(put: Put) -> str:
    """The words on how a question with options is answered in a contest."""
    return "contest-answer-poll" if put.asked.mode is Mode.SEVERAL else "contest-answer-buttons"


async def judge_words(turn: Turn, put: Put, text: str) -> None:
    """Judge a text outside the transaction (it takes milliseconds), then take it inside."""
    judgement = KINDS[Mode.OPEN].judge(put.item, text, turn.services.judge)
    if judgement.guard == "empty":
        await remark(turn, "contest-answer-empty")
        return
    contests, person = turn.services.contests, turn.person

    def acts(work: Unit) -> Iterable[Act]:
        taken = contests.take_words(
            work, put, person, Mode.OPEN, text, judgement, turn.said_at, turn.update.update_id
        )
        if turn.commanded and not turn.ephemeral:
            work.litter(
                taken.contest.id, turn.message_id
            )  # the question stays to be read, the command need not
        return told_in_words(turn, taken)

    try:
        await turn.play(acts)
    except StudyError as error:
        await remark(turn, error.key)


def open_where_shown(turn: Turn, work: Unit, text: str) -> Put | None:
    """The open question of this place's contest, if a message of ours says just what it says.

    A process that dies after sending a question and before noting so sends it again: of the first copy it knows
    nothing, but people reply to it.
    """
    contest, put = work.contest_in(turn.place), turn.services.contests.open_in(work, turn.place)
    if contest is None or put is None or put.asked.mode is not Mode.OPEN:
        return None
    screens = (asks_screen(Asks(contest, put, again)) for again in (False, True))
    said = {" ".join(plain(screen_texts(screen, turn.words)[-1]).split()) for screen in screens}
    return put if " ".join(text.split()) in said else None


async def remark(turn: Turn, key: str) -> None:
    """A word to one player whose answer cannot count, or else a sign: two hundred may play.

    As messages to all, such words would use up what a group may get in a minute, and the reveal had to wait.
    """
    await turn.play(lambda work: _told(turn, Screen((Say(key),)), NOT_COUNTED))


def told_in_words(turn: Turn, taken: Taken) -> Iterable[Act]:
    """The verdict to the player alone where the server can do that, else a sign that the answer was taken."""
    args = {"said": len(taken.judgement.covered), "all": len(taken.put.item.key_points)}
    return _told(turn, Screen((Say(f"contest-whisper-{taken.answer.outcome}", args),)), SEEN)


def _told(turn: Turn, screen: Screen, sign: str) -> Iterable[Act]:
    """A word to whoever wrote, where the server can do that; below what everybody can read, a sign as well."""
    whisper = [Whisper(turn.place, turn.person.id, screen, turn.ephemeral)] if turn.services.ephemeral else []
    return whisper if turn.ephemeral else [*whisper, React(turn.place, turn.message_id, sign)]


def told_by_toast(taken: Taken) -> Toast:
    """The verdict on a pressed option: only the one who pressed sees it."""
    if taken.fast:
        return Toast("toast-contest-fast", alert=True)
    chosen = taken.put.item.choices[int(taken.answer.given)]
    wrong = taken.answer.outcome is Outcome.WRONG
    return Toast(f"toast-contest-{taken.answer.outcome}", {"why": chosen.why}, alert=wrong)


async def vote(turn: Turn) -> None:
    """Somebody voted in a native poll. Where it cannot count there is no chat to say so in."""
    answer = turn.update.poll_answer
    if answer is None:
        return
    services, person = turn.services, turn.person

    def acts(work: Unit) -> Iterable[Act]:
        services.contests.take_vote(
            work,
            answer.poll_id,
            answer.option_ids,
            person,
            turn.now,
            judge=services.judge,
            update=turn.update.update_id,
        )
        return []

    if not await _belongs(turn, answer.poll_id, person.id):
        await turn.play(lambda work: [])
        return
    try:
        await turn.play(acts)
    except StudyError:
        await turn.play(lambda work: [])


async def _belongs(turn: Turn, poll: str, person: int) -> bool:
    """Whether a voter plays already, or is in the group: a forwarded copy of a poll votes in the same one.

    Where Telegram does not answer they count: a stranger's vote harms less than a member's that is lost.
    """

    def look(work: Unit) -> tuple[int, bool]:
        asked = carried_by(work, poll, person)
        contest = work.contest_of(asked.session) if asked else None
        if contest is None:
            return 0, False
        return contest.session.place.chat, work.player(contest.id, person) is not None

    chat, plays = await turn.read(look)
    return plays or (chat != 0 and await belongs(turn, chat) is not False)
