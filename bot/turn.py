"""One update on its way through a handler: who said what and where, and the transaction that answers it.

``play`` is the only way to act. In one transaction it marks the update as handled, runs the use case and stores
what is to be said: after a crash either all of it has happened or none.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from telegram import Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.names import NAMELESS, readable
from bot.presses import unpack
from bot.screen import Act, Buttons, Edit, React, Remove, Say, Screen, Send, Toast, Whisper
from bot.services import Services
from bot.view import calls_of, quiet_call, toast_text
from bot.words import Words, words_for
from content.library import Library
from storage import Outgoing, Unit
from study.brought import visible
from study.errors import CannotTell, HostOnly, NoPerson, NoSuchButton
from study.outcomes import Mover
from study.summary import progress
from study.values import DeckProgress, Person, Place

T = TypeVar("T")
Keyboard = list[list[dict[str, Any]]]
"""Rows of inline buttons, as Telegram tells them."""
log = logging.getLogger(__name__)

NOT_PEOPLE = {777000, 136817688, 1087968824}
"""Telegram's stand-ins: linked channel, posting as a channel, anonymous admin."""
ADMINS = ("creator", "administrator")
MOST_KNOWN = 10_000
LONGEST_KEPT = timedelta(hours=48)
"""Telegram keeps updates for a day; a message that says to be older has a wrong clock."""


class AlreadyHandledError(Exception):
    """This update was handled before: nothing may happen again."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a committed turn leaves to be done: calls to make, a notice to show."""

    calls: tuple[Outgoing, ...]
    toast: Toast | None
    quiet: tuple[Whisper | React, ...] = ()


class Turn:
    """An update and the services to answer it with."""

    def __init__(self, update: Update, services: Services, keyboard: Keyboard | None = None) -> None:
        """``keyboard``: of a group's message with a pressed button, as it came; ``None`` where it is not told."""
        self.update = update
        self.services = services
        self._keyboard = keyboard
        self.now = services.clock()
        self.done = False
        self.failure: Exception | None = None
        """What a handler failed with, to be explained once it is over."""
        self.error = ""
        """Kept with the update where it ends in an apology: the storage holds on to what was said."""
        self.words: Words = words_for("ru")
        self._library: Library | None = None

    # what came in

    @property
    def message(self) -> Message | None:
        """The message that was sent, or that carries the pressed button, where Telegram still shows it."""
        query = self.update.callback_query
        if query is None:
            return self.update.message
        message = query.message  # one that Telegram shows no more comes without anything but its number
        return message if isinstance(message, Message) and message.is_accessible else None

    @property
    def said_at(self) -> datetime:
        """When it was said: the bot may have been away since. Of a press Telegram does not tell."""
        message = self.update.message
        if message is None:
            return self.now
        return min(self.now, max(message.date, self.now - LONGEST_KEPT))

    @property
    def ephemeral(self) -> int:
        """The number of an incoming message that only its sender and the bot see; 0 for any other.

        The library speaks an older Bot API: what it does not know lies beside the fields.
        """
        message = self.update.message
        return int(message.api_kwargs.get("ephemeral_message_id", 0)) if message else 0

    @property
    def message_id(self) -> int:
        """The id of that message; 0 where there is none."""
        query = self.update.callback_query
        carrier = query.message if query else self.update.message
        return carrier.message_id if carrier else 0

    @cached_property
    def place(self) -> Place:
        """The chat and, in a forum, the topic."""
        chat = self.update.effective_chat
        message = self.message
        topic = (message.message_thread_id or 0) if message and message.is_topic_message else 0
        return Place(chat.id if chat else 0, topic)

    @property
    def shared(self) -> bool:
        """Whether this is a group: what runs here is everybody's."""
        chat = self.update.effective_chat
        return chat is not None and chat.type != "private"

    @cached_property
    def person(self) -> Person:
        """Who acts. Raises ``NoPerson`` for channels and anonymous admins."""
        user = self.update.effective_user
        message = self.update.message
        if user is None or user.id in NOT_PEOPLE or user.is_bot or (message and message.sender_chat):
            raise NoPerson
        name = readable(user.full_name) or user.username or NAMELESS
        return Person(user.id, name, user.username or "", user.language_code or "")

    @property
    def anonymous_admin(self) -> bool:
        """An admin who writes in the group's own name."""
        message = self.update.message
        chat = self.update.effective_chat
        return bool(message and chat and message.sender_chat and message.sender_chat.id == chat.id)

    @property
    def on_behalf(self) -> bool:
        """Whether somebody writes in the name of the group or of a channel; not so a channel's forwarded post."""
        message = self.update.message
        return bool(message and message.sender_chat and not message.is_automatic_forward)

    @property
    def text(self) -> str:
        """What was typed; empty for a button."""
        return (self.update.message.text or "") if self.update.message else ""

    @property
    def commanded(self) -> bool:
        """Whether a command was typed."""
        message = self.update.message
        return bool(message and message.entities and message.entities[0].type == "bot_command")

    @property
    def arguments(self) -> str:
        """What stands behind a command, whatever white space or sign divides the two."""
        message = self.update.message
        command = message.entities[0].length if message and message.entities else 0
        return " ".join(self.text[command:].split())

    def progress(self, work: Unit) -> tuple[DeckProgress, ...]:
        """How far the learner is in each deck; nothing in a group, where everybody would read it."""
        return () if self.shared else progress(work, self.person.id, self.library_in(work))

    async def library(self) -> Library:
        """The decks that may be used here: those of the process and those that people brought here."""
        if self._library is None:
            self._library = await self.read(self.library_in)
        return self._library

    def library_in(self, work: Unit) -> Library:
        """The same, where a transaction is at hand."""
        if self._library is None:
            self._library = visible(work, self.services.library, self.place.chat)
        return self._library

    # reading and acting

    async def read(self, query: Callable[[Unit], T]) -> T:
        """Look something up, outside of any transaction."""
        return await self.services.store.read(query)

    async def play(self, use_case: Callable[[Unit], Iterable[Act]]) -> None:
        """Handle the update: run the use case and say what it returns, in one transaction."""
        played = await self.services.store.transact(lambda unit: self._play(unit, use_case))
        self.done = True
        self._know()
        self.services.sender.take(played.calls)
        self._answer_button(played.toast)
        for act in played.quiet:
            self.services.sender.quietly(*quiet_call(act, self.words))

    async def move(self, use_case: Callable[[Unit, Mover], Iterable[Act]]) -> None:
        """``play`` something that only the host or an admin may do; Telegram is asked only where it matters."""
        if self.anonymous_admin:
            await self.play(lambda unit: use_case(unit, Mover(0, admin=True)))
            return
        person = self.person.id
        try:
            await self.play(lambda unit: use_case(unit, Mover(person)))
        except HostOnly:
            if not await self._is_admin(person):
                raise
            await self.play(lambda unit: use_case(unit, Mover(person, admin=True)))

    async def say(self, key: str, **args: str | int) -> None:
        """Answer with a sentence: a notice for a button, a message otherwise."""
        if self.update.callback_query is not None:
            await self.play(lambda unit: [Toast(key, args)])
        else:
            await self.show(_sentence(key, args))

    async def show(self, screen: Screen) -> None:
        """Answer with a screen, as a new message."""
        if self.ephemeral:  # nobody else saw what was said: the answer is theirs alone, too
            whisper = Whisper(self.place, self.person.id, screen, self.ephemeral)
            await self.play(lambda unit: [whisper])
        else:
            await self.play(lambda unit: self.reply(screen))

    def reply(self, screen: Screen) -> list[Act]:
        """A screen that was only asked for; nothing where the chat has more unsent than anybody would read."""
        if self.services.sender.flooded(self.place.chat):
            return []
        return [Send(self.place, screen, reply_to=self.reply_to)]

    @property
    def reply_to(self) -> int:
        """In a group an answer names the message it answers; alone that would be noise."""
        return self.update.message.message_id if self.shared and self.update.message else 0

    def _play(self, unit: Unit, use_case: Callable[[Unit], Iterable[Act]]) -> Played:
        if not unit.finish(self.update.update_id, self.now, self.error):
            raise AlreadyHandledError
        self._remember(unit)
        if self.update.my_chat_member is None:
            unit.seen(self.place.chat, self.now)
        acts = list(use_case(unit))
        if self._keyboard is not None and any(self._changes_pressed(act) for act in acts):
            self._check_carried(self._keyboard)
        reason = f"update:{self.update.update_id}"
        calls = [call for act in acts for call in calls_of(act, self.words, reason)]
        toast = next((act for act in acts if isinstance(act, Toast)), None)
        quiet = tuple(act for act in acts if isinstance(act, Whisper | React))
        return Played(unit.post(calls, self.now), toast, quiet)

    def _changes_pressed(self, act: Act) -> bool:
        if not isinstance(act, Edit | Buttons | Remove):
            return False
        if isinstance(act, Buttons) and not act.rows and not self._keyboard:
            return False  # nothing is taken from a message without buttons
        return act.message == self.message_id and act.place.chat == self.place.chat

    def _check_carried(self, keyboard: Keyboard) -> None:
        """In a group a press changes only a message that has such a button: its data may be anybody's work.

        Raises ``NoSuchButton``. What moved on meanwhile, and was pressed a moment too late, looks the same.
        """
        pressed = (self.update.callback_query.data or "") if self.update.callback_query else ""
        carried = [str(key["callback_data"]) for row in keyboard for key in row if "callback_data" in key]
        press = unpack(pressed)
        if press is None or not any(one.beside(press) for one in map(unpack, carried) if one is not None):
            raise NoSuchButton

    def _remember(self, unit: Unit) -> None:
        """Keep the person's present name, where it is news to this process."""
        try:
            person = self.person
        except NoPerson:
            return
        if self.services.known.get(person.id) != person:
            unit.remember(person, self.now)

    def _know(self) -> None:
        """What was just committed need not be written again with the next update."""
        known = self.services.known
        with contextlib.suppress(NoPerson):
            if len(known) >= MOST_KNOWN:
                known.clear()
            known[self.person.id] = self.person

    def _answer_button(self, toast: Toast | None) -> None:
        query = self.update.callback_query
        if query is not None:
            text = toast_text(toast, self.words) if toast else ""
            self.services.sender.answer_callback(query.id, text, alert=bool(toast and toast.alert))

    def answer_bare(self) -> None:
        """Stop the spinner of a pressed button, without a word."""
        self._answer_button(None)

    async def is_admin(self) -> bool:
        """Whether who acts is an admin of the group, as far as Telegram tells; false where it does not answer."""
        if self.anonymous_admin:
            return True
        try:
            return await self._is_admin(self.person.id)
        except CannotTell:
            return False

    async def is_admin_of(self, chat: int) -> bool:
        """Whether who acts is an admin of another chat. Raises ``CannotTell`` where Telegram does not answer."""
        return await self._is_admin(self.person.id, chat)

    async def _is_admin(self, person: int, chat: int = 0) -> bool:
        """Whether Telegram says so. Raises ``CannotTell`` where it does not answer."""
        parameters = {"chat_id": chat or self.place.chat, "user_id": person}
        for pause in (0.2, 0.5, 0.0):
            try:
                member: Any = await self.services.api.call("getChatMember", parameters)
            except (BadRequest, Forbidden):
                return False
            except TelegramError as error:
                log.warning("getChatMember failed: %s", error)
                await asyncio.sleep(pause)
            else:
                return member.get("status") in ADMINS
        raise CannotTell


def _sentence(key: str, args: dict[str, str | int]) -> Screen:
    return Screen((Say(key, args),))
