"""What the links into runs share: how they look, who may follow them, what is shown then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.acts import ended, gave_way, moved_on, retired
from bot.screen import Act, Send
from bot.screens.entry import resumed_screen, welcome_screen
from bot.services import Services
from bot.turn import Turn
from study.entering import Entered
from study.entries import CannotTellGroup, NotOfGroup, Ticket
from study.outcomes import Put
from study.values import Place

log = logging.getLogger(__name__)

MARATHON, LEAGUE = "m", "l"
"""What a link's payload begins with. A deck's name has no hyphen, so no deck is meant."""
MEMBERS = ("creator", "administrator", "member")
UNTOLD = ("inaccessible", "chat_admin_required")
"""Telegram tells nobody's membership here: the group hides its members. Whoever has the link has it from there."""


def link_to(services: Services, prefix: str, token: str) -> str:
    """A link that opens the private chat with the bot and begins something there."""
    return f"https://t.me/{services.api.username}?start={prefix}-{token}"


async def check_member(turn: Turn, chat: int) -> None:
    """Raises ``NotOfGroup``, or ``CannotTellGroup`` where Telegram does not answer."""
    for pause in (0.2, 0.5, 0.0):
        try:
            member: Any = await turn.services.api.call("getChatMember", _asked(turn, chat))
        except ChatMigrated as error:
            await _move(turn, chat, error.new_chat_id)
            chat = error.new_chat_id
        except (BadRequest, Forbidden) as error:
            if any(text in error.message.lower() for text in UNTOLD):
                return
            raise NotOfGroup from error
        except TelegramError as error:
            log.warning("getChatMember failed: %s", error)
            await asyncio.sleep(pause)
        else:
            if member.get("status") in MEMBERS or member.get("is_member"):
                return
            raise NotOfGroup
    raise CannotTellGroup


async def _move(turn: Turn, before: int, after: int) -> None:
    """The group became a supergroup, and nothing told us so far."""
    await turn.services.store.transact(lambda unit: unit.move(before, after, turn.now))


def _asked(turn: Turn, chat: int) -> dict[str, int]:
    return {"chat_id": chat, "user_id": turn.person.id}


def entered_acts(turn: Turn, entered: Entered, ticket: Ticket, title: str) -> Iterable[Act]:
    """What is shown to somebody who followed a link: how it goes and the first question, or where they were."""
    place: Place = turn.place
    if entered.finished is not None:
        yield from ended(place, entered.finished)
    yield from gave_way(place, entered.replaced)
    if not entered.resumed:
        yield Send(place, welcome_screen(ticket, title, turn.now))
    elif isinstance(entered.outcome, Put):
        yield from retired(place, entered.before)
        yield Send(place, resumed_screen())
    yield from moved_on(place, entered.outcome)
