"""What is sent without a command: answers, remarks on a report, and things the bot cannot read."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from telegram import InlineKeyboardButton, Message

from bot.acts import moved_on, renewed, retired
from bot.buttons.own_decks import take_title
from bot.commands.mock import answer_acts
from bot.contests.answers import judge_words, open_where_shown, remark, where_to_answer
from bot.daily_settings import do_as_typed, look_up_zone, moved_screen, setter_of
from bot.presses import unpack
from bot.presses.quiz import Hint, Mark, Marked, OwnWords, Pick, Skip
from bot.render.telegram_html import plain
from bot.screen import Act, Say, Screen, Send
from bot.screens.assessing import compare_screen
from bot.screens.question import LETTERS, question_screen
from bot.screens.verdict import round_verdict_screen, verdict_screen
from bot.screens.zones import offer_zone_screen
from bot.turn import Turn
from bot.view import screen_texts
from content.deck import Mode
from content.grading import Judgement
from content.questions import KINDS, understand
from storage import Unit
from study.entries import ByLettersOnly, ByOptionOnly
from study.errors import ItemGone, OptionsChanged
from study.outcomes import Judged, Mover, Put
from study.values import CITY, DECK_TITLE, OWN_TIME, REMARK, Asked, Awaited, Kind, Person
from study.zones import Found, label, zone_at

JUST_MISSED = timedelta(seconds=10)
"""So soon after a contest's question was revealed a reply to it was meant for an answer."""
MOST_ALBUMS = 10_000
OPTIONS = Pick | Mark | Marked
"""Buttons that mean options."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a text meets: something that was asked for, an open question, or a session between two questions."""

    awaited: Awaited | None
    put: Put | None
    running: bool
    past: bool = False
    replies: bool = False
    unseen: bool = False
    """The open question never arrived: they had blocked the bot. Nobody answers what they have not seen."""


async def take_text(turn: Turn) -> None:
    """A text in a private chat, or a reply to the bot in a group."""
    if turn.shared:
        await _take_reply(turn)
        return
    quiz, person = turn.services.quiz, turn.person

    def look(work: Unit) -> Situation:
        running, awaited = work.running(turn.place) is not None, work.expected(turn.place, person.id)
        meant = _meant(turn, work)  # of several open questions a reply says which
        if meant is None:
            put = quiz.current(work, turn.place)
            unseen = put is not None and not put.asked.message and not work.on_its_way(put.asked.id)
            return Situation(awaited, put, running, unseen=unseen)
        return Situation(awaited, meant[1], running, past=meant[1] is None, replies=True)

    found = await turn.read(look)
    if found.awaited is not None and not found.replies:
        await AWAITED[found.awaited.kind](turn, found.awaited.ref)
    elif found.unseen:
        await _show_unseen(turn, found.put)
    elif found.put is not None and not found.replies and _typed_before(turn, found.put):
        await turn.say("typed-before")
    elif found.put is not None:
        await _judge(turn, found.put)
    elif found.past:
        await turn.say("error-old-question")
    else:
        await turn.say("already-judged" if found.running else "nothing-asked")


async def unreadable(turn: Turn) -> None:
    """A sticker, a voice message, a photo …: alone a short reply, in a group none. Never an answer."""
    if turn.shared or _same_album(turn):
        return
    asked = await turn.read(lambda work: turn.services.quiz.current(work, turn.place))
    await turn.say("text-only" if asked else "text-only-idle")


async def take_location(turn: Turn) -> None:
    """A place on the map, in a private chat: where the learner is, if that was asked; else a move is offered."""
    at = turn.update.message.location if turn.update.message else None
    if at is None or turn.shared:
        return
    quiz, person = turn.services.quiz, turn.person.id

    def look(work: Unit) -> tuple[bool, bool]:
        waiting = work.expected(turn.place, person)
        asked_where = waiting is not None and waiting.kind == CITY
        return asked_where, quiz.current(work, turn.place) is not None

    asked_where, asked = await turn.read(look)
    if asked and not asked_where:
        await turn.say("text-only")
        return
    name = await asyncio.to_thread(zone_at, at.latitude, at.longitude)

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        if asked_where or work.habits(person).zone == name:
            screen = moved_screen(turn, work, setter_of(turn, mover), Found(name, label(name)))
        else:
            screen = offer_zone_screen(name)
        return [Send(turn.place, screen)]

    await turn.move(acts)


def _same_album(turn: Turn) -> bool:
    """Whether this is a further picture of an album that has had its reply."""
    album = turn.update.message.media_group_id if turn.update.message else None
    albums = turn.services.albums
    if album is None or albums.get(turn.place.chat) == album:
        return album is not None
    if len(albums) >= MOST_ALBUMS:
        albums.clear()
    albums[turn.place.chat] = album
    return False


async def unknown_command(turn: Turn) -> None:
    """A command the bot does not know. In a group it may be meant for somebody else."""
    if not turn.shared:
        await turn.say("unknown-command")


async def _take_reply(turn: Turn) -> None:
    """In a group only a reply to a question is an answer; any other text is people talking."""
    found = await turn.read(lambda work: _meant(turn, work))
    if found is None:
        return
    asked, put = found
    if await turn.read(lambda work: work.contest_of(asked.session)) is not None:
        await _answer_in_contest(turn, asked, put)
    elif put is None or put.asked.id != asked.id:
        await turn.say("error-old-question")
    else:
        await _judge(turn, put)


async def _answer_in_contest(turn: Turn, asked: Asked, put: Put | None) -> None:
    """A reply to a contest's question. Later on people talk about it: that is nobody's answer."""
    if put is not None and put.asked.mode is Mode.OPEN:
        await judge_words(turn, put, turn.text)
    elif put is not None:
        await remark(turn, where_to_answer(put))
    elif asked.mode is Mode.OPEN and asked.closed_at and turn.said_at - asked.closed_at < JUST_MISSED:
        await remark(turn, "error-time-is-over")


def _typed_before(turn: Turn, put: Put) -> bool:
    """Whether a text was written before the question was asked: the bot was away. Telegram counts whole seconds."""
    return turn.said_at + timedelta(seconds=2) < put.asked.asked_at


def _meant(turn: Turn, work: Unit) -> tuple[Asked, Put | None] | None:
    """The question that a text replies to; ``None`` where it is no reply to one of ours."""
    replied = turn.update.message.reply_to_message if turn.update.message else None
    return _replied_to(turn, work, replied) if replied is not None and _is_ours(replied) else None


def _is_ours(message: Message) -> bool:
    return message.from_user is not None and message.from_user.id == message.get_bot().id


def _replied_to(turn: Turn, work: Unit, replied: Message) -> tuple[Asked, Put | None] | None:
    """The question that our message carries, as it is put if it is open; ``None`` where it carries none."""
    asked = _by_buttons(turn, work, replied) or work.asked_by(turn.place, replied.message_id)
    if asked is not None:
        put = turn.services.quiz.waiting(work, asked)
        if put is not None and _lettered_otherwise(turn, put, replied):
            raise OptionsChanged
        return asked, put
    with contextlib.suppress(ItemGone):  # people who talk need not hear of that
        put = turn.services.quiz.current(work, turn.place)
        if put is not None and not put.changed and _begins(turn, put, replied):
            return put.asked, put
        put = open_where_shown(turn, work, replied.text or "")
        if put is not None:
            return put.asked, put
    return None


def _by_buttons(turn: Turn, work: Unit, replied: Message) -> Asked | None:
    """The question that the buttons of our own message belong to: also where a later message carries it by now.

    Raises ``OptionsChanged`` where they stand below other options: a letter would mean one of those.
    """
    keyboard = replied.reply_markup.inline_keyboard if replied.reply_markup else ()
    presses = [_press_of(button) for row in keyboard for button in row]
    below = [press for press in presses if isinstance(press, OPTIONS | Hint | OwnWords | Skip)]
    asked = work.asked(below[0].question) if below else None
    session = work.session(asked.session) if asked else None
    if asked is None or session is None or session.place != turn.place:
        return None
    if any(isinstance(press, OPTIONS) and press.fingerprint != asked.fingerprint for press in below):
        raise OptionsChanged
    return asked


def _lettered_otherwise(turn: Turn, put: Put, replied: Message) -> bool:
    """Whether our message shows a round's question for several with other options: it has no buttons to tell by."""
    of_round = put.session.shared and not put.session.kind.by_clock
    if put.changed or put.asked.mode is not Mode.SEVERAL or not of_round:
        return False
    shown = KINDS[Mode.SEVERAL].prompt(put.item, put.asked.options).options
    said = " ".join(_words(replied.text or ""))
    options = ({"letter": letter, "text": text} for letter, text in zip(LETTERS, shown, strict=False))
    lines = (plain(turn.words.html("question-option", option)) for option in options)
    return not all(" ".join(_words(line)) in said for line in lines)


def _press_of(button: InlineKeyboardButton) -> object:
    return unpack(button.callback_data) if isinstance(button.callback_data, str) else None


def _begins(turn: Turn, put: Put, replied: Message) -> bool:
    """Whether our message is one of those before the last of a long question: only the last has buttons."""
    *before, _ = screen_texts(question_screen(put), turn.words)
    return _words(replied.text or "") in [_words(plain(text)) for text in before]


def _words(text: str) -> list[str]:
    """A text without its white space: Telegram trims it."""
    return text.split()


async def _judge(turn: Turn, put: Put) -> None:
    """Judge a text outside the transaction (it takes milliseconds), then record it inside."""
    if put.asked.mode is Mode.SELF:
        await _compare(turn, put)
        return
    options = () if put.changed else put.asked.options
    mode, given = understand(put.item, put.asked.mode, options, turn.text) or (None, turn.text)
    judgement = KINDS[mode or Mode.OPEN].judge(put.item, given, turn.services.judge)
    if put.session.kind is Kind.ENTRY and mode is not put.asked.mode and not put.changed:
        raise ByLettersOnly if put.asked.mode is Mode.SEVERAL else ByOptionOnly
    if mode is None and judgement.guard != "dont_know":  # "не знаю" is an answer however short
        await (_ask_anew(turn, put) if put.changed else turn.say(_how_to_say(put)))
        return
    if judgement.guard == "empty":
        await turn.say("answer-in-words")
        return
    kind = mode or Mode.OPEN
    if put.session.kind is Kind.MOCK:
        await turn.play(lambda work: answer_acts(turn, work, put, kind, given, judgement))
    else:
        await turn.play(lambda work: _record(turn, work, put, turn.person, kind, given, judgement))


async def _compare(turn: Turn, put: Put) -> None:
    """Nobody but the learner can judge this: they see the explanation beside what they wrote."""

    def acts(work: Unit) -> Iterable[Act]:
        thought = turn.services.quiz.think(work, put, turn.text.strip())
        return [
            *retired(turn.place, thought.asked),
            Send(turn.place, compare_screen(thought), thought.asked.id),
        ]

    await turn.play(acts)


def _how_to_say(put: Put) -> str:
    """The words on how a question with options is answered."""
    if put.asked.mode is not Mode.SEVERAL:
        return "press-a-button"
    return "reply-letters" if put.session.shared else "press-letters"


def _record(
    turn: Turn, work: Unit, put: Put, person: Person, mode: Mode, given: str, judgement: Judgement
) -> Iterable[Act]:
    judged: Judged = turn.services.quiz.record(
        work, put, person, mode, given, judgement, turn.said_at, turn.update.update_id
    )
    if put.session.shared:
        return [Send(turn.place, round_verdict_screen(judged, person.name), reply_to=turn.reply_to)]
    return [Send(turn.place, verdict_screen(judged)), *retired(turn.place, judged.asked)]


async def _ask_anew(turn: Turn, put: Put) -> None:
    """A letter or number means nothing once the options have changed: say so, and show those there are."""

    def acts(work: Unit) -> Iterable[Act]:
        outcome = turn.services.quiz.renew(work, put)
        yield Send(turn.place, Screen((Say("options-changed"),)), reply_to=turn.reply_to)
        yield from renewed(turn.place, outcome)

    await turn.play(acts)


class SeenMeanwhileError(Exception):
    """The question has just arrived: a text can be meant for it after all."""


async def _show_unseen(turn: Turn, asked: Put | None) -> None:
    """The question that waits, which a text cannot be meant for: it is shown now."""

    def acts(work: Unit) -> Iterable[Act]:
        put = turn.services.quiz.undelivered(work, turn.place)
        if put is None or work.on_its_way(put.asked.id):
            raise SeenMeanwhileError
        yield Send(turn.place, Screen((Say("question-unseen"),)))
        yield from moved_on(turn.place, put, turn.now)

    try:
        await turn.play(acts)
    except SeenMeanwhileError:
        if asked is not None:
            await _judge(turn, asked)


async def _take_comment(turn: Turn, report: int) -> None:
    def acts(work: Unit) -> Iterable[Act]:
        work.comment(report, turn.text)
        work.expect_nothing(turn.place, turn.person.id)
        return [Send(turn.place, Screen((Say("report-thanks"),)))]

    await turn.play(acts)


async def _take_city(turn: Turn, _: int) -> None:
    await look_up_zone(turn, turn.text)


async def _take_time(turn: Turn, _: int) -> None:
    await do_as_typed(turn, turn.text, "")


AWAITED: dict[str, Callable[[Turn, int], Awaitable[None]]] = {
    REMARK: _take_comment,
    CITY: _take_city,
    OWN_TIME: _take_time,
    DECK_TITLE: take_title,
}
"""What takes the text that was asked for, by what was asked."""
