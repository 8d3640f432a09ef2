"""From an update to its handler, by python-telegram-bot's own handlers and filters."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from bot import arrivals, membership, messages
from bot.buttons import BUTTONS
from bot.commands import COMMANDS
from bot.contests import answers
from bot.presses import unpack
from bot.screen import Toast
from bot.services import Services
from bot.transport.wire import unpack as unpack_json
from bot.turn import AlreadyHandledError, Keyboard, Turn
from storage import Incoming, Unavailable
from study.errors import ForgedButton, NoPerson, StudyError

log = logging.getLogger(__name__)

Handler = Callable[[Turn], Awaitable[None]]
Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
NEW = filters.UpdateType.MESSAGE
MOVED = filters.StatusUpdate.MIGRATE


class Dispatcher:
    """Gives each stored update one turn, and makes sure that it ends: handled, explained or given up.

    Only where the storage does not work does it end in nothing at all, and may be tried again.
    """

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], services: Services) -> None:
        self._application = application
        self._services = services
        self._turns: dict[int, Turn] = {}
        self._add_handlers()

    async def handle(self, incoming: Incoming) -> None:
        """Handle one update. Raises ``Unavailable`` where the storage does not work: nothing has happened then."""
        try:
            told = unpack_json(incoming.payload)
            keyboard = _keyboard_of(told)
            turn = Turn(Update.de_json(_needed(told), self._application.bot), self._services, keyboard)
        except Exception as error:
            log.exception("an update could not be read", extra={"update": incoming.id})
            await self._give_up(incoming, repr(error))
            return
        self._turns[incoming.id] = turn
        try:
            await self._application.process_update(turn.update)
        finally:
            self._turns.pop(incoming.id, None)
        if turn.failure is not None:
            await _explain(turn, turn.failure)
        if not turn.done:
            await self._give_up(incoming, turn.error)

    async def _give_up(self, incoming: Incoming, error: str = "") -> None:
        """Nothing is to be done about an update, for want of a handler or (``error``) because of a fault."""
        now = self._services.clock()
        await self._services.store.transact(lambda unit: unit.finish(incoming.id, now, error))
        query = _query_of(incoming.payload)
        if query:
            self._services.sender.answer_callback(query)

    def forget_chats(self) -> None:
        """The library notes every chat and user for a persistence that we do not use; nobody else empties that."""
        self._application._chat_ids_to_be_updated_in_persistence.clear()
        self._application._user_ids_to_be_updated_in_persistence.clear()

    def _add_handlers(self) -> None:
        add = self._application.add_handler
        for command in COMMANDS:
            add(CommandHandler(command.name, self._calling(command.handler), filters=NEW))
        add(CallbackQueryHandler(self._calling(_press)))
        add(PollAnswerHandler(self._calling(answers.vote)))
        add(MessageHandler(NEW & MOVED, self._calling(membership.moved)))
        add(ChatMemberHandler(self._calling(membership.changed), ChatMemberHandler.MY_CHAT_MEMBER))
        add(MessageHandler(NEW & filters.COMMAND, self._calling(messages.unknown_command)))
        add(MessageHandler(NEW & filters.TEXT, self._calling(messages.take_text)))
        add(MessageHandler(NEW & filters.Document.ALL, self._calling(arrivals.take_document)))
        add(MessageHandler(NEW & filters.LOCATION, self._calling(messages.take_location)))
        unreadable = NEW & ~filters.StatusUpdate.ALL
        add(MessageHandler(unreadable, self._calling(messages.unreadable)))

    def _calling(self, handler: Handler) -> Callback:
        async def callback(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
            turn = self._turns[update.update_id]
            try:
                await handler(turn)
            except Exception as error:
                turn.failure = error

        return callback


async def _explain(turn: Turn, error: Exception) -> None:
    """A learner's mistake has words; ours has a traceback, and a word of apology. Raises ``Unavailable``."""
    if isinstance(error, Unavailable) and not turn.done:
        raise error
    if isinstance(error, StudyError) and not turn.done:
        await _say_why(turn, error)
        return
    if isinstance(error, AlreadyHandledError):
        turn.answer_bare()
        turn.done = True
        return
    log.error("a handler failed", exc_info=error, extra={"update": turn.update.update_id})
    if turn.done:
        turn.answer_bare()
        return
    turn.error = repr(error)
    if turn.update.message is None and turn.update.callback_query is None:
        return  # nobody said anything and waits for a word
    try:
        await turn.say("error-crash")
    except Unavailable:
        raise
    except Exception:
        log.exception("the apology failed too", extra={"update": turn.update.update_id})


def _keyboard_of(update: dict[str, Any]) -> Keyboard | None:
    """The buttons below a message in a group that was pressed on, unread; ``None`` where they are not told."""
    pressed = update.get("callback_query", {}).get("message")
    if not pressed or not pressed.get("date") or pressed["chat"]["type"] == "private":
        return None
    keyboard: Keyboard = pressed.get("reply_markup", {}).get("inline_keyboard", [])
    return keyboard


def _needed(update: dict[str, Any]) -> dict[str, Any]:
    """An update without what no handler reads: a pressed message repeats its text, markup and keyboard, and the
    library takes longer to parse those than we take to answer. A message replied to keeps its text and keyboard:
    they tell which question it is.
    """
    pressed = update.get("callback_query", {}).get("message")
    if pressed:
        for name in ("from", "text", "entities", "reply_markup", "link_preview_options", "reply_to_message"):
            pressed.pop(name, None)
    replied = update.get("message", {}).get("reply_to_message")
    if replied:
        for name in ("entities", "link_preview_options"):
            replied.pop(name, None)
    return update


def _query_of(payload: str) -> str:
    """The id of the press in an update, however little else of it can be read; empty where it is no press."""
    with contextlib.suppress(Exception):
        return str(unpack_json(payload)["callback_query"]["id"])
    return ""


async def _press(turn: Turn) -> None:
    """Any button: unpack it and hand it on. Below an inline message there is no chat to show anything in."""
    query = turn.update.callback_query
    press = unpack(query.data or "") if query and query.message else None
    if press is None:
        raise ForgedButton
    await BUTTONS[type(press)](turn, press)


async def _say_why(turn: Turn, error: StudyError) -> None:
    if turn.update.callback_query is not None:
        await turn.play(lambda work: [Toast(error.key, alert=True)])
    elif not isinstance(error, NoPerson) or turn.on_behalf:
        await turn.say(error.key)
