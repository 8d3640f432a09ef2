"""``/duel``: one against one, with acceptance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from telegram import Message, MessageEntity, User

from bot.commands.command import Command
from bot.commands.contest import unread_screen
from bot.contests.setup import check_allowed, decks_of_wish, rules_of_wish, title_of
from bot.contests.steps import step_acts
from bot.names import readable
from bot.screen import Act
from bot.turn import NOT_PEOPLE, Turn
from storage import Unit
from study.contest.values import Form
from study.contest.wishes import ContestWish, Unread, read_contest
from study.outcomes import Mover

DUEL_QUESTIONS = 5


async def duel(turn: Turn) -> None:
    """``/duel @anna resnet``, or in reply to somebody's message."""
    if not turn.shared:
        await turn.say("contest-private")
        return
    rival, name, rest = rival_of(turn)
    library = await turn.library()
    wish = read_contest(rest, library)
    if isinstance(wish, Unread):
        await turn.show(unread_screen(wish, library))
        return
    if not rival and not name:
        await turn.say("duel-how", slug=library.decks[0].slug)
        return

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        return challenge(turn, work, mover, wish, rival, name)

    await turn.move(acts)


def challenge(
    turn: Turn, work: Unit, mover: Mover, wish: ContestWish, rival: int, name: str
) -> Iterable[Act]:
    """Call somebody out."""
    settings = check_allowed(turn, work, mover)
    contests = turn.services.contests
    decks = decks_of_wish(wish, settings, turn.library_in(work))
    rules = replace(rules_of_wish(wish, settings), form=Form.DUEL, teams=0)
    keys = contests.draw(work, turn.place, decks, rules.way, wish.count or DUEL_QUESTIONS, turn.now)
    gathered = contests.gather(
        work,
        turn.place,
        turn.person,
        keys,
        rules,
        title_of(decks, turn.words),
        turn.now,
        rival=rival,
        rival_name=name,
    )
    if turn.update.message is not None:
        work.litter(gathered.contest.id, turn.update.message.message_id)
    return step_acts(gathered, turn.words, turn.services.library)


def rival_of(turn: Turn) -> tuple[int, str, str]:
    """Who is challenged, by id or by username, and the rest of the line."""
    message = turn.update.message
    if message is None:
        return 0, "", ""
    text = turn.arguments
    for entity, said in message.parse_entities([MessageEntity.TEXT_MENTION, MessageEntity.MENTION]).items():
        rest = " ".join(text.replace(" ".join(said.split()), " ", 1).split())
        if entity.user is not None:
            return (0, "", rest) if entity.user.is_bot else (*_person(entity.user), rest)
        ours = said.casefold() == f"@{message.get_bot().username}".casefold()
        return 0, "" if ours else said.lstrip("@"), rest
    replied = _replied_to(message)
    return (*_person(replied), text) if replied is not None else (0, "", text)


def _replied_to(message: Message) -> User | None:
    """The person whose message this one replies to. In a topic what replies to nothing replies to its beginning."""
    replied = message.reply_to_message
    if replied is None or (message.is_topic_message and replied.message_id == message.message_thread_id):
        return None
    user = replied.from_user
    if user is None or user.is_bot or user.id in NOT_PEOPLE or replied.sender_chat is not None:
        return None
    return user


def _person(user: User) -> tuple[int, str]:
    return user.id, user.username or readable(user.full_name)


COMMAND = Command("duel", duel, alone=False)
