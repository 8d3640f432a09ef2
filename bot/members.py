"""Who is in a group, as far as Telegram tells."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.transport.faults import seconds_to_wait
from bot.turn import Turn

log = logging.getLogger(__name__)

MEMBERS = ("creator", "administrator", "member")
UNTOLD = ("inaccessible", "chat_admin_required")
"""Telegram tells nobody's membership here: the group hides its members."""
PAUSES = (0.2, 0.5, 1.0)
"""Seconds between the tries where Telegram does not answer."""
MOST_WAIT = 10.0


async def belongs(turn: Turn, chat: int) -> bool | None:
    """Whether whoever acts is in a group; ``None`` where Telegram does not answer.

    Where a group hides its members nobody can tell: they are taken for members.
    """
    for pause in (*PAUSES, None):
        try:
            asked = {"chat_id": chat, "user_id": turn.person.id}
            member: Any = await turn.services.api.call("getChatMember", asked)
        except ChatMigrated as error:
            await _move(turn, chat, error.new_chat_id)
            chat = error.new_chat_id
        except (BadRequest, Forbidden) as error:
            return any(text in error.message.lower() for text in UNTOLD)
        except TelegramError as error:
            log.warning("getChatMember failed: %s", error)
            if pause is None:
                return None
            wait = seconds_to_wait(error) if isinstance(error, RetryAfter) else pause
            await asyncio.sleep(min(wait, MOST_WAIT))
        else:
            return member.get("status") in MEMBERS or bool(member.get("is_member"))
    return None


async def _move(turn: Turn, before: int, after: int) -> None:
    """The group became a supergroup, and nothing told us so far."""
    await turn.services.store.transact(lambda unit: unit.move(before, after, turn.now))
